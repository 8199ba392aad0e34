import { Extension, InputRule } from '@tiptap/core';

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
];

/** What typing the end of `before` becomes, as [number of characters kept, replacement]; null when nothing changes. */
export const typed = (rule: TypingRule, before: string): { match: RegExpMatchArray; put: string } | null => {
  const match = rule.find.exec(before);
  if (match === null || NOT_A_SENTENCE.test(before.slice(0, -1))) return null;
  return { match, put: rule.put(match) };
};

/** Applies while one types, as plain text steps: undo takes the correction back (Backspace), colleagues see typing. */
export const FrenchTypography = Extension.create<{ isFrench: () => boolean }>({
  name: 'frenchTypography',
  addOptions: () => ({ isFrench: () => true }),
  addInputRules() {
    return typingRules.map(
      (rule) =>
        new InputRule({
          find: (text) => {
            const found = this.options.isFrench() ? typed(rule, text) : null;
            if (found === null) return null;
            return {
              index: found.match.index ?? 0,
              text: found.match[0],
              data: { put: found.put, keep: rule.keep(found.match) },
            };
          },
          handler: ({ state, range, match }) => {
            const { put, keep } = match.data as { put: string; keep: number };
            state.tr.insertText(put, range.from + keep, range.to);
          },
        }),
    );
  },
});
