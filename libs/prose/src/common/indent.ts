import { Extension } from '@tiptap/core';
import { attributeOf } from './element.js';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    indent: {
      /** Moves the lines to the right by a step, or back by one. False where none of them can. */
      changeIndent: (step: 1 | -1) => ReturnType;
    };
  }
}

/** Steps that a paragraph may stand to the right. */
export const MAX_INDENT = 8;
const BLOCKS: readonly string[] = ['paragraph', 'heading'];

/** Null for none, and for anything that is no indent: attributes arrive from other people's clients. */
export function indentOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MAX_INDENT
    ? value
    : null;
}

/** How far a paragraph stands to the right. No style attribute: the content policy allows none. */
export const Indent = Extension.create({
  name: 'indent',
  addGlobalAttributes: () => [
    {
      types: [...BLOCKS],
      attributes: {
        indent: {
          default: null,
          parseHTML: (element: object) => indentOf(Number(attributeOf(element, 'data-indent') ?? 0)),
          renderHTML: (attributes: Record<string, unknown>) => {
            const indent = indentOf(attributes['indent']);
            return indent === null ? {} : { 'data-indent': String(indent) };
          },
        },
      },
    },
  ],
  addCommands() {
    return {
      changeIndent:
        (step) =>
        ({ tr, dispatch }) => {
          let changed = false;
          const { from, to } = tr.selection;
          tr.doc.nodesBetween(from, to, (node, pos) => {
            if (!BLOCKS.includes(node.type.name)) return;
            const now = indentOf(node.attrs['indent']) ?? 0;
            const next = Math.min(MAX_INDENT, Math.max(0, now + step));
            if (next === now) return;
            changed = true;
            if (dispatch) tr.setNodeAttribute(pos, 'indent', next === 0 ? null : next);
          });
          return changed;
        },
    };
  },
});
