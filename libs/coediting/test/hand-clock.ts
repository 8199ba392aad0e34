import type { Clock } from '../src/room/ports.js';

/** A clock that is turned by hand. */
export class HandClock implements Clock {
  time = 0;
  /** How busy the event loop is, 0 to 1. */
  busy = 0;
  readonly delays: number[] = [];
  timers: { readonly at: number; readonly work: () => void }[] = [];

  now(): number {
    return this.time;
  }

  load(): number {
    return this.busy;
  }

  after(milliseconds: number, work: () => void): () => void {
    const one = { at: this.time + milliseconds, work };
    this.delays.push(milliseconds);
    this.timers.push(one);
    return () => void (this.timers = this.timers.filter((other) => other !== one));
  }

  soon(work: () => void): void {
    this.after(0, work);
  }

  turn(to: number): void {
    this.time = to;
    const due = this.timers.filter(({ at }) => at <= to);
    this.timers = this.timers.filter(({ at }) => at > to);
    for (const { work } of due) work();
  }
}
