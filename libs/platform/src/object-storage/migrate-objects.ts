import { randomBytes } from 'node:crypto';
import { StartupError } from '../errors/index.js';
import { type CopiedObjects, copyObjects, type CopyOptions } from './copy-objects.js';
import type { ObjectStorage } from './object-storage.js';

/** Passes over the former store; only where servers write to it still are there more than two. */
const MOST_PASSES = 5;

export interface MigratedObjects extends Readonly<CopiedObjects> {
  /** Objects that came to the former store after its first pass: a server writes there still. */
  readonly late: number;
}

/**
 * Copies everything from one store to another one, again and again until nothing new is found.
 * @throws {StartupError} where both are one store: emptying the former one would lose everything
 */
export async function migrateObjects(
  former: ObjectStorage,
  store: ObjectStorage,
  options: CopyOptions = {},
): Promise<MigratedObjects> {
  await requireTwoStores(former, store);
  const done = { ...(await copyObjects(former, store, options)), late: 0 };
  for (let pass = 2; pass <= MOST_PASSES && done.damaged.length === 0; pass += 1) {
    const { copied, bytes, damaged } = await copyObjects(former, store);
    done.copied += copied;
    done.bytes += bytes;
    done.damaged.push(...damaged);
    done.late += copied;
    if (copied === 0) break;
  }
  return done;
}

/** One bucket has many addresses, so that no comparison of settings tells: what is put into one is asked of the other. */
async function requireTwoStores(former: ObjectStorage, store: ObjectStorage): Promise<void> {
  const key = `probe/${randomBytes(16).toString('hex')}`;
  try {
    await store.put(key, Buffer.from(key), key.length);
    if ((await former.head(key)) === null) return;
  } finally {
    await store.delete(key);
  }
  throw new StartupError(
    'OBJECT_STORAGE et OBJECT_STORAGE_FORMER désignent la même réserve, sous deux adresses. Ne la videz pas : corrigez l’une des deux, ou retirez OBJECT_STORAGE_FORMER.',
    'OBJECT_STORAGE and OBJECT_STORAGE_FORMER name the same store, by two addresses. Do not empty it: correct one of the two, or remove OBJECT_STORAGE_FORMER.',
  );
}
