import { expect, it } from 'vitest';
import { readSizeText, runsOf, sizeText, writerOf } from './writer-runs.js';

it('runs say of each part who stored it, those without a number included', () => {
  const parts = [
    { part: 2, writer: 1 },
    { part: 3, writer: 1 },
    { part: 4, writer: 3 },
    { part: 6, writer: 3 },
  ];
  const runs = runsOf(parts);
  expect([0, 1, 2, 3, 4, 5, 6, 7].map((part) => writerOf(runs, part))).toEqual([0, 0, 1, 1, 3, 0, 3, 0]);
  expect(runsOf([])).toEqual([]);
});

it('a size without runs is written as it always was, and one with them is read back', () => {
  expect(sizeText(1_234, [])).toBe('1234');
  expect(readSizeText('1234')).toEqual({ size: 1_234, writers: [] });
  const writers = [
    { first: 0, writer: 1 },
    { first: 12, writer: 4 },
  ];
  expect(readSizeText(sizeText(99, writers))).toEqual({ size: 99, writers });
  expect(readSizeText('99 1')).toBeNull();
});
