import { placeSchema } from '@maroquin/contracts';
import { strToU8, zipSync } from 'fflate';
import { DOCX_TYPE, docx } from '../../support/office/docx.js';
import { png } from '../../support/office/png.js';
import { API, oneFile } from '../../security/matrix/request-plans.js';
import type { Ask, Scene } from '../../security/matrix/request-plans.js';
import { base64, name } from '../../security/matrix/world.js';
import type { HttpClient } from '../../support/http-client.js';
import type { Heavy } from './heavy.js';

/** Requests that a valid one of a route does not show: with weight below, beside, or in them. */
export type HeavyAsks = (
  heavy: Heavy,
  scene: Scene,
  client: HttpClient,
) => readonly Ask[] | Promise<readonly Ask[]>;

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;
const TUS = { 'tus-resumable': '1.0.0' };
const VERSIONS = 15;
const GRANTED = 40;

const versionOf = async ({ world }: Scene, id: string): Promise<number> =>
  (await world.owner.get(placeSchema, `/resources/${id}`)).resource.version;

/** Each folder to and fro: its version rises by one each time it has moved. */
async function moves({ movable, places }: Heavy, scene: Scene): Promise<Ask[]> {
  const versions = await Promise.all(movable.map((id) => versionOf(scene, id)));
  return Array.from({ length: VERSIONS }, (_, turn) =>
    movable.map((id, index) => ({
      path: `${API}/resources/${id}`,
      headers: { 'if-match': `"${String((versions[index] ?? 1) + turn)}"` },
      body: { parentId: places[turn % 2] },
    })),
  ).flat();
}

async function renames({ deep }: Heavy, scene: Scene): Promise<Ask[]> {
  const version = await versionOf(scene, deep);
  return Array.from({ length: VERSIONS * 4 }, (_, turn) => ({
    path: `${API}/resources/${deep}`,
    headers: { 'if-match': `"${String(version + turn)}"` },
    body: { name: name() },
  }));
}

/** All of them trashed, or all of them there, before the opposite is asked. */
async function turnAbout({ movable }: Heavy, { world }: Scene, before: string, act: string): Promise<Ask[]> {
  await Promise.allSettled(movable.map((id) => world.owner.act('POST', `/resources/${id}/${before}`)));
  return movable.map((id) => ({ path: `${API}/resources/${id}/${act}` }));
}

const grants = ({ deep, people }: Heavy, body?: object): Ask[] =>
  people.slice(0, GRANTED).map((id) => ({
    path: `${API}/resources/${deep}/grants/${id}`,
    ...(body === undefined ? {} : { body }),
  }));
const messages = ({ channel }: Heavy): Ask[] => [
  {
    path: `${API}/channels/${channel}/messages`,
    body: { clientId: crypto.randomUUID(), text: '漢'.repeat(20_000) },
  },
];
const scim = (schema: string): string => `urn:ietf:params:scim:api:messages:2.0:${schema}`;

/** A text document as long as an import may be, of words that are nowhere twice. */
function longDocx(): Uint8Array {
  const words = Array.from({ length: 300_000 }, (_, index) => `mot${String(index)}`).join(' ');
  const w = { title: 'Long', heading: 'Long', paragraph: words, bullets: ['a'], numbers: ['b'] };
  return docx({
    ...w,
    cells: ['a', 'b', 'c', 'd', 'e'],
    link: { text: 'a', url: 'https://exemple.example/' },
    footnote: 'a',
    alt: 'a',
    comment: 'a',
    author: 'a',
  });
}

/** Small, and large once it is opened. */
const bomb = (): Uint8Array => zipSync({ 'word/document.xml': strToU8(' '.repeat(64 * MIB)) });

const importing = (parentId: string, content: Uint8Array): Ask => {
  const form = new FormData();
  form.set('parentId', parentId);
  form.set('file', new Blob([Buffer.from(content)], { type: DOCX_TYPE }), 'a.docx');
  return { path: `${API}/documents/import`, form };
};

async function openUploads(
  scene: Scene,
  client: HttpClient,
  length: number,
  count: number,
): Promise<string[]> {
  const made: string[] = [];
  while (made.length < count) {
    const answer = await client.call('POST', '/uploads/', { headers: uploading(scene.world.place, length) });
    made.push(answer.headers.get('location')?.split('/').at(-1) ?? '');
  }
  return made;
}

const uploading = (parentId: string, length: number): Record<string, string> => ({
  ...TUS,
  'upload-length': String(length),
  'upload-metadata': `filename ${base64(`${name()}.bin`)},parentId ${base64(parentId)}`,
});

export const heavyAsks: Readonly<Record<string, HeavyAsks>> = {
  'PUT /resources/{id}/grants/{subjectId}': (heavy) => [
    ...grants(heavy, { role: 'reader' }),
    ...grants(heavy, { role: 'editor' }),
  ],
  'DELETE /resources/{id}/grants/{subjectId}': (heavy) => grants(heavy),
  'PATCH /resources/{id}#move': moves,
  'PATCH /resources/{id}': renames,
  'POST /resources/{id}/trash': (heavy, scene) => turnAbout(heavy, scene, 'restore', 'trash'),
  'POST /resources/{id}/restore': (heavy, scene) => turnAbout(heavy, scene, 'trash', 'restore'),
  // Each by a name of its own: looking for a free one is another act.
  'POST /resources/{id}/copies': ({ copied }, { world }) => [
    { path: `${API}/resources/${copied}/copies`, body: { parentId: world.place, name: name() } },
  ],
  // There has to be something to take away.
  'DELETE /me/totp': async (_heavy, _scene, client) => {
    await client.call('POST', `${API}/me/totp`);
    return [];
  },
  'POST /channels/{id}/messages': (heavy) => messages(heavy),
  'POST /documents/import': (_heavy, { world }) => [
    importing(world.place, longDocx()),
    importing(world.place, bomb()),
  ],
  'POST /documents/{id}/images': (_heavy, { target }) => [
    {
      path: `${API}/documents/${target.id}/images`,
      form: oneFile('a.png', 'image/png', Buffer.concat([png(2, 2, [1, 2, 3]), Buffer.alloc(19 * MIB)])),
    },
  ],
  'POST /uploads': (_heavy, { world }) => [{ path: '/uploads/', headers: uploading(world.place, 10 * GIB) }],
  'PATCH /uploads/{id}': async (_heavy, scene, client) => {
    const ids = await openUploads(scene, client, 8 * MIB, 40);
    return ids.map((id) => ({
      path: `/uploads/${id}`,
      headers: { ...TUS, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
      bytes: 'x'.repeat(7.9 * MIB),
    }));
  },
  'PUT /teams/{id}/members/{personId}': ({ team, people }) =>
    people.slice(0, GRANTED).map((id) => ({ path: `${API}/teams/${team}/members/${id}` })),
  'DELETE /teams/{id}/members/{personId}': ({ team, people }) =>
    people.slice(0, GRANTED).map((id) => ({ path: `${API}/teams/${team}/members/${id}` })),
  'PATCH /scim/v2/Groups/{id}': ({ team, people }) => [
    {
      path: `/scim/v2/Groups/${team}`,
      body: {
        schemas: [scim('PatchOp')],
        Operations: [{ op: 'replace', path: 'members', value: people.map((value) => ({ value })) }],
      },
    },
  ],
  'GET /scim/v2/Users': () => [
    {
      path: `/scim/v2/Users?count=200&filter=${encodeURIComponent('userName co "e" and not (displayName sw "x")')}`,
    },
  ],
};
