import { afterAll, beforeAll, expect, it } from 'vitest';
import { CollabClient } from '../support/collab-client.js';
import { asSuperuser } from '../support/embedded-sql.js';
import { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { until } from '../support/until.js';

/** What the server said to be saved is there afterwards, whatever was written before it. */
let server: Maroquin;
let author: Person;
let colleague: Person;

beforeAll(async () => {
  server = await Maroquin.start({ env: { LOG_LEVEL: 'warn' } });
  author = await firstAdministrator(server);
  colleague = await invite(server, author, { name: 'Paul Roux', email: 'paul.roux@prefecture.example' });
});
afterAll(() => server.dispose());

const numberOf = (sql: string, id: string): Promise<number> =>
  asSuperuser(server.dataDir, async (client) => {
    const { rows } = await client.query<{ n: string | null }>(sql, [id]);
    return Number(rows[0]?.n ?? 0);
  });

it('text that was acknowledged stays, after 17 megabytes that one window wrote and deleted', async () => {
  const spaceId = await author.http.create('/spaces', { name: 'Cabinet' });
  await author.http.act('PUT', `/resources/${spaceId}/grants/${colleague.id}`, { role: 'reader' });
  const id = await author.http.create('/documents', { title: 'Note', kind: 'text', parentId: spaceId });
  const client = new CollabClient(author.http, id);
  await until(() => client.synced, 'the document is open');
  const text = client.doc.getText('text');
  for (let turn = 0; turn < 17; turn += 1) {
    await client.edit(() => text.insert(0, String(turn % 10).repeat(1_000_000)));
    await client.edit(() => text.delete(0, 1_000_000));
  }
  await client.edit(() => text.insert(0, 'le dernier mot'));
  expect(client.refused).toEqual([]);
  client.close();
  const head = await numberOf('select seq n from feed where id = $1', id);
  await until(
    async () =>
      (await numberOf('select max(seq) n from document_checkpoint where document_id = $1', id)) >= head,
    'the journal is covered',
    90_000,
  );
  expect(await numberOf('select count(*) n from document_quarantine where document_id = $1', id)).toBe(0);
  const reader = new CollabClient(colleague.http, id);
  await until(() => reader.synced, 'somebody else opens it');
  expect(reader.doc.getText('text').toJSON()).toBe('le dernier mot');
  reader.close();
}, 240_000);
