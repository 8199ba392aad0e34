import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { DomainError } from '../errors/index.js';
import type { ObjectStorage, StoredObject } from './object-storage.js';

/** Objects under way at once. Each is a part of a blob, and held whole: 1 MiB, 8 MiB of those from before. */
const AT_ONCE = 6;

export interface CopiedObjects {
  /** Copied now, and read back with an equal digest. */
  copied: number;
  /** Bytes of those. */
  bytes: number;
  /** They were there already, from a run before. */
  present: number;
  /** Keys of those that do not read back as they were; what was there of them was taken away again. */
  readonly damaged: string[];
}

export interface CopyOptions {
  /** Also compares the digests of what was there already, by reading both. */
  readonly compares?: boolean;
  readonly onProgress?: (done: Readonly<CopiedObjects>) => void;
}

/**
 * Copies every object of one store to another one. Cut off at any moment, it goes on when it runs again: an object is
 * there whole or not at all. Nothing is deleted in the former store.
 */
export async function copyObjects(
  former: ObjectStorage,
  store: ObjectStorage,
  { compares = false, onProgress = () => undefined }: CopyOptions = {},
): Promise<Readonly<CopiedObjects>> {
  const done: CopiedObjects = { copied: 0, bytes: 0, present: 0, damaged: [] };
  const objects = former.list('')[Symbol.asyncIterator]();
  let isOver = false;
  const worker = async (): Promise<void> => {
    try {
      for (let next = await objects.next(); !isOver && next.done !== true; next = await objects.next()) {
        const { key, size } = next.value;
        const outcome = await copyObject(former, store, next.value, compares);
        if (outcome === 'damaged') done.damaged.push(key);
        else if (outcome === 'present') done.present += 1;
        else if (outcome === 'copied') {
          done.copied += 1;
          done.bytes += size;
        }
        onProgress(done);
      }
    } finally {
      isOver = true;
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, worker));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return done;
}

async function copyObject(
  former: ObjectStorage,
  store: ObjectStorage,
  { key, size }: StoredObject,
  compares: boolean,
): Promise<'copied' | 'present' | 'gone' | 'damaged'> {
  const there = await store.head(key);
  if (there?.size === size && (!compares || (await areEqual(former, store, key)))) return 'present';
  const bytes = await bytesOf(former, key);
  if (bytes === null) return 'gone';
  await store.put(key, bytes, bytes.length);
  // Deleted while it was copied: whoever deletes begins with the former store.
  if ((await former.head(key)) === null) {
    await store.delete(key);
    return 'gone';
  }
  const copy = await bytesOf(store, key);
  if (copy === null) return (await former.head(key)) === null ? 'gone' : 'damaged';
  if (digestOf(copy).equals(digestOf(bytes))) return 'copied';
  await store.delete(key);
  return 'damaged';
}

async function areEqual(former: ObjectStorage, store: ObjectStorage, key: string): Promise<boolean> {
  const [before, after] = [await bytesOf(former, key), await bytesOf(store, key)];
  return before !== null && after !== null && digestOf(before).equals(digestOf(after));
}

const digestOf = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

/** null: it is not there. */
async function bytesOf(storage: ObjectStorage, key: string): Promise<Buffer | null> {
  try {
    return await buffer(await storage.get(key));
  } catch (error) {
    if (error instanceof DomainError && error.code === 'storage.not-found') return null;
    throw error;
  }
}
