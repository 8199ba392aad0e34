import { setTimeout as delay } from 'node:timers/promises';
import { retryDelay } from '../../config/index.js';
import { DomainError } from '../../errors/index.js';
import { explainError } from './failure.js';
import { stopOrphan } from './orphan.js';
import { startPostmaster, type Postmaster, type PostmasterOptions } from './postmaster.js';

/** A server that dies this often in a row is not restarted any more. */
const RESTARTS = 8;
const RESTART = { firstMs: 50, longestMs: 5_000 };
/**
 * A server that lived this long starts the count again: it works, and whatever ended it came from outside. What harms it
 * at once, such as a full disk, comes back at once.
 */
const STEADY_MS = 300;

/** Keeps one server alive on one socket folder, so that pools reconnect to the same place after a crash. */
export class SupervisedPostmaster {
  private current: Postmaster | null = null;
  private stopping = false;
  private watching: Promise<void> = Promise.resolve();

  constructor(
    private readonly options: PostmasterOptions,
    private readonly onLost: ((error: DomainError) => void) | undefined,
  ) {}

  get pid(): number {
    return this.current?.pid ?? -1;
  }

  async start(): Promise<void> {
    this.current = await startPostmaster(this.options);
    this.watching = this.watch(this.current);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.current?.stop();
    await this.watching;
    // A restart may have been under way when stop() was called.
    await this.current?.stop();
  }

  /** Asks for a fast shutdown without waiting: for the `exit` event, where nothing can be awaited. */
  abandon(): void {
    this.stopping = true;
    try {
      if (this.current) process.kill(this.current.pid, 'SIGINT');
    } catch {
      // Already gone.
    }
  }

  private async watch(first: Postmaster): Promise<void> {
    let postmaster = first;
    let failures = 0;
    let since = Date.now();
    for (;;) {
      await postmaster.ended;
      if (this.stopping) return;
      failures = Date.now() - since > STEADY_MS ? 0 : failures + 1;
      this.options.log.error({ failures }, 'PostgreSQL ended unexpectedly; restarting it');
      await delay(retryDelay(failures, RESTART));
      const next = await this.restart(failures);
      if (next === null) return;
      postmaster = next;
      since = Date.now();
    }
  }

  private async restart(failures: number): Promise<Postmaster | null> {
    if (this.stopping) return null;
    try {
      if (failures > RESTARTS)
        throw new DomainError('database.start-failed', {
          cause: new Error(`ended ${failures} times in a row`),
        });
      await stopOrphan(this.options.cluster, this.options.log);
      this.current = await startPostmaster(this.options);
      return this.current;
    } catch (error) {
      const lost = explainError(error, 'database.start-failed');
      this.options.log.error({ code: lost.code }, 'PostgreSQL could not be restarted');
      this.onLost?.(lost);
      return null;
    }
  }
}
