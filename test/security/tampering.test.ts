import { randomUUID } from 'node:crypto';
import { createdLinkSchema, linkAddressSchema, messagesSchema, sentSchema } from '@maroquin/contracts';
import type { QueryResult } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CollabClient } from '../support/collab-client.js';
import { asSuperuser } from '../support/embedded-sql.js';
import { HttpClient } from '../support/http-client.js';
import { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, invite, PASSWORD, type Person, signIn } from '../support/people.js';
import { until } from '../support/until.js';

/** Who can write in the database, as its superuser, changes what stands there in clear beside what is sealed. */
let server: Maroquin;
let claire: Person;
let thomas: Person;
let spaceId: string;

beforeAll(async () => {
  server = await Maroquin.start({ env: { LOG_LEVEL: 'warn' } });
  claire = await firstAdministrator(server);
  thomas = await invite(server, claire, { name: 'Thomas Lefèvre', email: 'thomas@prefecture.example' });
  spaceId = await claire.http.create('/spaces', { name: 'Cabinet' });
  await claire.http.act('PUT', `/resources/${spaceId}/grants/${thomas.id}`, { role: 'editor' });
}, 120_000);
afterAll(() => server?.dispose());

const sql = (text: string, params: readonly unknown[] = []): Promise<QueryResult> =>
  asSuperuser(server.dataDir, (client) => client.query(text, [...params]));
/** Changes one row at least, or the test shows nothing. */
async function tamper(text: string, params: readonly unknown[]): Promise<void> {
  expect((await sql(text, params)).rowCount).toBeGreaterThan(0);
}

const damaged = { status: 500, problem: { code: 'sealed.damaged' } };

describe('a message', () => {
  let channel: string;
  const send = (text: string, clientId: string = randomUUID()) =>
    claire.http.json(sentSchema, 'POST', `/channels/${channel}/messages`, { clientId, text });
  const read = (id = channel) => claire.http.get(messagesSchema, `/channels/${id}/messages?limit=50`);

  beforeEach(async () => {
    channel = await claire.http.create('/channels', { name: randomUUID(), parentId: spaceId });
    for (const text of ['un', 'deux', 'trois']) await send(text);
    expect((await read()).items.map(({ text }) => text)).toEqual(['un', 'deux', 'trois']);
  });

  it.each([
    ['its author is another person', 'actor_id = $2'],
    ['it has no author', 'actor_id = null'],
    ['it was sent an hour earlier', "at = at - interval '1 hour'"],
    ['it was sent a millisecond later', "at = at + interval '1 millisecond'"],
    ['it is erased', 'erased_at = now()'],
    ['it is erased and blank', "erased_at = now(), payload = ''"],
    ['it is blank', "payload = ''"],
    ['it is of another kind', "kind = 'updates'"],
    ['its client id is another one', 'client_id = gen_random_uuid()'],
    ['it has no client id', 'client_id = null'],
    ['it begins sooner', 'first = first - 1'],
    ['one bit of it is another', 'payload = set_byte(payload, 40, get_byte(payload, 40) # 1)'],
    ['it is said to be of the earlier form', 'payload = set_byte(payload, 0, 2)'],
  ])('is not shown when %s', async (_, change) => {
    const params = change.includes('$2') ? [channel, thomas.id] : [channel];
    await tamper(`update feed_entry set ${change} where feed_id = $1 and last = 2`, params);
    await expect(read()).rejects.toMatchObject(damaged);
  });

  it.each(['actor_id', 'at', 'payload'])('is not shown with the %s of another message', async (column) => {
    await thomas.http.json(sentSchema, 'POST', `/channels/${channel}/messages`, {
      clientId: randomUUID(),
      text: 'quatre',
    });
    await tamper(
      `update feed_entry e set ${column} = o.${column} from feed_entry o
       where e.feed_id = $1 and e.last = 2 and o.feed_id = $1 and o.last = 4`,
      [channel],
    );
    await expect(read()).rejects.toMatchObject(damaged);
  });

  it('that was taken away is missed', async () => {
    await tamper('delete from feed_entry where feed_id = $1 and last = 2', [channel]);
    await expect(read()).rejects.toMatchObject(damaged);
  });

  it('does not open in another channel', async () => {
    const other = await claire.http.create('/channels', { name: randomUUID(), parentId: spaceId });
    await tamper(
      `insert into feed_entry select $2, last, first, org_id, kind, actor_id, client_id, at, erased_at, payload
       from feed_entry where feed_id = $1 and last = 1`,
      [channel, other],
    );
    await tamper('update feed set seq = 1 where id = $1', [other]);
    await expect(read(other)).rejects.toMatchObject(damaged);
    await tamper('update feed set key_id = (select key_id from feed where id = $1) where id = $2', [
      channel,
      other,
    ]);
    await expect(read(other)).rejects.toMatchObject(damaged);
  });

  it('that was tampered with is written down in the log, without its words', async () => {
    await tamper('update feed_entry set actor_id = $2 where feed_id = $1 and last = 2', [channel, thomas.id]);
    const before = server.stderr.length;
    await expect(read()).rejects.toMatchObject(damaged);
    await until(() => server.stderr.slice(before).includes('sealed.damaged'), 'the log says so');
    expect(server.stderr.slice(before)).not.toContain('deux');
  });

  it('that is sent again with its client id in capitals is the one that is there', async () => {
    const clientId = randomUUID();
    const sent = await send('quatre', clientId);
    expect(await send('quatre', clientId.toUpperCase())).toEqual(sent);
    expect((await read()).items).toHaveLength(4);
  });
});

describe('an entry of a document', () => {
  const textOf = (client: CollabClient): string => client.doc.getText('text').toJSON();
  const changes = {
    'another author': 'actor_id = $2',
    'another time': "at = at - interval '1 day'",
    'another kind': "kind = 'base'",
    'the mark of being erased': 'erased_at = now()',
  };
  const documents = new Map<string, string>();

  beforeAll(async () => {
    for (const change of Object.keys(changes)) {
      const id = await claire.http.create('/documents', { title: change, kind: 'text', parentId: spaceId });
      documents.set(change, id);
      const editor = new CollabClient(claire.http, id);
      await until(() => editor.synced, 'opened');
      for (const words of ['un ', 'deux ', 'trois '])
        await editor.edit((doc) => doc.getText('text').insert(doc.getText('text').length, words));
      editor.close();
    }
    await server.restart();
  });

  it.each(Object.entries(changes))(
    'with %s is left out, named, and written down in the audit',
    async (name, change) => {
      const id = documents.get(name) ?? '';
      const params = change.includes('$2') ? [id, thomas.id] : [id];
      // A document that nobody has open is soon read from its checkpoint, which does not hold what was tampered with.
      await sql('delete from document_checkpoint where document_id = $1', [id]);
      await tamper(`update feed_entry set ${change} where feed_id = $1 and last = 2`, params);
      const reader = new CollabClient(claire.http, id);
      await until(() => textOf(reader) === 'un trois ', 'the rest is there');
      reader.close();
      const acts = await sql('select action from audit where target_id = $1', [id]);
      expect(acts.rows).toContainEqual({ action: 'document.repaired' });
      const named = await sql(
        'select first_seq, last_seq, reason from document_quarantine where document_id = $1',
        [id],
      );
      expect(named.rows).toEqual([{ first_seq: '2', last_seq: '2', reason: 'damaged' }]);
    },
  );
});

describe('an external link', () => {
  const LINK_PASSWORD = 'phare-bascule';
  const open = (token: string, password?: string): Promise<Response> =>
    new HttpClient(server.url, null).call('POST', '/api/v1/visits', {
      body: { token, ...(password === undefined ? {} : { password }) },
    });
  async function makeLink(more: object): Promise<{ id: string; token: string; note: string }> {
    const note = await claire.http.create('/documents', { title: randomUUID(), parentId: spaceId });
    const made = await claire.http.json(createdLinkSchema, 'POST', `/resources/${note}/links`, {
      ...{ name: 'Mairie', role: 'reader' },
      ...more,
    });
    return { id: made.id, token: new URL(made.link).hash.slice(1), note };
  }

  it.each([
    ['its password is taken away', 'password_sealed = null'],
    ['it ends later', "expires_at = expires_at + interval '1 year'"],
    ['it has no end', 'expires_at = null'],
    ['it serves more often', 'max_uses = 1000'],
    ['it serves without limit', 'max_uses = null'],
    ['it opens another document', 'resource_id = $2'],
    ['somebody else made it', 'created_by = $3'],
    ['it was made at another time', "created_at = created_at - interval '1 day'"],
    ['its proof is taken away', 'proof = null'],
  ])('opens nothing when %s', async (_, change) => {
    const { id, token } = await makeLink({
      ...{ password: LINK_PASSWORD, maxUses: 3 },
      expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
    });
    expect((await open(token, LINK_PASSWORD)).status).toBe(200);
    const { note } = await makeLink({});
    await tamper(
      `update external_link set ${change} where id = $1 and $2::uuid is not null and $3::uuid is not null`,
      [id, note, thomas.id],
    );
    await expect(open(token, LINK_PASSWORD)).rejects.toMatchObject(damaged);
    await expect(open(token)).rejects.toMatchObject(damaged);
  });

  it.each(['password_sealed', 'proof', 'password_sealed, proof'])(
    'opens nothing with the %s of another link',
    async (columns) => {
      const mine = await makeLink({ password: 'le mien' });
      const theirs = await makeLink({ password: LINK_PASSWORD });
      const copied = columns.split(', ').map((column) => `${column} = o.${column}`);
      await tamper(
        `update external_link l set ${copied.join(', ')} from external_link o where l.id = $1 and o.id = $2`,
        [theirs.id, mine.id],
      );
      await expect(open(theirs.token, 'le mien')).rejects.toMatchObject(damaged);
    },
  );

  it('opens nothing more for a secret that was put in the place of its own', async () => {
    const [mine, theirs] = [await makeLink({}), await makeLink({ password: LINK_PASSWORD })];
    const { rows } = await sql('delete from external_link where id = $1 returning token_hash', [mine.id]);
    await tamper('update external_link set token_hash = $2 where id = $1', [theirs.id, rows[0].token_hash]);
    await expect(open(mine.token)).rejects.toMatchObject(damaged);
  });

  it('that a manager changes keeps what it demands, and is not changed when it was tampered with', async () => {
    const { id, token, note } = await makeLink({ password: LINK_PASSWORD });
    await claire.http.act(
      'PATCH',
      `/resources/${note}/links/${id}`,
      { maxUses: 5, name: 'Autre' },
      { 'if-match': '"1"' },
    );
    expect((await open(token, LINK_PASSWORD)).status).toBe(200);
    await tamper('update external_link set password_sealed = null where id = $1', [id]);
    await expect(
      claire.http.act('PATCH', `/resources/${note}/links/${id}`, { maxUses: 6 }, { 'if-match': '"2"' }),
    ).rejects.toMatchObject(damaged);
    await claire.http.act('DELETE', `/resources/${note}/links/${id}`);
  });
});

describe('the address of an external link', () => {
  const made = async (by: Person) => {
    const note = await claire.http.create('/documents', { title: randomUUID(), parentId: spaceId });
    await claire.http.act('PUT', `/resources/${note}/grants/${thomas.id}`, { role: 'manager' });
    const { id, link } = await by.http.json(createdLinkSchema, 'POST', `/resources/${note}/links`, {
      ...{ name: 'Mairie', role: 'reader' },
    });
    return { id, link, path: `/resources/${note}/links/${id}/address` };
  };
  const shownTo = ({ http }: Person, path: string) => http.get(linkAddressSchema, path);

  it('is shown again to the person who made it, and to no other manager', async () => {
    const { link, path } = await made(thomas);
    expect(await shownTo(thomas, path)).toEqual({ link });
    await expect(shownTo(claire, path)).rejects.toMatchObject({ status: 404 });
  });

  it('stands nowhere in the database as it is', async () => {
    const { id, link } = await made(claire);
    const secret = new URL(link).hash.slice(1);
    const { rows } = await sql(
      `select encode(token_sealed, 'hex') || encode(token_hash, 'hex') as kept from external_link where id = $1`,
      [id],
    );
    const { kept } = z.object({ kept: z.string() }).parse(rows[0]);
    for (const form of ['utf8', 'base64url'] as const)
      expect(kept).not.toContain(Buffer.from(secret, form).toString('hex'));
  });

  it.each([
    ['somebody else is said to have made it', 'created_by = o.created_by'],
    ['its secret is that of another link', 'token_sealed = o.token_sealed'],
    [
      'one bit of its secret is another',
      'token_sealed = set_byte(l.token_sealed, 20, get_byte(l.token_sealed, 20) # 1)',
    ],
  ])('is not shown when %s', async (_, change) => {
    const [mine, theirs] = [await made(claire), await made(thomas)];
    await tamper(`update external_link l set ${change} from external_link o where l.id = $1 and o.id = $2`, [
      ...[mine.id, theirs.id],
    ]);
    const isMoved = change.startsWith('created_by');
    await expect(shownTo(isMoved ? thomas : claire, mine.path)).rejects.toMatchObject(damaged);
  });
});

describe('a session', () => {
  const anew = (): Promise<HttpClient> => signIn(server, claire.email, PASSWORD);
  /** The newest of Claire's, which is the one just made. */
  const change = (what: string): Promise<void> =>
    tamper(
      `update session set ${what} where $2::uuid is not null
       and id = (select id from session where account_id = $1 order by id desc limit 1)`,
      [claire.id, thomas.id],
    );

  it.each([
    ['is given to another person', 'account_id = $2'],
    ['is said to be that of a passkey', "method = 'passkey'"],
    ['is said to be proven more strongly', "acr = 'eidas3'"],
    ['is said to have a second proof', "amr = '{mfa}'"],
    ['is made younger', "created_at = created_at + interval '1 hour'"],
  ])('that %s is nobody’s', async (_, what) => {
    const http = await anew();
    expect((await http.me()).person.id).toBe(claire.id);
    await change(what);
    await expect(http.me()).rejects.toMatchObject(damaged);
  });

  it('without its proof is none', async () => {
    const http = await anew();
    await change('proof = null');
    await expect(http.me()).rejects.toMatchObject({ status: 401 });
  });
});

describe('a token', () => {
  it.each([
    ['is given to another person', 'account_id = $2'],
    ['may do more', "scopes = '{all}'"],
    ['lasts longer', "expires_at = expires_at + interval '1 year'"],
    ['has no end', 'expires_at = null'],
  ])('that %s is nobody’s', async (_, what) => {
    const made = await server.commandJson([
      ...['token', 'create', '--user', thomas.email, '--scopes', 'files', '--days', '7'],
    ]);
    const { token } = z.object({ token: z.string() }).parse(made);
    const program = new HttpClient(server.url, { token });
    expect((await program.me()).person.id).toBe(thomas.id);
    await tamper(
      `update api_token set ${what} where $2::uuid is not null
       and id = (select id from api_token where account_id = $1 order by id desc limit 1)`,
      [thomas.id, claire.id],
    );
    await expect(program.me()).rejects.toMatchObject(damaged);
  });
});
