import type { LockedTx } from '@maroquin/access';

/** What was copied is marked no less than what it was copied from, wherever it stands. */
export async function keepMarking(tx: LockedTx, orgId: string, fromId: string, id: string): Promise<void> {
  const raised = await tx.query<{ scope_id: string }>(
    `update resource r set marking = source.marking, version = r.version + 1 from resource source
     where r.org_id = $1 and r.id = $3 and source.org_id = $1 and source.id = $2 and r.marking < source.marking
     returning r.scope_id`,
    [orgId, fromId, id],
  );
  // It is closed to those outside from now on.
  if (raised.length > 0)
    tx.recordChange({ orgId, scopeIds: raised.map((row) => row.scope_id), personIds: [] });
}
