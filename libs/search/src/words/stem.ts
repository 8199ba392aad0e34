/**
 * A light stemmer for French, after J. Savoy, "Light Stemming Approaches for the French, Portuguese, German and
 * Hungarian Languages" (SAC 2006), for words whose accents are gone already. It brings together number, gender and the
 * common forms of a verb, and leaves everything else alone (docs/adr/0025-search.md).
 */
interface Rule {
  readonly ending: string;
  readonly becomes: string;
  /** Letters that the word has at least. */
  readonly from: number;
}

/** The first that fits is applied. */
const DERIVATIONS: readonly Rule[] = [
  { ending: 'issement', becomes: 'ir', from: 10 },
  { ending: 'issant', becomes: 'ir', from: 9 },
  { ending: 'ivement', becomes: 'if', from: 9 },
  { ending: 'ement', becomes: 'e', from: 7 },
  { ending: 'ficatrice', becomes: 'fier', from: 12 },
  { ending: 'ficateur', becomes: 'fier', from: 11 },
  { ending: 'fication', becomes: 'fier', from: 10 },
  { ending: 'catrice', becomes: 'quer', from: 10 },
  { ending: 'cateur', becomes: 'quer', from: 9 },
  { ending: 'isatrice', becomes: '', from: 11 },
  { ending: 'isateur', becomes: '', from: 10 },
  { ending: 'isation', becomes: '', from: 10 },
  { ending: 'atrice', becomes: 'er', from: 9 },
  { ending: 'ateur', becomes: 'er', from: 8 },
  { ending: 'trice', becomes: 'ter', from: 7 },
  { ending: 'teuse', becomes: 'ter', from: 8 },
  { ending: 'teur', becomes: 'ter', from: 7 },
  { ending: 'euse', becomes: 'eu', from: 6 },
  { ending: 'eur', becomes: 'eu', from: 6 },
  { ending: 'ive', becomes: 'if', from: 6 },
  { ending: 'nnelle', becomes: 'n', from: 9 },
  { ending: 'nnel', becomes: 'n', from: 9 },
  { ending: 'elle', becomes: 'el', from: 7 },
  { ending: 'ique', becomes: '', from: 9 },
  { ending: 'esse', becomes: 'e', from: 9 },
  { ending: 'ation', becomes: 'er', from: 9 },
  { ending: 'ition', becomes: 'er', from: 9 },
  { ending: 'ance', becomes: 'er', from: 9 },
  { ending: 'ence', becomes: 'er', from: 9 },
  { ending: 'eraient', becomes: 'er', from: 10 },
  { ending: 'erait', becomes: 'er', from: 8 },
  { ending: 'eront', becomes: 'er', from: 8 },
  { ending: 'erons', becomes: 'er', from: 8 },
  { ending: 'erez', becomes: 'er', from: 7 },
  { ending: 'era', becomes: 'er', from: 7 },
  { ending: 'aient', becomes: 'er', from: 8 },
  { ending: 'ait', becomes: 'er', from: 7 },
  { ending: 'ant', becomes: 'er', from: 7 },
  { ending: 'ez', becomes: 'er', from: 6 },
];

function singular(word: string): string {
  const length = word.length;
  if (length > 5 && word.endsWith('aux') && !word.endsWith('eaux')) return `${word.slice(0, -3)}al`;
  if (length > 3 && /[sx]$/.test(word)) return word.slice(0, -1);
  return word;
}

/** Takes away what forms of a word differ in at their end, and doubled letters. */
function normalise(word: string): string {
  if (word.length <= 4) return word;
  let stem = word.replace(/([a-z])\1/g, '$1');
  for (const ending of ['ie', 'r', 'e', 'e'])
    if (stem.length > 4 && stem.endsWith(ending)) stem = stem.slice(0, -ending.length);
  return stem;
}

/** What is common to the forms of a folded French word. A word with a digit, or in another script, is its own stem. */
export function stemOf(word: string): string {
  if (!/^[a-z]+$/.test(word)) return word;
  const one = singular(word);
  const rule = DERIVATIONS.find(({ ending, from }) => one.length >= from && one.endsWith(ending));
  return normalise(rule === undefined ? one : one.slice(0, -rule.ending.length) + rule.becomes);
}
