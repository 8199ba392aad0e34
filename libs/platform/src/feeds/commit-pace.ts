/**
 * Under load a commit begins so many milliseconds after the one before and takes what gathered: most of what a commit
 * costs PostgreSQL is writing it to disk, whatever it holds.
 */
const GATHER_MS = 1.2;
/** Commits under way at once in a node. */
const MAX_IN_FLIGHT = 2;
/** The second one goes out only when the first is slow: that may wait for a lock which another node holds. */
const SLOW_MS = 6;

/** When the next commit begins: at once when idle, gathered under load. */
export class CommitPace {
  private inFlight = 0;
  private begunAt = -Infinity;
  private cancel: (() => void) | null = null;

  /** `begin` is called when a commit may begin; it answers by calling `begun` and `ended`, or not at all. */
  constructor(private readonly begin: () => void) {}

  get isFull(): boolean {
    return this.inFlight >= MAX_IN_FLIGHT;
  }

  /** There is something to commit. */
  wake(): void {
    if (this.cancel !== null || this.isFull) return;
    const wait = this.begunAt + (this.inFlight === 0 ? GATHER_MS : SLOW_MS) - performance.now();
    const go = (): void => {
      this.cancel = null;
      this.begin();
    };
    // What lies in the sockets already goes along.
    const immediate = wait <= 0 ? setImmediate(go) : null;
    const timer = wait <= 0 ? null : setTimeout(go, wait);
    this.cancel = () => {
      if (immediate !== null) clearImmediate(immediate);
      if (timer !== null) clearTimeout(timer);
    };
  }

  begun(): void {
    this.inFlight += 1;
    this.begunAt = performance.now();
  }

  /** `more`: something waits. */
  ended(more: boolean): void {
    this.inFlight -= 1;
    if (!more) return;
    this.cancel?.();
    this.cancel = null;
    this.wake();
  }
}
