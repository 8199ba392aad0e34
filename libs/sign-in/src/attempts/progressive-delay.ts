import type { Clock } from '@maroquin/platform/config';
import { DomainError } from '@maroquin/platform/errors';

interface Failures {
  readonly count: number;
  readonly at: number;
  readonly waitUntil: number;
}

/** What counts together, and how many failures of it are a person's own slips. */
export interface DelayKey {
  readonly key: string;
  readonly free: number;
  /** Milliseconds; without it, five minutes. */
  readonly longest?: number;
}

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 5 * 60_000;
/** So long after the last failure everything is as at first. */
const FORGOTTEN_AFTER_MS = 60 * 60_000;
const MAX_KEYS = 50_000;

/**
 * Each failure makes the next try wait twice as long, up to five minutes, and never for good: whoever guesses gets some
 * 300 guesses a day, and whoever is guessed at comes in again (NIST SP 800-63B §5.2.2). In this node's memory, bounded.
 */
export class ProgressiveDelay {
  private readonly failures = new Map<string, Failures>();

  constructor(private readonly clock: Clock) {}

  /**
   * Counts a try as failed before it is judged, so that a hundred at once are not a hundred free ones.
   * @throws {DomainError} sign-in.wait with the seconds to wait
   */
  begin(keys: readonly DelayKey[]): void {
    const now = this.clock.now().getTime();
    const wait = Math.max(...keys.map(({ key }) => this.current(key, now).waitUntil - now));
    if (wait > 0) throw new DomainError('sign-in.wait', { retryAfterSeconds: Math.ceil(wait / 1_000) });
    for (const { key, free, longest = LONGEST_DELAY_MS } of keys) {
      const count = this.current(key, now).count + 1;
      this.failures.delete(key);
      if (this.failures.size >= MAX_KEYS) this.failures.delete(this.failures.keys().next().value ?? '');
      this.failures.set(key, { count, at: now, waitUntil: now + delayAfter(count - free, longest) });
    }
  }

  /** It was the person: its slips are forgotten. */
  succeeded(keys: readonly DelayKey[]): void {
    for (const { key } of keys) this.failures.delete(key);
  }

  private current(key: string, now: number): Failures {
    const kept = this.failures.get(key);
    return kept === undefined || now - kept.at > FORGOTTEN_AFTER_MS
      ? { count: 0, at: now, waitUntil: 0 }
      : kept;
  }
}

const delayAfter = (failures: number, longest: number): number =>
  failures < 1 ? 0 : Math.min(longest, FIRST_DELAY_MS * 2 ** Math.min(failures - 1, 20));
