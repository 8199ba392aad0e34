import type { Clock, Config } from '@maroquin/platform/config';
import { installedGuard, type Resolve, systemResolve } from '@maroquin/platform/egress';
import type { Logger } from '@maroquin/platform/logging';
import { loadRegistry } from './registry/load-registry.js';
import { checkEndpoints, hostsOutside } from './profiles/check-endpoints.js';

const HOUR_MS = 60 * 60_000;

export interface WatchParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly resolve?: Resolve;
}

/**
 * Looks again every hour: a qualification ends, a name is led elsewhere. What has left the profile gets no new connection,
 * the node says that it is not ready, and both end when the endpoint is back.
 */
export class ProfileWatch {
  private outside: readonly string[] = [];
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly parts: WatchParts) {}

  start(): void {
    if (this.parts.config.sovereigntyProfile === 'dev') return;
    this.timer = setInterval(() => void this.check(), HOUR_MS);
    this.timer.unref();
  }

  stop(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  /** For the readiness of this node. @throws {Error} while an endpoint is outside the profile */
  requireInside(): Promise<void> {
    return this.outside.length === 0
      ? Promise.resolve()
      : Promise.reject(new Error('an endpoint is outside the sovereignty profile'));
  }

  /** One look. A look that fails changes nothing, and the next one follows. */
  async check(): Promise<void> {
    const { config, clock, logger, resolve = systemResolve } = this.parts;
    try {
      const report = await checkEndpoints({ config, registry: loadRegistry(config), resolve, clock });
      this.outside = hostsOutside(report);
      installedGuard()?.block(this.outside);
      for (const { endpoint, violations } of report.endpoints)
        for (const { rule, fr } of violations)
          logger.error({ variable: endpoint.variable, host: endpoint.host, rule }, fr);
    } catch (error) {
      logger.error({ err: error }, 'the sovereignty profile could not be checked');
    }
  }
}
