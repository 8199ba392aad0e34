import { expect, it } from 'vitest';
import { parseQuery } from './parse-query.js';

it('words between quotation marks have their place in what was typed', () => {
  const typed = 'note « clause de revoyure » et "crocodyle" signée';
  const words = parseQuery(typed).flatMap(({ tokens }) =>
    tokens.map(({ start, end }) => typed.slice(start, end)),
  );
  expect(words.sort()).toEqual(['clause', 'crocodyle', 'note', 'revoyure', 'signée']);
});
