import type { Tx } from '../database/index.js';
import type { DataKey } from '../keys/index.js';
import type { Numbered } from './append-statement.js';
import { newEntryContext } from './feed-entry.js';

/** Writes one entry without a client id, for who holds the feed's lock and has raised its number. */
export async function insertEntry(
  tx: Tx,
  key: DataKey,
  { item, first, last }: Numbered,
  at: Date,
): Promise<void> {
  const { feed, orgId, kind, actorId, payload } = item;
  const context = newEntryContext({ feed, orgId, kind, actorId, payload }, first, last, at);
  await tx.query(
    'insert into feed_entry (feed_id, org_id, first, last, kind, actor_id, at, payload) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    [feed, orgId, first, last, kind, actorId, at, key.seal(context, payload)],
  );
}
