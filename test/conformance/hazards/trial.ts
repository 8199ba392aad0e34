import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { HeadlessEditor } from '../headless-editor.js';
import { askForAll, isAnswer, StockPeer, type Wire } from '../stock-peer.js';
import type { Enter } from '../sites.js';
import type { Hazard, HazardFrame } from './hazard.js';
import { openInEditor, pictureOf, textOfClients } from './read-doc.js';
import { updateOf } from './v1-writer.js';
import { COLLEAGUE, rootOf, victimDoc, victimUpdate, type Kind } from './victim.js';

/** How the colleague's text fared in one document. */
export interface TrialResult {
  /** Null: nothing of hers was changed or hidden. Otherwise what happened, in words. */
  readonly harm: string | null;
  /** Hash of the document as a reader saw it at the end; null when there was none. */
  readonly picture: string | null;
  /** What she wrote, to be found again after a restart. */
  readonly letters: string;
  /** Her client ids: yjs draws a new one when somebody else writes under hers. */
  readonly clients: readonly number[];
}

const PATIENCE_MS = 6_000;
const ROUNDS = 2;
const FUTURE = ' Suite écrite après coup.';

class Harmed extends Error {}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : 'what is no error');

async function until(condition: () => boolean, what: string, limitMs = PATIENCE_MS): Promise<void> {
  const limit = performance.now() + limitMs;
  while (!condition()) {
    if (performance.now() > limit) throw new Harmed(what);
    await wait(3);
  }
}

/**
 * One document, a colleague with her editor open, somebody who reads along, and an authorised writer who sends the
 * hazard. Then she writes on, and everybody must see all that she wrote.
 */
export async function tryHazard(enter: Enter, document: string, hazard: Hazard): Promise<TrialResult> {
  const { kind } = hazard;
  const colleague = new StockPeer(enter(document, 'colleague'));
  const reader = new StockPeer(enter(document, 'reader'));
  rootOf(colleague.doc, kind);
  rootOf(reader.doc, kind);
  const clients = new Set([COLLEAGUE]);
  let editor: HeadlessEditor | null = null;
  let letters = '';
  let picture: string | null = null;
  const seen = (peer: StockPeer): string => textOfClients(peer.doc, kind, clients);
  try {
    await until(() => colleague.synced && reader.synced, 'the document does not open');
    Y.applyUpdate(colleague.doc, victimUpdate(kind), 'own');
    colleague.doc.clientID = COLLEAGUE;
    if (kind === 'prose') editor = new HeadlessEditor(colleague.doc);
    colleague.awareness.setLocalState({ user: { name: 'Anne' }, line: 1 });
    const own = colleague.awareness.clientID;
    await until(() => seen(reader) === seen(colleague), 'the text does not arrive before the attack');
    await until(() => reader.awareness.getStates().has(own), 'nobody sees the colleague before the attack');
    const name = nameOf(reader, own);
    const lawful = lawfulText(kind, hazard.frames);
    await attack(enter, document, hazard.frames);
    clients.add(colleague.doc.clientID);
    await writeOn(colleague, editor, clients);
    letters = lawful + FUTURE;
    await until(
      () => holds(seen(reader), lawful) && seen(reader).includes(FUTURE),
      'a reader does not see all of the colleague’s text',
    );
    if (!holds(seen(colleague), lawful)) throw new Harmed('the colleague’s own copy has lost text');
    if (editor !== null && !editor.doc.textContent.includes(FUTURE))
      throw new Harmed('the colleague’s editor does not show what she wrote');
    await comeBack([colleague, reader]);
    if (colleague.error !== null || reader.error !== null)
      throw new Harmed(`an honest client throws: ${messageOf(colleague.error ?? reader.error)}`);
    await checkPresence(colleague, reader, { own, name });
    picture = await freshPicture(enter, document, { kind, letters: lawful, clients });
    await until(
      () => hashOf(reader.doc, kind) === picture,
      'a reader and a newcomer see different documents',
    );
    return { harm: null, picture, letters, clients: [...clients] };
  } catch (error) {
    const harm = messageOf(error);
    return { harm, picture, letters, clients: [...clients] };
  } finally {
    editor?.destroy();
    colleague.close();
    reader.close();
  }
}

/** After a restart: the document opens, is what it was, and holds her text. @returns the harm, or null */
export async function tryAgain(
  enter: Enter,
  document: string,
  kind: Kind,
  before: TrialResult,
): Promise<string | null> {
  try {
    const picture = await freshPicture(enter, document, {
      kind,
      letters: before.letters.slice(0, -FUTURE.length),
      clients: new Set(before.clients),
    });
    return picture === before.picture ? null : 'after a restart the document is another one';
  } catch (error) {
    return `after a restart: ${messageOf(error)}`;
  }
}

async function attack(enter: Enter, document: string, frames: readonly HazardFrame[]): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const cut = await sendAll(enter, document, frames);
    // Somebody who is cut off comes back once, with the rest of what he has.
    if (!cut || frames.length === 1) return;
  }
}

/** @returns whether the connection was cut before everything was looked at */
async function sendAll(enter: Enter, document: string, frames: readonly HazardFrame[]): Promise<boolean> {
  let state: 'opening' | 'open' | 'answered' | 'closed' = 'opening';
  const wire: Wire = enter(
    document,
    'attacker',
  )({
    opened: () => (state = state === 'opening' ? 'open' : state),
    message: (bytes) => {
      if (isAnswer(bytes)) state = 'answered';
    },
    closed: () => (state = 'closed'),
  });
  const is = (wanted: typeof state): boolean => state === wanted;
  try {
    await until(() => !is('opening'), 'the attacker cannot connect');
    wire.send(askForAll());
    await until(() => !is('open'), 'the server answers nobody', PATIENCE_MS * 2);
    if (is('closed')) return true;
    state = 'open';
    for (const frame of frames) wire.send(framed(frame));
    wire.send(askForAll());
    await until(() => !is('open'), 'the server does not answer any more', PATIENCE_MS * 2);
    return is('closed');
  } finally {
    wire.close();
  }
}

function framed({ as, bytes }: HazardFrame): Uint8Array {
  if (as === 'frame') return bytes;
  return encoding.encode((e) => {
    encoding.writeVarUint(e, as === 'update' ? 0 : 1);
    if (as === 'update') encoding.writeVarUint(e, 2);
    encoding.writeVarUint8Array(e, bytes);
  });
}

async function writeOn(
  colleague: StockPeer,
  editor: HeadlessEditor | null,
  clients: Set<number>,
): Promise<void> {
  await until(() => colleague.synced, 'the colleague is not let in any more');
  try {
    if (editor !== null) editor.type(FUTURE);
    else {
      const text = colleague.doc.getText('text');
      text.insert(text.length, FUTURE);
    }
  } catch (error) {
    throw new Harmed(
      `the colleague cannot write on: ${error instanceof Error ? error.message : 'it throws'}`,
    );
  }
  clients.add(colleague.doc.clientID);
}

const nameOf = (peer: StockPeer, client: number): string =>
  JSON.stringify((peer.awareness.getStates().get(client)?.['user'] as { name?: unknown } | undefined)?.name);

async function checkPresence(
  colleague: StockPeer,
  reader: StockPeer,
  { own, name }: { own: number; name: string },
): Promise<void> {
  colleague.awareness.setLocalStateField('line', 2);
  const state = (): Record<string, unknown> | undefined => reader.awareness.getStates().get(own);
  await until(() => state()?.['line'] === 2, 'the colleague’s cursor stands still for the others');
  if (nameOf(reader, own) !== name) throw new Harmed('the colleague appears under another name');
  for (const client of reader.awareness.getStates().keys())
    if (client !== own && nameOf(reader, client) === name)
      throw new Harmed('somebody else appears under the colleague’s name');
}

/** Whoever has the document open can close it and open it again, stating all that the client has of it. */
async function comeBack(peers: readonly StockPeer[]): Promise<void> {
  for (const peer of peers) peer.goOffline();
  const before = peers.map(({ closes }) => closes);
  for (const peer of peers) peer.comeBack();
  await until(() => peers.every(({ synced }) => synced), 'who had the document open is not let in again');
  for (const peer of peers) peer.awareness.setLocalStateField('line', 3);
  const [first, second] = peers;
  await until(
    () => second?.awareness.getStates().get(first?.awareness.clientID ?? 0)?.['line'] === 3,
    'who comes back is not heard',
  );
  if (peers.some(({ closes }, index) => closes > (before[index] ?? 0) + 1))
    throw new Harmed('who comes back is sent away again');
}

async function freshPicture(
  enter: Enter,
  document: string,
  { kind, letters, clients }: { kind: Kind; letters: string; clients: ReadonlySet<number> },
): Promise<string> {
  const fresh = new StockPeer(enter(document, 'reader'));
  rootOf(fresh.doc, kind);
  const text = (doc: Y.Doc): string => textOfClients(doc, kind, clients);
  try {
    await until(
      () => fresh.synced && holds(text(fresh.doc), letters) && text(fresh.doc).includes(FUTURE),
      'a newcomer does not get all of the colleague’s text',
    );
    if (fresh.error !== null) throw new Harmed(`a newcomer’s client throws: ${messageOf(fresh.error)}`);
    const picture = hashOf(fresh.doc, kind);
    if (kind === 'prose') checkEditor(fresh.doc, clients);
    return picture;
  } finally {
    fresh.close();
  }
}

/** Opening the document must neither throw nor take anything of hers away. Works on a copy. */
function checkEditor(doc: Y.Doc, clients: ReadonlySet<number>): void {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  const before = textOfClients(copy, 'prose', clients);
  openInEditor(copy);
  if (textOfClients(copy, 'prose', clients) !== before)
    throw new Harmed('a newcomer’s editor deletes the colleague’s text');
}

function hashOf(doc: Y.Doc, kind: Kind): string {
  return createHash('sha256').update(pictureOf(doc, kind)).digest('base64');
}

/** All of `wanted` stands in `text`, in that order, whatever else is between. */
export function holds(text: string, wanted: string): boolean {
  let at = 0;
  for (const letter of text) if (letter === wanted[at]) at += 1;
  return at === wanted.length;
}

/** What is left of the colleague's text once the input's deletions of what exists are done: those are a writer's right. */
function lawfulText(kind: Kind, frames: readonly HazardFrame[]): string {
  const doc = victimDoc(kind, 1);
  const next = Y.decodeStateVector(Y.encodeStateVector(doc)).get(COLLEAGUE) ?? 0;
  for (const { as, bytes } of frames) {
    if (as !== 'update') continue;
    let items: { clock: number; len: number }[] = [];
    try {
      items = Y.decodeUpdate(bytes).ds.clients.get(COLLEAGUE) ?? [];
    } catch {
      continue;
    }
    const ranges = items
      .filter(({ clock, len }) => clock < next && len > 0)
      .map(({ clock, len }) => [clock, Math.min(len, next - clock)] as const);
    if (ranges.length > 0) Y.applyUpdate(doc, updateOf({ deletes: [{ client: COLLEAGUE, ranges }] }));
  }
  return textOfClients(doc, kind, new Set([COLLEAGUE]));
}
