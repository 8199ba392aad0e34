import type { Tx } from '../database/index.js';

/**
 * Jobs of an organisation that failed run again at once, with all their tries: also those that had none left, which
 * nothing else would ever run. Those that run at this moment too: one that began while all was closed fails yet, and its
 * last try may be this one.
 */
export async function reviveJobs(tx: Tx, orgId: string): Promise<void> {
  await tx.query(
    `update graphile_worker._private_jobs set attempts = 0, run_at = least(run_at, now())
     where payload ->> 'orgId' = $1 and attempts > 0`,
    [orgId],
  );
}
