import type { Pool, PoolClient, Submittable } from 'pg';
import { type Answer, answered, askPrepared, type ReadStatement, type Wire } from './scoped-read.js';

/** Columns in order, as PostgreSQL writes them. */
export type TextRow = readonly (string | null)[];

/** Bytes go as they are. */
export type TextParam = string | Buffer | null;

/**
 * One statement that is asked hundreds of times a second and answers nearly nothing: PostgreSQL need not describe the
 * columns of the answer, and nobody looks for what type they have.
 */
class TextCall implements Submittable {
  /** pg puts its own here, with its time limit. */
  callback: Answer<readonly TextRow[]> | undefined;
  private readonly rows: TextRow[] = [];

  constructor(
    private readonly statement: ReadStatement,
    private readonly params: readonly TextParam[],
  ) {}

  submit(connection: unknown): void {
    const wire = connection as Wire;
    wire.stream.cork();
    try {
      askPrepared(wire, this.statement, this.params);
      wire.execute({ portal: '' });
      wire.sync();
    } finally {
      wire.stream.uncork();
    }
  }

  handleDataRow({ fields }: { readonly fields: TextRow }): void {
    this.rows.push(fields);
  }

  handleCommandComplete(): void {
    // The rows are complete once PostgreSQL is ready for the next question: then they are committed, too.
  }

  handleReadyForQuery(): void {
    this.callback?.(null, this.rows);
  }

  handleError(error: unknown): void {
    this.callback?.(error);
  }
}

/** A connection that is kept for such a statement, because taking one from the pool costs as much as asking. */
export class TextLine {
  private kept: PoolClient | null = null;
  private isBusy = false;
  /** Nobody keeps a connection for whom there is one for everything. */
  private mayKeep: boolean;

  constructor(private readonly pool: Pool) {
    this.mayKeep = pool.options.max > 1;
  }

  /** Rejects as pg does. What is asked while the line is busy goes by a connection of the pool. */
  async ask(statement: ReadStatement, params: readonly TextParam[]): Promise<readonly TextRow[]> {
    if (this.isBusy || !this.mayKeep) return askPool(this.pool, statement, params);
    this.isBusy = true;
    try {
      this.kept ??= await this.connect();
      return await askOn(this.kept, statement, params);
    } catch (error) {
      // Whatever it was: the connection may not be fit for use any more.
      this.giveUp(this.kept);
      throw error;
    } finally {
      this.isBusy = false;
      if (!this.mayKeep) this.giveUp(this.kept);
    }
  }

  /** What is under way is answered; the connection goes then. */
  close(): void {
    this.mayKeep = false;
    if (!this.isBusy) this.giveUp(this.kept);
  }

  private async connect(): Promise<PoolClient> {
    const client = await this.pool.connect();
    // It lies idle between two questions: the next one goes by another.
    client.on('error', () => this.giveUp(client));
    return client;
  }

  private giveUp(client: PoolClient | null): void {
    if (client === null || this.kept !== client) return;
    this.kept = null;
    client.release(true);
  }
}

function askOn(
  client: PoolClient,
  statement: ReadStatement,
  params: readonly TextParam[],
): Promise<readonly TextRow[]> {
  return answered((answer) => {
    const call = new TextCall(statement, params);
    call.callback = answer;
    client.query(call);
  });
}

function askPool(
  pool: Pool,
  statement: ReadStatement,
  params: readonly TextParam[],
): Promise<readonly TextRow[]> {
  return pool.query(new TextCall(statement, params)) as unknown as Promise<readonly TextRow[]>;
}
