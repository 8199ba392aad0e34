import type { Config } from '@maroquin/platform/config';
import { seenVersion } from './registry-memory.js';
import { openRegistry, readSignedRegistry, type Registry } from './registry.js';

/** The registry of this release, and no older one than was used here. @throws {StartupError} */
export function loadRegistry({ dataDir }: Pick<Config, 'dataDir'>): Registry {
  return openRegistry(readSignedRegistry(), seenVersion(dataDir));
}
