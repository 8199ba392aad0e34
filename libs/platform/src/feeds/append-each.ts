import type { Tx } from '../database/index.js';
import { DomainError } from '../errors/index.js';
import { type DataKey, instanceKeysOf, type WrappedKey } from '../keys/index.js';
import { headProof, isProven } from '../proofs/index.js';
import { type AppendItem, type FeedEntry, newEntryContext } from './feed-entry.js';
import { lockHead } from './feed-head.js';

interface LockedFeed extends WrappedKey {
  readonly feed_id: string;
  readonly proof: Buffer | null;
  readonly seq: string;
}

const INSERT_ENTRIES = `
insert into feed_entry (feed_id, org_id, first, last, kind, actor_id, at, payload)
select e.feed, $1, e.seq, e.seq, e.kind, e.actor, $2, e.payload
from unnest($3::uuid[], $4::bigint[], $5::text[], $6::uuid[], $7::bytea[]) as e (feed, seq, kind, actor, payload)`;

/**
 * Appends one entry to each of several feeds of one organisation, in a transaction of the caller's: their rows stay
 * locked until it ends, and everybody locks them in the same order. `keyOf` opens the key of a row that was just read.
 * @returns the entries, in the order of `items`
 * @throws {DomainError} request.not-found when one of them does not exist, sealed.damaged where somebody else wrote
 * the number of a document
 */
export async function appendEach(
  tx: Tx,
  orgId: string,
  items: readonly Omit<AppendItem, 'orgId' | 'clientId' | 'expected' | 'count'>[],
  { at, keyOf }: { at: Date; keyOf: (feed: string, row: WrappedKey) => Promise<DataKey> },
): Promise<FeedEntry[]> {
  const locked = await tx.query<LockedFeed>(
    `select f.id as feed_id, f.seq, f.proof, k.id, k.generation, k.wrapped from feed f
     join data_key k on k.id = f.key_id and k.org_id = f.org_id
     where f.org_id = $1 and f.id = any($2::uuid[]) order by f.id for update of f`,
    [orgId, items.map(({ feed }) => feed)],
  );
  const keys = instanceKeysOf(tx);
  const rows = new Map(locked.map((row) => [row.feed_id, row]));
  const entries: FeedEntry[] = [];
  const sealed: Buffer[] = [];
  for (const { feed, kind, actorId, payload } of items) {
    const row = rows.get(feed);
    if (row === undefined) throw new DomainError('request.not-found');
    const head = { org_id: orgId, id: feed, seq: row.seq, proof: row.proof };
    const known = isProven(keys, 'feed', head)
      ? Number(row.seq)
      : await lockHead(tx, keys, { orgId, feed, at });
    const seq = known + 1;
    const context = newEntryContext({ feed, orgId, kind, actorId, payload }, seq, seq, at);
    sealed.push((await keyOf(feed, row)).seal(context, payload));
    const entry = { feed, first: seq, last: seq, kind, actorId, clientId: null, at, erased: false };
    entries.push({ ...entry, payload: Buffer.from(payload) });
  }
  await tx.query(
    `update feed f set seq = n.seq, proof = n.proof from unnest($2::uuid[], $3::bigint[], $4::bytea[]) n (id, seq, proof)
     where f.org_id = $1 and f.id = n.id`,
    [
      ...[orgId, entries.map(({ feed }) => feed), entries.map(({ last }) => last)],
      entries.map(({ feed, last }) => headProof(keys, orgId, feed, last)),
    ],
  );
  await tx.query(INSERT_ENTRIES, [
    ...[orgId, at],
    entries.map(({ feed }) => feed),
    entries.map(({ last }) => last),
    entries.map(({ kind }) => kind),
    entries.map(({ actorId }) => actorId),
    sealed,
  ]);
  return entries;
}
