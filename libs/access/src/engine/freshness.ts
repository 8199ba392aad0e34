import { outside } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { AccessChange, AccessStore } from './access-store.js';

/** The number of the last change is looked at this often. */
const LOOK_EVERY_MS = 100;
/** A look that is older than this is renewed before an act; only happens when the event loop was busy. */
const RENEW_AFTER_MS = 1_000;
/** A node that could not look for this long knows nothing: it refuses. */
const FAIL_CLOSED_AFTER_MS = 5_000;

interface FreshnessOptions {
  readonly store: AccessStore;
  /** Milliseconds of a clock that never steps. */
  readonly monotonic: () => number;
  /** Makes old what these changes touch. 'everything' when some were missed. */
  readonly apply: (changes: readonly AccessChange[] | 'everything') => Promise<void>;
  /** After every successful look. */
  readonly looked: () => void;
  /** False: nothing is kept or watched, no need to look. */
  readonly needed: () => boolean;
  readonly onError: (error: unknown) => void;
}

/**
 * Keeps up with the instance-wide sequence of changes of rights: looks at its number every 100 ms while something
 * depends on it, and at once after a hint.
 */
export class Freshness {
  private applied: number | null = null;
  private lookedAt = Number.NEGATIVE_INFINITY;
  /** Hints so far, and how many of them the last successful look came after. */
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
    this.look().catch(() => undefined);
  }

  /** True while what is kept may be trusted. */
  get known(): boolean {
    return this.options.monotonic() - this.lookedAt <= FAIL_CLOSED_AFTER_MS;
  }

  /** @throws {DomainError} server.unavailable when PostgreSQL could not be asked for 5 seconds. */
  async ensure(): Promise<void> {
    this.keepLooking();
    const followed = this.followed === this.hints;
    if (followed && this.options.monotonic() - this.lookedAt <= RENEW_AFTER_MS) return;
    let patience: NodeJS.Timeout | undefined;
    const tooLong = new Promise<never>((_, reject) => {
      patience = setTimeout(() => {
        reject(new DomainError('server.unavailable', { retryAfterSeconds: 2 }));
      }, FAIL_CLOSED_AFTER_MS);
    });
    try {
      await Promise.race([this.look(), tooLong]);
    } finally {
      clearTimeout(patience);
    }
  }

  /** One look that starts after this call. Calls in between share it. */
  look(): Promise<void> {
    return this.next ?? outside(() => this.lookNext());
  }

  private lookNext(): Promise<void> {
    const before = this.running ?? Promise.resolve();
    const next = before
      .catch(() => undefined)
      .then(() => {
        this.next = null;
        this.running = this.lookNow().finally(() => {
          this.running = null;
        });
        return this.running;
      });
    this.next = next;
    return next;
  }

  private async lookNow(): Promise<void> {
    const { store, monotonic, apply, looked } = this.options;
    const hints = this.hints;
    const startedAt = monotonic();
    try {
      const head = await store.seq();
      // Nothing is kept before the first look: there is nothing to make old.
      this.applied ??= head;
      while (this.applied < head) {
        const changes = await store.changes(this.applied);
        const whole: boolean = changes[0]?.seq === this.applied + 1;
        await apply(whole ? changes : 'everything');
        this.applied = whole ? this.applied + changes.length : head;
      }
      this.lookedAt = startedAt;
      this.followed = hints;
      this.failing = false;
    } catch (error) {
      if (!this.failing) this.options.onError(error);
      this.failing = true;
      throw error;
    }
    looked();
  }

  keepLooking(): void {
    if (this.timer !== null || this.closed) return;
    this.timer = setTimeout(() => {
      this.look()
        .catch(() => undefined)
        .finally(() => {
          this.timer = null;
          if (this.options.needed()) this.keepLooking();
        });
    }, LOOK_EVERY_MS);
    this.timer.unref();
  }

  close(): void {
    this.closed = true;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }
}
