import type { ResourceKind } from '@maroquin/contracts';
import type { Tx } from '@maroquin/platform/database';

/** A space is at depth 0. Deeper than this is refused. */
export const MAX_DEPTH = 20;

interface Subtree {
  /** The resource itself first. */
  readonly ids: string[];
  /** Levels below the resource: 0 when nothing is below. */
  readonly height: number;
}

/**
 * The resource itself and all below it, level by level. Given an array, PostgreSQL plans with what it is; in a recursive
 * query over a table without statistics it was seen to compare 10,000 rows with 10,000 (28 s).
 */
export async function subtreeOf(tx: Tx, orgId: string, id: string): Promise<Subtree> {
  const ids = [id];
  let level = [id];
  for (let height = 0; ; height += 1) {
    const rows = await tx.query<{ id: string }>(
      'select id from resource where org_id = $1 and parent_id = any($2::uuid[])',
      [orgId, level],
    );
    if (rows.length === 0) return { ids, height };
    if (height > MAX_DEPTH) throw new Error('the tree of resources has a ring');
    level = rows.map((row) => row.id);
    ids.push(...level);
  }
}

interface Ancestor {
  readonly id: string;
  readonly kind: ResourceKind;
  readonly scope_id: string;
  readonly version: number;
  readonly name_sealed: Buffer;
  readonly trashed_at: Date | null;
}

/** From the parent of the resource up to its space. */
export async function ancestorsOf(tx: Tx, orgId: string, id: string): Promise<Ancestor[]> {
  return tx.query<Ancestor>(
    `with recursive up(id, parent_id, depth) as (
       select r.id, r.parent_id, 0 from resource r where r.org_id = $1 and r.id = $2
       union all
       select r.id, r.parent_id, up.depth + 1 from resource r join up on r.org_id = $1 and r.id = up.parent_id
     )
     select r.id, r.kind, r.scope_id, r.version, r.name_sealed, r.trashed_at
     from up join resource r on r.id = up.id where up.depth > 0 order by up.depth`,
    [orgId, id],
  );
}
