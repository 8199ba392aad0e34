/** Without accents and capitals, as people type when they look for something. */
export const plainLetters = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss');

export const wordsOf = (text: string): string[] =>
  plainLetters(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/** Every word that is wanted begins one of these. */
export const beginAll = (words: readonly string[], wanted: readonly string[]): boolean =>
  wanted.every((word) => words.some((own) => own.startsWith(word)));

/** For `readPage`: absent when nothing is looked for. */
export function matching<Row>(q: string, textOf: (row: Row) => string): ((row: Row) => boolean) | undefined {
  const wanted = wordsOf(q);
  return wanted.length === 0 ? undefined : (row) => beginAll(wordsOf(textOf(row)), wanted);
}
