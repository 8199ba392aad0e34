import type { Tx } from '../database/index.js';
import type { DataKey } from '../keys/index.js';
import type { Numbered } from './feed-batch.js';
import { type Appended, newEntryContext } from './feed-entry.js';

/** Writes one entry, for whoever holds the feed's lock and has raised its number. */
export async function insertEntry(
  tx: Tx,
  key: DataKey,
  { item, first, last }: Numbered,
  at: Date,
): Promise<void> {
  const { feed, orgId, kind, actorId, clientId = null, payload } = item;
  const context = newEntryContext(item, first, last, at);
  await tx.query(
    `insert into feed_entry (feed_id, org_id, first, last, kind, actor_id, client_id, at, payload)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [feed, orgId, first, last, kind, actorId, clientId, at, key.seal(context, payload)],
  );
}

/** What this client id has brought to the feed already; null: nothing. */
export async function entryOfClient(tx: Tx, feed: string, clientId: string): Promise<Appended | null> {
  const [row] = await tx.query<{ first: string; last: string; at: Date }>(
    'select first, last, at from feed_entry where feed_id = $1 and client_id = $2',
    [feed, clientId],
  );
  return row === undefined
    ? null
    : { status: 'old', first: Number(row.first), last: Number(row.last), at: row.at };
}
