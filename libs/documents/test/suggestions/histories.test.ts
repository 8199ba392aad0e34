import { expect, it } from 'vitest';
import { History, type HistoryReport } from './histories.js';

/** `SUGGESTION_HISTORIES=10000 npm test -- libs/documents/test/suggestions` simulates as many, from the first on. */
const COUNT = Number(process.env['SUGGESTION_HISTORIES'] ?? 80);

const histories = (structure: boolean): { failing: string[]; total: Omit<HistoryReport, 'faults'> } => {
  const total = { acts: 0, settled: 0, refused: 0 };
  const failing: string[] = [];
  for (let seed = 1; seed <= COUNT; seed += 1) {
    const { faults, acts, settled, refused } = new History(seed, structure).run(40);
    for (const fault of faults) failing.push(`seed ${String(seed)}: ${fault}`);
    total.acts += acts;
    total.settled += settled;
    total.refused += refused;
  }
  return { failing, total };
};

const LIMIT_MS = 60_000 + COUNT * 1000;

it(
  'three people who write, suggest, decide, undo and lose their connection have one text, without what was refused and with everything else',
  () => {
    const { failing, total } = histories(false);
    expect(failing).toEqual([]);
    expect(total.settled).toBeGreaterThan(COUNT * 2);
    expect(total.refused).toBeLessThan(total.acts / 20);
  },
  LIMIT_MS,
);

it(
  'they have one text, without what was refused, when paragraphs are divided as well',
  () => {
    const { failing, total } = histories(true);
    expect(failing).toEqual([]);
    expect(total.settled).toBeGreaterThan(COUNT * 2);
  },
  LIMIT_MS,
);
