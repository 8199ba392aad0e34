import type { AnyResourceKind } from '@maroquin/contracts';
import type { ReadStatement, Tx } from '@maroquin/platform/database';

/** A space is at depth 0. Deeper than this is refused. */
export const MAX_DEPTH = 20;

interface Subtree {
  /** The resource itself first. */
  readonly ids: string[];
  /** Levels below the resource: 0 when nothing is below. */
  readonly height: number;
}

/** The resource itself and all below it, level by level. */
export async function subtreeOf(tx: Tx, orgId: string, id: string): Promise<Subtree> {
  const [subtree] = await tx.query<Subtree>('select ids, height from subtree_of($1, $2)', [orgId, id]);
  if (subtree === undefined) throw new Error('a subtree has at least its root');
  return subtree;
}

export interface Ancestor {
  readonly id: string;
  readonly kind: AnyResourceKind;
  readonly scope_id: string;
  readonly version: number;
  readonly name_sealed: Buffer;
  readonly trashed_at: Date | null;
}

/** Of organisation and resource: from its parent up to its space. */
export const ANCESTORS: ReadStatement = {
  name: 'ancestors',
  text: `with recursive up(id, parent_id, depth) as (
       select r.id, r.parent_id, 0 from resource r where r.org_id = $1 and r.id = $2
       union all
       select r.id, r.parent_id, up.depth + 1 from resource r join up on r.org_id = $1 and r.id = up.parent_id
     )
     select r.id, r.kind, r.scope_id, r.version, r.name_sealed, r.trashed_at
     from up join resource r on r.id = up.id where up.depth > 0 order by up.depth`,
};

/** From the parent of the resource up to its space. */
export const ancestorsOf = (tx: Tx, orgId: string, id: string): Promise<Ancestor[]> =>
  tx.query<Ancestor>(ANCESTORS.text, [orgId, id]);
