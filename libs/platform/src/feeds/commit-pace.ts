/**
 * Under load a commit takes what gathered since the one before: most of what a commit costs PostgreSQL is writing it to
 * disk, whatever it holds. It gathers for as long as lets half of those who wait be answered within so many
 * milliseconds: where the disk is slow, there is less time for gathering.
 */
const ANSWERED_MS = 1.6;
const SHORTEST_GATHER_MS = 0.7;
const LONGEST_GATHER_MS = 2.5;
/** How much of the last commit's time goes into the mean, and the most that is believed of one, ms. */
const SHARE = 0.05;
const MOST_MS = 5;
/** Commits under way at once in a node. */
const MAX_IN_FLIGHT = 2;
/** The second one goes out only when the first is slow: that may wait for a lock which another node holds. */
const SLOW_MS = 6;

/** When the next commit begins: at once when idle, gathered under load. */
export class CommitPace {
  private inFlight = 0;
  private begunAt = -Infinity;
  /** How long a commit takes, ms. */
  private commitMs = 1;
  /** Begins at the end of what is being served now. */
  private isNext = false;
  /** For when nothing more comes that could begin it. */
  private timer: NodeJS.Timeout | null = null;

  /** `begin` is called when a commit may begin; it answers by calling `begun` and `ended`, or not at all. */
  constructor(private readonly begin: () => void) {}

  get isFull(): boolean {
    return this.inFlight >= MAX_IN_FLIGHT;
  }

  /** There is something to commit. */
  wake(): void {
    if (this.isNext || this.isFull) return;
    const wait = this.begunAt + (this.inFlight === 0 ? this.gatherMs : SLOW_MS) - performance.now();
    // Node cuts off fractions, and would be early.
    if (wait > 0) this.timer ??= setTimeout(() => this.go(), Math.ceil(wait));
    else {
      this.isNext = true;
      // Whoever appends for many feeds does so in one go: all of that goes along.
      process.nextTick(() => this.go());
    }
  }

  /** @returns when, for `ended` */
  begun(): number {
    this.inFlight += 1;
    this.begunAt = performance.now();
    return this.begunAt;
  }

  /** `more`: something waits. */
  ended(begunAt: number, more: boolean): void {
    this.inFlight -= 1;
    const took = Math.min(performance.now() - begunAt, MOST_MS);
    this.commitMs += SHARE * (took - this.commitMs);
    this.stopTimer();
    if (more) this.wake();
  }

  private get gatherMs(): number {
    const left = 2 * (ANSWERED_MS - this.commitMs);
    return Math.min(LONGEST_GATHER_MS, Math.max(SHORTEST_GATHER_MS, left));
  }

  private go(): void {
    this.isNext = false;
    this.stopTimer();
    this.begin();
  }

  private stopTimer(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }
}
