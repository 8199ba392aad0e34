import type { Clock, Config, KeyProviderConfig } from '../config/index.js';
import { DomainError } from '../errors/index.js';
import { FileKeyProvider, type KeyProvider } from '../keys/index.js';
import type { Logger } from '../logging/index.js';
import { MovingKeyProvider } from './moving-key-provider.js';
import { Pkcs11KeyProvider } from './pkcs11-key-provider.js';
import { TransitKeyProvider } from './transit-key-provider.js';
import { WatchedKeyProvider } from './watched-key-provider.js';

interface Parts {
  readonly config: Pick<Config, 'keyProvider' | 'formerKeyProvider'>;
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'error' | 'warn'>;
}

/**
 * The provider of the configuration, and the former one beside it while keys move.
 * @param create whether nothing is sealed yet, so that the instance's key may be made
 * @throws {DomainError} key.missing, key.provider-down
 */
export async function openKeyProvider(
  { config, clock, logger }: Parts,
  create: boolean,
): Promise<WatchedKeyProvider> {
  const { keyProvider, formerKeyProvider } = config;
  const isMoving = formerKeyProvider !== null;
  const present = await open(keyProvider, create);
  const provider = isMoving ? new MovingKeyProvider(present, await open(formerKeyProvider, false)) : present;
  // Otherwise a wrong name would pass until something is wrapped, and then make a new key of that name.
  if (!create && !isMoving && (await present.describeKey(null)) === null)
    throw new DomainError('key.missing');
  return new WatchedKeyProvider(provider, clock, logger);
}

export function open(config: KeyProviderConfig, create: boolean): Promise<KeyProvider> {
  if (config.kind === 'file') return FileKeyProvider.open(config.path, create);
  return Promise.resolve(
    config.kind === 'transit' ? new TransitKeyProvider(config) : new Pkcs11KeyProvider(config),
  );
}
