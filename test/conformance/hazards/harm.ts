import { encodeAwarenessUpdate, applyAwarenessUpdate, Awareness } from 'y-protocols/awareness';
import { readSyncMessage } from 'y-protocols/sync';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import type { Harm, Hazard } from './hazard.js';
import { openInEditor, pictureOf, textOfClients } from './read-doc.js';
import { ATTACKER, COLLEAGUE, rootOf, victimDoc, victimUpdate, type Kind } from './victim.js';

const SLOW_MS = 1_000;
/** Long enough to be felt by everybody on the same server. */
const STALL_MS = 100;
const MEMORY_BYTES = 100 * 1024 * 1024;
const FUTURE = ' Suite écrite après coup.';

const textOf = (doc: Y.Doc, kind: Kind): string => textOfClients(doc, kind, new Set([COLLEAGUE]));

/** Runs `work`; what it throws becomes `null`. */
function attempt<T>(work: () => T): { value: T } | null {
  try {
    return { value: work() };
  } catch {
    return null;
  }
}

/**
 * What an input does to plain yjs and its bindings, with no server of ours in sight. Empty: it was refused cleanly or is
 * an honest edit. Runs in a child process: some inputs hang or exhaust memory.
 */
export function harmsOf(hazard: Hazard): Harm[] {
  const updates = hazard.frames.filter(({ as }) => as === 'update').map(({ bytes }) => bytes);
  const found = new Set<Harm>();
  if (updates.length > 0) harmsOfUpdates(hazard.kind, updates, found);
  const states = hazard.frames.filter(({ as }) => as === 'awareness').map(({ bytes }) => bytes);
  if (states.length > 0) harmsOfAwareness(states, found);
  const frames = hazard.frames.filter(({ as }) => as === 'frame').map(({ bytes }) => bytes);
  if (frames.length > 0) harmsOfFrames(hazard.kind, frames, found);
  return [...found];
}

/** Applies frame by frame, as servers do: after a throw they go on with the next. @returns whether one threw */
function applyAll(doc: Y.Doc, updates: readonly Uint8Array[]): boolean {
  let threw = false;
  for (const update of updates)
    if (attempt(() => Y.applyUpdate(doc, update, 'remote')) === null) threw = true;
  return threw;
}

function memoryNow(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function harmsOfUpdates(kind: Kind, updates: readonly Uint8Array[], found: Set<Harm>): void {
  const live = victimDoc(kind, 1);
  const before = pictureOf(live, kind);
  const memory = memoryNow();
  const started = performance.now();
  const threw = applyAll(live, updates);
  if (performance.now() - started > SLOW_MS) found.add('slow');
  if (memoryNow() - memory > MEMORY_BYTES) found.add('memory');
  const after = attempt(() => pictureOf(live, kind))?.value ?? null;
  const waits = live.store.pendingStructs !== null || live.store.pendingDs !== null;
  if (threw && (after !== before || waits)) found.add('applied-in-part');
  // Refused whole, cheaply: no harm.
  if (threw && after === before && !waits) return;
  if (after === null) found.add('unreadable');
  if (waits) found.add('waits-forever');
  harmsOfStoring(kind, live, { updates, after, threw }, found);
  harmsToColleague(kind, updates, found);
  if (kind === 'prose') harmsToEditor(updates, found);
  if (hasAlienPrototype(live)) found.add('alien-prototype');
}

/** A server stores what it holds, whole or as it came, and loads that after a restart. */
function harmsOfStoring(
  kind: Kind,
  live: Y.Doc,
  { updates, after, threw }: { updates: readonly Uint8Array[]; after: string | null; threw: boolean },
  found: Set<Harm>,
): void {
  const stored = attempt(() => Y.encodeStateAsUpdate(live));
  if (stored === null) {
    found.add('cannot-encode');
    return;
  }
  const reload = (bytes: Uint8Array): string | null => {
    const fresh = new Y.Doc();
    rootOf(fresh, kind);
    return (
      attempt(() => {
        Y.applyUpdate(fresh, bytes);
        return pictureOf(fresh, kind);
      })?.value ?? null
    );
  };
  const fresh = reload(stored.value);
  if (fresh === null) found.add(after === null ? 'unreadable' : 'cannot-reload');
  else if (fresh !== after) found.add('reload-differs');
  if (threw) return;
  const merged = attempt(() => Y.mergeUpdates([victimUpdate(kind), ...updates]));
  if (merged === null || reload(merged.value) !== after) found.add('merge-differs');
}

/** A colleague writes on while the input is on its way; then everybody has everything. */
function harmsToColleague(kind: Kind, updates: readonly Uint8Array[], found: Set<Harm>): void {
  const colleague = victimDoc(kind);
  const server = victimDoc(kind, 1);
  const own: Uint8Array[] = [];
  colleague.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'remote') own.push(update);
  });
  attempt(() => writeOn(colleague, kind, 'Déjà. '));
  const expected = textOf(colleague, kind);
  applyAll(server, updates);
  applyAll(server, own.splice(0));
  applyAll(colleague, updates);
  const late = attempt(() => writeOn(colleague, kind, FUTURE));
  applyAll(server, own.splice(0));
  const seen = attempt(() => textOf(server, kind))?.value ?? '';
  const wanted = late === null ? expected : expected + FUTURE;
  // Deleting what is there is a writer's right; what was not yet written is nobody's to delete.
  if (!sameLetters(seen, wanted) && !deletesOnlyWhatIs(kind, updates)) found.add('future-lost');
  const [one, two] = [server, colleague].map((doc) => attempt(() => pictureOf(doc, kind))?.value ?? null);
  if (one !== two) found.add('diverges');
}

function sameLetters(some: string, others: string): boolean {
  const sorted = (text: string): string => [...text].sort().join('');
  return sorted(some) === sorted(others);
}

function deletesOnlyWhatIs(kind: Kind, updates: readonly Uint8Array[]): boolean {
  const next = new Map(Y.decodeStateVector(Y.encodeStateVectorFromUpdate(victimUpdate(kind))));
  return updates.every((update) => {
    const read = attempt(() => Y.decodeUpdate(update));
    if (read === null) return false;
    return [...read.value.ds.clients].every(([client, items]) =>
      items.every(({ clock, len }) => clock + len <= (next.get(client) ?? 0)),
    );
  });
}

/** The colleague writes at the end of her first text. */
export function writeOn(doc: Y.Doc, kind: Kind, words: string): void {
  if (kind === 'text') {
    const text = doc.getText('text');
    return text.insert(text.length, words);
  }
  const text = firstText(doc.getXmlFragment('prose'));
  if (text === null) throw new Error('no text is left to write in');
  text.insert(text.length, words);
}

function firstText(root: Y.XmlFragment): Y.XmlText | null {
  for (const block of root.toArray()) {
    if (!(block instanceof Y.XmlElement)) continue;
    const text = block.toArray().find((inner) => inner instanceof Y.XmlText);
    if (text instanceof Y.XmlText) return text;
  }
  return null;
}

/** What y-prosemirror does to the text once a colleague opens the document. */
function harmsToEditor(updates: readonly Uint8Array[], found: Set<Harm>): void {
  const doc = victimDoc('prose', 1);
  applyAll(doc, updates);
  const before = attempt(() => textOf(doc, 'prose'))?.value ?? '';
  const started = performance.now();
  if (attempt(() => openInEditor(doc)) === null) found.add('locks-editor');
  if (performance.now() - started > SLOW_MS) found.add('editor-hangs');
  const after = attempt(() => textOf(doc, 'prose'))?.value ?? '';
  if (after !== before) found.add('editor-destroys');
  harmsToOpenEditor(found, updates);
}

/** The same with text that the colleague writes afterwards, where the input lies. */
function harmsToOpenEditor(found: Set<Harm>, updates: readonly Uint8Array[]): void {
  const doc = victimDoc('prose', 1);
  applyAll(doc, updates);
  if (attempt(() => writeOn(doc, 'prose', FUTURE)) === null) found.add('locks-editor');
}

function hasAlienPrototype(doc: Y.Doc): boolean {
  const alien = (value: unknown): boolean => {
    if (typeof value !== 'object' || value === null) return false;
    if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) return true;
    return Object.values(value).some(alien);
  };
  return [...doc.store.clients.values()].flat().some((struct) => {
    if (!(struct instanceof Y.Item) || struct.id.client === COLLEAGUE) return false;
    const { content, parentSub } = struct;
    if (parentSub === '__proto__') return true;
    return content instanceof Y.ContentAny && content.arr.some(alien);
  });
}

function harmsOfAwareness(messages: readonly Uint8Array[], found: Set<Harm>): void {
  const hers = new Awareness(victimDoc('text'));
  const server = new Awareness(new Y.Doc());
  const tell = (): void =>
    applyAwarenessUpdate(server, encodeAwarenessUpdate(hers, [hers.clientID]), 'colleague');
  hers.setLocalState({ user: { name: 'Anne' }, cursor: 1 });
  tell();
  const memory = memoryNow();
  const started = performance.now();
  for (const message of messages) attempt(() => applyAwarenessUpdate(server, message, 'attacker'));
  if (performance.now() - started > SLOW_MS) found.add('slow');
  if (memoryNow() - memory > MEMORY_BYTES / 10 || server.meta.size > 10_000) found.add('memory');
  const shown = (): string => JSON.stringify(server.getStates().get(COLLEAGUE) ?? null);
  const forged = attempt(shown);
  if (forged === null) found.add('unreadable');
  else if (!forged.value.includes('Anne')) found.add('presence-forged');
  if (attempt(() => encodeAwarenessUpdate(server, [...server.getStates().keys()])) === null)
    found.add('cannot-encode');
  const attacker = attempt(() => JSON.stringify(server.getStates().get(ATTACKER) ?? null));
  if (attacker?.value.includes('"Anne"') === true) found.add('presence-forged');
  hers.setLocalState({ user: { name: 'Anne' }, cursor: 2 });
  attempt(tell);
  if (attempt(shown)?.value.includes('"cursor":2') !== true) found.add('presence-locked');
  hers.destroy();
  server.destroy();
}

/** Whole frames, read as a stock server reads them. */
function harmsOfFrames(kind: Kind, frames: readonly Uint8Array[], found: Set<Harm>): void {
  const doc = victimDoc(kind, 1);
  const before = pictureOf(doc, kind);
  const started = performance.now();
  let threw = false;
  for (const frame of frames) {
    const done = attempt(() => {
      const decoder = decoding.createDecoder(frame);
      if (decoding.readVarUint(decoder) === 0)
        readSyncMessage(decoder, encoding.createEncoder(), doc, 'remote');
    });
    threw ||= done === null;
  }
  if (performance.now() - started > STALL_MS) found.add('slow');
  if (threw && pictureOf(doc, kind) !== before) found.add('applied-in-part');
}
