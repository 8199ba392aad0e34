import type { Config } from '../config/index.js';
import { createObjectStorage } from './create-object-storage.js';
import { MovingStorage } from './moving-storage.js';
import type { ObjectStorage } from './object-storage.js';

type Stores = Pick<Config, 'objectStorage' | 'formerObjectStorage'>;

/** What a server works with: while objects move, both stores together. @throws DomainError `storage.misconfigured` */
export function openObjectStorage({ objectStorage, formerObjectStorage }: Stores): ObjectStorage {
  const store = createObjectStorage(objectStorage);
  return formerObjectStorage === null
    ? store
    : new MovingStorage(store, createObjectStorage(formerObjectStorage));
}
