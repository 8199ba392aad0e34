import { expect, it } from 'vitest';
import { RecentChanges } from './recent-changes.js';

const begin = () => {
  const clock = { at: 0 };
  const changes = new RecentChanges(() => clock.at);
  clock.at = 100_000;
  return { clock, changes };
};

it('a change is known by its age for a minute', () => {
  const { clock, changes } = begin();
  changes.record('a');
  clock.at += 1_500;
  expect([changes.ageOf('a'), changes.ageOf('b')]).toEqual([1_500, null]);
  clock.at += 60_000;
  expect(changes.ageOf('a')).toBeNull();
});

it('a node that has just begun, or lost hints, takes every place for changed', () => {
  const clock = { at: 5_000 };
  const changes = new RecentChanges(() => clock.at);
  clock.at += 200;
  expect(changes.ageOf('a')).toBe(200);
  clock.at += 100_000;
  expect(changes.ageOf('a')).toBeNull();
  changes.missed();
  clock.at += 10;
  expect(changes.ageOf('a')).toBe(10);
});

it('a change that had to be forgotten counts for every place', () => {
  const { clock, changes } = begin();
  for (let index = 0; index < 5_001; index += 1) {
    clock.at += 1;
    changes.record(`place ${String(index)}`);
  }
  expect(changes.ageOf('place 0')).toBe(5_000);
  expect(changes.ageOf('somewhere else')).toBe(5_000);
  expect(changes.ageOf('place 5000')).toBe(0);
});
