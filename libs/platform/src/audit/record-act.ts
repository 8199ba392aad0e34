import { newId } from '../config/index.js';
import type { Tx } from '../database/index.js';
import { instanceKeysOf } from '../keys/index.js';
import type { Act } from './act.js';
import { currentObserver, followersOf } from './act-observer.js';
import { entryHash, microseconds, newSalt } from './entry.js';

/**
 * Writes the act in its own transaction: both are committed, or neither. The row carries a keyed hash of itself, and takes
 * no lock: its place in the chain is given to it afterwards (audit-sealer.ts).
 */
export async function recordAct(tx: Tx, act: Act, id = newId()): Promise<void> {
  const { orgId, actorId, action, targetId = null, details = {}, at } = act;
  await currentObserver()?.(tx, act);
  const [actorSalt, subjectSalt] = [newSalt(), newSalt()];
  const written = { id, orgId, at: microseconds(at), action, actorId, targetId, details };
  const content = entryHash({
    ...{ ...written, actorSalt, subjectSalt, proof: null },
    ...{ actorCommit: null, subjectCommit: null, actorErasedBy: null, subjectErasedBy: null },
  });
  await tx.query(
    `insert into audit (id, at, org_id, actor_id, action, target_id, details, actor_salt, subject_salt, proof)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[id, at, orgId, actorId, action, targetId, JSON.stringify(details), actorSalt, subjectSalt],
      instanceKeysOf(tx).auditProof(content),
    ],
  );
  for (const follower of followersOf(tx)) await follower(tx, act);
}
