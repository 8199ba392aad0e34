import { Random } from '../../faults/random.js';

/** Rows of a French keyboard: whose neighbour a finger meets. */
const ROWS = ['azertyuiop', 'qsdfghjklm', 'wxcvbn'];

export const TYPING_ERRORS = ['swapped', 'missing', 'doubled', 'neighbouring', 'unaccented'] as const;
export type TypingError = (typeof TYPING_ERRORS)[number];

/** The word with one error in it, behind its first letter; null: it cannot have this one. */
export function mistype(word: string, error: TypingError, random: Random): string | null {
  const at = random.between(1, word.length - 2);
  const [before, letter, after] = [word.slice(0, at), word.charAt(at), word.slice(at + 1)];
  switch (error) {
    case 'swapped':
      return letter === after.charAt(0) ? null : before + after.charAt(0) + letter + after.slice(1);
    case 'missing':
      return before + after;
    case 'doubled':
      return before + letter + letter + after;
    case 'neighbouring': {
      const row = ROWS.find((keys) => keys.includes(letter)) ?? '';
      const near = row.charAt(row.indexOf(letter) + 1) || row.charAt(row.length - 2);
      return near === '' ? null : before + near + after;
    }
    case 'unaccented': {
      const plain = word.normalize('NFD').replace(/\p{M}/gu, '');
      return plain === word ? null : plain;
    }
  }
}
