import { recordAct } from '../audit/index.js';
import type { Tx } from '../database/index.js';
import { DomainError } from '../errors/index.js';
import type { InstanceKeys } from '../keys/index.js';
import { headProof, isProven } from '../proofs/index.js';
import type { FeedKind } from './feed-entry.js';

interface FeedOf {
  readonly orgId: string;
  readonly feed: string;
}

interface Head extends FeedOf {
  readonly seq: number;
}

interface HeadRow {
  readonly org_id: string;
  readonly id: string;
  readonly kind: FeedKind;
  readonly seq: string;
  readonly proof: Buffer | null;
}

async function lock(tx: Tx, { orgId, feed }: FeedOf): Promise<HeadRow | null> {
  const [row] = await tx.query<HeadRow>(
    'select org_id, id, kind, seq, proof from feed where id = $1 and org_id = $2 for update',
    [feed, orgId],
  );
  return row ?? null;
}

/**
 * The number of a feed, for whoever raises it: nobody else does until the transaction ends. Where somebody else wrote it,
 * a conversation goes on behind its last entry, and the audit says so; a document is repaired first, as its text says
 * what is missing.
 * @throws {DomainError} request.not-found, sealed.damaged (a document)
 */
export async function lockHead(
  tx: Tx,
  keys: InstanceKeys,
  { at, ...of }: FeedOf & { readonly at: Date },
): Promise<number> {
  const row = await lock(tx, of);
  if (row === null) throw new DomainError('request.not-found');
  const found = Number(row.seq);
  if (isProven(keys, 'feed', row)) return found;
  if (row.kind === 'document') throw new DomainError('sealed.damaged');
  const [end] = await tx.query<{ last: string }>(
    'select last from feed_entry where feed_id = $1 and org_id = $2 order by last desc limit 1',
    [of.feed, of.orgId],
  );
  const kept = Number(end?.last ?? 0);
  await replace(tx, keys, { ...of, seq: kept }, { found, at });
  return kept;
}

/** By whoever holds its lock. */
export async function raiseHead(tx: Tx, keys: InstanceKeys, { orgId, feed, seq }: Head): Promise<void> {
  await tx.query('update feed set seq = $3, proof = $4 where id = $1 and org_id = $2', [
    ...[feed, orgId, seq],
    headProof(keys, orgId, feed, seq),
  ]);
}

/** Takes what is there for its number, at least `seq`; where the service did not write that, the audit says so. */
export async function mendHead(
  tx: Tx,
  keys: InstanceKeys,
  { seq, at, ...of }: Head & { readonly at: Date },
): Promise<void> {
  const row = await lock(tx, of);
  if (row === null) return;
  const [found, isOurs] = [Number(row.seq), isProven(keys, 'feed', row)];
  if (isOurs && found >= seq) return;
  const head = { ...of, seq: Math.max(found, seq) };
  await (isOurs ? raiseHead(tx, keys, head) : replace(tx, keys, head, { found, at }));
}

async function replace(
  tx: Tx,
  keys: InstanceKeys,
  head: Head,
  { found, at }: { readonly found: number; readonly at: Date },
): Promise<void> {
  await raiseHead(tx, keys, head);
  await recordAct(tx, {
    ...{ orgId: head.orgId, actorId: null, action: 'feed.forged', targetId: head.feed, at },
    details: { found, kept: head.seq },
  });
}
