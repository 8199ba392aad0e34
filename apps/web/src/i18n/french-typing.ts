const NBSP = '\u00a0';
const NARROW = '\u202f';

/**
 * One rule: what stands before the caret once the last character is typed, and what takes its place.
 * `keep` characters at the beginning of the match stay untouched, so that colleagues' carets there do not move.
 */
export interface TypingRule {
  readonly find: RegExp;
  readonly keep: (match: RegExpMatchArray) => number;
  readonly put: (match: RegExpMatchArray) => string;
}
/** What follows, held to what stands before it. */
const joined = (match: RegExpMatchArray): string => NBSP + (match[2] ?? '');
const kept = (match: RegExpMatchArray): number => (match[1] ?? '').length;

/** An address being typed is not a sentence: `http://x?y` and `&amp;` stay as they are. */
const NOT_A_SENTENCE = /(?:\b(?:https?:\/\/|www\.|mailto:)\S*|&#?\w+)$/iu;

/**
 * Blanks and signs of French (Lexique des règles typographiques en usage à l’Imprimerie nationale): U+202F before ; ! ?,
 * U+00A0 before : and inside « », before %, typographic apostrophe, one-character ellipsis.
 */
export const typingRules: readonly TypingRule[] = [
  { find: /([^\s\u00a0\u202f;!?…(«]) ?([;!?])$/u, keep: kept, put: (m) => NARROW + (m[2] ?? '') },
  // Only after a typed space: 12:30 and http: stay whole.
  { find: /(\S) ([:%])$/u, keep: kept, put: (m) => NBSP + (m[2] ?? '') },
  { find: /(^|[\s(\u00a0\u202f])["«]$/u, keep: kept, put: () => `«${NBSP}` },
  // The blank is already there: the typed one takes its place.
  { find: /(«)\u00a0 $/u, keep: kept, put: () => NBSP },
  { find: /([^\s«\u00a0\u202f]) ?["»]$/u, keep: kept, put: () => `${NBSP}»` },
  { find: /(\p{L})'$/u, keep: kept, put: () => '’' },
  { find: /(^|[^.])\.\.\.$/u, keep: kept, put: () => '…' },
  // What belongs together stays on one line: 1 240, n° 5, 10 h 30, 12 km, M. Durand, art. L. 123-4.
  { find: /((?<![\d,.])\d{1,3}(?:\u202f\d{3})*) (\d{3})$/u, keep: kept, put: (m) => NARROW + (m[2] ?? '') },
  { find: /(\b[nN]°) (\S)$/u, keep: kept, put: joined },
  { find: /(\d) (h|€|%)$/u, keep: kept, put: joined },
  { find: /(\d\u00a0?h) (\d)$/u, keep: kept, put: joined },
  { find: /(\d) ((?:km|cm|mm|m|kg|g|t|ha|min|s|Ko|Mo|Go)[\s.,)])$/u, keep: kept, put: joined },
  { find: /(?<!\p{L})((?:MM?\.|Mmes?|Mlles?|Me|Dr)) (\p{Lu})$/u, keep: kept, put: joined },
  { find: /(?<!\p{L})((?:[Aa]rt|[Aa]l|[Cc]hap|[Pp]p?|[Vv]ol|[Rr]éf)\.) (\S)$/u, keep: kept, put: joined },
  { find: /(?<!\p{L})([LRDA]\.) (\d)$/u, keep: kept, put: joined },
];

/** What typing the end of `before` becomes, as [number of characters kept, replacement]; null when nothing changes. */
export const typed = (rule: TypingRule, before: string): { match: RegExpMatchArray; put: string } | null => {
  const match = rule.find.exec(before);
  if (match === null || NOT_A_SENTENCE.test(before.slice(0, -1))) return null;
  return { match, put: rule.put(match) };
};
