import type { SearchKey } from '@maroquin/platform/keys';
import type { Token } from '../words/tokens.js';
import { beginningOf } from '../words/vector.js';
import type { QueryTerm } from './parse-query.js';

/** What the database is asked, as PostgreSQL reads a tsquery: hidden terms and operators, nothing of what was typed. */
export interface HiddenQuery {
  /** One for each thing that is looked for. */
  readonly terms: readonly string[];
  /** What a name has to hold. */
  readonly named: string;
  /** What a text has to hold: nearly all of it, since who asks in a sentence says more than the text does. */
  readonly written: string;
  /** What a message has to hold: all of it. */
  readonly said: string;
}

/** null: nothing is looked for. */
export function toHiddenQuery(keys: readonly SearchKey[], terms: readonly QueryTerm[]): HiddenQuery | null {
  if (terms.length === 0) return null;
  const keyed = terms.map((one) => anyOf(keys.map((key) => termOf(key, one))));
  const exact = keyed.filter((_, index) => terms[index]?.isPhrase);
  const said = allOf(keyed);
  return {
    terms: keyed,
    named: exact.length > 0 ? allOf(exact) : anyOf(keyed),
    written: nearlyAllOf(keyed, exact),
    said,
  };
}

const anyOf = (parts: readonly string[]): string => `(${[...new Set(parts)].join(' | ')})`;
const allOf = (parts: readonly string[]): string => `(${parts.join(' & ')})`;

function termOf(key: SearchKey, { tokens, isPhrase, isUnfinished }: QueryTerm): string {
  const word = ({ stem }: Token): string => `'${key.term('word', stem)}'`;
  const [first] = tokens;
  if (first === undefined) return '';
  if (isPhrase) return phraseOf(tokens, word);
  const parts = tokens.filter(({ isWhole }) => !isWhole);
  if (parts.length < tokens.length)
    return parts.length === 0 ? word(first) : anyOf([word(first), phraseOf(parts, word)]);
  const beginning = isUnfinished ? beginningOf(first) : null;
  return beginning === null ? word(first) : anyOf([word(first), `'${key.term('beginning', beginning)}'`]);
}

/** Words at the distances at which they were typed. */
function phraseOf(tokens: readonly Token[], word: (token: Token) => string): string {
  let before: Token | null = null;
  let phrase = '';
  for (const token of tokens) {
    if (before !== null) phrase += ` <${String(Math.max(1, token.position - before.position))}> `;
    phrase += word(token);
    before = token;
  }
  return `(${phrase})`;
}

/** All of one or two; of more, all but one; of six or more, all but two. What was put in quotation marks, always. */
function nearlyAllOf(terms: readonly string[], exact: readonly string[]): string {
  const others = terms.filter((term) => !exact.includes(term));
  const left = others.length < 3 ? 0 : others.length < 6 ? 1 : 2;
  const choices = left === 0 ? [others] : without(others, left);
  const parts = choices.filter((choice) => choice.length > 0).map(allOf);
  return parts.length === 0 ? allOf(exact) : allOf([...exact, anyOf(parts)]);
}

/** Every choice of all but `left` of them. */
function without(all: readonly string[], left: number): string[][] {
  if (left === 0) return [[...all]];
  return all.flatMap((_, index) =>
    without(all.slice(index + 1), left - 1).map((rest) => [...all.slice(0, index), ...rest]),
  );
}
