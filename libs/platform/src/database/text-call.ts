import type { Pool, Submittable } from 'pg';
import { askPrepared, type ReadStatement, type Wire } from './scoped-read.js';

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
  callback: ((error: unknown, rows?: readonly TextRow[]) => void) | undefined;
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

/** Rejects as pg does. */
export function callText(
  pool: Pool,
  statement: ReadStatement,
  params: readonly TextParam[],
): Promise<readonly TextRow[]> {
  return pool.query(new TextCall(statement, params)) as unknown as Promise<readonly TextRow[]>;
}
