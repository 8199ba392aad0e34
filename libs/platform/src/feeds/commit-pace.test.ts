import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CommitPace } from './commit-pace.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Commits that take so long; `begins` says when, ms. */
function paced(commitMs: () => number): { pace: CommitPace; begins: number[] } {
  const from = performance.now();
  const begins: number[] = [];
  const pace = new CommitPace(() => {
    begins.push(performance.now() - from);
    const begun = pace.begun();
    setTimeout(() => pace.ended(begun, false), commitMs());
  });
  return { pace, begins };
}

/** Something to commit every so many milliseconds, so many times. */
async function arrivals(pace: CommitPace, everyMs: number, times: number): Promise<void> {
  for (let count = 0; count < times; count += 1) {
    pace.wake();
    await vi.advanceTimersByTimeAsync(everyMs);
  }
}

describe('a commit', () => {
  it('begins at once when nothing was committed lately', async () => {
    const { pace, begins } = paced(() => 1);
    pace.wake();
    await vi.advanceTimersByTimeAsync(0);
    await vi.advanceTimersByTimeAsync(50);
    pace.wake();
    await vi.advanceTimersByTimeAsync(0);
    expect(begins).toEqual([0, 50]);
  });

  it('takes all that is appended in one go', async () => {
    const { pace, begins } = paced(() => 1);
    for (let count = 0; count < 5; count += 1) pace.wake();
    await vi.advanceTimersByTimeAsync(0);
    expect(begins).toEqual([0]);
  });

  it('gathers less the longer commits take', async () => {
    const gathers = async (commitMs: number): Promise<number> => {
      const { pace, begins } = paced(() => 0);
      const commit = async (milliseconds: number): Promise<void> => {
        const begun = pace.begun();
        await vi.advanceTimersByTimeAsync(milliseconds);
        pace.ended(begun, false);
      };
      for (let count = 0; count < 200; count += 1) await commit(commitMs);
      await commit(0);
      pace.wake();
      for (let waited = 1; ; waited += 1) {
        await vi.advanceTimersByTimeAsync(1);
        if (begins.length > 0) return waited;
      }
    };
    expect(await gathers(0)).toBeGreaterThan(await gathers(2));
  });

  it('begins also when nothing more comes', async () => {
    const { pace, begins } = paced(() => 1);
    pace.wake();
    await vi.advanceTimersByTimeAsync(1);
    pace.wake();
    await vi.advanceTimersByTimeAsync(10);
    expect(begins).toHaveLength(2);
  });

  it('that is slow is overtaken by one more, and by no third', async () => {
    const { pace, begins } = paced(() => 1_000);
    await arrivals(pace, 1, 100);
    expect(begins).toHaveLength(2);
    expect(begins[1]).toBeGreaterThanOrEqual(6);
  });
});
