import type { SealContext } from '../keys/index.js';

export type FeedKind = 'document' | 'channel' | 'changes' | 'person';

/** One row of a feed, opened: a run of entries first..last, both included. A message is always a run of one. */
export interface FeedEntry {
  readonly feed: string;
  readonly first: number;
  readonly last: number;
  readonly kind: string;
  readonly actorId: string | null;
  readonly clientId: string | null;
  readonly at: Date;
  /** Erased entries stay, without content, so that numbers remain dense. */
  readonly erased: boolean;
  readonly payload: Uint8Array;
}

export interface AppendItem {
  readonly feed: string;
  readonly orgId: string;
  readonly kind: string;
  readonly actorId: string | null;
  /** Makes resending harmless: a feed that holds it answers with the entry it already has. */
  readonly clientId?: string;
  /** How many entries this run counts for. Default 1. */
  readonly count?: number;
  /** Append only when the feed's number is still this one. */
  readonly expected?: number;
  readonly payload: Uint8Array;
}

export type Appended =
  | { readonly status: 'appended' | 'old'; readonly first: number; readonly last: number; readonly at: Date }
  | { readonly status: 'moved'; readonly head: number };

/** What stands in clear beside an entry's payload. */
export interface EntryFacts {
  readonly kind: string;
  readonly actorId: string | null;
  readonly clientId: string | null;
  readonly at: Date;
  readonly erasedAt: Date | null;
}

/**
 * The payload is bound to its feed, its place and what stands in clear beside it: a row that was altered, moved,
 * swapped, re-attributed, back-dated or blanked does not open.
 */
export const entryContext = (
  feed: string,
  first: number,
  last: number,
  { kind, actorId, clientId, at, erasedAt }: EntryFacts,
): SealContext => ({
  table: 'feed_entry',
  column: `payload ${String(first)}`,
  row: feed,
  seq: last,
  bound: [kind, actorId, clientId, at.getTime(), erasedAt === null ? null : erasedAt.getTime()],
});

/** The same for one that is about to be appended. */
export const newEntryContext = (
  { feed, kind, actorId, clientId }: AppendItem,
  first: number,
  last: number,
  at: Date,
): SealContext =>
  entryContext(feed, first, last, { kind, actorId, clientId: clientId ?? null, at, erasedAt: null });
