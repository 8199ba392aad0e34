import { expect, it } from 'vitest';

import { RangeSet } from './range-set.js';

it('a range set tells covered from missing clocks as a plain set would', () => {
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
      const others = random(9) === 0 ? Array.from({ length: 20 }, () => random(400)) : [];
      const added = [range, ...others.map((start) => ({ client: 1, from: start, to: start + 1 }))];
      ranges.addAll(added);
      for (const one of added) for (let clock = one.from; clock < one.to; clock += 1) plain.add(clock);
    }
    if (plain.size > 390) break;
  }
});

it('a range set takes 200,000 separate deletes in descending order in linear time', () => {
  const ranges = new RangeSet();
  const backwards = Array.from({ length: 200_000 }, (_, index) => ({
    client: 1,
    from: (200_000 - index) * 2,
    to: (200_000 - index) * 2 + 1,
  }));
  const before = process.cpuUsage();
  ranges.addAll(backwards);
  ranges.addAll(backwards);
  expect(process.cpuUsage(before).user).toBeLessThan(4_000_000);
  expect(ranges.missing({ client: 1, from: 0, to: 400_001 })).toHaveLength(200_000);
});
