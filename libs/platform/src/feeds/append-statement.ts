import type { DataKey } from '../keys/index.js';
import { type AppendItem, entryContext } from './feed-entry.js';

/** What one feed wants to append in one statement. */
export interface FeedBatch {
  readonly feed: string;
  readonly orgId: string;
  readonly key: DataKey;
  /** The feed's number as this node knows it. */
  readonly expected: number;
  readonly items: readonly AppendItem[];
  /** Number of each item. */
  readonly runs: readonly Run[];
}

interface AppendRow {
  readonly feed_id: string;
  readonly status: 'appended' | 'old' | 'moved';
  readonly head: string;
  readonly entry_client: string | null;
  readonly entry_first: string | null;
  readonly entry_last: string | null;
  readonly entry_at: Date | null;
}

/** The feed's number is `head` by now, and it has these entries already. */
export interface Missed {
  readonly head: number;
  readonly old: readonly AppendRow[];
}

/** By feed. None: there is no such feed. */
export type Answers = ReadonlyMap<string, 'appended' | Missed>;

export interface Run {
  readonly first: number;
  readonly last: number;
}

/** Numbers items: dense, in order, from the feed's number on. */
export function runsOf(expected: number, items: readonly AppendItem[]): Run[] {
  let next = expected + 1;
  return items.map((item) => {
    const first = next;
    next += item.count ?? 1;
    return { first, last: next - 1 };
  });
}

const statement = `select * from append_batch($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::bigint[], $6::bigint[],
  $7::text[], $8::uuid[], $9::uuid[], $10::bytea[], $11::timestamptz)`;

/** Runs one statement: a pool's, or that of a transaction which already holds the feed's lock. */
type Ask = (sql: string, params: readonly unknown[]) => Promise<AppendRow[]>;

/** Many feeds, one trip, one commit. The function sets app.orgs itself, so row level security stays on. */
export async function appendBatches(ask: Ask, batches: readonly FeedBatch[], now: Date): Promise<Answers> {
  const orgs = new Set<string>();
  const columns: [
    string[],
    string[],
    number[],
    number[],
    number[],
    string[],
    (string | null)[],
    (string | null)[],
    Buffer[],
  ] = [[], [], [], [], [], [], [], [], []];
  for (const batch of batches) {
    orgs.add(batch.orgId);
    batch.items.forEach((item, index) => {
      const run = batch.runs[index];
      if (run === undefined) return;
      columns[0].push(batch.feed);
      columns[1].push(batch.orgId);
      columns[2].push(batch.expected);
      columns[3].push(run.first);
      columns[4].push(run.last);
      columns[5].push(item.kind);
      columns[6].push(item.actorId);
      columns[7].push(item.clientId ?? null);
      columns[8].push(batch.key.seal(entryContext(batch.feed, run.first, run.last), item.payload));
    });
  }
  return answersOf(await ask(statement, [[...orgs], ...columns, now]));
}

function answersOf(rows: readonly AppendRow[]): Answers {
  const byFeed = new Map<string, AppendRow[]>();
  for (const row of rows) {
    const own = byFeed.get(row.feed_id);
    if (own === undefined) byFeed.set(row.feed_id, [row]);
    else own.push(row);
  }
  const answers = new Map<string, 'appended' | Missed>();
  for (const [feed, own] of byFeed) {
    const head = Math.max(...own.map((row) => Number(row.head)));
    const old = own.filter((row) => row.status === 'old');
    answers.set(feed, own.some((row) => row.status === 'appended') ? 'appended' : { head, old });
  }
  return answers;
}
