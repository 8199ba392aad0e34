import type { SealContext } from '../keys/index.js';

export type FeedKind = 'document' | 'channel' | 'person';

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

/** The payload is bound to its feed and its place: a moved, swapped or altered row does not open. */
export const entryContext = (feed: string, first: number, last: number): SealContext => ({
  table: 'feed_entry',
  column: `payload ${String(first)}`,
  row: feed,
  seq: last,
});
