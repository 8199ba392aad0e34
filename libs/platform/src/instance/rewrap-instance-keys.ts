import type { Clock, Config } from '../config/index.js';
import { openKeyProvider } from '../key-providers/index.js';
import { type Rewrapped, rewrapKeys } from '../keys/index.js';
import type { Logger } from '../logging/index.js';
import { connect, requirePrivileged } from './connections.js';

/** What `maroquin keys rotate` and `maroquin keys move` do. @throws {StartupError | DomainError} */
export async function rewrapInstanceKeys(
  config: Config,
  clock: Clock,
  logger: Logger,
  rotate: boolean,
): Promise<Rewrapped> {
  const connections = await connect(config, logger, true, () => undefined);
  try {
    const owner = requirePrivileged(connections.owner);
    return await rewrapKeys(owner, await openKeyProvider({ config, clock, logger }, false), rotate);
  } finally {
    await connections.stop();
  }
}
