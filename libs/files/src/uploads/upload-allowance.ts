import { FILE_MAX_BYTES } from '@maroquin/contracts';
import type { Actor, Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';

/** Unfinished uploads of one person, or of all who came by one link, at once. */
const MAX_OPEN = 200;
/** What those say that they will bring, bytes: room is promised to whoever announces a file. */
const MAX_ANNOUNCED_BYTES = 4 * FILE_MAX_BYTES;
/** First key of the advisory lock, so that it meets no other use of advisory locks. */
const LOCK = 7_262_042;

/** Whose room an upload takes: the person's or, of a visitor, the link's. */
export const countedFor = ({ linkId, personId }: Pick<Actor, 'linkId' | 'personId'>): string =>
  linkId ?? personId;

/**
 * Room for one upload more, for as long as the transaction: two that begin at once are counted one after the other.
 * @throws {DomainError} request.too-many, upload.quota
 */
export async function requireRoomForUpload(
  tx: Tx,
  actor: Pick<Actor, 'linkId' | 'personId'>,
  length: number,
  now: Date,
): Promise<void> {
  const holder = countedFor(actor);
  await tx.query('select pg_advisory_xact_lock($1, hashtext($2))', [LOCK, holder]);
  const [open] = await tx.query<{ n: number; announced: string }>(
    `select count(*)::int n, coalesce(sum(length), 0) announced from upload
     where coalesce(counted_for, account_id) = $1 and finished_at is null and expires_at > $2`,
    [holder, now],
  );
  if ((open?.n ?? 0) >= MAX_OPEN) throw new DomainError('request.too-many', { retryAfterSeconds: 60 });
  if (Number(open?.announced ?? 0) + length > MAX_ANNOUNCED_BYTES) throw new DomainError('upload.quota');
}
