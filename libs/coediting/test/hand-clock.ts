import type { Clock } from '../src/ports.js';

/** A clock that is turned by hand. */
export class HandClock implements Clock {
  time = 0;
  readonly delays: number[] = [];
  private waiting: { readonly at: number; readonly work: () => void }[] = [];

  now(): number {
    return this.time;
  }

  after(milliseconds: number, work: () => void): () => void {
    const one = { at: this.time + milliseconds, work };
    this.delays.push(milliseconds);
    this.waiting.push(one);
    return () => void (this.waiting = this.waiting.filter((other) => other !== one));
  }

  soon(work: () => void): void {
    this.after(0, work);
  }

  turn(to: number): void {
    this.time = to;
    const due = this.waiting.filter(({ at }) => at <= to);
    this.waiting = this.waiting.filter(({ at }) => at > to);
    for (const { work } of due) work();
  }
}
