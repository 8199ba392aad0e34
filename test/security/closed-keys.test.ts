import { messagesSchema, searchResultsSchema } from '@maroquin/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { ChatClient } from '../support/chat-client.js';
import { CollabClient } from '../support/collab-client.js';
import { asService } from '../support/as-service.js';
import { asSuperuser } from '../support/embedded-sql.js';
import { HttpClient, Refused } from '../support/http-client.js';
import { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, invite, type Person, redeem, tokenOf } from '../support/people.js';
import { until } from '../support/until.js';

let server: Maroquin;
let admin: Person;
let custodian: Person;
let organisation: string;
let neighbour: HttpClient;
beforeAll(async () => {
  server = await Maroquin.start({ env: { LOG_LEVEL: 'error' } });
  admin = await firstAdministrator(server);
  custodian = await invite(server, admin, { name: 'Garance Clé', email: 'garance.cle@prefecture.example' });
  organisation = (await admin.http.me()).organisation.id;
  const made = await server.commandJson([
    ...['organisation', 'create', '--name', 'Mairie voisine'],
    ...['--admin-email', 'paul.voisin@mairie.example', '--admin-name', 'Paul Voisin'],
  ]);
  neighbour = await redeem(server, z.object({ link: z.string() }).parse(made).link);
});
afterAll(() => server.dispose());

const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'answered',
    (error: unknown) =>
      error instanceof Refused ? (error.problem?.code ?? String(error.status)) : String(error),
  );
const keys = (verb: 'close' | 'open', by: Person) =>
  server.command(['keys', verb, organisation, '--by', by.id]);

it('only a key custodian closes an organisation, and it opens again with all that was acknowledged', async () => {
  const id = await admin.http.create('/documents', { title: 'Note de séance', kind: 'text' });
  const open = new CollabClient(admin.http, id);
  await until(() => open.synced, 'the note');
  await open.edit((doc) => doc.getText('text').insert(0, 'Écrit avant'));
  const program = new HttpClient(server.url, { token: await tokenOf(server, admin.email) });
  expect(await program.text(id)).toContain('Écrit avant');

  expect((await keys('close', custodian)).code).toBe(1);
  expect(await program.text(id)).toContain('Écrit avant');

  await admin.http.act('PUT', `/duties/key-custodian/holders/${custodian.id}`);
  expect((await keys('close', custodian)).code).toBe(0);
  // Nobody waits for five minutes: what the server has unwrapped is dropped, and its sockets are cut.
  await until(async () => (await codeOf(program.text(id))) === 'key.closed', 'programs are refused');
  await until(() => open.closeCode !== null, 'the open document is cut');
  expect(await codeOf(admin.http.me())).toBe('request.unauthenticated');
  await server.restart();
  expect(await codeOf(program.text(id))).toBe('key.closed');

  expect((await keys('open', custodian)).code).toBe(0);
  expect(await program.text(id)).toContain('Écrit avant');
  open.close();
});

it('closing one organisation holds up no other, and what it was to send meanwhile goes out once it is open', async () => {
  const token = new HttpClient(server.url, { token: await tokenOf(server, admin.email) });
  const space = await token.create('/spaces', { name: 'Fermée bientôt' });
  const channel = await token.create('/channels', { name: 'Annonces', parentId: space });
  const sendAt = new Date(Date.now() + 3_600_000).toISOString();
  await token.act('POST', `/channels/${channel}/scheduled`, { text: 'À l’heure dite', sendAt });
  await token.act('PUT', `/duties/key-custodian/holders/${custodian.id}`);
  const chat = new ChatClient(token);
  await until(() => chat.socket.connected, 'the program is connected');

  expect((await keys('close', custodian)).code).toBe(0);
  await until(() => !chat.socket.connected, 'the program is cut');
  await asSuperuser(server.dataDir, async (client) => {
    // More names that wait than are looked at in one go, and a job that has tried for days.
    await client.query(
      `insert into search_due (org_id, resource_id)
       select r.org_id, r.id from resource r, generate_series(1, 500) where r.org_id = $1 and r.id = $2`,
      [organisation, space],
    );
    await client.query(
      `update graphile_worker._private_jobs set attempts = max_attempts, run_at = now()
       where payload ->> 'orgId' = $1 and key like 'message.send-scheduled%'`,
      [organisation],
    );
  });
  await neighbour.create('/spaces', { name: 'Palimpseste communal' });
  const found = async () =>
    (await neighbour.json(searchResultsSchema, 'POST', '/search', { q: 'palimpseste' })).items.length;
  await until(async () => (await found()) === 1, 'the neighbours find what they have just written', 20_000);

  expect((await keys('open', custodian)).code).toBe(0);
  const texts = async () =>
    (await token.get(messagesSchema, `/channels/${channel}/messages`)).items.map(({ text }) => text);
  await until(async () => (await texts()).includes('À l’heure dite'), 'the message was sent', 20_000);
  // The same node: nothing had to be restarted.
  chat.socket.connect();
  chat.follow(channel);
  await until(() => chat.heard.get(channel)?.length === 1, 'the program follows again', 20_000);
  chat.socket.disconnect();
});

it('whoever has a seat in a closed organisation and comes from another goes on there, and sees nothing of the closed one', async () => {
  const token = new HttpClient(server.url, { token: await tokenOf(server, admin.email) });
  await token.act('PUT', `/duties/key-custodian/holders/${custodian.id}`);
  const { person: guest } = await neighbour.me();
  await asSuperuser(server.dataDir, async (client) => {
    await client.query(`insert into subject (org_id, id, kind) values ($1, $2, 'person')`, [
      organisation,
      guest.id,
    ]);
  });
  await asService(
    server,
    `insert into seat (org_id, account_id, kind, created_at) values ($1, $2, 'guest', now())`,
    [organisation, guest.id],
  );
  const id = await token.create('/documents', { title: 'Parchemin partagé', kind: 'text' });
  await token.act('PUT', `/resources/${id}/grants/${guest.id}`, { role: 'editor' });
  await neighbour.create('/spaces', { name: 'Parchemin communal' });
  const titles = async () =>
    (await neighbour.json(searchResultsSchema, 'POST', '/search', { q: 'parchemin' })).items.length;
  await until(async () => (await titles()) === 2, 'what is shared is found beside the own', 20_000);
  const open = new CollabClient(neighbour, id);
  await until(() => open.synced, 'the shared document');

  expect((await keys('close', custodian)).code).toBe(0);
  await until(() => open.closeCode !== null, 'the shared document is cut', 20_000);
  expect(await titles()).toBe(1);
  expect(await codeOf(neighbour.text(id))).toBe('request.not-found');

  expect((await keys('open', custodian)).code).toBe(0);
  expect(await titles()).toBe(2);
  open.close();
});
