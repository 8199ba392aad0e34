import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { notificationsSchema, resourcePageSchema } from '@maroquin/contracts';
import * as Y from 'yjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CollabClient } from '../support/collab-client.js';
import { paragraphOf, writeParagraphs } from '../support/commented-document.js';
import { asSuperuser } from '../support/embedded-sql.js';
import { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { until } from '../support/until.js';

/**
 * A document names people and other documents by their ids. Whoever is named is told once, if they may read it; titles and
 * what links where are told to nobody who may not see both ends.
 */
let server: Maroquin;
let owner: Person;
let reader: Person;
let stranger: Person;
let spaceId: string;
let closedId: string;

beforeAll(async () => {
  server = await Maroquin.start({ env: { LOG_LEVEL: 'warn' } });
  owner = await firstAdministrator(server);
  const join = (name: string) =>
    invite(server, owner, { name, email: `${name.toLowerCase().replaceAll(' ', '.')}@prefecture.example` });
  reader = await join('Paul Roux');
  stranger = await join('Samir Haddad');
  spaceId = await owner.http.create('/spaces', { name: 'Cadrage' });
  closedId = await owner.http.create('/spaces', { name: 'Arbitrages' });
  await owner.http.act('PUT', `/resources/${spaceId}/grants/${reader.id}`, { role: 'reader' });
});
afterAll(() => server.dispose());

const newDocument = async (
  title: string,
  parentId = spaceId,
): Promise<{ id: string; text: CollabClient }> => {
  const id = await owner.http.create('/documents', { title, parentId });
  return { id, text: await writeParagraphs(owner.http, id, ['Avis favorable.']) };
};

const element = (name: string, attributes: Readonly<Record<string, string>>): Y.XmlElement => {
  const made = new Y.XmlElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};
const mention = ({ id, name }: Person, mentionId: string = randomUUID()): Y.XmlElement =>
  element('mention', { id: mentionId, person: id, name });
const linkTo = (id: string): Y.XmlElement => element('internalLink', { path: `/d/${id}` });

/** At the end of the first paragraph. */
const add = ({ text }: { text: CollabClient }, ...nodes: readonly Y.XmlElement[]): Promise<void> =>
  text.edit((doc) => {
    const paragraph = paragraphOf(doc, 0).parent;
    if (paragraph instanceof Y.XmlElement) paragraph.push([...nodes]);
  });

/** What a person was told of a document. */
const told = async ({ http }: Person, documentId: string): Promise<unknown[]> => {
  const { items } = await http.get(notificationsSchema, '/notifications');
  return items
    .filter(({ resource }) => resource?.id === documentId)
    .map(({ kind, actor, messages }) => [kind, actor?.name, messages]);
};

/** The names of the documents that link there, for this person. */
const citing = async ({ http }: Person, id: string): Promise<string[]> => {
  const { items } = await http.get(resourcePageSchema, `/resources/${id}/citations`);
  return items.map(({ name }) => name).sort();
};

it('who is mentioned and may read the document is told once, by whom the journal says, and nobody else is', async () => {
  const document = await newDocument('Note de cadrage');
  const first = mention(reader);
  await add(document, mention(stranger), mention(owner), first);
  await until(async () => (await told(reader, document.id)).length > 0, 'the reader is told');
  expect(await told(reader, document.id)).toEqual([['mention', owner.name, null]]);
  // The same mention taken away and put back, as undo does, and another: the other alone is told.
  const again = first.getAttribute('id') ?? '';
  await document.text.edit((doc) => {
    const paragraph = paragraphOf(doc, 0).parent;
    if (paragraph instanceof Y.XmlElement) paragraph.delete(1, 3);
  });
  await add(document, mention(reader, again));
  await owner.http.act('PUT', `/resources/${document.id}/grants/${stranger.id}`, { role: 'reader' });
  await add(document, mention(stranger));
  await until(async () => (await told(stranger, document.id)).length > 1, 'who may read it now is told');
  expect(await told(stranger, document.id)).toEqual([
    ['mention', owner.name, null],
    ['access-given', owner.name, null],
  ]);
  expect(await told(reader, document.id)).toHaveLength(1);
  expect(await told(owner, document.id)).toEqual([]);
  expect(await reader.http.text(document.id)).toContain(`@${reader.name}`);
  document.text.close();
});

it('who reads by a team of a team is told, and a closed account is not', async () => {
  const join = (name: string, email: string) => invite(server, owner, { name, email });
  const awa = await join('Awa Diallo', 'awa@prefecture.example');
  const gone = await join('Rose Besson', 'rose@prefecture.example');
  const [inner, outer] = [
    await owner.http.create('/teams', { name: 'Bureau' }),
    await owner.http.create('/teams', { name: 'Direction' }),
  ];
  for (const { id } of [awa, gone]) await owner.http.act('PUT', `/teams/${inner}/members/${id}`);
  await owner.http.act('PUT', `/teams/${outer}/members/${inner}`);
  const document = await newDocument('Note de service');
  await owner.http.act('PUT', `/resources/${document.id}/grants/${outer}`, { role: 'reader' });
  await owner.http.act('POST', `/people/${gone.id}/disable`);
  // Both are named at once, so that whoever is told was read with the other.
  await add(document, mention(gone), mention(awa));
  // Of the access she was told as well.
  const mentioned = ['mention', owner.name, null];
  await until(
    async () => (await told(awa, document.id)).some((one) => isDeepStrictEqual(one, mentioned)),
    'she is told',
  );
  const kept = await asSuperuser(server.dataDir, async (client) => {
    const found = await client.query<{ account_id: string }>(
      `select account_id from notification where subject_id = $1 and kind = 'mention'`,
      [document.id],
    );
    return found.rows.map((row) => row.account_id);
  });
  expect(kept).toEqual([awa.id]);
  document.text.close();
});

it('a mention that goes along into another document is told to nobody again, and an unread one is not told twice', async () => {
  const [document, copy] = [await newDocument('Original'), await newDocument('Copie')];
  const id = randomUUID();
  await add(document, mention(reader, id));
  await until(async () => (await told(reader, document.id)).length > 0, 'the reader is told');
  for (const one of [document, copy])
    await owner.http.act('PUT', `/resources/${one.id}/grants/${stranger.id}`, { role: 'reader' });
  // The last of them is told: what was added before it has been read by then.
  await add(document, mention(reader));
  await add(document, mention(stranger));
  await add(copy, mention(reader, id));
  await add(copy, mention(stranger));
  for (const one of [document, copy])
    await until(async () => (await told(stranger, one.id)).length > 1, 'the other mention is told');
  expect(await told(reader, document.id)).toHaveLength(1);
  expect(await told(reader, copy.id)).toEqual([]);
  for (const { text } of [document, copy]) text.close();
});

it('documents that link to one are listed for who may read both, and their titles leave for nobody else', async () => {
  const target = await newDocument('Calendrier');
  const secret = await newDocument('Arbitrage du cabinet', closedId);
  const open = await newDocument('Compte rendu');
  await add(secret, linkTo(target.id));
  await add(open, linkTo(target.id), linkTo(secret.id));
  const all = ['Arbitrage du cabinet', 'Compte rendu'];
  await until(async () => (await citing(owner, target.id)).length === all.length, 'both links are known');
  expect(await citing(owner, target.id)).toEqual(all);
  expect(await citing(reader, target.id)).toEqual(['Compte rendu']);
  await expect(citing(reader, secret.id)).rejects.toMatchObject({ status: 404 });
  await expect(citing(stranger, target.id)).rejects.toMatchObject({ status: 404 });
  const written = async ({ http }: Person) =>
    (await http.bytes(`/documents/${open.id}/export?format=txt`)).toString();
  expect(await written(owner)).toContain('Arbitrage du cabinet');
  const readers = await written(reader);
  expect(readers).toContain('Calendrier');
  expect(readers).toContain(`/d/${secret.id}`);
  expect(readers).not.toContain('Arbitrage');
  // A link that is taken away cites no more.
  await open.text.edit((doc) => {
    const paragraph = paragraphOf(doc, 0).parent;
    if (paragraph instanceof Y.XmlElement) paragraph.delete(1, 2);
  });
  await until(async () => (await citing(reader, target.id)).length === 0, 'the link is gone');
  for (const { text } of [target, secret, open]) text.close();
});
