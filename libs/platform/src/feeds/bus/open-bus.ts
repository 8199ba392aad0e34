import type { BusConfig } from '../../config/index.js';
import type { PgConnection } from '../../database/index.js';
import type { Keys } from '../../keys/index.js';
import type { Logger } from '../../logging/index.js';
import { type Bus, LocalBus } from './bus.js';
import type { OnState } from './line-state.js';
import { PostgresBus } from './postgres-bus.js';

interface BusParts {
  readonly app: PgConnection;
  readonly keys: Pick<Keys, 'instance'>;
  readonly logger: Pick<Logger, 'info' | 'warn'>;
}

/** Never waits for the bus: without it everything works, later hints only come sooner. */
export async function openBus(config: BusConfig, { app, keys, logger }: BusParts): Promise<Bus> {
  const onState: OnState = (connected, error) => {
    if (connected) logger.info({ bus: config.kind }, 'hints of other nodes arrive');
    else
      logger.warn({ bus: config.kind, err: error }, 'hints of other nodes do not arrive; looking more often');
  };
  switch (config.kind) {
    case 'local':
      return new LocalBus();
    case 'postgres':
      return new PostgresBus(app, onState);
    case 'valkey': {
      // Loaded only where it is used: its client is large.
      const { ValkeyBus } = await import('./valkey-bus.js');
      // Several instances may share one Valkey: who knows the name can only make nodes look at PostgreSQL.
      return new ValkeyBus(config.url, `maroquin:hints:${keys.instance.busName}`, onState);
    }
  }
}
