import type { PoolClient, Submittable } from 'pg';
import { type Answer, answered, askPrepared, type ReadStatement, SCOPE, type Wire } from './scoped-read.js';
import { isAlone } from './whole-messages.js';

/** Columns in order, in PostgreSQL's binary format: integers big-endian, bytes and text as they are. */
export type BinaryRow = readonly (Buffer | null)[];

const ASKED: ReadStatement = { name: 'asked', text: "select set_config('app.asked', $1, true)" };

/** Begins the first message: 11 bytes, the flags and how long what follows of the header is, both in 4 bytes. */
const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
const HEADER_BYTES = SIGNATURE.length + 8;
const NULL_LENGTH = -1;
const TRAILER = -1;

/**
 * One question under row level security in one round trip, as ScopedRead, whose answer comes in binary: for megabytes. Text
 * doubles bytes to digits, and pg reads nothing but text, except what is copied out
 * (postgresql.org/docs/current/sql-copy.html, "Binary Format"). COPY takes no parameters: what is asked stands in
 * `app.asked`, as JSON, for this transaction only.
 */
class ScopedCopy implements Submittable {
  /** pg puts its own in front, with its time limit. */
  callback: Answer<readonly BinaryRow[]> | undefined;
  private readonly rows: BinaryRow[] = [];

  constructor(
    private readonly orgs: string,
    private readonly statement: ReadStatement,
    private readonly asked: string,
  ) {}

  submit(connection: unknown): void {
    const wire = connection as Wire;
    wire.stream.cork();
    try {
      askPrepared(wire, SCOPE, [this.orgs]);
      wire.execute({ portal: '' });
      askPrepared(wire, ASKED, [this.asked]);
      wire.execute({ portal: '' });
      askPrepared(wire, this.statement, []);
      wire.execute({ portal: '' });
      wire.sync();
    } finally {
      wire.stream.uncork();
    }
  }

  handleDataRow(): void {
    // What the two settings answer.
  }

  /** A row a message, as the protocol promises for what the server sends (protocol-message-formats.html, CopyData). */
  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    // A copy, unless nothing else lies there: pg reads on into the same memory.
    const row = binaryRow(isAlone(chunk) ? chunk : Buffer.from(chunk));
    if (row !== null) this.rows.push(row);
  }

  handleCommandComplete(): void {
    // The answer is complete once PostgreSQL is ready for the next question.
  }

  handleReadyForQuery(): void {
    this.callback?.(null, this.rows);
  }

  handleError(error: unknown): void {
    this.callback?.(error);
  }
}

/** Null: there is no row in it, only the beginning or the end. */
export function binaryRow(message: Buffer): BinaryRow | null {
  let at = 0;
  if (message.subarray(0, SIGNATURE.length).equals(SIGNATURE))
    at = HEADER_BYTES + message.readInt32BE(HEADER_BYTES - 4);
  if (at >= message.length) return null;
  const columns = message.readInt16BE(at);
  if (columns === TRAILER) return null;
  at += 2;
  const row: (Buffer | null)[] = [];
  for (let column = 0; column < columns; column += 1) {
    const length = message.readInt32BE(at);
    at += 4;
    row.push(length === NULL_LENGTH ? null : message.subarray(at, at + length));
    at += Math.max(0, length);
  }
  return row;
}

/** Rejects as pg does; then the connection is not fit for use any more. */
export function copyScoped(
  client: PoolClient,
  orgs: string,
  statement: ReadStatement,
  asked: unknown,
): Promise<readonly BinaryRow[]> {
  return answered((answer) => {
    const copy = new ScopedCopy(orgs, statement, JSON.stringify(asked));
    copy.callback = answer;
    client.query(copy);
  });
}
