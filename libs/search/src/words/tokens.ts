import { foldWord } from './fold-word.js';
import { stemOf } from './stem.js';
import { isStopWord } from './stop-words.js';

/** One word of a text. */
export interface Token {
  /** Folded, as written. */
  readonly word: string;
  /** What is compared. */
  readonly stem: string;
  /** Number of the word in the text, from 1. What a compound is made of shares its numbers. */
  readonly position: number;
  /** Where it stands in the text, UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** Longer things it is part of (compound words, references, addresses, numbers with spaces) are tokens as well. */
  readonly isWhole: boolean;
}

/** Nobody looks for a longer word; what is longer is data. */
const MAX_WORD = 60;

const GROUPED_NUMBER = /\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?![\p{L}\p{N}])/u;
/** Bounded, and not begun within itself: a long text takes no longer for looking like one. */
const ADDRESS =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}/u;
/** « l'école », « jusqu'ici » : what stands before the apostrophe is a word of its own. */
const ELISION = /(?<![\p{L}\p{N}])(?:[cdjlmnst]|(?:jus|lors|puis|quoi|quel)?qu)['’ʼ](?=\p{L})/iu;
const ACRONYM = /(?:\p{L}\.){2,}/u;
/** Letters and digits, bound by hyphens, apostrophes, and in numbers by points, commas and slashes. */
const WORD = /[\p{L}\p{N}\p{M}]+(?:(?:[-‐‑'’ʼ]|(?<=\p{N})[./](?=\p{N}))[\p{L}\p{N}\p{M}]+)*/u;
const TOKEN = new RegExp(
  `(?<elision>${ELISION.source})|(?<![\\p{L}\\p{N}])(?<number>${GROUPED_NUMBER.source})|(?<address>${ADDRESS.source})|(?<![\\p{L}\\p{N}])(?<acronym>${ACRONYM.source})|(?<word>${WORD.source})`,
  'giu',
);
/** Most words: nothing of them is folded or taken apart. */
const UNMARKED = /^[A-Za-z0-9]+$/;
const PART = /[\p{L}\p{N}\p{M}]+/gu;
const SIGNS = /[^\p{L}\p{N}]+/gu;
/** One word, though it has an apostrophe. */
const UNDIVIDED = /^(?:aujourd['’ʼ]hui|presqu['’ʼ]ile|prud['’ʼ]hom\p{L}*)$/iu;

/** Cuts a text into words, in order. Stop words count, so that phrases keep their distances, and are left out. */
export function* tokensOf(text: string): Generator<Token> {
  let position = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [written] = match;
    const { elision, acronym } = match.groups ?? {};
    position += 1;
    if (elision !== undefined) continue;
    const place = { start: match.index, end: match.index + written.length };
    if (UNMARKED.test(written)) {
      yield* wanted({ word: written.toLowerCase(), position, ...place, isWhole: false });
      continue;
    }
    const joined = foldWord(written.replace(SIGNS, ''));
    const parts = [...written.matchAll(PART)];
    if (parts.length === 1 || acronym !== undefined || UNDIVIDED.test(written)) {
      yield* wanted({ word: joined, position, ...place, isWhole: false });
      continue;
    }
    yield* wanted({ word: joined, position, ...place, isWhole: true });
    for (const [index, part] of parts.entries()) {
      if (index > 0) position += 1;
      const start = place.start + part.index;
      yield* wanted({
        ...{ word: foldWord(part[0]), position, isWhole: false },
        ...{ start, end: start + part[0].length },
      });
    }
  }
}

function* wanted(token: Omit<Token, 'stem'>): Generator<Token> {
  const { word } = token;
  if (word !== '' && word.length <= MAX_WORD && !isStopWord(word)) yield { ...token, stem: stemOf(word) };
}
