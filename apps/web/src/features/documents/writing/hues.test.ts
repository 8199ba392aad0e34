import { describe, expect, it } from 'vitest';
import { HueBook } from './hues.js';

describe('hues in a document', () => {
  it('gives twelve people twelve hues', () => {
    const book = new HueBook();
    const hues = Array.from({ length: 12 }, (_, i) => book.of(`personne-${String(i)}`));
    expect(new Set(hues).size).toBe(12);
  });

  it('never changes a hue once given', () => {
    const book = new HueBook();
    const first = book.of('nadia');
    for (let i = 0; i < 40; i += 1) book.of(`personne-${String(i)}`);
    expect(book.of('nadia')).toBe(first);
  });
});
