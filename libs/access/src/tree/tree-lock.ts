import type { Tx } from '@maroquin/platform/database';

/** First key of the advisory lock, so that it meets no other use of advisory locks. */
const TREE = 7_262_002;

/**
 * Everything that puts something somewhere holds the tree shared; everything that changes what stands above others
 * (moving, trashing, setting rights) holds it alone. So no child is born below a folder that is moving, no two moves
 * make a ring, and no two people remove the last two managers. Take it first in the transaction, and never both ways.
 */
export async function lockTree(tx: Tx, orgId: string, how: 'shared' | 'alone'): Promise<void> {
  const lock = how === 'shared' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock';
  await tx.query(`select ${lock}($1, hashtext($2))`, [TREE, orgId]);
}
