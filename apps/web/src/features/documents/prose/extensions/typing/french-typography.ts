import { Extension, InputRule } from '@tiptap/core';
import { typed, typingRules } from '../../../../../i18n/index.js';

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
