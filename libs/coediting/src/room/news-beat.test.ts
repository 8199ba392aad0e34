import { describe, expect, it } from 'vitest';

import { HandClock } from '../../test/hand-clock.js';
import { NewsBeat } from './news-beat.js';

/** What the rhythm is after two seconds of so much load. */
function after(clock: HandClock, beat: NewsBeat, load: number): number {
  clock.busy = load;
  for (let part = 0; part < 8; part += 1) {
    clock.time += 250;
    void beat.gatherMs;
  }
  return Math.round(beat.gatherMs);
}

describe('the rhythm in which a node tells', () => {
  it('lets nobody wait while the event loop is less than half busy', () => {
    const clock = new HandClock();
    const beat = new NewsBeat(clock);
    expect([0, 0.3, 0.5].map((load) => after(clock, beat, load))).toEqual([0, 0, 0]);
  });

  it('slows down with the load beyond that, slowly at first, and not for ever', () => {
    const clock = new HandClock();
    const beat = new NewsBeat(clock);
    expect([0.6, 0.75, 0.9, 1].map((load) => after(clock, beat, load))).toEqual([4, 25, 64, 100]);
  });

  it('does not follow a single busy moment at once', () => {
    const clock = new HandClock();
    const beat = new NewsBeat(clock);
    after(clock, beat, 0.2);
    clock.busy = 0.9;
    clock.time += 250;
    expect(beat.gatherMs).toBeLessThan(2);
  });

  it('is quick again after a silence', () => {
    const clock = new HandClock();
    const beat = new NewsBeat(clock);
    after(clock, beat, 1);
    clock.time += 10_000;
    clock.busy = 0.1;
    expect(beat.gatherMs).toBe(0);
  });

  it('tells together what is due, by one timer', () => {
    const clock = new HandClock();
    const beat = new NewsBeat(clock);
    const told: string[] = [];
    beat.after(10, () => told.push('a'));
    beat.after(12, () => told.push('b'));
    beat.after(40, () => told.push('c'));
    clock.turn(15);
    expect(told).toEqual(['a', 'b']);
    expect(clock.delays).toHaveLength(2);
    clock.turn(45);
    expect(told).toEqual(['a', 'b', 'c']);
  });

  it('lets nobody who waits shortly wait for who waits long', () => {
    const clock = new HandClock();
    const beat = new NewsBeat(clock);
    const told: string[] = [];
    beat.after(100, () => told.push('long'));
    beat.after(10, () => told.push('short'));
    clock.turn(15);
    expect(told).toEqual(['short']);
    clock.turn(105);
    expect(told).toEqual(['short', 'long']);
  });

  it('does not tell what was called off', () => {
    const clock = new HandClock();
    const beat = new NewsBeat(clock);
    const told: string[] = [];
    beat.after(10, () => told.push('a'))();
    beat.after(10, () => told.push('b'));
    clock.turn(15);
    expect(told).toEqual(['b']);
  });
});
