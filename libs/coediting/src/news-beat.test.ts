import { describe, expect, it } from 'vitest';

import { HandClock } from '../test/hand-clock.js';
import { NewsBeat } from './news-beat.js';

/** A second in which so many members are told. */
function aSecond(clock: HandClock, beat: NewsBeat, members: number): number {
  for (let part = 0; part < 10; part += 1) {
    clock.time += 100;
    beat.told(members / 10);
  }
  return beat.gatherMs;
}

describe('the rhythm in which a node tells', () => {
  it('is quick where there is little to tell', () => {
    const clock = new HandClock();
    expect(aSecond(clock, new NewsBeat(clock), 100)).toBe(25);
  });

  it('slows down with what there is to tell, but not for ever', () => {
    const clock = new HandClock();
    const beat = new NewsBeat(clock);
    const gathers = [500, 1750, 3000, 40_000].map((members) => Math.round(aSecond(clock, beat, members)));
    expect(gathers).toEqual([25, 63, 100, 100]);
  });

  it('is quick again after a silence', () => {
    const clock = new HandClock();
    const beat = new NewsBeat(clock);
    aSecond(clock, beat, 4000);
    clock.time += 10_000;
    beat.told(1);
    expect(beat.gatherMs).toBe(25);
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
