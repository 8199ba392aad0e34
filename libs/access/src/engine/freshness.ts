import { outside } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { AccessChange, AccessStore } from './access-store.js';

/** The number of the last change is read this often. */
const POLL_EVERY_MS = 100;
/** A reading older than this is renewed before an act; only happens when the event loop was busy. */
const RENEW_AFTER_MS = 1_000;
/** A node that could not read it for this long knows nothing: it refuses. */
const FAIL_CLOSED_AFTER_MS = 5_000;

interface FreshnessOptions {
  readonly store: AccessStore;
  /** Milliseconds of a clock that never steps. */
  readonly monotonic: () => number;
  /** Makes old what these changes touch. 'everything' when some were missed. */
  readonly apply: (changes: readonly AccessChange[] | 'everything') => Promise<void>;
  /** After every successful reading. */
  readonly polled: () => void;
  /** False: nothing is kept or watched, no need to look. */
  readonly needed: () => boolean;
  readonly onError: (error: unknown) => void;
}

/**
 * Keeps up with the instance-wide sequence of changes of rights: reads its number every 100 ms while something
 * depends on it, and at once after a hint.
 */
export class Freshness {
  private applied: number | null = null;
  private polledAt = Number.NEGATIVE_INFINITY;
  /** Hints so far, and how many of them came before the last successful reading. */
  private hints = 0;
  private followed = 0;
  private running: Promise<void> | null = null;
  private next: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;
  private closed = false;
  private failing = false;

  constructor(private readonly options: FreshnessOptions) {}

  /** This node committed a change: the next decision waits for it. */
  hint(): void {
    this.hints += 1;
    this.poll().catch(() => undefined);
  }

  /** True while what is kept may be trusted. */
  get known(): boolean {
    return this.options.monotonic() - this.polledAt <= FAIL_CLOSED_AFTER_MS;
  }

  /** @throws {DomainError} server.unavailable when PostgreSQL could not be asked for 5 seconds. */
  async ensure(): Promise<void> {
    this.keepPolling();
    const followed = this.followed === this.hints;
    if (followed && this.options.monotonic() - this.polledAt <= RENEW_AFTER_MS) return;
    let patience: NodeJS.Timeout | undefined;
    const tooLong = new Promise<never>((_, reject) => {
      patience = setTimeout(() => {
        reject(new DomainError('server.unavailable', { retryAfterSeconds: 2 }));
      }, FAIL_CLOSED_AFTER_MS);
    });
    try {
      await Promise.race([this.poll(), tooLong]);
    } finally {
      clearTimeout(patience);
    }
  }

  /** One reading that starts after this call. Calls in between share it. */
  poll(): Promise<void> {
    return this.next ?? outside(() => this.pollNext());
  }

  private pollNext(): Promise<void> {
    const before = this.running ?? Promise.resolve();
    const next = before
      .catch(() => undefined)
      .then(() => {
        this.next = null;
        this.running = this.pollNow().finally(() => {
          this.running = null;
        });
        return this.running;
      });
    this.next = next;
    return next;
  }

  private async pollNow(): Promise<void> {
    const { store, monotonic, apply, polled: looked } = this.options;
    const hints = this.hints;
    const startedAt = monotonic();
    try {
      const head = await store.seq();
      // Nothing is kept before the first reading: there is nothing to make old.
      this.applied ??= head;
      while (this.applied < head) {
        const changes = await store.changes(this.applied);
        const whole: boolean = changes[0]?.seq === this.applied + 1;
        await apply(whole ? changes : 'everything');
        this.applied = whole ? this.applied + changes.length : head;
      }
      this.polledAt = startedAt;
      this.followed = hints;
      this.failing = false;
    } catch (error) {
      if (!this.failing) this.options.onError(error);
      this.failing = true;
      throw error;
    }
    looked();
  }

  keepPolling(): void {
    if (this.timer !== null || this.closed) return;
    this.timer = setTimeout(() => {
      this.poll()
        .catch(() => undefined)
        .finally(() => {
          this.timer = null;
          if (this.options.needed()) this.keepPolling();
        });
    }, POLL_EVERY_MS);
    this.timer.unref();
  }

  close(): void {
    this.closed = true;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }
}
