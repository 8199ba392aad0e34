import type { Tx } from '../database/index.js';
import { DomainError } from '../errors/index.js';
import type { DataKey } from '../keys/index.js';
import { type EntryRow, factsOf, openEntry } from './entry-row.js';
import { entryContext, type FeedEntry } from './feed-entry.js';

/** The entry that ends at `seq`, and what it says from now on. */
export interface Replacement {
  readonly feed: string;
  readonly orgId: string;
  readonly seq: number;
  readonly payload: Uint8Array;
}

/**
 * Gives an entry another content. Its number, author, kind and time stay what they were, and are authenticated with the
 * new content as with the old: whoever reads the feed, from wherever on, finds the new one only.
 * @returns the entry as it was
 * @throws {DomainError} request.not-found (none, or erased), sealed.damaged for an entry that is not what was written
 */
export async function replaceEntry(
  tx: Tx,
  key: DataKey,
  { feed, orgId, seq, payload }: Replacement,
): Promise<FeedEntry> {
  const [row] = await tx.query<EntryRow>(
    `select feed_id, first, last, kind, actor_id, client_id, at, erased_at, payload from feed_entry
     where feed_id = $1 and org_id = $2 and last = $3 for update`,
    [feed, orgId, seq],
  );
  if (row === undefined) throw new DomainError('request.not-found');
  const entry = openEntry(feed, key, row);
  if (entry.erased) throw new DomainError('request.not-found');
  const context = entryContext(feed, entry.first, entry.last, factsOf(row));
  await tx.query('update feed_entry set payload = $4 where feed_id = $1 and org_id = $2 and last = $3', [
    feed,
    orgId,
    seq,
    key.seal(context, payload),
  ]);
  return entry;
}
