import { plainLetters } from '@maroquin/access';
import { weakWords } from './weak-words.js';

/**
 * How hard a password is to guess, offline and without a list of gigabytes: the cheapest way to spell it, where a
 * character costs 1 and what guessers try first costs little: a well-known word, the person's own name, a row of keys,
 * a count, a year, a repetition.
 */
const WORD_COST = 2;
const SEQUENCE_COST = 2;
const REPEAT_COST = 1;
/** Five well-known words, or ten characters without a pattern. */
export const ENOUGH = 10;

/** Rows of keys of AZERTY and QWERTY, the alphabet and the digits, both ways. */
const rows = [
  'azertyuiop',
  'qsdfghjklm',
  'wxcvbn',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  '12345678900',
];
const sequences = rows.flatMap((row) => [row, [...row].reverse().join('')]);
const MIN_SEQUENCE = 3;

const lookalikes: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '€': 'e',
  '!': 'i',
  '|': 'l',
  '+': 't',
};
const unmask = (text: string): string => [...text].map((letter) => lookalikes[letter] ?? letter).join('');

/** Words of at least three letters in what is known of the person: its name, its address, its organisation. */
export function personalWords(texts: readonly string[]): string[] {
  return [
    ...new Set(
      texts.flatMap((text) => plainLetters(text).split(/[^a-z0-9]+/)).filter((word) => word.length >= 3),
    ),
  ];
}

/** The cost of spelling the password; small numbers are guessed soon. Pure. */
export function guessingCost(password: string, personal: readonly string[]): number {
  const plain = plainLetters(password);
  const words = new Set([...weakWords, ...personal]);
  return Math.min(spell(plain, words), spell(unmask(plain), words));
}

const MAX_LENGTH = 256;
const MAX_WORD = 24;

/** Dynamic programming over the beginnings of the text. */
function spell(text: string, words: ReadonlySet<string>): number {
  const letters = [...text].slice(0, MAX_LENGTH);
  const cheapest: number[] = [0];
  for (let end = 1; end <= letters.length; end += 1) {
    let best = (cheapest[end - 1] ?? 0) + (isRepetition(letters, end - 1) ? 0 : 1);
    for (let start = Math.max(0, end - MAX_WORD); start < end - 1; start += 1) {
      const piece = letters.slice(start, end).join('');
      const price = priceOf(piece, words);
      if (price !== null) best = Math.min(best, (cheapest[start] ?? 0) + price);
    }
    best = Math.min(best, repeated(letters, end, cheapest));
    cheapest.push(best);
  }
  return cheapest[letters.length] ?? 0;
}

/** The same as the one before it, or a separator that stood there already. */
function isRepetition(letters: readonly string[], at: number): boolean {
  const letter = letters[at] ?? '';
  return letter === letters[at - 1] || (/[^\p{L}\p{N}]/u.test(letter) && letters.indexOf(letter) < at);
}

function priceOf(piece: string, words: ReadonlySet<string>): number | null {
  if (words.has(piece)) return WORD_COST;
  if (/^(19|20)\d\d$/.test(piece)) return WORD_COST;
  if (piece.length >= MIN_SEQUENCE && sequences.some((row) => row.includes(piece))) return SEQUENCE_COST;
  return null;
}

/** A piece that stands there a second time costs almost nothing. */
function repeated(letters: readonly string[], end: number, cheapest: readonly number[]): number {
  let best = Number.POSITIVE_INFINITY;
  for (let length = 2; length * 2 <= end; length += 1) {
    const twice = letters.slice(end - length * 2, end);
    const same = twice.slice(0, length).every((letter, index) => letter === twice[length + index]);
    if (same) best = Math.min(best, (cheapest[end - length] ?? 0) + REPEAT_COST);
  }
  return best;
}
