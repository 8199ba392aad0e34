import { recordAct } from '@maroquin/platform/audit';
import { nameOf, type Relation, RELATIONS, type RightsRow } from '@maroquin/platform/proofs';
import type { LockedTx } from './locked-tx.js';

/**
 * Takes away those of these rows that this service did not write: they give nothing, and an act that changes one of them or
 * writes in its place would be refused, or do nothing. What this transaction wrote itself stays.
 * @param keys primary keys, in the order of their columns
 */
export async function dropForged(
  tx: LockedTx,
  relation: Relation,
  keys: readonly (readonly string[])[],
): Promise<void> {
  if (keys.length === 0) return;
  const columns: readonly string[] = RELATIONS[relation].key;
  const names = columns.join(', ');
  const wanted = columns.map((name, n) => `$${String(n + 1)}::${name === 'duty' ? 'text' : 'uuid'}[]`);
  const asArrays = (rows: readonly (readonly string[])[]) => columns.map((_, n) => rows.map((row) => row[n]));
  const rows = await tx.query<RightsRow & { org_id: string; fresh: boolean }>(
    `select t.*, coalesce(t.xmin = pg_current_xact_id_if_assigned()::xid, false) as fresh from ${relation} t
     where (${names}) in (select * from unnest(${wanted.join(', ')})) for update`,
    asArrays(keys),
  );
  const forged = rows.filter((row) => !row.fresh && !tx.isGenuine(relation, row));
  if (forged.length === 0) return;
  await tx.query(
    `delete from ${relation} where (${names}) in (select * from unnest(${wanted.join(', ')}))`,
    asArrays(forged.map((row) => nameOf(relation, row).key)),
  );
  for (const row of forged) {
    const [orgId = '', targetId = '', ...others] = nameOf(relation, row).key;
    await recordAct(tx, {
      ...{ orgId, actorId: null, action: 'access.forged-removed', targetId, at: tx.now },
      details: { table: relation, row: others.join(' ') },
    });
  }
}
