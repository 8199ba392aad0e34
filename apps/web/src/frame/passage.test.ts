import { expect, it } from 'vitest';
import { findPassage, landingHash, readLanding } from './passage.js';

const PASSAGE = [
  { text: '… réserve de la ' },
  { text: 'clause', hit: true as const },
  { text: ' de ' },
  { text: 'revoyure', hit: true as const },
  { text: ' n° 2026 …' },
];
const found = (text: string): string[] =>
  findPassage(text, PASSAGE).map(({ from, to }) => text.slice(from, to));

it('a passage goes into an address and comes out of it as it was', () => {
  const hash = landingHash({ passage: PASSAGE, page: 12 });
  expect(readLanding(hash)).toEqual({ passage: PASSAGE, page: 12 });
  expect(landingHash({ passage: [], page: null })).toBe('');
});

it('an address that names no passage, or that somebody garbled, names none', () => {
  for (const hash of [
    '',
    '#',
    '#partie',
    '#passage=[1',
    '#page=-1',
    '#page=0x1',
    `#passage=["${'x'.repeat(9_000)}"]`,
  ])
    expect(readLanding(hash)).toBeNull();
});

it('a passage is found where the words around it agree, not where its words stand first', () => {
  const text = 'Une clause. Une autre clause.\nSous réserve de la clause\nde revoyure n° 2026-1123.';
  expect(findPassage(text, PASSAGE)).toEqual([
    { from: text.indexOf('clause\nde'), to: text.indexOf('clause\nde') + 6 },
    { from: text.indexOf('revoyure'), to: text.indexOf('revoyure') + 8 },
  ]);
});

it('a passage whose surroundings were written again is found by what is left of it', () => {
  expect(found('Tout a changé, mais la clause de revoyure demeure.')).toEqual(['clause', 'revoyure']);
  expect(found('Il ne reste que la revoyure.')).toEqual(['revoyure']);
  expect(found('Il ne reste rien.')).toEqual([]);
});
