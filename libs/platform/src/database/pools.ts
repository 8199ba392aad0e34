import { Pool, type PoolClient, type PoolConfig } from 'pg';
import { type PgConnection, toPgConfig } from './connection.js';
import { WholeMessageSocket } from './driver/whole-messages.js';

/** A PostgreSQL that accepts and never answers counts as away after so many milliseconds. */
const ANSWER_WITHIN_MS = 10_000;
/** PostgreSQL ends a statement itself before we stop waiting for it, so that nothing goes on unseen. */
const LIMITS = [
  '-c statement_timeout=9000',
  '-c lock_timeout=5000',
  '-c idle_in_transaction_session_timeout=15000',
].join(' ');
const IDLE_MS = 60_000;

/**
 * What connections are for. `commit`: what people write in documents and channels. `lookup`: small questions that many
 * people share, and what a transaction asks beside itself. `background`: what no request is behind.
 */
export type ConnectionUse = 'commit' | 'lookup' | 'read' | 'act' | 'administration' | 'background';

/** Whose turn it is for a connection. Implemented by admission, which knows who asks. */
export interface ConnectionTurns {
  /**
   * Runs `work` when it is its caller's turn, and says which connection it uses.
   * @throws {DomainError} request.too-many, server.busy
   */
  run<T>(what: 'transaction' | 'question', work: (use: ConnectionUse) => Promise<T>): Promise<T>;
}

/** Connections of a node where each use has its own; `background` has what TypeORM's own pool has. */
const SIZES: Readonly<Record<ConnectionUse, number>> = {
  ...{ commit: 4, lookup: 4, read: 8, act: 8, administration: 4, background: 6 },
};

/** Settings for a pool of the app role. */
export function poolConfig(app: PgConnection): PoolConfig {
  const config = toPgConfig(app);
  return {
    ...config,
    options: `${config.options ?? ''} ${LIMITS}`,
    idleTimeoutMillis: IDLE_MS,
    query_timeout: ANSWER_WITHIN_MS,
    stream: () => new WholeMessageSocket(),
  };
}

/** Connections by what they are for, so that nobody who edits waits for somebody who moves a thousand folders. */
export class Pools {
  private readonly own = new Map<ConnectionUse, Pool>();

  constructor(
    /** TypeORM's, which serves for every use where there are no others. */
    private readonly common: Pool,
    app: PgConnection,
    isDivided: boolean,
    onError: (error: unknown) => void,
  ) {
    if (!isDivided) return;
    for (const use of ['commit', 'lookup', 'read', 'act', 'administration'] as const) {
      const pool = new Pool({ ...poolConfig(app), max: SIZES[use] });
      pool.on('error', onError);
      this.own.set(use, pool);
    }
  }

  static sizeOfCommon(isDivided: boolean, wanted: number): number {
    return isDivided ? SIZES.background : wanted;
  }

  of(use: ConnectionUse): Pool {
    return this.own.get(use) ?? this.common;
  }

  /** @throws {Error} when one of them cannot be made; none is in use then */
  async connectAhead(use: ConnectionUse, count: number): Promise<void> {
    const pool = this.of(use);
    const clients: PoolClient[] = [];
    const asked = Array.from({ length: Math.min(count, pool.options.max) }, () =>
      pool.connect().then((client) => clients.push(client)),
    );
    try {
      await Promise.all(asked);
    } finally {
      await Promise.allSettled(asked);
      for (const client of clients) client.release();
    }
  }

  /** Those of its own; TypeORM ends the common one. */
  async end(): Promise<void> {
    await Promise.all([...this.own.values()].map((pool) => pool.end()));
  }
}
