import { DataSource, type EntityManager, type EntityTarget, type ObjectLiteral } from 'typeorm';
import type { Pool, PoolClient } from 'pg';
import { type PgConnection, toPgConfig } from './connection.js';
import { isConnectionTrouble, toDomainError } from './database-errors.js';
import { type BinaryRow, copyScoped } from './scoped-copy.js';
import { type Question, type ReadParam, type ReadStatement, readScoped } from './scoped-read.js';
import { SharedTrips } from './shared-trips.js';
import { TextLine, type TextParam, type TextRow } from './text-call.js';
import { WholeMessageSocket } from './whole-messages.js';

/** A PostgreSQL that accepts and never answers counts as away after so many milliseconds. */
const ANSWER_WITHIN_MS = 10_000;

/** A transaction under row level security. */
export interface Tx {
  /** TypeORM, for ordinary work. */
  readonly manager: EntityManager;
  readonly orgs: readonly string[];
  /** Plain SQL in the same transaction, for hot paths. Await each call: one connection answers one question at a time. */
  query<R extends object>(sql: string, params?: readonly unknown[]): Promise<R[]>;
  /** Runs once the transaction is committed; errors thrown there are logged, never seen by the caller. */
  afterCommit(work: () => void): void;
}

export interface DatabaseOptions {
  readonly app: PgConnection;
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  /** Connections of this node. */
  readonly poolSize?: number;
  /** Of these, how many are there from the beginning and stay: making one takes longer than most questions. Default 0. */
  readonly kept?: number;
  readonly onError: (error: unknown) => void;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** `{a,b}` for app.orgs. @throws {Error} when empty or not uuids: a programming error, never a person's. */
const orgArray = (orgs: readonly string[]): string => {
  if (orgs.length === 0 || !orgs.every((org) => uuid.test(org)))
    throw new Error('a transaction needs its organisations');
  return `{${orgs.join(',')}}`;
};

/** A connection that did not answer still holds an open transaction: nobody else may be given it. */
const sever = (client: PoolClient | null): void => {
  (
    client as unknown as { connection?: { stream: { destroy(): void } } } | null
  )?.connection?.stream.destroy();
};

/** A connection in use has no listener of the pool: without one of its own a broken one ends the process. */
const toldByTheAnswer = (): void => undefined;

/** @throws {Error} when one of them cannot be made; none is in use then */
async function connectAhead(pool: Pool, count: number): Promise<void> {
  const clients: PoolClient[] = [];
  const asked = Array.from({ length: count }, () => pool.connect().then((client) => clients.push(client)));
  try {
    await Promise.all(asked);
  } finally {
    await Promise.allSettled(asked);
    for (const client of clients) client.release();
  }
}

/** The one door to PostgreSQL. Everything runs as the app role, inside a transaction that names its organisations. */
export class Database {
  private readonly line: TextLine;
  private readonly trips = new SharedTrips((scope, questions) => this.readAll(scope, questions));

  private constructor(
    private readonly source: DataSource,
    private readonly pool: Pool,
    private readonly onError: (error: unknown) => void,
  ) {
    this.line = new TextLine(pool);
  }

  static async open({ app, entities, poolSize = 12, kept = 0, onError }: DatabaseOptions): Promise<Database> {
    const { connectionString, host, port, user, password, database, ...extra } = toPgConfig(app);
    const source = new DataSource({
      type: 'postgres',
      ...(connectionString === undefined ? {} : { url: connectionString }),
      ...(host === undefined ? {} : { host }),
      ...(port === undefined ? {} : { port }),
      ...(user === undefined ? {} : { username: user }),
      ...(typeof password === 'string' ? { password } : {}),
      ...(database === undefined ? {} : { database }),
      entities: [...entities] as EntityTarget<ObjectLiteral>[] as never[],
      synchronize: false,
      installExtensions: false,
      poolSize,
      poolErrorHandler: onError,
      extra: {
        ...extra,
        min: kept,
        idleTimeoutMillis: 60_000,
        query_timeout: ANSWER_WITHIN_MS,
        stream: () => new WholeMessageSocket(),
      },
    });
    try {
      await source.initialize();
      const { master } = source.driver as unknown as { master: Pool };
      await connectAhead(master, kept);
      return new Database(source, master, onError);
    } catch (error) {
      if (source.isInitialized) await source.destroy().catch(onError);
      throw toDomainError(error);
    }
  }

  /**
   * Runs `work` in one transaction that sees only these organisations.
   * @throws {DomainError} server.unavailable when PostgreSQL is away (nothing was committed, or it is unknown).
   */
  async inOrgs<T>(scope: { readonly orgs: readonly string[] }, work: (tx: Tx) => Promise<T>): Promise<T> {
    const orgs = orgArray(scope.orgs);
    const after: (() => void)[] = [];
    const runner = this.source.createQueryRunner();
    let connection: PoolClient | null = null;
    let answer: T;
    try {
      const client = (await runner.connect()) as PoolClient;
      connection = client;
      await runner.startTransaction();
      await client.query("select set_config('app.orgs', $1, true)", [orgs]);
      answer = await work({
        manager: runner.manager,
        orgs: scope.orgs,
        query: async <R extends object>(sql: string, params: readonly unknown[] = []) =>
          (await client.query<R>(sql, [...params])).rows,
        afterCommit: (hook) => after.push(hook),
      });
      await runner.commitTransaction();
    } catch (error) {
      if (isConnectionTrouble(error)) sever(connection);
      else if (runner.isTransactionActive) await runner.rollbackTransaction().catch(this.onError);
      throw toDomainError(error);
    } finally {
      await runner.release().catch(this.onError);
    }
    this.runHooks(after);
    return answer;
  }

  /**
   * One question that sees only these organisations, as in `inOrgs`, in one trip instead of four: for hot paths.
   * @throws {DomainError} server.unavailable when PostgreSQL is away
   */
  async readIn<R extends object>(
    orgs: readonly string[],
    statement: ReadStatement,
    params: readonly ReadParam[],
  ): Promise<R[]> {
    const [rows = []] = await this.readAll(orgArray(orgs), [{ statement, params }]);
    return rows as R[];
  }

  /**
   * The same for a small question of which several come at once: they share the trip.
   * @throws {DomainError} server.unavailable when PostgreSQL is away
   */
  async readAlong<R extends object>(
    orgs: readonly string[],
    statement: ReadStatement,
    params: readonly ReadParam[],
  ): Promise<R[]> {
    return (await this.trips.read(orgArray(orgs), { statement, params })) as R[];
  }

  private readAll(scope: string | null, questions: readonly Question[]): Promise<object[][]> {
    return this.withConnection((client) => readScoped(client, scope, questions));
  }

  /**
   * The same for an answer of megabytes, which comes in binary: `statement` is `copy (…) to stdout (format binary)` and
   * finds what is asked as JSON in `current_setting('app.asked')`.
   * @throws {DomainError} server.unavailable when PostgreSQL is away
   */
  async copyIn(
    orgs: readonly string[],
    statement: ReadStatement,
    asked: unknown,
  ): Promise<readonly BinaryRow[]> {
    const scope = orgArray(orgs);
    return this.withConnection((client) => copyScoped(client, scope, statement, asked));
  }

  private async withConnection<T>(ask: (client: PoolClient) => Promise<T>): Promise<T> {
    try {
      const client = await this.pool.connect();
      client.on('error', toldByTheAnswer);
      try {
        const answer = await ask(client);
        client.release();
        return answer;
      } catch (error) {
        if (isConnectionTrouble(error)) sever(client);
        client.release(true);
        throw error;
      } finally {
        client.off('error', toldByTheAnswer);
      }
    } catch (error) {
      throw toDomainError(error);
    }
  }

  private runHooks(hooks: readonly (() => void)[]): void {
    for (const hook of hooks) {
      try {
        hook();
      } catch (error) {
        this.onError(error);
      }
    }
  }

  /**
   * One statement without an organisation: only for the functions that answer ids before sign-in, look at the
   * change numbers, or set their organisations themselves. Row level security refuses everything else.
   */
  async call<R extends object>(sql: string, params: readonly unknown[] = []): Promise<R[]> {
    try {
      return (await this.pool.query<R>(sql, [...params])).rows;
    } catch (error) {
      throw toDomainError(error);
    }
  }

  /** The same for a statement that is asked all day: parsed and planned once a connection, under its name. */
  async callPrepared<R extends object>(statement: ReadStatement, params: readonly ReadParam[]): Promise<R[]> {
    const [rows = []] = await this.readAll(null, [{ statement, params }]);
    return rows as R[];
  }

  /** The same for one that answers nearly nothing: its columns come in order, as text. */
  async callForText(statement: ReadStatement, params: readonly TextParam[]): Promise<readonly TextRow[]> {
    try {
      return await this.line.ask(statement, params);
    } catch (error) {
      throw toDomainError(error);
    }
  }

  /** For the check that entities and migrations agree. */
  get dataSource(): DataSource {
    return this.source;
  }

  async close(): Promise<void> {
    this.line.close();
    if (this.source.isInitialized) await this.source.destroy();
  }
}
