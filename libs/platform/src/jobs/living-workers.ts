import { setTimeout as pause } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';

/** First key of the advisory lock that a living runner holds. */
const LOCK = 7_262_061;
/** Whoever just took a job may not have its lock yet. */
const YOUNG = '10 seconds';
const CHECK_EVERY_MS = 10_000;
const AGAIN_MS = 1_000;

/**
 * Frees the jobs of runners that died: the library itself lets them lie for four hours. A runner that lives holds a lock,
 * which PostgreSQL gives up with its connection.
 */
export class LivingWorkers {
  private timer: NodeJS.Timeout | null = null;
  private ended = false;
  private letGo: () => void = () => undefined;

  constructor(
    private readonly pool: Pool,
    /** As it stands in the jobs that it works on. */
    private readonly name: string,
    private readonly onError: (error: unknown) => void,
  ) {}

  begin(): void {
    void this.hold();
    this.freeJobs();
    this.timer = setInterval(() => this.freeJobs(), CHECK_EVERY_MS).unref();
  }

  end(): void {
    this.ended = true;
    if (this.timer !== null) clearInterval(this.timer);
    this.letGo();
  }

  /** Takes the lock, and again whenever its connection was lost. Never rejects. */
  private async hold(): Promise<void> {
    while (!this.ended) {
      try {
        await this.holdBy(await this.pool.connect());
      } catch (error) {
        this.onError(error);
      }
      if (!this.ended) await pause(AGAIN_MS, undefined, { ref: false });
    }
  }

  private async holdBy(client: PoolClient): Promise<void> {
    const lost = new Promise<void>((resolve) => {
      this.letGo = resolve;
      client.once('error', () => resolve());
      client.once('end', () => resolve());
    });
    try {
      if (this.ended) return;
      await client.query('select pg_advisory_lock($1, hashtext($2))', [LOCK, this.name]);
      await lost;
    } finally {
      client.release(true);
    }
  }

  private freeJobs(): void {
    this.pool
      .query(
        `update graphile_worker._private_jobs set locked_at = null, locked_by = null
         where locked_by in (
           select d.locked_by from (select distinct locked_by from graphile_worker._private_jobs
             where locked_at < now() - interval '${YOUNG}' offset 0) d
           where pg_try_advisory_xact_lock($1, hashtext(d.locked_by)))`,
        [LOCK],
      )
      .catch(this.onError);
  }
}
