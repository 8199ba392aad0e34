import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { mergeInTurns, openInTurns, sortInTurns } from './in-turns.js';

const shuffled = (length: number): number[] =>
  Array.from({ length }, (_, index) => (index * 7_919 + 13) % length);
const rising = (a: number, b: number): number => a - b;

/** How much of it was done between two turns of the event loop, at most. */
async function mostInOneTurn(work: (count: () => void) => Promise<unknown>): Promise<number> {
  let [most, now, isDone] = [0, 0, false];
  const done = work(() => {
    now += 1;
    most = Math.max(most, now);
  }).then(() => (isDone = true));
  while (!isDone) {
    await turn();
    now = 0;
  }
  await done;
  return most;
}

describe('a long list', () => {
  it('is opened in order, at most 500 values in one turn of the event loop', async () => {
    const items = shuffled(15_000);
    const most = await mostInOneTurn(async (count) => {
      const opened = await openInTurns(items, (item) => {
        count();
        return -item;
      });
      expect(opened).toEqual(items.map((item) => -item));
    });
    expect(most).toBeLessThanOrEqual(500);
  });

  it('leaves room for others also when many of them are opened at the same time', async () => {
    const most = await mostInOneTurn((count) =>
      Promise.all(Array.from({ length: 20 }, () => openInTurns(shuffled(2_000), count))),
    );
    expect(most).toBeLessThanOrEqual(500);
  });

  it.each([0, 1, 249, 250, 251, 15_000])('of %d values is sorted over turns', async (length) => {
    const items = shuffled(length);
    const most = await mostInOneTurn(async (count) => {
      const sorted = await sortInTurns(items, (a, b) => {
        count();
        return rising(a, b);
      });
      expect(sorted).toEqual([...items].sort(rising));
    });
    expect(most).toBeLessThan(5_000);
  });

  it('that is sorted takes in another one', async () => {
    expect(await mergeInTurns([1, 3, 5], [2, 3, 4], rising)).toEqual([1, 2, 3, 3, 4, 5]);
    expect(await mergeInTurns([], [1, 2], rising)).toEqual([1, 2]);
  });
});
