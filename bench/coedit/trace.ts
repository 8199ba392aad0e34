import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Doc, encodeStateAsUpdate, mergeUpdates, type Text } from 'yjs';

/** At a position, so many characters go and these come. */
type Patch = readonly [position: number, deleted: number, inserted: string];

export interface Trace {
  readonly operations: number;
  /** V1 updates in order, each of `PER_UPDATE` operations. */
  readonly updates: readonly Uint8Array[];
  /** Size of the whole as Yjs writes it, bytes. */
  readonly bytes: number;
}

/** What a person writes in some minutes, as one row of a journal. */
const PER_UPDATE = 1000;
const CLIENT = 123_456_789;

/**
 * An editing history as updates. `corpus`: a file of github.com/josephg/editing-traces (JSON, may be gzipped), of which
 * the first `limit` operations are taken; without one, a history of the same kind is made up, always the same.
 */
export function readTrace(corpus: string | null, limit: number): Trace {
  const patches = corpus === null ? madeUp(limit) : readPatches(corpus, limit);
  const doc = new Doc();
  doc.clientID = CLIENT;
  const text = doc.getText('text');
  const updates: Uint8Array[] = [];
  let waiting: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => waiting.push(update));
  patches.forEach((patch, index) => {
    apply(text, patch);
    if ((index + 1) % PER_UPDATE !== 0 && index + 1 !== patches.length) return;
    updates.push(mergeUpdates(waiting));
    waiting = [];
  });
  const bytes = encodeStateAsUpdate(doc).length;
  doc.destroy();
  return { operations: patches.length, updates, bytes };
}

function apply(text: Text, [position, deleted, inserted]: Patch): void {
  if (deleted > 0) text.delete(position, deleted);
  if (inserted !== '') text.insert(position, inserted);
}

function readPatches(file: string, limit: number): Patch[] {
  const bytes = readFileSync(file);
  const json = file.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  const { txns } = JSON.parse(json.toString('utf8')) as { txns: readonly { patches: readonly Patch[] }[] };
  return txns.flatMap(({ patches }) => patches).slice(0, limit);
}

/** Types and takes back, jumps now and then: about two letters in five go again, as in the history of a scientific paper. */
function madeUp(operations: number): Patch[] {
  const random = mulberry32(2026);
  const patches: Patch[] = [];
  let [length, cursor] = [0, 0];
  while (patches.length < operations) {
    if (random() < 0.01) cursor = Math.floor(random() * (length + 1));
    if (cursor > 0 && random() < 0.29) {
      cursor -= 1;
      length -= 1;
      patches.push([cursor, 1, '']);
    } else {
      patches.push([cursor, 0, String.fromCharCode(97 + Math.floor(random() * 26))]);
      cursor += 1;
      length += 1;
    }
  }
  return patches;
}

/** A small generator of pseudo-random numbers in [0, 1) (Tommy Ettinger's mulberry32). */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
