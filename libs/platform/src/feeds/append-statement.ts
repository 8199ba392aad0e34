import type { DataKey } from '../keys/index.js';
import { type AppendItem, newEntryContext } from './feed-entry.js';

/** An entry and its numbers. */
export interface Numbered {
  readonly item: AppendItem;
  readonly first: number;
  readonly last: number;
}

/** What one feed wants to append in one statement. */
export interface FeedBatch {
  readonly feed: string;
  readonly orgId: string;
  readonly key: DataKey;
  /** The feed's number as this node knows it. */
  readonly expected: number;
  /** Dense and in order, from that number on. Never empty. */
  readonly entries: readonly Numbered[];
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

/** By feed, of those that took nothing. */
export type Answers = ReadonlyMap<string, Missed | 'no such feed'>;

const statement = `select * from append_batch($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::bigint[], $6::bigint[],
  $7::text[], $8::uuid[], $9::uuid[], $10::bytea[], $11::timestamptz)`;

/** Runs one statement: a pool's, or that of a transaction which already holds the feed's lock. */
type Ask = (sql: string, params: readonly unknown[]) => Promise<AppendRow[]>;

/** Many feeds, one round trip, one commit. The function sets app.orgs itself, so row level security stays on. */
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
    for (const { item, first, last } of batch.entries) {
      columns[0].push(batch.feed);
      columns[1].push(batch.orgId);
      columns[2].push(batch.expected);
      columns[3].push(first);
      columns[4].push(last);
      columns[5].push(item.kind);
      columns[6].push(item.actorId);
      columns[7].push(item.clientId ?? null);
      columns[8].push(batch.key.seal(newEntryContext(item, first, last, now), item.payload));
    }
  }
  return answersOf(batches, await ask(statement, [[...orgs], ...columns, now]));
}

function answersOf(batches: readonly FeedBatch[], rows: readonly AppendRow[]): Answers {
  const byFeed = new Map<string, AppendRow[]>(batches.map(({ feed }) => [feed, []]));
  for (const row of rows) byFeed.get(row.feed_id)?.push(row);
  const answers = new Map<string, Missed | 'no such feed'>();
  for (const [feed, own] of byFeed) {
    if (own.some((row) => row.status === 'appended')) continue;
    const head = Math.max(...own.map((row) => Number(row.head)));
    const old = own.filter((row) => row.status === 'old');
    answers.set(feed, own.length === 0 ? 'no such feed' : { head, old });
  }
  return answers;
}
