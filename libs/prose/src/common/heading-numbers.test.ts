import { describe, expect, it } from 'vitest';
import { headingNumbers } from './heading-numbers.js';

describe('numbers of titles', () => {
  it('count by level, and begin again under each title above', () => {
    expect(headingNumbers([1, 2, 2, 3, 1, 2]).numbers).toEqual(['1', '1.1', '1.2', '1.2.1', '2', '2.1']);
  });

  it('begin with the highest level that is there', () => {
    expect(headingNumbers([2, 3, 2])).toEqual({ numbers: ['1', '1.1', '2'], top: 2 });
    expect(headingNumbers([])).toEqual({ numbers: [], top: 1 });
  });

  it('count 0 for a level that is left out', () => {
    expect(headingNumbers([3, 1, 3]).numbers).toEqual(['0.0.1', '1', '1.0.1']);
  });
});
