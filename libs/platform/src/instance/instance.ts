import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { Admission, RequesterTurns } from '../admission/index.js';
import { type Clock, type Config, systemClock } from '../config/index.js';
import { Database, requireSchema } from '../database/index.js';
import type { Events } from '../events/index.js';
import type { Feeds } from '../feeds/index.js';
import type { WatchedKeyProvider } from '../key-providers/index.js';
import { Keys, watchClosed } from '../keys/index.js';
import type { Logger } from '../logging/index.js';
import { Mailer, RelayOutcomes } from '../mail/index.js';
import { openObjectStorage, WatchedStorage } from '../object-storage/index.js';
import { connect, type Connections } from './connections.js';
import { openFeeds } from './open-feeds.js';
import { prepareDatabase } from './prepare-database.js';

/** A whole platform, open: what the server and every command stand on. */
export interface Instance {
  readonly config: Config;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly connections: Connections;
  readonly database: Database;
  readonly admission: Admission;
  readonly keys: Keys;
  readonly keyProvider: WatchedKeyProvider;
  readonly storage: WatchedStorage;
  readonly feeds: Feeds;
  readonly events: Events;
  readonly mailer: Mailer;
  readonly relay: RelayOutcomes;
  close(): Promise<void>;
}

export interface InstanceOptions {
  readonly config: Config;
  readonly logger: Logger;
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  readonly clock?: Clock;
  /** Use the embedded server of a Maroquin that is running on the same folder. */
  readonly join?: boolean;
  /** What a server connected to before; absent: connects itself, and nobody hears of an embedded server that is lost. */
  readonly connections?: Promise<Connections>;
  /** For `maroquin rights sign`: also where every right lost its proof, and gives nothing. */
  readonly admitsLostProofs?: boolean;
}

/** To PostgreSQL, of a server: many come at once when it starts again. */
const KEPT_CONNECTIONS = 3;

/**
 * Database (started if embedded), migrations (as the app role alone: only their check), keys, object store, feeds, in this order; what was opened is closed again
 * when a later step fails.
 * @throws {StartupError | DomainError | ConfigError}
 */
export async function openInstance(options: InstanceOptions): Promise<Instance> {
  const { config, logger, entities, clock = systemClock, join = false } = options;
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse())
      await closer().catch((error: unknown) => {
        logger.error({ err: error }, 'closing failed');
      });
  };
  const admission = new Admission();
  const onError = (error: unknown): void => {
    logger.error({ err: error }, 'background work failed');
  };
  try {
    const connections = await (options.connections ?? connect(config, logger, join, () => undefined));
    closers.push(() => connections.stop());
    const { admitsLostProofs } = options;
    const keyProvider = await prepareDatabase(connections, config, clock, logger, admitsLostProofs);
    const kept = join ? 0 : KEPT_CONNECTIONS;
    const database = await Database.open({
      app: connections.app,
      entities,
      onError,
      kept,
      ...(join ? {} : { turns: new RequesterTurns(admission) }),
    });
    closers.push(() => database.close());
    await requireSchema((sql) => database.call(sql));
    const keys = await Keys.open(keyProvider, database, clock, config.keyKeepMs);
    const storage = new WatchedStorage(openObjectStorage(config), clock, logger);
    closers.push(() => Promise.resolve(storage.close()));
    await storage.prepare();
    const opened = await openFeeds({ config, connections, database, keys, clock, logger });
    closers.push(() => opened.close());
    const { feeds, events } = opened;
    // Closing an organisation's keys is noted among the changes of rights, which every node hears of within 250 ms.
    events.on('rights.changed', () => keys.checkClosed(onError));
    const stopWatching = watchClosed(keys, onError);
    closers.push(() => Promise.resolve(stopWatching()));
    const relay = new RelayOutcomes(database, clock, onError);
    const mailer = new Mailer(config.mail, relay);
    const own = { keys, keyProvider, storage, mailer, relay };
    const platform = { config, clock, logger, connections, database, admission, ...own };
    return { ...platform, feeds, events, close };
  } catch (error) {
    await close();
    throw error;
  }
}
