import { describe, expect, it } from 'vitest';
import { isWithinBounds } from './json-bounds.js';

const within = (text: string): boolean => isWithinBounds(Buffer.from(text), { depth: 3, values: 6 });

describe('the bounds of JSON', () => {
  it.each([
    '[[[1]]]',
    '{"a":{"b":[1]}}',
    '[1,2,3,4,5,6,7]',
    '"[[[[["',
    '{"a":"\\"[[[[[\\\\"}',
    '[] [] [] []',
    '',
  ])('let %s pass', (text) => expect(within(text)).toBe(true));

  it.each([
    '[[[[1]]]]',
    '{"a":{"b":{"c":{}}}}',
    '[1,2,3,4,5,6,7,8]',
    '{"a":1,"b":2,"c":3,"d":4}',
    '"a\\\\"[[[[',
  ])('refuse %s', (text) => expect(within(text)).toBe(false));

  it('are found out in a time that grows with the length alone', () => {
    const bounds = { depth: 32, values: 20_000 };
    const quotes = Buffer.from(`["${'\\\\'.repeat(500_000)}"]`);
    const began = performance.now();
    expect(isWithinBounds(quotes, bounds)).toBe(true);
    expect(isWithinBounds(Buffer.alloc(1_000_000, '['), bounds)).toBe(false);
    expect(performance.now() - began).toBeLessThan(200);
  });
});
