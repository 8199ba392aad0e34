import { describe, expect, it } from 'vitest';

import type { BreakName } from './breaks.js';
import { run } from './run.js';

/** Of a broken engine the first failure is enough. */
const untilItFails = (broken: BreakName): ReturnType<typeof run> =>
  run({ seeds: 3000, from: 1, broken, maxFailures: 1 });

describe('the simulated engine', () => {
  it('loses nothing, shows nothing uncommitted and converges, whatever breaks', async () => {
    const { lines: _, ...report } = await run({ seeds: 150, from: 1, broken: null });
    expect(report.failing).toEqual([]);
    expect(report.acked).toBeGreaterThan(1000);
    expect(report.crashes).toBeGreaterThan(50);
  });

  // Found where a checkpoint took several updates in together: Yjs then forgets what is deleted at other moments.
  it.each([73_437, 78_414])(
    'holds where an update means one thing in time and another at once (%i)',
    async (from) => {
      const { failing } = await run({ seeds: 1, from, broken: null });
      expect(failing).toEqual([]);
    },
  );

  it('does the same again for the same seeds', async () => {
    const [one, two] = await Promise.all([
      run({ seeds: 20, from: 1000, broken: null, threads: 1 }),
      run({ seeds: 20, from: 1000, broken: null, threads: 1 }),
    ]);
    expect(one.digest).toBe(two.digest);
  });
});

describe('the checks notice an engine', () => {
  it('that acknowledges before it has committed', async () => {
    const { failing } = await untilItFails('ack-before-commit');
    // Of what follows from it, one seed shows this first and another that.
    expect(failing.map(({ failure }) => failure)).toContainEqual(
      expect.stringMatching(/before-commit|saved-too-early|lost/),
    );
  });

  it('that stores what builds on something it has not seen', async () => {
    const { failing } = await untilItFails('no-gap-refusal');
    expect(failing[0]?.failure).toMatch(/^gap-stored: row \d+ builds on what is not there/);
  });

  it('whose checkpoints are not held against what is loaded from them', async () => {
    const { failing } = await untilItFails('no-reload-check');
    expect(failing[0]?.failure).toMatch(/reload|liveness/);
  });
});
