import type { Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';

/** How long bytes may lie in the store without anything that refers to them, and without anybody who goes on writing. */
const DRAFT_LEASE_MS = 40 * 60_000;

interface Draft {
  readonly id: string;
  readonly orgId: string;
}

/** In the transaction that makes its key, so before its first byte. */
export async function insertDraft(
  tx: Tx,
  { id, orgId, partBytes }: Draft & { readonly partBytes: number },
  now: Date,
): Promise<void> {
  await tx.query('insert into blob_draft (id, org_id, part_bytes, kept_until) values ($1, $2, $3, $4)', [
    id,
    orgId,
    partBytes,
    new Date(now.getTime() + DRAFT_LEASE_MS),
  ]);
}

/** @throws {DomainError} upload.expired */
export const renewDraft = (tx: Tx, draft: Draft, now: Date): Promise<void> =>
  keepDraft(tx, draft, new Date(now.getTime() + DRAFT_LEASE_MS));

/** @throws {DomainError} upload.expired */
export async function keepDraft(tx: Tx, { id, orgId }: Draft, until: Date): Promise<void> {
  const kept = await tx.query(
    `update blob_draft set kept_until = greatest(kept_until, $3)
     where id = $1 and org_id = $2 and kept_until > '-infinity' returning id`,
    [id, orgId, until],
  );
  if (kept.length === 0) throw new DomainError('upload.expired');
}

/** From here on a row refers to the bytes, or a job deletes them. @throws {DomainError} upload.expired */
export async function endDraft(tx: Tx, { id, orgId }: Draft): Promise<void> {
  const ended = await tx.query(
    `delete from blob_draft where id = $1 and org_id = $2 and kept_until > '-infinity' returning id`,
    [id, orgId],
  );
  if (ended.length === 0) throw new DomainError('upload.expired');
}

/** Nobody writes it any more, and nothing will refer to it: the next collection takes it. */
export async function giveUpDraft(tx: Tx, { id, orgId }: Draft, now: Date): Promise<void> {
  await tx.query('update blob_draft set kept_until = least(kept_until, $3) where id = $1 and org_id = $2', [
    id,
    orgId,
    now,
  ]);
}
