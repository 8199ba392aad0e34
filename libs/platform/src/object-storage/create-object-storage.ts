import type { ObjectStorageConfig } from '../config/index.js';
import { DiskStorage } from './disk-storage.js';
import type { ObjectStorage } from './object-storage.js';
import { S3Storage } from './s3-storage.js';

/**
 * The store that the configuration names; prepare() it before first use.
 * @param silenceMs how long a request may stay without a byte; the preset's own unless given
 * @throws DomainError `storage.misconfigured`
 */
export function createObjectStorage(config: ObjectStorageConfig, silenceMs?: number): ObjectStorage {
  return config.preset === 'disk' ? new DiskStorage(config.folder) : new S3Storage(config, silenceMs);
}
