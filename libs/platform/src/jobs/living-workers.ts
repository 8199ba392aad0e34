import type { Pool, PoolClient } from 'pg';

/** First key of the advisory lock that a living runner holds. */
const LOCK = 7_262_061;
/** Whoever just took a job may not have its lock yet. */
const YOUNG = '10 seconds';
const LOOK_EVERY_MS = 10_000;
const AGAIN_MS = 1_000;

/**
 * Frees the jobs of runners that died: the library itself lets them lie for four hours. A runner that lives holds a lock,
 * which PostgreSQL gives up with its connection.
 */
export class LivingWorkers {
  private lock: PoolClient | null = null;
  private timers: NodeJS.Timeout[] = [];
  private ended = false;

  constructor(
    private readonly pool: Pool,
    /** As it stands in the jobs that it works on. */
    private readonly name: string,
    private readonly onError: (error: unknown) => void,
  ) {}

  begin(): void {
    this.hold();
    this.look();
    this.timers.push(setInterval(() => this.look(), LOOK_EVERY_MS).unref());
  }

  end(): void {
    this.ended = true;
    for (const timer of this.timers) clearTimeout(timer);
    this.lock?.release(true);
    this.lock = null;
  }

  private hold(): void {
    this.take().catch((error: unknown) => {
      this.onError(error);
      this.holdAgain();
    });
  }

  private async take(): Promise<void> {
    const client = await this.pool.connect();
    if (this.ended) {
      client.release(true);
      return;
    }
    client.once('error', () => {
      client.release(true);
      this.lock = null;
      this.holdAgain();
    });
    this.lock = client;
    await client.query('select pg_advisory_lock($1, hashtext($2))', [LOCK, this.name]);
  }

  private holdAgain(): void {
    if (!this.ended && this.lock === null) this.timers.push(setTimeout(() => this.hold(), AGAIN_MS).unref());
  }

  private look(): void {
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
