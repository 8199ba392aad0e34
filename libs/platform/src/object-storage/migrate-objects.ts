import { randomBytes } from 'node:crypto';
import { StartupError } from '../errors/index.js';
import { copyObjects } from './copy-objects.js';
import type { ObjectStorage } from './object-storage.js';

/**
 * Moves everything from one store to another one.
 * @throws {StartupError} where both are one store: emptying the former one would lose everything
 */
export async function migrateObjects(
  former: ObjectStorage,
  store: ObjectStorage,
  options: Parameters<typeof copyObjects>[2] = {},
): ReturnType<typeof copyObjects> {
  await requireTwoStores(former, store);
  return copyObjects(former, store, options);
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
