import { DataSource, type EntityManager, type EntityTarget, type ObjectLiteral } from 'typeorm';
import type { Pool, PoolClient } from 'pg';
import type { PgConnection } from './connection.js';
import { isConnectionTrouble, toDomainError } from './database-errors.js';
import { type ConnectionTurns, type ConnectionUse, poolConfig, Pools } from './pools.js';
import { type BinaryRow, copyScoped } from './driver/scoped-copy.js';
import { type Question, type ReadParam, type ReadStatement, readScoped } from './driver/scoped-read.js';
import { BatchedReads } from './driver/batched-reads.js';
import { reportedByTheAnswer, sever } from './driver/broken-connection.js';
import { orgArray } from './driver/org-array.js';
import { TextLine, type TextParam, type TextRow } from './driver/text-call.js';

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
  /** Whose turn it is for a connection, and each use has a pool of its own. Absent: one pool, first come, first served. */
  readonly turns?: ConnectionTurns;
  readonly onError: (error: unknown) => void;
}

/** The one way to PostgreSQL. Everything runs as the app role, inside a transaction that names its organisations. */
export class Database {
  private readonly line: TextLine;
  private readonly batchedReads = new BatchedReads((scope, questions) => this.readAll(scope, questions));

  private constructor(
    private readonly source: DataSource,
    private readonly pools: Pools,
    private readonly turns: ConnectionTurns | null,
    private readonly onError: (error: unknown) => void,
  ) {
    this.line = new TextLine(pools.of('commit'));
  }

  static async open({
    app,
    entities,
    poolSize = 12,
    kept = 0,
    turns,
    onError,
  }: DatabaseOptions): Promise<Database> {
    const { connectionString, host, port, user, password, database, ...extra } = poolConfig(app);
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
      poolSize: Pools.sizeOfCommon(turns !== undefined, poolSize),
      poolErrorHandler: onError,
      extra: {
        ...extra,
        min: kept,
      },
    });
    try {
      await source.initialize();
      const { master } = source.driver as unknown as { master: Pool };
      const pools = new Pools(master, app, turns !== undefined, onError);
      await pools.connectAhead('background', kept);
      await pools.connectAhead('lookup', kept);
      return new Database(source, pools, turns ?? null, onError);
    } catch (error) {
      if (source.isInitialized) await source.destroy().catch(onError);
      throw toDomainError(error);
    }
  }

  /**
   * Runs `work` in one transaction that sees only these organisations.
   * @throws {DomainError} server.unavailable when PostgreSQL is away (nothing was committed, or it is unknown),
   * server.busy or request.too-many when there was no connection for it, or it took too long (nothing was committed).
   */
  async inOrgs<T>(scope: { readonly orgs: readonly string[] }, work: (tx: Tx) => Promise<T>): Promise<T> {
    const array = orgArray(scope.orgs);
    const after: (() => void)[] = [];
    const end = await this.inTurn('transaction', 'background', (use) =>
      this.withConnection(use, (client) => this.transact(client, array, scope.orgs, work, after)),
    );
    if ('error' in end) throw toDomainError(end.error);
    this.runHooks(after);
    return end.answer;
  }

  /** Rejects when the connection is not fit for use any more; what went wrong otherwise is the answer. */
  private async transact<T>(
    client: PoolClient,
    array: string,
    orgs: readonly string[],
    work: (tx: Tx) => Promise<T>,
    after: (() => void)[],
  ): Promise<{ readonly answer: T } | { readonly error: unknown }> {
    const runner = this.source.createQueryRunner();
    // The connection is ours: TypeORM would take one of its own pool.
    Reflect.set(runner, 'databaseConnection', client);
    try {
      // One round trip; TypeORM would take a second one for BEGIN. Afterwards it knows that a transaction is open.
      Reflect.set(runner, 'isTransactionActive', true);
      Reflect.set(runner, 'transactionDepth', 1);
      await client.query(`start transaction; select set_config('app.orgs', '${array}', true)`);
      const answer = await work({
        manager: runner.manager,
        orgs,
        query: async <R extends object>(sql: string, params: readonly unknown[] = []) =>
          (await client.query<R>(sql, [...params])).rows,
        afterCommit: (hook) => after.push(hook),
      });
      await runner.commitTransaction();
      return { answer };
    } catch (error) {
      if (isConnectionTrouble(error)) throw error;
      if (runner.isTransactionActive) await runner.rollbackTransaction();
      return { error };
    } finally {
      await runner.release().catch(this.onError);
    }
  }

  private inTurn<T>(
    what: 'transaction' | 'question',
    otherwise: ConnectionUse,
    work: (use: ConnectionUse) => Promise<T>,
  ): Promise<T> {
    return this.turns === null ? work(otherwise) : this.turns.run(what, work);
  }

  /**
   * One question that sees only these organisations, as in `inOrgs`, in one round trip instead of four: for hot paths.
   * @throws {DomainError} server.unavailable when PostgreSQL is away
   */
  async readIn<R extends object>(
    orgs: readonly string[],
    statement: ReadStatement,
    params: readonly ReadParam[],
  ): Promise<R[]> {
    const scope = orgArray(orgs);
    const [rows = []] = await this.inTurn('question', 'lookup', (use) =>
      this.withConnection(use, (client) => readScoped(client, scope, [{ statement, params }])),
    );
    return rows as R[];
  }

  /**
   * The same for a statement whose plan depends on what is asked, such as the page of a list: planned each time.
   * @throws {DomainError} server.unavailable when PostgreSQL is away
   */
  readOnce<R extends object>(
    { orgs }: { readonly orgs: readonly string[] },
    text: string,
    params: readonly ReadParam[],
  ): Promise<R[]> {
    return this.readIn<R>(orgs, { name: '', text }, params);
  }

  /**
   * The same for a small question of which several come at once: they share a round trip.
   * @throws {DomainError} server.unavailable when PostgreSQL is away
   */
  async readAlong<R extends object>(
    orgs: readonly string[],
    statement: ReadStatement,
    params: readonly ReadParam[],
  ): Promise<R[]> {
    return (await this.batchedReads.read(orgArray(orgs), { statement, params })) as R[];
  }

  /**
   * Statements that change something, as one transaction in one round trip, where none of them asks with what another one
   * answers.
   * @throws {DomainError} as `inOrgs`
   */
  async changeIn(orgs: readonly string[], statements: readonly Question[]): Promise<object[][]> {
    const scope = orgArray(orgs);
    return this.inTurn('transaction', 'background', (use) =>
      this.withConnection(use, (client) => readScoped(client, scope, statements)),
    );
  }

  private readAll(scope: string | null, questions: readonly Question[]): Promise<object[][]> {
    return this.withConnection('lookup', (client) => readScoped(client, scope, questions));
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
    return this.inTurn('question', 'lookup', (use) =>
      this.withConnection(use, (client) => copyScoped(client, scope, statement, asked)),
    );
  }

  private async withConnection<T>(use: ConnectionUse, ask: (client: PoolClient) => Promise<T>): Promise<T> {
    try {
      const client = await this.pools.of(use).connect();
      client.on('error', reportedByTheAnswer);
      try {
        const answer = await ask(client);
        client.release();
        return answer;
      } catch (error) {
        if (isConnectionTrouble(error)) sever(client);
        client.release(true);
        throw error;
      } finally {
        client.off('error', reportedByTheAnswer);
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
      return (await this.pools.of('lookup').query<R>(sql, [...params])).rows;
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
    await this.pools.end();
    if (this.source.isInitialized) await this.source.destroy();
  }
}
