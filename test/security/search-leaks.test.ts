import { expect, it } from 'vitest';
import { Random } from '../faults/random.js';
import { searchLeaks } from '../faults/search-leaks/search-leaks.js';

it('no search tells of what is not theirs while the rights of twenty people come and go', async () => {
  const plan = { people: 20, rooms: 4, seconds: 8, random: new Random(2026), say: () => undefined };
  const report = await searchLeaks(plan);
  expect(report.leaks).toEqual([]);
  expect(report.missed).toEqual([]);
  expect(report.found).toBeGreaterThan(10);
  expect(report.proposed).toBeGreaterThan(0);
  expect(report.changes).toBeGreaterThan(20);
}, 180_000);
