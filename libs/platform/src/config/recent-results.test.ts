import { expect, it } from 'vitest';
import { RecentResults } from './recent-results.js';

it('keeps results up to its size, and drops what was not asked for the longest', () => {
  const results = new RecentResults<string>(10);
  results.set('a', 'A', 4);
  results.set('b', 'B', 4);
  expect(results.get('a')).toBe('A');
  results.set('c', 'C', 4);
  expect([results.get('a'), results.get('b'), results.get('c')]).toEqual(['A', undefined, 'C']);
  expect(results.size).toBe(8);
});

it('does not keep what is larger than all of it, and counts a result once', () => {
  const results = new RecentResults<string>(10);
  results.set('a', 'A', 11);
  expect(results.get('a')).toBeUndefined();
  results.set('b', 'B', 6);
  results.set('b', 'B again', 6);
  expect([results.get('b'), results.size]).toEqual(['B again', 6]);
});
