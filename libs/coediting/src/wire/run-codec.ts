import { ByteReader, MalformedError } from './byte-reader.js';
import { writeBytes, writeText, writeVarUint, writeVarUints, textSize, varUintSize } from './byte-writer.js';

/** One update and the authenticated person who sent it. */
export interface AuthoredUpdate {
  readonly personId: string;
  readonly update: Uint8Array;
}

const VERSION = 1;
const MAX_ID_BYTES = 64;

/**
 * The payload of a journal row: version 1, the authors, then for each update its author's index and its bytes.
 * The update at index i has the sequence `first + i`.
 */
export function encodeRun(entries: readonly AuthoredUpdate[]): Uint8Array {
  const authors = new Map<string, number>();
  let size = varUintSize(VERSION) + varUintSize(entries.length);
  for (const { personId, update } of entries) {
    let author = authors.get(personId);
    if (author === undefined) {
      author = authors.size;
      authors.set(personId, author);
    }
    size += varUintSize(author) + varUintSize(update.length) + update.length;
  }
  size += varUintSize(authors.size);
  for (const author of authors.keys()) size += textSize(author);

  const run = new Uint8Array(size);
  let at = writeVarUints(run, 0, [VERSION, authors.size]);
  for (const author of authors.keys()) at = writeText(run, at, author);
  at = writeVarUint(run, at, entries.length);
  for (const { personId, update } of entries) {
    at = writeVarUint(run, at, authors.get(personId) ?? 0);
    at = writeBytes(run, writeVarUint(run, at, update.length), update);
  }
  return run;
}

/** Throws MalformedError. */
export function decodeRun(run: Uint8Array): AuthoredUpdate[] {
  const reader = new ByteReader(run);
  if (reader.varUint() !== VERSION) throw new MalformedError('run-version');
  const authors: string[] = [];
  for (let left = reader.count(1); left > 0; left -= 1) authors.push(reader.string(MAX_ID_BYTES));
  const entries: AuthoredUpdate[] = [];
  for (let left = reader.count(2); left > 0; left -= 1) {
    const personId = authors[reader.varUint()];
    if (personId === undefined) throw new MalformedError('run-author');
    entries.push({ personId, update: reader.varBytes() });
  }
  reader.end();
  return entries;
}
