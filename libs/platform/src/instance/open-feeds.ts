import type { Clock, Config } from '../config/index.js';
import type { Database } from '../database/index.js';
import { Events } from '../events/index.js';
import { Feeds, openBus } from '../feeds/index.js';
import type { Keys } from '../keys/index.js';
import type { Logger } from '../logging/index.js';
import { carryEvents } from './carry-events.js';
import type { Connections } from './connections.js';

interface OpenFeedsDeps {
  readonly config: Config;
  readonly connections: Connections;
  readonly database: Database;
  readonly keys: Keys;
  readonly clock: Clock;
  readonly logger: Logger;
}

interface OpenFeeds {
  readonly feeds: Feeds;
  readonly events: Events;
  close(): Promise<void>;
}

/** Feeds and events of a node, and the bus by which it hears that other nodes have some. */
export async function openFeeds({
  config,
  connections,
  database,
  keys,
  clock,
  logger,
}: OpenFeedsDeps): Promise<OpenFeeds> {
  if (config.bus.kind !== 'local' && config.objectStorage.preset === 'disk') {
    logger.warn(
      { folder: config.objectStorage.folder },
      'several nodes with OBJECT_STORAGE=disk: each must see this very folder; an S3 store is the usual way',
    );
  }
  const bus = await openBus(config.bus, { app: connections.app, keys, logger });
  const feeds = new Feeds(database, keys, clock, bus, (error) => {
    logger.error({ err: error }, 'background work failed');
  });
  const events = new Events(logger);
  const stopPolling = carryEvents(events, bus);
  return {
    feeds,
    events,
    close: async () => {
      stopPolling();
      feeds.close();
      await bus.close();
    },
  };
}
