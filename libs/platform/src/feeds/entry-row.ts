import type { ReadStatement } from '../database/index.js';
import { DomainError } from '../errors/index.js';
import type { DataKey } from '../keys/index.js';
import { entryContext, type EntryFacts, type FeedEntry } from './feed-entry.js';

/** Rows of one feed between two numbers, in that order. */
const entries = (order: 'asc' | 'desc'): ReadStatement => ({
  name: `feed entries ${order}`,
  text: `select feed_id, first, last, kind, actor_id, client_id, at, erased_at, payload from feed_entry
    where feed_id = $1 and org_id = $2 and last > $3 and first < $4 order by last ${order} limit $5`,
});
export const ENTRIES = entries('asc');
export const ENTRIES_BACKWARDS = entries('desc');

/**
 * The same, but no more than come to so many bytes, sealed: the first one in any case. `asked`: how many there would
 * have been without this bound.
 */
const pages = (order: 'asc' | 'desc'): ReadStatement => ({
  name: `feed page ${order}`,
  text: `select * from (
      select page.*, count(*) over () as asked, sum(length(payload)) over (order by last ${order}) - length(payload) as bytes
      from (select feed_id, first, last, kind, actor_id, client_id, at, erased_at, payload from feed_entry
        where feed_id = $1 and org_id = $2 and last > $3 and first < $4 order by last ${order} limit $5) page
    ) counted where bytes < $6 order by last ${order}`,
});
export const PAGE = pages('asc');
export const PAGE_BACKWARDS = pages('desc');

/** A run of a feed as it is stored: its numbers, what stands in clear, and what was sealed together with it. */
export interface SealedRun extends EntryFacts {
  readonly first: number;
  readonly last: number;
  readonly payload: Buffer;
}

/** A row of feed_entry as PostgreSQL hands it over. */
export interface EntryRow {
  readonly feed_id: string;
  readonly first: string;
  readonly last: string;
  readonly kind: string;
  readonly actor_id: string | null;
  readonly client_id: string | null;
  readonly at: Date;
  readonly erased_at: Date | null;
  readonly payload: Buffer;
}

export interface PageRow extends EntryRow {
  readonly asked: string;
}

/** Entries `first` to `last`, both included. */
export interface SeqRange {
  readonly first: number;
  readonly last: number;
}

/** @throws {DomainError} sealed.damaged */
export function openEntry(feed: string, key: DataKey, row: EntryRow): FeedEntry {
  const [first, last] = [Number(row.first), Number(row.last)];
  const { kind, actorId, clientId, at, erasedAt } = factsOf(row);
  const context = entryContext(feed, first, last, { kind, actorId, clientId, at, erasedAt });
  const payload = key.open(context, row.payload);
  return { feed, first, last, kind, actorId, clientId, at, erased: erasedAt !== null, payload };
}

export const factsOf = (row: EntryRow): EntryFacts => ({
  kind: row.kind,
  actorId: row.actor_id,
  clientId: row.client_id,
  at: row.at,
  erasedAt: row.erased_at,
});

/**
 * The payloads of runs that follow on from `after`, each from the one before it.
 * @throws {DomainError} sealed.damaged for one that was altered, moved or swapped, or that is missing
 */
export function openRuns(
  feed: string,
  key: DataKey,
  runs: readonly SealedRun[],
  after: number,
): readonly Buffer[] {
  let position = after;
  return runs.map((run, index) => {
    const { first, last, payload } = run;
    if (index === 0 ? first > position + 1 : first !== position + 1) throw new DomainError('sealed.damaged');
    position = last;
    return key.open(entryContext(feed, first, last, run), payload);
  });
}

/** What can be read of a feed whose rows may be damaged, and what cannot. */
export interface SalvagedEntries {
  readonly entries: readonly FeedEntry[];
  /** Numbers that no intact row holds, in order. */
  readonly damaged: readonly SeqRange[];
}

/** Collects the intact rows of a feed up to its number; whatever they leave out counts as damaged. */
export class EntrySalvage {
  private readonly entries: FeedEntry[] = [];
  private readonly damaged: SeqRange[] = [];

  constructor(
    private readonly feed: string,
    private readonly key: DataKey,
    private next: number,
  ) {}

  take(row: EntryRow): void {
    const entry = this.tryOpen(row);
    if (entry === null || entry.last < this.next) return;
    // Behind the first row read, an intact row cannot overlap the one before it: one of them would not open.
    if (entry.first > this.next) this.damaged.push({ first: this.next, last: entry.first - 1 });
    this.entries.push(entry);
    this.next = entry.last + 1;
  }

  /** `head`: the feed's number. */
  finish(head: number): SalvagedEntries {
    if (head >= this.next) this.damaged.push({ first: this.next, last: head });
    return { entries: this.entries, damaged: this.damaged };
  }

  private tryOpen(row: EntryRow): FeedEntry | null {
    try {
      return openEntry(this.feed, this.key, row);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'sealed.damaged') return null;
      throw error;
    }
  }
}
