import type { Details, Entry, SealedEntry } from './entry.js';

/** Columns of an entry; times in microseconds, so that no change of one is too small to be seen. */
export const ENTRY_COLUMNS = `a.id, a.org_id, (extract(epoch from a.at) * 1000000)::bigint::text as at, a.action,
  a.actor_id, a.target_id, a.details, a.actor_salt, a.subject_salt, a.actor_commit, a.subject_commit,
  a.actor_erased_by, a.subject_erased_by, a.proof, a.number, a.origin,
  (extract(epoch from a.sealed_at) * 1000000)::bigint::text as sealed_at, a.hash`;

export interface AuditRow {
  readonly id: string;
  readonly org_id: string;
  readonly at: string;
  readonly action: string;
  readonly actor_id: string | null;
  readonly target_id: string | null;
  readonly details: Details;
  readonly actor_salt: Buffer | null;
  readonly subject_salt: Buffer | null;
  readonly actor_commit: Buffer | null;
  readonly subject_commit: Buffer | null;
  readonly actor_erased_by: string | null;
  readonly subject_erased_by: string | null;
  readonly proof: Buffer | null;
  readonly number: string | null;
  readonly origin: number;
  readonly sealed_at: string | null;
  readonly hash: Buffer | null;
}

export const toEntry = (row: AuditRow): Entry => ({
  id: row.id,
  orgId: row.org_id,
  at: row.at,
  action: row.action,
  actorId: row.actor_id,
  targetId: row.target_id,
  details: row.details,
  actorSalt: row.actor_salt,
  subjectSalt: row.subject_salt,
  actorCommit: row.actor_commit,
  subjectCommit: row.subject_commit,
  actorErasedBy: row.actor_erased_by,
  subjectErasedBy: row.subject_erased_by,
  proof: row.proof,
});

/** A row whose number was kept and whose hash was taken away is a sealed row that does not match. */
export const toSealedEntry = (row: AuditRow): SealedEntry => ({
  ...toEntry(row),
  number: Number(row.number),
  origin: row.origin,
  sealedAt: row.sealed_at ?? '',
  hash: row.hash ?? Buffer.alloc(0),
});
