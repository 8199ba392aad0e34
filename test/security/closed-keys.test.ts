import { afterAll, beforeAll, expect, it } from 'vitest';
import { CollabClient } from '../support/collab-client.js';
import { HttpClient, Refused } from '../support/http-client.js';
import { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, invite, type Person, tokenOf } from '../support/people.js';
import { until } from '../support/until.js';

let server: Maroquin;
let admin: Person;
let custodian: Person;
let organisation: string;
beforeAll(async () => {
  server = await Maroquin.start({ env: { LOG_LEVEL: 'error' } });
  admin = await firstAdministrator(server);
  custodian = await invite(server, admin, { name: 'Garance Clé', email: 'garance.cle@prefecture.example' });
  organisation = (await admin.http.me()).organisation.id;
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

it('only who keeps the keys closes an organisation, and it opens again with all that was acknowledged', async () => {
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
