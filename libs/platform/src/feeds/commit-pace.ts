/**
 * Under load a commit begins so many milliseconds after the one before and takes what gathered: most of what a commit
 * costs PostgreSQL is writing it to disk, whatever it holds.
 */
const GATHER_MS = 1.5;
/** Commits under way at once in a node. */
const MAX_IN_FLIGHT = 2;
/** The second one goes out only when the first is slow: that may wait for a lock which another node holds. */
const SLOW_MS = 6;

/** A timer of Node wakes between one and two milliseconds late: what would wait for less begins at once. */
const TIMER_MS = 0.7;

/** When the next commit begins: at once when idle, gathered under load. */
export class CommitPace {
  private inFlight = 0;
  private begunAt = -Infinity;
  /** Begins at the end of what is being served now. */
  private isNext = false;
  private timer: NodeJS.Timeout | null = null;

  /** `begin` is called when a commit may begin; it answers by calling `begun` and `ended`, or not at all. */
  constructor(private readonly begin: () => void) {}

  get isFull(): boolean {
    return this.inFlight >= MAX_IN_FLIGHT;
  }

  /** There is something to commit. */
  wake(): void {
    if (this.isNext || this.timer !== null || this.isFull) return;
    const wait = this.begunAt + (this.inFlight === 0 ? GATHER_MS : SLOW_MS) - performance.now();
    if (wait > TIMER_MS) this.timer = setTimeout(() => this.go(), wait);
    else {
      this.isNext = true;
      // Whoever appends for many feeds does so in one go: all of that goes along.
      process.nextTick(() => this.go());
    }
  }

  begun(): void {
    this.inFlight += 1;
    this.begunAt = performance.now();
  }

  /** `more`: something waits. */
  ended(more: boolean): void {
    this.inFlight -= 1;
    if (!more) return;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.wake();
  }

  private go(): void {
    this.isNext = false;
    this.timer = null;
    this.begin();
  }
}
