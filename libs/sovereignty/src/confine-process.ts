import { type Clock, type Config, systemClock } from '@maroquin/platform/config';
import {
  endpointsOf,
  OutboundGuard,
  type Resolve,
  resolveAddresses,
  systemResolve,
} from '@maroquin/platform/egress';
import type { Logger } from '@maroquin/platform/logging';
import { checkEndpoints, requireProfile } from './profiles/check-endpoints.js';
import { loadRegistry } from './registry/load-registry.js';
import { rememberVersion } from './registry/registry-memory.js';

export interface ConfineParts {
  readonly config: Config;
  readonly logger: Logger;
  readonly clock?: Clock;
  readonly resolve?: Resolve;
}

/**
 * Before anything is connected: this process reaches the endpoints of its configuration and nothing else, and outside its
 * profile it does not start.
 * @param enforce false for commands that only look: they say what is wrong instead
 * @throws {StartupError | ConfigError}
 */
export async function confineProcess(
  { config, logger, clock = systemClock, resolve = systemResolve }: ConfineParts,
  enforce = true,
): Promise<void> {
  new OutboundGuard({ endpoints: endpointsOf(config), resolve: resolveAddresses, clock, logger }).install();
  // Under `dev` nothing is refused: a laptop without a network starts as fast as ever.
  if (!enforce || config.sovereigntyProfile === 'dev') return;
  const registry = loadRegistry(config);
  requireProfile(await checkEndpoints({ config, registry, resolve, clock }));
  rememberVersion(config.dataDir, registry.version);
}
