import type { Tx } from '../database/index.js';
import { DomainError } from '../errors/index.js';
import type { DataKey } from '../keys/index.js';
import { type EntryRow, openEntry, factsOf } from './entry-row.js';
import { entryContext } from './feed-entry.js';

/** The entry that ends at `seq`, and what is left of it. */
export interface Erasure {
  readonly feed: string;
  readonly orgId: string;
  readonly seq: number;
  readonly at: Date;
  /** What is still to be said of the entry, an id for instance; never its content. */
  readonly tombstone: Uint8Array;
}

/**
 * Takes the content out of an entry. What stays is sealed like the entry was, together with the time of the erasure:
 * numbers remain dense, author and time remain authentic, and nobody can bring an entry's state of being erased about,
 * or take it back, by writing to the database. Erasing again changes nothing.
 * @throws {DomainError} request.not-found, sealed.damaged for an entry that is not what was written
 */
export async function eraseEntry(
  tx: Tx,
  key: DataKey,
  { feed, orgId, seq, at, tombstone }: Erasure,
): Promise<void> {
  const [row] = await tx.query<EntryRow>(
    `select feed_id, first, last, kind, actor_id, client_id, at, erased_at, payload from feed_entry
     where feed_id = $1 and org_id = $2 and last = $3 for update`,
    [feed, orgId, seq],
  );
  if (row === undefined) throw new DomainError('request.not-found');
  const entry = openEntry(feed, key, row);
  if (entry.erased) return;
  const context = entryContext(feed, entry.first, entry.last, { ...factsOf(row), erasedAt: at });
  await tx.query(
    'update feed_entry set erased_at = $4, payload = $5 where feed_id = $1 and org_id = $2 and last = $3',
    [feed, orgId, seq, at, key.seal(context, tombstone)],
  );
}
