import { describe, expect, it } from 'vitest';

import { HandClock } from '../../test/hand-clock.js';
import { FlushScheduler } from './flush-scheduler.js';

/** How long updates are gathered after two seconds of so much load. */
function after(clock: HandClock, scheduler: FlushScheduler, load: number): number {
  clock.busy = load;
  for (let part = 0; part < 8; part += 1) {
    clock.time += 250;
    void scheduler.gatherMs;
  }
  return Math.round(scheduler.gatherMs);
}

describe('the flush scheduler', () => {
  it('sends at once while the event loop is less than half busy', () => {
    const clock = new HandClock();
    const scheduler = new FlushScheduler(clock);
    expect([0, 0.3, 0.5].map((load) => after(clock, scheduler, load))).toEqual([0, 0, 0]);
  });

  it('gathers longer with the load beyond that, slowly at first and up to a bound', () => {
    const clock = new HandClock();
    const scheduler = new FlushScheduler(clock);
    expect([0.6, 0.75, 0.9, 1].map((load) => after(clock, scheduler, load))).toEqual([4, 25, 64, 100]);
  });

  it('hardly gathers after a single busy moment', () => {
    const clock = new HandClock();
    const scheduler = new FlushScheduler(clock);
    after(clock, scheduler, 0.2);
    clock.busy = 0.9;
    clock.time += 250;
    expect(scheduler.gatherMs).toBeLessThan(2);
  });

  it('sends at once again after a silence', () => {
    const clock = new HandClock();
    const scheduler = new FlushScheduler(clock);
    after(clock, scheduler, 1);
    clock.time += 10_000;
    clock.busy = 0.1;
    expect(scheduler.gatherMs).toBe(0);
  });

  it('flushes together what is due, by one timer', () => {
    const clock = new HandClock();
    const scheduler = new FlushScheduler(clock);
    const flushed: string[] = [];
    scheduler.after(10, () => flushed.push('a'));
    scheduler.after(12, () => flushed.push('b'));
    scheduler.after(40, () => flushed.push('c'));
    clock.turn(15);
    expect(flushed).toEqual(['a', 'b']);
    expect(clock.delays).toHaveLength(2);
    clock.turn(45);
    expect(flushed).toEqual(['a', 'b', 'c']);
  });

  it('flushes what is due early before what is due late, whichever came first', () => {
    const clock = new HandClock();
    const scheduler = new FlushScheduler(clock);
    const flushed: string[] = [];
    scheduler.after(100, () => flushed.push('long'));
    scheduler.after(10, () => flushed.push('short'));
    clock.turn(15);
    expect(flushed).toEqual(['short']);
    clock.turn(105);
    expect(flushed).toEqual(['short', 'long']);
  });

  it('does not flush what was cancelled', () => {
    const clock = new HandClock();
    const scheduler = new FlushScheduler(clock);
    const flushed: string[] = [];
    scheduler.after(10, () => flushed.push('a'))();
    scheduler.after(10, () => flushed.push('b'));
    clock.turn(15);
    expect(flushed).toEqual(['b']);
  });
});
