import type { LockedTx } from '../engine/locked-tx.js';

/**
 * Reviews list no right inside something restricted: what nobody decided on yet leaves the campaigns that are open, so
 * that no reviewer learns of it and no rule withdraws it.
 */
export async function forgetUndecided(
  tx: LockedTx,
  orgId: string,
  resourceIds: readonly string[],
): Promise<void> {
  await tx.query(
    'delete from access_review_item where org_id = $1 and resource_id = any($2::uuid[]) and decision is null',
    [orgId, resourceIds],
  );
}
