import { imageResultSchema } from '@maroquin/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { png } from '../support/office/png.js';
import { until } from '../support/until.js';

/** What a browser keeps of a picture must not outlast the right to see it. */
let server: Maroquin;
let owner: Person;
let reader: Person;
let spaceId: string;
let path: string;
const picture = png(4, 4, [10, 20, 30]);

beforeAll(async () => {
  server = await Maroquin.start({ env: { LOG_LEVEL: 'warn' } });
  owner = await firstAdministrator(server);
  reader = await invite(server, owner, { name: 'Paul Roux', email: 'paul.roux@prefecture.example' });
  spaceId = await owner.http.create('/spaces', { name: 'Images' });
  await owner.http.act('PUT', `/resources/${spaceId}/grants/${reader.id}`, { role: 'reader' });
  const document = await owner.http.create('/documents', { title: 'Note', parentId: spaceId, kind: 'prose' });
  const image = await owner.http.sendFile(imageResultSchema, `/documents/${document}/images`, {
    name: 'a.png',
    type: 'image/png',
    bytes: picture,
  });
  path = `/api/v1/documents/${document}/images/${image.id}`;
});
afterAll(() => server.dispose());

const ask = (etag?: string): Promise<Response> =>
  fetch(`${server.url}${path}`, {
    headers: { ...reader.http.headers, ...(etag === undefined ? {} : { 'if-none-match': etag }) },
  });

it('a picture of a document is kept by the reader’s browser alone, which asks again each time', async () => {
  const answer = await ask();
  expect(Buffer.from(await answer.arrayBuffer()).equals(picture)).toBe(true);
  const kept = answer.headers.get('cache-control') ?? '';
  expect(kept).toContain('private');
  expect(kept).toContain('no-cache');
  expect(kept).not.toContain('max-age');
  const again = await ask(answer.headers.get('etag') ?? '');
  expect([again.status, await again.text()]).toEqual([304, '']);
});

it('a reader whose right was withdrawn is not told that the kept picture still holds', async () => {
  const etag = (await ask()).headers.get('etag') ?? '';
  expect(etag).not.toBe('');
  await owner.http.act('DELETE', `/resources/${spaceId}/grants/${reader.id}`);
  const answer = await until(async () => {
    const asked = await ask(etag);
    return asked.status === 304 ? null : asked;
  }, 'the right is gone');
  expect(answer.status).toBe(404);
  expect(await answer.text()).not.toContain('PNG');
});
