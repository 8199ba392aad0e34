import { describe, expect, it } from 'vitest';
import { LoopPace } from './loop-pace.js';
import type { Requester } from './requester.js';

const of = (person: string): Requester => ({ person, organisation: 'prefecture' });
const [mallory, nadia] = [of('mallory'), of('nadia')];

/** A loop as busy as the test says, at a time that the test sets. */
class Loop {
  busy = 1;
  at = 0;
  readonly pace = new LoopPace(
    () => this.busy,
    () => this.at,
  );

  /** Milliseconds that each of so many pieces of work would wait. */
  waits(person: Requester, times: number, cost = 10): number[] {
    return Array.from({ length: times }, () => this.pace.waitFor(person, cost));
  }
}

describe('the pace of a busy event loop', () => {
  it('lets a page load at once, and makes whoever goes on keep to its share', () => {
    const loop = new Loop();
    loop.waits(nadia, 1);
    const waits = loop.waits(mallory, 13).map((wait) => Math.round(wait) + 0);
    expect(waits.slice(0, 10).every((wait) => wait <= 0)).toBe(true);
    expect(waits.slice(10)).toEqual([67, 133, 200]);
  });

  it('holds nobody up for what somebody else asks', () => {
    const loop = new Loop();
    loop.waits(mallory, 100);
    expect(loop.waits(nadia, 1)).toEqual([expect.any(Number)]);
    expect(loop.pace.take(nadia, 10)).toBeUndefined();
  });

  it('makes nobody wait while the loop has time', () => {
    const loop = new Loop();
    loop.busy = 0.3;
    loop.waits(nadia, 1);
    expect(loop.waits(mallory, 200).every((wait) => wait === 0)).toBe(true);
  });

  it('makes nobody wait who is alone', () => {
    const loop = new Loop();
    loop.waits(nadia, 1);
    loop.at = 60_000;
    loop.pace.waitFor(mallory, 10);
    loop.at += 2_000;
    expect(loop.waits(mallory, 200).every((wait) => wait === 0)).toBe(true);
  });

  it('does not hold against somebody what cost nobody anything', () => {
    const loop = new Loop();
    loop.busy = 0.3;
    loop.waits(nadia, 1);
    loop.waits(mallory, 500);
    loop.busy = 1;
    expect(loop.waits(mallory, 1).map((wait) => Math.round(wait) + 0)).toEqual([67]);
  });

  it('does not take a person and the network it comes from for two', () => {
    const loop = new Loop();
    const network = of('network 192.0.2.1');
    loop.at = 60_000;
    loop.pace.waitFor(mallory, 10);
    // By now nobody else was there for a while.
    loop.at += 2_000;
    const waits = Array.from({ length: 200 }, () => {
      loop.pace.waitFor(network, 0);
      return loop.pace.waitFor(mallory, 10);
    });
    expect(waits.every((wait) => wait === 0)).toBe(true);
  });

  it('refuses what would come too late to be of use, and says when to try again', () => {
    const loop = new Loop();
    loop.waits(nadia, 1);
    loop.waits(mallory, 158);
    expect(() => {
      for (let times = 0; times < 4; times += 1) void loop.pace.take(mallory, 10);
    }).toThrow(expect.objectContaining({ code: 'request.too-many', retryAfterSeconds: 10 }));
  });

  it('leaves a connection that was read too much unread for ten seconds at most', () => {
    const loop = new Loop();
    loop.waits(nadia, 1);
    expect(Math.max(...loop.waits(mallory, 1_000))).toBe(10_000);
  });

  it('counts what was used already, but for no longer than two seconds', () => {
    const loop = new Loop();
    loop.waits(nadia, 1);
    loop.waits(mallory, 1, 0);
    loop.pace.charge(mallory, 1);
    expect(loop.waits(mallory, 1, 0)[0]).toBeLessThanOrEqual(0);
    for (let times = 0; times < 1_000; times += 1) loop.pace.charge(mallory, 10);
    expect(loop.waits(mallory, 1, 0)).toEqual([2_000]);
  });

  it('forgets those who owe nothing', () => {
    const loop = new Loop();
    for (let index = 0; index < 12_000; index += 1) {
      loop.at += 1;
      loop.pace.waitFor(of(`visitor ${String(index)}`), 10);
    }
    expect(loop.pace.remembered).toBeLessThanOrEqual(5_001);
  });
});
