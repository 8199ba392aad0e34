import { setTimeout as wait } from 'node:timers/promises';

const EVERY_MS = 50;
/** Samples that must be there before a percentile says anything. */
const LEAST = 20;

export interface Answered {
  readonly asked: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** Somebody who goes on working: one question after the other, each timed. */
export class Others {
  private readonly took: number[] = [];
  private isOver = false;
  private readonly done: Promise<void>;

  constructor(private readonly ask: () => Promise<unknown>) {
    this.done = this.work();
  }

  async stop(): Promise<Answered> {
    this.isOver = true;
    await this.done;
    const sorted = this.took.sort((a, b) => a - b);
    const at = (share: number): number => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
    return { asked: sorted.length, medianMs: at(0.5), p99Ms: at(0.99), maxMs: at(1) };
  }

  private async work(): Promise<void> {
    while (!this.isOver || this.took.length < LEAST) {
      const from = performance.now();
      await this.ask();
      const ms = performance.now() - from;
      this.took.push(ms);
      await wait(Math.max(0, EVERY_MS - ms));
    }
  }
}
