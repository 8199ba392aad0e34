/**
 * Calls `poll` between start and stop, one call at a time, and pauses after each as long as it says. Does not keep the
 * process alive.
 */
export class Poller {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();
  private stopped = true;

  /**
   * @param firstMs pause before the first call, milliseconds
   * @param poll resolves with the pause before the next call, milliseconds; never rejects
   */
  constructor(
    private readonly firstMs: number,
    private readonly poll: () => Promise<number>,
  ) {}

  /** Between `stop` and the next `start`; false before the first. */
  get isStopped(): boolean {
    return this.stopped && this.timer !== null;
  }

  start(): void {
    this.stopped = false;
    this.after(this.firstMs);
  }

  /** Resolves when the call under way has ended. */
  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
    await this.running;
  }

  private after(milliseconds: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.running = this.poll().then((pause) => this.after(pause));
    }, milliseconds);
    this.timer.unref();
  }
}
