import { newId } from '../config/index.js';
import type { Tx } from '../database/index.js';
import type { Act } from './act.js';
import { currentObserver, followersOf } from './act-observer.js';

/** Writes the act in its own transaction: both are committed, or neither. */
export async function recordAct(tx: Tx, act: Act): Promise<void> {
  const { orgId, actorId, action, targetId, details = {}, at } = act;
  await currentObserver()?.(tx, act);
  await tx.query(
    'insert into audit (id, at, org_id, actor_id, action, target_id, details) values ($1, $2, $3, $4, $5, $6, $7)',
    [newId(), at, orgId, actorId, action, targetId ?? null, JSON.stringify(details)],
  );
  for (const follower of followersOf(tx)) await follower(tx, act);
}
