import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@maroquin/platform/config';
import { type Client, IdentityWorld, secretOf } from './identity-world.js';

const DAY = 24 * 60 * 60_000;
const LONG = 'phare-bascule-orange';

let world: IdentityWorld;
let orgId: string;
let admin: Client;
let manager: Client;
let space: string;

beforeAll(async () => {
  world = await IdentityWorld.open();
  ({ orgId, admin } = await world.organisation());
  manager = (await world.person(orgId, 'Awa Diop')).client;
  space = (await manager.ask('POST', '/spaces', { name: 'Cabinet' })).body.id;
});
afterAll(() => world.close());

const folder = async (parentId = space): Promise<string> =>
  (await manager.ask('POST', '/folders', { name: `Dossier ${newId()}`, parentId })).body.id;

interface Link {
  readonly id: string;
  readonly token: string;
}
async function linkOn(resourceId: string, more: object = {}): Promise<Link> {
  const { status, body } = await manager.ask('POST', `/resources/${resourceId}/links`, {
    ...{ name: 'Pour la mairie', role: 'reader' },
    ...more,
  });
  expect(status).toBe(201);
  return { id: body.id, token: secretOf(body.link) };
}

async function visit(token: string, more: object = {}) {
  const client = world.client();
  return { client, answer: await client.ask('POST', '/visits', { token, ...more }) };
}
const enter = async (token: string, more: object = {}): Promise<Client> => {
  const { client, answer } = await visit(token, more);
  expect(answer.status).toBe(200);
  return client;
};

describe('the end of an external link', () => {
  const endOf = async (more: object): Promise<number | null> => {
    const place = await folder();
    await linkOn(place, more);
    const { items } = (await manager.ask('GET', `/resources/${place}/links`)).body;
    const expiresAt = items[0]?.expiresAt ?? null;
    return expiresAt === null
      ? null
      : Math.round((new Date(expiresAt).getTime() - world.clock.now().getTime()) / DAY);
  };
  const setDays = (client: Client, days: number | null) => client.ask('PUT', '/links/settings', { days });

  it('lies thirty days ahead unless it is said otherwise, and is absent only in so many words', async () => {
    expect(await endOf({})).toBe(30);
    expect(await endOf({ expiresAt: new Date(world.clock.now().getTime() + 5 * DAY).toISOString() })).toBe(5);
    expect(await endOf({ expiresAt: null })).toBeNull();
  });

  it('is by default what an administrator of the organisation sets, for links made from then on', async () => {
    expect((await setDays(manager, 90)).status).toBe(404);
    const before = await folder();
    await linkOn(before);
    expect((await setDays(admin, 90)).status).toBe(204);
    const list = await manager.ask('GET', `/resources/${before}/links`);
    expect(list.body.days).toBe(90);
    expect(await endOf({})).toBe(90);
    expect((await setDays(admin, null)).status).toBe(204);
    expect(await endOf({})).toBeNull();
    expect((await setDays(admin, 30)).status).toBe(204);
  });
});

describe('a visitor by an external link', () => {
  it('sees what it opens and what is below, and nothing beside or above', async () => {
    const opened = await folder();
    const below = await folder(opened);
    const beside = await folder();
    const visitor = await enter((await linkOn(opened)).token);
    expect((await visitor.ask('GET', `/resources/${opened}`)).body.resource.role).toBe('reader');
    expect((await visitor.ask('GET', `/resources/${below}`)).status).toBe(200);
    expect((await visitor.ask('GET', `/resources/${beside}`)).status).toBe(404);
    expect((await visitor.ask('GET', `/resources/${space}`)).status).toBe(404);
  });

  it('may do what the role says, and no more', async () => {
    const opened = await folder();
    const reader = await enter((await linkOn(opened)).token);
    const editor = await enter((await linkOn(opened, { role: 'editor' })).token);
    const child = { name: 'Pièces', parentId: opened };
    expect((await reader.ask('POST', '/folders', child)).status).toBe(404);
    expect((await editor.ask('POST', '/folders', child)).status).toBe(201);
  });

  it('finds no directory, no teams, no names of whoever has access, and nothing to sign in with', async () => {
    const opened = await folder();
    const visitor = await enter((await linkOn(opened, { role: 'editor' })).token);
    const routes: [string, string, unknown?][] = [
      ['POST', '/directory/search', { q: 'awa' }],
      ['GET', '/teams'],
      ['GET', '/people'],
      ['GET', '/links'],
      ['GET', `/resources/${opened}/access`],
      ['GET', `/resources/${opened}/links`],
      ['POST', `/resources/${opened}/links`, { name: 'x', role: 'reader' }],
      ['POST', '/spaces', { name: 'x' }],
      ['PUT', '/me/password', { password: 'girafe-tiroir-mandoline-47' }],
    ];
    for (const [method, path, body] of routes)
      expect([path, (await visitor.ask(method, path, body)).status]).toEqual([path, 404]);
    const renamed = await visitor.ask('PATCH', '/me', { name: 'x' }, { 'if-match': '"0"' });
    expect(renamed.status).toBe(404);
  });

  it('is called a visitor, by the name it gave if any, marked as a visitor’s word', async () => {
    const { token } = await linkOn(await folder());
    const named = await enter(token, { name: 'Paul Roux' });
    expect((await named.ask('GET', '/me')).body.person.name).toBe('Paul Roux (visiteur)');
    const unnamed = await enter(token);
    expect((await unnamed.ask('GET', '/me')).body.person.name).toBe('Visiteur');
  });

  it('leaves for good', async () => {
    const opened = await folder();
    const visitor = await enter((await linkOn(opened)).token);
    const kept = visitor.cookie;
    await visitor.ask('POST', '/sign-out');
    visitor.cookie = kept;
    expect((await visitor.ask('GET', `/resources/${opened}`)).status).toBe(401);
  });
});

describe('a link', () => {
  it('that is withdrawn puts out at once who is in by it', async () => {
    const opened = await folder();
    const link = await linkOn(opened);
    const visitor = await enter(link.token);
    const { id } = (await visitor.ask('GET', '/me')).body.person;
    await manager.ask('DELETE', `/resources/${opened}/links/${link.id}`);
    expect((await visitor.ask('GET', `/resources/${opened}`)).status).toBe(401);
    await expect.poll(() => world.ended.flatMap(({ sessionIds }) => sessionIds)).toContain(id);
    expect((await visit(link.token)).answer.body.code).toBe('link.unusable');
  });

  it('whose role is lowered lets who is in do less at once', async () => {
    const opened = await folder();
    const link = await linkOn(opened, { role: 'editor' });
    const visitor = await enter(link.token);
    await manager.ask(
      'PATCH',
      `/resources/${opened}/links/${link.id}`,
      { role: 'reader' },
      { 'if-match': '"1"' },
    );
    expect((await visitor.ask('POST', '/folders', { name: 'x', parentId: opened })).status).toBe(404);
    expect((await visitor.ask('GET', `/resources/${opened}`)).body.resource.role).toBe('reader');
  });

  it('ends with its day, also for whoever is in', async () => {
    const opened = await folder();
    const expiresAt = new Date(world.clock.now().getTime() + 60 * 60_000).toISOString();
    const link = await linkOn(opened, { expiresAt });
    const visitor = await enter(link.token);
    world.clock.forward(61 * 60_000);
    expect((await visitor.ask('GET', `/resources/${opened}`)).status).toBe(401);
    expect((await visit(link.token)).answer.body.code).toBe('link.unusable');
  });

  it('with one use left lets in one of two who come at the same moment', async () => {
    const { token } = await linkOn(await folder(), { maxUses: 1 });
    const both = await Promise.all([visit(token), visit(token)]);
    expect(both.map(({ answer }) => answer.status).sort()).toEqual([200, 410]);
  });

  it('that is unknown, over, withdrawn or used up gives one and the same answer', async () => {
    const opened = await folder();
    const withdrawn = await linkOn(opened);
    await manager.ask('DELETE', `/resources/${opened}/links/${withdrawn.id}`);
    const usedUp = await linkOn(opened, { maxUses: 1 });
    await enter(usedUp.token);
    const expired = await linkOn(opened, {
      expiresAt: new Date(world.clock.now().getTime() + 1_000).toISOString(),
    });
    world.clock.forward(2_000);
    const unknown = 'A'.repeat(43);
    const answers = [];
    for (const token of [unknown, withdrawn.token, usedUp.token, expired.token]) {
      const { answer } = await visit(token);
      answers.push(JSON.stringify([answer.status, answer.body]));
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('link.unusable');
  });

  it('asks for its password, and spends no use on a wrong one', async () => {
    const { token } = await linkOn(await folder(), { password: LONG, maxUses: 1 });
    expect((await visit(token)).answer.body.code).toBe('link.password');
    expect((await visit(token, { password: 'un autre' })).answer.body.code).toBe('link.password');
    await enter(token, { password: LONG });
  });

  it('lets its password be guessed only a few times a minute', async () => {
    const { token } = await linkOn(await folder(), { password: LONG });
    const codes = await Promise.all(
      Array.from({ length: 32 }, async (_, turn) => {
        const { answer } = await visit(token, { password: `essai ${String(turn)}` });
        return answer.body.code;
      }),
    );
    expect(codes).toContain('request.too-many');
  });

  it('opens no space, and never gives the managing of access', async () => {
    const opened = await folder();
    const onSpace = await manager.ask('POST', `/resources/${space}/links`, { name: 'x', role: 'reader' });
    expect(onSpace.body.code).toBe('link.wrong-kind');
    const asManager = await manager.ask('POST', `/resources/${opened}/links`, { name: 'x', role: 'manager' });
    expect(asManager.status).toBe(400);
  });

  it('is made by whoever manages access only', async () => {
    const opened = await folder();
    const stranger = (await world.person(orgId)).client;
    const answer = await stranger.ask('POST', `/resources/${opened}/links`, { name: 'x', role: 'reader' });
    expect(answer.status).toBe(404);
  });

  it('is no right that the list of rights gives or takes', async () => {
    const opened = await folder();
    const link = await linkOn(opened);
    const path = `/resources/${opened}/grants/${link.id}`;
    expect((await manager.ask('PUT', path, { role: 'editor' })).body.code).toBe('access.unknown-subject');
    await manager.ask('DELETE', path);
    await enter(link.token);
  });

  it('lies nowhere in the database: neither its secret, its password nor its name', async () => {
    const { token } = await linkOn(await folder(), { name: 'Nom canari', password: LONG });
    await enter(token, { password: LONG, name: 'Visiteur canari' });
    const rows = await world.platform.asOwner(
      `select encode(l.token_hash, 'escape') || encode(l.name_sealed, 'escape') || coalesce(encode(l.password_sealed, 'escape'), '')
         || coalesce(encode(v.name_sealed, 'escape'), '') || encode(v.token_hash, 'escape') as text
       from external_link l join link_visit v on v.link_id = l.id`,
    );
    const text = JSON.stringify(rows);
    for (const word of [token, 'canari', LONG, 'argon2']) expect(text).not.toContain(word);
  });
});

describe('the links', () => {
  it('of a resource are listed with what is set above, their uses and their last use', async () => {
    const outer = await folder();
    const inner = await folder(outer);
    const above = await linkOn(outer, { name: 'Du dessus', maxUses: 1 });
    await linkOn(inner, { name: 'D’ici' });
    await enter(above.token);
    const items = (await manager.ask('GET', `/resources/${inner}/links`)).body.items;
    expect(items).toMatchObject([
      { name: 'D’ici', resource: { id: inner }, uses: 0, lastUsedAt: null, over: null },
      { name: 'Du dessus', resource: { id: outer }, uses: 1, over: 'used-up' },
    ]);
  });

  it('of the organisation are listed for its administrators, who may withdraw what they may not see', async () => {
    const opened = await folder();
    const link = await linkOn(opened, { name: 'Vers le dehors' });
    const visitor = await enter(link.token);
    const items = (await admin.ask('GET', '/links')).body.items;
    expect(items.find(({ id }) => id === link.id)).toMatchObject({
      name: 'Vers le dehors',
      resource: { id: opened, name: null },
    });
    expect((await manager.ask('GET', '/links')).status).toBe(404);
    expect((await manager.ask('DELETE', `/links/${link.id}`)).status).toBe(404);
    expect((await admin.ask('DELETE', `/links/${link.id}`)).status).toBe(200);
    expect((await visitor.ask('GET', `/resources/${opened}`)).status).toBe(401);
  });

  it('on one resource are at most fifty', async () => {
    const opened = await folder();
    for (let turn = 0; turn < 50; turn += 1) await linkOn(opened);
    const next = await manager.ask('POST', `/resources/${opened}/links`, { name: 'x', role: 'reader' });
    expect(next.body.code).toBe('link.too-many');
  });
});

describe('a person who is signed in', () => {
  it('stays who it is beside a visit', async () => {
    const opened = await folder();
    const person = await world.person(orgId);
    const visitor = await enter((await linkOn(opened)).token);
    const both = world.client();
    both.cookie = `${person.client.cookie ?? ''}; ${visitor.cookie ?? ''}`;
    expect((await both.ask('GET', '/me')).body.person.id).toBe(person.id);
  });
});

describe('a visit', () => {
  it('ends after a day’s work though its link lives on', async () => {
    const opened = await folder();
    const visitor = await enter((await linkOn(opened)).token);
    world.clock.forward(DAY);
    expect((await visitor.ask('GET', `/resources/${opened}`)).status).toBe(401);
  });
});
