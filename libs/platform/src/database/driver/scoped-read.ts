import { type PoolClient, type Submittable, types } from 'pg';

/** A question that is asked all day: parsed and planned once a connection, under its name; without one, each time. */
export interface ReadStatement {
  readonly name: string;
  readonly text: string;
}

/** What such a question may ask with. */
export type ReadParam = string | number | boolean | Date | Buffer | null | readonly (string | number)[];

/** As pg's Connection really is; its types lag behind. */
export interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  parse(statement: { name: string; text: string }): void;
  bind(bound: {
    statement: string;
    values: readonly ReadParam[];
    valueMapper: (value: ReadParam) => string | Buffer | null;
  }): void;
  describe(portal: { type: 'P'; name: string }): void;
  execute(portal: { portal: string }): void;
  sync(): void;
}

interface Column {
  readonly name: string;
  readonly dataTypeID: number;
}

export type Answer<Rows> = (error: unknown, rows?: Rows) => void;

/** What a question of our own that is submitted to pg is answered. Rejects as pg does. */
export function answered<Rows>(submit: (answer: Answer<Rows>) => void): Promise<Rows> {
  return new Promise((resolve, reject) => {
    submit((error, rows) => {
      if (rows === undefined) reject(error instanceof Error ? error : new Error(String(error)));
      else resolve(rows);
    });
  });
}

export const SCOPE: ReadStatement = { name: 'scope', text: "select set_config('app.orgs', $1, true)" };

/** Which statements each connection knows. */
const parsed = new WeakMap<object, Set<string>>();

/** A question and what it asks with. */
export interface Question {
  readonly statement: ReadStatement;
  readonly params: readonly ReadParam[];
}

/**
 * Questions under row level security in one round trip. Everything up to Sync is one transaction of the extended protocol
 * (postgresql.org/docs/current/protocol-flow.html, "Pipelining"), so the organisations that are set before the questions
 * hold for them and are gone behind them, as with BEGIN, SET LOCAL and COMMIT, which take a round trip each. If one fails,
 * all do.
 */
export class ScopedRead implements Submittable {
  /** pg puts its own in front, with its time limit. */
  callback: Answer<object[][]> | undefined;
  private readonly rows: object[][];
  private columns: readonly Column[] = [];
  /** Which question is being answered; before the first the organisations are set. */
  private turn: number;

  /** Without `orgs` only functions are asked that need none. */
  constructor(
    private readonly orgs: string | null,
    private readonly questions: readonly Question[],
    answer: Answer<object[][]>,
  ) {
    this.callback = answer;
    this.rows = questions.map(() => []);
    this.turn = orgs === null ? 0 : -1;
  }

  submit(connection: unknown): void {
    const wire = connection as Wire;
    wire.stream.cork();
    try {
      if (this.orgs !== null) {
        askPrepared(wire, SCOPE, [this.orgs]);
        wire.execute({ portal: '' });
      }
      for (const { statement, params } of this.questions) {
        askPrepared(wire, statement, params);
        wire.describe({ type: 'P', name: '' });
        wire.execute({ portal: '' });
      }
      wire.sync();
    } finally {
      wire.stream.uncork();
    }
  }

  handleRowDescription({ fields }: { readonly fields: readonly Column[] }): void {
    this.columns = fields;
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    const rows = this.rows[this.turn];
    if (rows === undefined) return;
    const row: Record<string, unknown> = {};
    this.columns.forEach(({ name, dataTypeID }, index) => {
      const value = fields[index] ?? null;
      const parse = types.getTypeParser(dataTypeID) as (text: string) => unknown;
      row[name] = value === null ? null : parse(value);
    });
    rows.push(row);
  }

  handleCommandComplete(): void {
    this.turn += 1;
  }

  handleReadyForQuery(): void {
    this.callback?.(null, this.rows);
  }

  handleError(error: unknown): void {
    this.callback?.(error);
  }
}

/** Parses the statement, unless the connection knows it, and binds it. Should that fail, the connection is to be given up. */
export function askPrepared(wire: Wire, { name, text }: ReadStatement, values: readonly ReadParam[]): void {
  const known = parsed.get(wire) ?? new Set<string>();
  parsed.set(wire, known);
  if (name === '' || !known.has(name)) wire.parse({ name, text });
  known.add(name);
  wire.bind({ statement: name, values, valueMapper: toText });
}

/** As PostgreSQL reads it, of whatever type the parameter is. */
function toText(value: ReadParam): string | Buffer | null {
  if (value === null || typeof value === 'string' || Buffer.isBuffer(value)) return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString();
  return `{${value.map((one) => `"${String(one).replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`;
}

/** The rows of each question. Rejects as pg does; then the connection is not fit for use any more. */
export function readScoped(
  client: PoolClient,
  orgs: string | null,
  questions: readonly Question[],
): Promise<object[][]> {
  return answered((answer) => void client.query(new ScopedRead(orgs, questions, answer)));
}
