import { describe, expect, it } from 'vitest';
import { rangeOf } from './selection.js';

describe('the rows of a range', () => {
  const ids = ['a', 'b', 'c', 'd'];
  it.each([
    ['b', 'd', ['b', 'c', 'd']],
    ['d', 'b', ['b', 'c', 'd']],
    ['c', 'c', ['c']],
    ['gone', 'c', ['c']],
    ['c', 'gone', []],
  ])('from %s to %s are %j', (from, to, range) => {
    expect(rangeOf(ids, from, to)).toEqual(range);
  });
});
