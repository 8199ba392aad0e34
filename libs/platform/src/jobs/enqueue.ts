import type { Tx } from '../database/index.js';

export interface EnqueueOptions {
  /** A waiting job with this key is replaced. */
  readonly jobKey?: string;
  readonly runAt?: Date;
}

/** Adds a job in the act's transaction: it exists if, and only if, the act does. The payload holds ids only. */
export async function enqueue(
  tx: Tx,
  task: string,
  payload: { readonly orgId: string } & Readonly<Record<string, string | number | readonly string[]>>,
  { jobKey, runAt }: EnqueueOptions = {},
): Promise<void> {
  await tx.query('select enqueue($1, $2, $3, $4)', [
    task,
    JSON.stringify(payload),
    jobKey ?? null,
    runAt ?? null,
  ]);
}
