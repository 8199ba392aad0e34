import { expect, it } from 'vitest';

import { RangeSet } from './range-set.js';

it('tells covered from missing like a plain set of clocks', () => {
  let state = 1;
  const random = (below: number): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state % below;
  };
  const ranges = new RangeSet();
  const plain = new Set<number>();
  for (let turn = 0; turn < 3000; turn += 1) {
    const from = random(400);
    const range = { client: 1, from, to: from + 1 + random(9) };
    const missing = ranges
      .missing(range)
      .flatMap(({ from: low, to }) => Array.from({ length: to - low }, (_, i) => low + i));
    const expected = [];
    for (let clock = range.from; clock < range.to; clock += 1) if (!plain.has(clock)) expected.push(clock);
    expect(missing).toEqual(expected);
    if (random(3) === 0) {
      ranges.add(range);
      for (let clock = range.from; clock < range.to; clock += 1) plain.add(clock);
    }
    if (plain.size > 300) break;
  }
});
