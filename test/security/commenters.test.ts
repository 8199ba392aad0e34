import { randomUUID } from 'node:crypto';
import { encodeStep2, encodeUpdate } from '@maroquin/coediting';
import { messagesSchema, notificationsSchema } from '@maroquin/contracts';
import { CommentRepair } from '@maroquin/documents';
import { checkProse, listChanges, proseFromY, resolveChanges } from '@maroquin/prose';
import { EditorState } from '@tiptap/pm/state';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CollabClient } from '../support/collab-client.js';
import {
  changeComment,
  commentsOf,
  markedWords,
  paragraphOf,
  select,
  writeParagraphs,
} from '../support/commented-document.js';
import { asSuperuser } from '../support/embedded-sql.js';
import { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { openSuite } from '../support/suite.js';
import { until } from '../support/until.js';

/**
 * Who may comment marks words and changes no letter; who may suggest proposes changes and changes no letter either; who may
 * only read does neither.
 */
const LINES = ['Avis favorable du comité de suivi.', 'Deux réserves restent à lever.'];
let server: Maroquin;
let owner: Person;
let commenter: Person;
let reader: Person;
let suggester: Person;
let spaceId: string;

beforeAll(async () => {
  server = await Maroquin.start({ env: { LOG_LEVEL: 'warn' } });
  owner = await firstAdministrator(server);
  const join = (name: string) =>
    invite(server, owner, { name, email: `${name.toLowerCase().replaceAll(' ', '.')}@prefecture.example` });
  commenter = await join('Samir Haddad');
  reader = await join('Paul Roux');
  suggester = await join('Julien Marchand');
  spaceId = await owner.http.create('/spaces', { name: 'Cadrage' });
  await give(commenter, 'commenter');
  await give(reader, 'reader');
  await give(suggester, 'suggester');
});
afterAll(() => server.dispose());

const give = (person: Person, role: string): Promise<void> =>
  owner.http.act('PUT', `/resources/${spaceId}/grants/${person.id}`, { role });

async function newDocument(): Promise<{ id: string; written: CollabClient; text: () => Promise<string> }> {
  const id = await owner.http.create('/documents', { title: `Note ${randomUUID()}`, parentId: spaceId });
  const written = await writeParagraphs(owner.http, id, LINES);
  return { id, written, text: () => owner.http.text(id) };
}

it('a commenter marks words and begins a thread, and no letter of the text changes', async () => {
  const { id, written, text } = await newDocument();
  const before = await text();
  const made = await commenter.http.create(`/documents/${id}/comments`, {
    ...select(written.doc, 0, 'favorable'),
    text: 'Sous réserve ?',
  });
  await until(() => markedWords(written.doc, 0).has(made), 'the mark arrives in the text');
  expect(markedWords(written.doc, 0)).toEqual(new Map([[made, 'favorable']]));
  expect(await text()).toBe(before);
  const [comment] = await commentsOf(reader.http, id);
  expect(comment).toMatchObject({ id: made, words: 'favorable', resolved: null, assignee: null, lastSeq: 1 });
  expect(comment?.root).toMatchObject({ text: 'Sous réserve ?', author: { name: 'Samir Haddad' } });
  expect(comment).toMatchObject({ mayResolve: false, mayDelete: false });
  await owner.http.act('POST', `/channels/${made}/messages`, { clientId: randomUUID(), text: 'Oui.' });
  const { items } = await commenter.http.get(messagesSchema, `/channels/${made}/messages`);
  expect(items.map((message) => message.text)).toEqual(['Sous réserve ?', 'Oui.']);
  written.close();
});

it('a comment on words that have changed is refused, and leaves neither a thread nor a mark', async () => {
  const { id, written } = await newDocument();
  const selected = select(written.doc, 0, 'favorable');
  await written.edit((doc) => paragraphOf(doc, 0).insert(6, 'très '));
  const asked = commenter.http.create(`/documents/${id}/comments`, { ...selected, text: 'Vu' });
  await expect(asked).rejects.toMatchObject({ problem: { code: 'comment.words-changed' } });
  expect(await commentsOf(owner.http, id)).toEqual([]);
  expect(markedWords(written.doc, 0).size).toBe(0);
  written.close();
});

it('a reader, and a commenter whose right was lowered, cannot comment', async () => {
  const { id, written } = await newDocument();
  const selected = select(written.doc, 1, 'réserves');
  const ask = (person: Person) =>
    person.http.create(`/documents/${id}/comments`, { ...selected, text: 'Lesquelles ?' });
  await expect(ask(reader)).rejects.toMatchObject({ status: 404 });
  await give(commenter, 'reader');
  await expect(ask(commenter)).rejects.toMatchObject({ status: 404 });
  await give(commenter, 'commenter');
  await ask(commenter);
  written.close();
});

it('a comment is resolved, opened again and assigned by those who may, from the version that they saw', async () => {
  const { id, written } = await newDocument();
  await commenter.http.create(`/documents/${id}/comments`, {
    ...select(written.doc, 1, 'réserves'),
    text: 'Lesquelles ?',
  });
  const [first] = await commentsOf(commenter.http, id);
  if (first === undefined) throw new Error('no comment');
  const resolved = await changeComment(owner.http, id, first, { resolved: true });
  expect(resolved.resolved?.by?.name).toBe(owner.name);
  await expect(changeComment(commenter.http, id, first, { resolved: false })).rejects.toMatchObject({
    status: 412,
  });
  const open = await changeComment(commenter.http, id, resolved, { resolved: false });
  expect(open.resolved).toBeNull();
  const assigned = await changeComment(commenter.http, id, open, { assigneeId: reader.id });
  expect(assigned.assignee?.name).toBe('Paul Roux');
  // Whoever reads without commenting changes nothing, and a stranger is assigned nothing.
  await expect(changeComment(reader.http, id, assigned, { resolved: true })).rejects.toMatchObject({
    status: 404,
  });
  const stranger = await invite(server, owner, {
    name: 'Ève Loin',
    email: `${randomUUID()}@prefecture.example`,
  });
  await expect(
    changeComment(commenter.http, id, assigned, { assigneeId: stranger.id }),
  ).rejects.toMatchObject({ status: 404 });
  written.close();
});

it('who made the document, who is mentioned and who is to see to a comment are told of it', async () => {
  const { id, written } = await newDocument();
  const made = await commenter.http.create(`/documents/${id}/comments`, {
    ...select(written.doc, 0, 'comité'),
    text: `<@${reader.id}> lequel ?`,
  });
  const [first] = await commentsOf(commenter.http, id);
  if (first === undefined) throw new Error('no comment');
  await changeComment(owner.http, id, first, { assigneeId: commenter.id });
  const told = async ({ http }: Person) => {
    const { items } = await http.get(notificationsSchema, '/notifications');
    return items
      .filter(({ messages }) => messages?.conversationId === made)
      .map(({ kind, actor, resource }) => [kind, actor?.name, resource?.id]);
  };
  expect(await told(owner)).toEqual([['comment', 'Samir Haddad', id]]);
  expect(await told(reader)).toEqual([['mention', 'Samir Haddad', id]]);
  expect(await told(commenter)).toEqual([['comment-assigned', owner.name, id]]);
  written.close();
});

it('a comment goes with its mark and all that was said, by its author while nobody else answered', async () => {
  const { id, written } = await newDocument();
  const comment = async (words: string) =>
    commenter.http.create(`/documents/${id}/comments`, {
      ...select(written.doc, 0, words),
      text: 'À revoir',
    });
  const [kept, gone] = [await comment('Avis'), await comment('comité')];
  await until(() => markedWords(written.doc, 0).size === 2, 'both marks');
  await owner.http.act('POST', `/channels/${kept}/messages`, { clientId: randomUUID(), text: 'Non.' });
  await expect(commenter.http.act('DELETE', `/documents/${id}/comments/${kept}`)).rejects.toMatchObject({
    problem: { code: 'comment.answered' },
  });
  await commenter.http.act('DELETE', `/documents/${id}/comments/${gone}`);
  await until(() => markedWords(written.doc, 0).size === 1, 'the mark goes');
  expect((await commentsOf(owner.http, id)).map((one) => one.id)).toEqual([kept]);
  const { items } = await owner.http.get(messagesSchema, `/channels/${gone}/messages`);
  expect(items.map(({ text }) => text)).toEqual(['']);
  await owner.http.act('DELETE', `/documents/${id}/comments/${kept}`);
  await until(() => markedWords(written.doc, 0).size === 0, 'the other mark goes');
  written.close();
});

it('threads and marks that do not belong together are repaired, after a crash and a forged mark', async () => {
  const { id, written } = await newDocument();
  const comment = async (words: string) =>
    commenter.http.create(`/documents/${id}/comments`, {
      ...select(written.doc, 0, words),
      text: 'À revoir',
    });
  const [whole, lost, never] = [await comment('Avis'), await comment('favorable'), await comment('comité')];
  await until(() => markedWords(written.doc, 0).size === 3, 'three marks');
  const forged = randomUUID();
  await written.edit((doc) => {
    const text = paragraphOf(doc, 0);
    text.format(15, 2, { 'comment--abcdefgh': { id: forged, imported: null } });
    const key = Object.entries(marksAt(text, 'comité')).find(([, mark]) => mark.id === never)?.[0] ?? '';
    text.format(0, text.length, { [key]: null });
  });
  expect(new Set(markedWords(written.doc, 0).keys())).toEqual(new Set([whole, lost, forged]));
  // As if the node had died before it could say that these are marked.
  await asSuperuser(server.dataDir, async (client) => {
    await client.query(
      `update comment_thread set marked = false, created_at = created_at - interval '1 hour' where id = any($1::uuid[])`,
      [[lost, never]],
    );
  });
  expect((await commentsOf(owner.http, id)).map((one) => one.id)).toEqual([whole]);
  const { suite, close } = await openSuite(server);
  const { organisation } = await owner.http.me();
  await suite.get(CommentRepair).run({ orgId: organisation.id, documentId: id, personId: owner.id });
  await close();
  await until(() => !markedWords(written.doc, 0).has(forged), 'the forged mark goes');
  expect((await commentsOf(owner.http, id)).map((one) => one.id)).toEqual([whole, lost]);
  const { items } = await owner.http.get(messagesSchema, `/channels/${never}/messages`);
  expect(items.map(({ text }) => text)).toEqual(['']);
  written.close();
}, 60_000);

it('no frame of a commenter changes a document, however it is made', async () => {
  const { id, written } = await newDocument();
  const made = await commenter.http.create(`/documents/${id}/comments`, {
    ...select(written.doc, 0, 'Avis'),
    text: 'Vu',
  });
  await until(() => markedWords(written.doc, 0).has(made), 'the mark');
  const state = Y.encodeStateAsUpdate(written.doc);
  const whole = forgedFrames(state, made, 2_000);
  const answers = (
    await Promise.all(chunksOf(whole, 50).map((frames) => send(commenter, id, frames)))
  ).flat();
  expect(answers.filter((code) => code === 'collab.read-only')).toHaveLength(whole.length);
  // A broken one ends its connection, so each has one of its own.
  const broken = forgedFrames(state, made, 160).map(withOneByteChanged());
  for (const frames of chunksOf(broken, 40))
    await Promise.all(frames.map((frame) => send(commenter, id, [frame])));
  // What an editor writes after all that arrives on what was there, and nothing else has.
  await written.edit((doc) => paragraphOf(doc, 1).insert(0, 'Enfin, '));
  const fresh = new CollabClient(owner.http, id);
  await until(() => fresh.synced, 'the document, read again');
  expect(Y.encodeStateVector(fresh.doc)).toEqual(Y.encodeStateVector(written.doc));
  expect(paragraphOf(fresh.doc, 0).toDelta()).toEqual(paragraphOf(written.doc, 0).toDelta());
  fresh.close();
  written.close();
}, 120_000);

it('no frame of a suggester changes a letter, and their suggestions are taken with their name and time', async () => {
  const { id, written } = await newDocument();
  const before = proseFromY(copyOf(written.doc));
  // An honest client waits until it is committed, and comes back when it is asked to.
  const honest = new CollabClient(suggester.http, id);
  await until(() => honest.synced, 'the suggester reads');
  expect(honest.access).toBe('suggest');
  await honest.edit((doc) =>
    paragraphOf(doc, 1).insert(0, 'proposé ', signed('insertion', suggester.id, new Date().toISOString())),
  );
  honest.close();
  await until(() => paragraphOf(written.doc, 1).length > (LINES[1] ?? '').length, 'others see it');
  const frames = suggestingFrames(Y.encodeStateAsUpdate(written.doc), suggester.id, 300);
  const answers: string[] = [];
  // One after the other: checks cost the person's budget of processor time.
  for (const some of chunksOf(frames, 25)) answers.push(...(await send(suggester, id, some)));
  // Behind the code stands the length of the sentence.
  expect(answers.filter((code) => code.startsWith('collab.suggest-only')).length).toBeGreaterThan(60);
  const fresh = new CollabClient(owner.http, id);
  await until(() => fresh.synced, 'the document, read again');
  const after = EditorState.create({ doc: checkProse(proseFromY(copyOf(fresh.doc))) });
  const changes = listChanges(after.doc);
  expect(changes.length).toBeGreaterThan(5);
  expect(new Set(changes.map(({ author }) => author))).toEqual(new Set([suggester.id]));
  const { tr } = after;
  resolveChanges(tr, 'reject', () => true);
  expect(tr.doc.toJSON()).toEqual(checkProse(before).toJSON());
  // An editor accepts what a suggester only proposes.
  expect(await owner.http.text(id)).not.toBe(`${LINES.join('\n')}\n`);
  fresh.close();
  written.close();
}, 120_000);

it('where only suggestions are taken, an editor suggests at once, and writes again once it is lifted', async () => {
  const { id, written, text } = await newDocument();
  const before = await text();
  const only = ({ http }: Person, on: boolean) =>
    http.act('PUT', `/documents/${id}/suggestions-only`, { on });
  const editor = await invite(server, owner, {
    name: 'Awa Diallo',
    email: `${randomUUID()}@prefecture.example`,
  });
  await give(editor, 'editor');
  const hers = new CollabClient(editor.http, id);
  await until(() => hers.synced && hers.access === 'write', 'she may write');
  await expect(only(editor, true)).rejects.toMatchObject({ status: 404 });
  await only(owner, true);
  await until(() => hers.access === 'suggest', 'she may suggest, without opening it again');
  const plain = changeOf(written.doc, (line) => line.insert(0, 'écrit '));
  const [refused] = await send(editor, id, [encodeUpdate(plain)]);
  expect(refused).toMatch(/^collab\.suggest-only/);
  await expect(editor.http.act('PUT', `/documents/${id}/language`, { language: 'en' })).rejects.toMatchObject(
    {
      status: 404,
    },
  );
  expect(await text()).toBe(before);
  await hers.edit((doc) =>
    paragraphOf(doc, 1).insert(0, 'proposé ', signed('insertion', editor.id, new Date().toISOString())),
  );
  // Its managers write and decide as before.
  await written.edit((doc) => paragraphOf(doc, 0).insert(0, 'Enfin : '));
  await only(owner, false);
  await until(() => hers.access === 'write', 'she may write again');
  await hers.edit((doc) => paragraphOf(doc, 0).insert(0, 'Note. '));
  expect(await text()).toContain('Note. Enfin : Avis');
  hers.close();
  written.close();
});

/** What one act on the first paragraph changes, as it is sent. */
function changeOf(from: Y.Doc, act: (line: Y.XmlText) => void): Uint8Array {
  const doc = copyOf(from);
  let update = new Uint8Array();
  doc.on('update', (bytes: Uint8Array) => (update = Uint8Array.from(bytes)));
  act(paragraphOf(doc, 0));
  return update;
}

const copyOf = (doc: Y.Doc): Y.Doc => {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
};

const signed = (kind: string, author: string, date: string, more: object = {}) => ({
  [`${kind}--abcdefgh`]: { id: randomUUID(), author, date, ...more },
});

/** Suggestions as an honest client makes them, and everything else that somebody could try. */
function suggestingFrames(state: Uint8Array, personId: string, count: number): Uint8Array[] {
  const random = seeded(20_261_202);
  const date = new Date().toISOString();
  const mark = (kind: string, more: object = {}) => signed(kind, personId, date, more);
  const acts: ((text: Y.XmlText, doc: Y.Doc) => void)[] = [
    (text) => text.insert(random(text.length), 'proposé ', mark('insertion')),
    (text) => text.format(random(text.length - 6), 5, mark('deletion')),
    (text) => text.insert(random(text.length), 'écrit '),
    (text) => text.delete(random(text.length - 1), 1),
    (text) => text.format(0, 4, { bold: {} }),
    (text) => text.insert(0, 'au nom d’un autre ', mark('insertion', { author: owner.id })),
    (text) => text.insert(0, 'demain ', mark('insertion', { date: '2099-01-01T00:00:00.000Z' })),
    (_text, doc) => doc.getXmlFragment('prose').delete(0, 1),
    (text) => {
      text.insert(3, 'proposé ', mark('insertion'));
      text.delete(0, 2);
    },
    (_text, doc) => doc.getXmlFragment('prose').insert(0, [new Y.XmlElement('paragraph')]),
  ];
  return Array.from({ length: count }, (_, turn) => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, state);
    let update = new Uint8Array();
    doc.on('update', (bytes: Uint8Array) => (update = Uint8Array.from(bytes)));
    // Frames of a forged name end the connection: they come last in their chunk.
    const act = turn % 25 === 24 ? 5 + (turn % 2) : [0, 1, 2, 3, 4, 7, 8, 9][turn % 8];
    doc.transact(() => acts[act ?? 0]?.(paragraphOf(doc, 0), doc));
    return turn % 2 === 0 ? encodeUpdate(update) : encodeStep2(update);
  });
}

/** Marks on the text that begins with these words, by their keys. */
const marksAt = (text: Y.XmlText, words: string): Record<string, { id?: string }> =>
  (text.toDelta() as { insert: string; attributes?: Record<string, { id?: string }> }[]).find(({ insert }) =>
    insert.startsWith(words),
  )?.attributes ?? {};

/** What honest and forged clients could write. */
function forgedFrames(state: Uint8Array, threadId: string, count: number): Uint8Array[] {
  const random = seeded(20_261_201 + count);
  const acts: ((text: Y.XmlText, doc: Y.Doc) => void)[] = [
    (text) => text.insert(random(text.length), 'x'),
    (text) => text.delete(random(text.length - 1), 1),
    (text) => text.format(0, 4, { bold: {} }),
    // A mark like the one that the server writes: of one's own thread, of nobody's.
    (text) => text.format(5, 4, { 'comment--abcdefgh': { id: threadId, imported: null } }),
    (text) => text.format(0, 9, { 'comment--abcdefgh': { id: randomUUID(), imported: null } }),
    (text) => {
      for (const key of Object.keys((text.toDelta() as { attributes?: object }[])[0]?.attributes ?? {}))
        text.format(0, 4, { [key]: null });
    },
    (_text, doc) => doc.getXmlFragment('prose').delete(0, 1),
    (_text, doc) => doc.getXmlFragment('prose').insert(0, [new Y.XmlElement('paragraph')]),
  ];
  return Array.from({ length: count }, (_, turn) => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, state);
    let update = new Uint8Array();
    doc.on('update', (bytes: Uint8Array) => (update = Uint8Array.from(bytes)));
    doc.transact(() => acts[turn % acts.length]?.(paragraphOf(doc, 0), doc));
    return turn % 2 === 0 ? encodeUpdate(update) : encodeStep2(update);
  });
}

const withOneByteChanged = (): ((frame: Uint8Array) => Uint8Array) => {
  const random = seeded(7);
  return (frame) => {
    const changed = Uint8Array.from(frame);
    changed[random(frame.length)] = random(256);
    return changed;
  };
};

/** Numbers below a bound, the same for the same seed (mulberry32). */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % Math.max(1, below);
  };
}

const chunksOf = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));

/** Sends frames by one socket, as a client without manners. @returns codes of refusals, and of how the socket ended */
function send({ http }: Person, documentId: string, frames: readonly Uint8Array[]): Promise<string[]> {
  const socket = new WebSocket(`${http.url.replace(/^http/, 'ws')}/collab/${documentId}`, 'maroquin.v1', {
    headers: http.headers,
  });
  const codes: string[] = [];
  return new Promise((resolve) => {
    socket.on('open', () => {
      for (const frame of frames) socket.send(frame);
      // Answered once everything before it was read.
      socket.send(Uint8Array.from([100, 4, 7]));
    });
    socket.on('message', (data: Buffer) => {
      const code = /collab\.[a-z-]+/.exec(data.toString('latin1'))?.[0];
      if (code !== undefined) codes.push(code);
      if (data[0] === 100 && data[1] === 4) socket.close();
    });
    socket.on('error', () => undefined);
    socket.on('close', (code) => resolve([...codes, String(code)]));
  });
}
