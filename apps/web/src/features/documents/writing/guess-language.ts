import type { Locale } from '@maroquin/contracts';

/** Words that nearly every sentence of a language has and the other has not. */
const WORDS: Record<Locale, ReadonlySet<string>> = {
  fr: new Set(
    'le la les un une des du de et est sont dans pour par sur avec que qui ne pas ce cette ces au aux nous vous il elle'.split(
      ' ',
    ),
  ),
  en: new Set(
    'the a an of and is are in for by on with that which not this these to we you he she it was be from as at'.split(
      ' ',
    ),
  ),
};
/** So many such words, and twice as many as of the other, decide. */
const ENOUGH = 4;

/** The language of a text; null where there is too little text to detect it. */
export function guessLanguage(text: string): Locale | null {
  const counts = { fr: 0, en: 0 };
  for (const [word] of text.toLowerCase().matchAll(/\p{L}+/gu))
    for (const locale of ['fr', 'en'] as const) if (WORDS[locale].has(word)) counts[locale] += 1;
  if (counts.fr >= ENOUGH && counts.fr >= 2 * counts.en) return 'fr';
  if (counts.en >= ENOUGH && counts.en >= 2 * counts.fr) return 'en';
  return null;
}
