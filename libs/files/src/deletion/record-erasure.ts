import { createHash } from 'node:crypto';
import { recordAct } from '@maroquin/platform/audit';
import { newId } from '@maroquin/platform/config';
import type { Tx } from '@maroquin/platform/database';

/** Why something goes for good. */
export interface Erasing {
  readonly at: Date;
  /** null: the service itself. */
  readonly actorId: string | null;
  /** What was asked to go, with all that goes along; null: there is no one thing. */
  readonly targetId: string | null;
  /** Of that thing. */
  readonly kind?: string | undefined;
  /** `bin-days`: its days in the bin are over. `version-days`: so are those of a version. `everything`: of an organisation. */
  readonly rule: 'person' | 'bin-days' | 'version-days' | 'everything';
}

const ACTS = { resource: 'resource.purged', version: 'version.expired' } as const;

/**
 * In the transaction of the deletion: the ids of what goes, and the act with their digest. The audit is a chain whose end
 * is signed, so what it says of a deletion is an attestation that anybody can check with an export of it.
 * @param ids of what goes; none: nothing is recorded
 */
export async function recordErasure(
  tx: Tx,
  orgId: string,
  what: keyof typeof ACTS,
  ids: readonly string[],
  { at, actorId, targetId, kind, rule }: Erasing,
): Promise<void> {
  if (ids.length === 0) return;
  const [id, sorted] = [newId(), [...ids].sort()];
  await tx.query('insert into erasure (org_id, id, at, what, ids) values ($1, $2, $3, $4, $5::uuid[])', [
    ...[orgId, id, at, what, sorted],
  ]);
  const digest = createHash('sha256').update(sorted.join('\n'), 'utf8').digest('hex');
  const details = { ...(kind === undefined ? {} : { kind }), count: ids.length, digest, rule };
  await recordAct(
    tx,
    { ...{ orgId, actorId, action: ACTS[what], at }, ...(targetId === null ? {} : { targetId }), details },
    id,
  );
}
