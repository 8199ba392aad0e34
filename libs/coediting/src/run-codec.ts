import { ByteReader, MalformedError } from './byte-reader.js';
import { concatBytes, varUints } from './byte-writer.js';

/** One update and the authenticated person who sent it. */
export interface AuthoredUpdate {
  readonly personId: string;
  readonly update: Uint8Array;
}

const VERSION = 1;
const MAX_ID_BYTES = 64;
const text = new TextEncoder();

/**
 * The payload of a journal row: version 1, the authors, then for each update its author's index and its bytes.
 * The update at index i has the sequence `first + i`.
 */
export function encodeRun(entries: readonly AuthoredUpdate[]): Uint8Array {
  const authors = [...new Set(entries.map((entry) => entry.personId))];
  const parts: Uint8Array[] = [varUints([VERSION, authors.length])];
  for (const author of authors) {
    const name = text.encode(author);
    parts.push(varUints([name.length]), name);
  }
  parts.push(varUints([entries.length]));
  for (const { personId, update } of entries) {
    parts.push(varUints([authors.indexOf(personId), update.length]), update);
  }
  return concatBytes(...parts);
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
