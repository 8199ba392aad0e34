import { expect, it } from 'vitest';
import { cutToBytes } from './cut-to-bytes.js';

/** In JSON 12 bytes each. */
const items = ['aaaaaaaaaa', 'bbbbbbbbbb', 'cccccccccc'];

it('a page that is short enough stays whole', () => {
  expect(cutToBytes(items, true, 36)).toEqual(items);
  expect(cutToBytes(items, false, 36)).toEqual(items);
});

it('a page that is too long keeps what is nearest to where one reads from, and one message at least', () => {
  expect(cutToBytes(items, true, 30)).toEqual(items.slice(0, 2));
  expect(cutToBytes(items, false, 30)).toEqual(items.slice(1));
  expect(cutToBytes(items, true, 1)).toEqual(items.slice(0, 1));
  expect(cutToBytes(items, false, 1)).toEqual(items.slice(2));
  expect(cutToBytes([], true, 1)).toEqual([]);
});
