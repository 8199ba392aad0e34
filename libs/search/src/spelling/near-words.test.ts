import { describe, expect, it } from 'vitest';
import { errorsBetween, isSpelt, shortened, shortenedTyped } from './near-words.js';

const meet = (meant: string, typed: string): boolean => {
  const held = shortened(meant);
  return [...shortenedTyped(typed)].some((word) => held.has(word));
};

describe('what is typed meets what was meant', () => {
  it.each([
    ['two letters in the wrong order', 'passeport', 'passeprot'],
    ['a letter left out', 'hypotheque', 'hypoteque'],
    ['a letter too many', 'casier', 'cassier'],
    ['another letter', 'assurance', 'assurence'],
    ['another last letter', 'crocodile', 'crocodilr'],
    ['two letters too many', 'disponibilite', 'dissponibillite'],
    ['one letter too many, and another one', 'surendettement', 'surrendettemant'],
  ])('in spite of %s', (_, meant, typed) => {
    expect(meet(meant, typed)).toBe(true);
  });

  it('and not when it is another word', () => {
    expect(meet('crocodile', 'alligator')).toBe(false);
  });
});

it('errors are counted as people make them: two letters in the wrong order are one', () => {
  expect(errorsBetween('passeport', 'passeprot')).toBe(1);
  expect(errorsBetween('hypotheque', 'hypoteque')).toBe(1);
  expect(errorsBetween('casier', 'caissier')).toBe(2);
  expect(errorsBetween('', 'abc')).toBe(3);
  expect(errorsBetween('clause', 'clause')).toBe(0);
});

it('short words, long data and numbers are not words that people mistype', () => {
  expect(['vol', 'clause', '2026', 'x'.repeat(31)].map(isSpelt)).toEqual([false, true, false, false]);
});
