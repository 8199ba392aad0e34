import type { Clock } from './ports.js';

/**
 * Notices when something that was begun does not end. Most of what it watches takes a thousandth of its patience, so one
 * timer serves for many: it fires when the first would be overdue, and again when the current one would be.
 */
export class Watchdog {
  private since: number | null = null;
  private cancel: (() => void) | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly patienceMs: number,
    private readonly onSilence: () => void,
  ) {}

  /** Something begins; nothing else is under way. */
  begin(): void {
    this.since = this.clock.now();
    this.cancel ??= this.clock.after(this.patienceMs, () => this.check());
  }

  end(): void {
    this.since = null;
  }

  stop(): void {
    this.end();
    this.cancel?.();
    this.cancel = null;
  }

  private check(): void {
    this.cancel = null;
    if (this.since === null) return;
    const left = this.since + this.patienceMs - this.clock.now();
    if (left <= 0) return this.onSilence();
    this.cancel = this.clock.after(left, () => this.check());
  }
}
