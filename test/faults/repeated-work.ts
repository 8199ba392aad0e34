import { pause } from '../support/until.js';
import type { Random } from './random.js';
import type { Worker } from './verdict.js';

/** Does one act after the other, each until it is acknowledged, with a pause between, until told to stop. */
export abstract class RepeatedWork implements Worker {
  abstract readonly acked: number;
  private stopped = false;
  private readonly ended: Promise<void>;

  /** @param pauses the shortest and the longest, ms */
  protected constructor(
    protected readonly random: Random,
    private readonly pauses: readonly [number, number],
  ) {
    // Begins when whatever extends this is made whole.
    this.ended = Promise.resolve().then(() => this.work());
  }

  /** Resolves when it is acknowledged. */
  protected abstract act(): Promise<void>;

  finish(): Promise<void> {
    this.stopped = true;
    return this.ended;
  }

  /** What is on its way may end as it likes. */
  close(): void {
    this.stopped = true;
    this.ended.catch(() => undefined);
  }

  private async work(): Promise<void> {
    while (!this.stopped) {
      await this.act();
      await pause(this.random.between(...this.pauses));
    }
  }
}
