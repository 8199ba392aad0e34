import { type Config, systemClock } from '../config/index.js';
import type { PgConnection } from '../database/index.js';
import { openKeyProvider } from '../key-providers/index.js';
import { requireKey } from '../keys/index.js';
import type { Logger } from '../logging/index.js';
import { createObjectStorage, type ObjectStorage } from '../object-storage/index.js';
import { connect, requirePrivileged } from './connections.js';
import { bringUpToDate } from './prepare-database.js';

/** An empty, migrated place whose key is there but not used yet. */
export interface RestoreTarget {
  readonly owner: PgConnection;
  readonly storage: ObjectStorage;
  /** @throws {DomainError} key.missing when the key file is not the one the backup was sealed with. */
  requireKey(keyCheck: Buffer): Promise<void>;
  close(): Promise<void>;
}

/** @throws {DomainError} key.missing when there is no key file: a new key could open nothing of the backup. */
export async function openForRestore(config: Config, logger: Logger): Promise<RestoreTarget> {
  const provider = await openKeyProvider({ config, clock: systemClock, logger }, false);
  const connections = await connect(config, logger, false, () => undefined);
  try {
    const owner = requirePrivileged(connections.owner);
    await bringUpToDate(owner, logger);
    const storage = createObjectStorage(config.objectStorage);
    await storage.prepare();
    return {
      owner,
      storage,
      requireKey: (keyCheck) => requireKey(provider, keyCheck),
      close: async () => {
        storage.close();
        await connections.stop();
      },
    };
  } catch (error) {
    await connections.stop();
    throw error;
  }
}
