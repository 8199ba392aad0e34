import { type Token, tokensOf } from '../words/tokens.js';

/** One thing that is looked for: a word, what one word is made of, or an exact phrase. */
export interface QueryTerm {
  /** Their places are those in what was typed. */
  readonly tokens: readonly Token[];
  readonly isPhrase: boolean;
  /** The last word, which may not be finished. */
  readonly isUnfinished: boolean;
}

/** More words than these find nothing that these do not. */
const MAX_TERMS = 12;
const PHRASE = /«([^»]*)»|"([^"]*)"|“([^”]*)”/g;

/** What somebody typed. Quotation marks that are not closed are signs like any others. Pure. */
export function parseQuery(typed: string): QueryTerm[] {
  const terms: QueryTerm[] = [];
  const rest = typed.replace(PHRASE, (quoted: string, ...groups: (string | number | undefined)[]) => {
    const [french, straight, curly, at] = groups;
    const inside = String(french ?? straight ?? curly ?? '');
    const from = Number(at) + 1;
    const tokens = [...tokensOf(inside)]
      .filter(({ isWhole }) => !isWhole)
      .map((token) => ({ ...token, start: token.start + from, end: token.end + from }));
    if (tokens.length > 0) terms.push({ tokens, isPhrase: tokens.length > 1, isUnfinished: false });
    return ' '.repeat(quoted.length);
  });
  const words = [...tokensOf(rest)];
  const seen = new Set<string>();
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined) break;
    const parts = words.slice(at).filter(({ start, end }) => start >= word.start && end <= word.end);
    at += parts.length - 1;
    const name = parts.map(({ stem }) => stem).join(' ');
    if (seen.has(name)) continue;
    seen.add(name);
    terms.push({
      tokens: parts,
      isPhrase: false,
      isUnfinished: word.end === rest.length && parts.length === 1,
    });
  }
  return terms.slice(0, MAX_TERMS);
}

/** Stems to mark in what is shown. */
export const stemsOf = (terms: readonly QueryTerm[]): ReadonlySet<string> =>
  new Set(terms.flatMap(({ tokens }) => tokens.map(({ stem }) => stem)));

/** Beginnings to mark in names. */
export const unfinishedOf = (terms: readonly QueryTerm[]): string | null =>
  terms.find(({ isUnfinished }) => isUnfinished)?.tokens[0]?.word ?? null;
