import { Extension } from '@tiptap/core';
import { attributeOf } from './element.js';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    textAlign: {
      /** null: as the language is written. */
      setTextAlign: (align: TextAlignment | null) => ReturnType;
    };
  }
}

export const TEXT_ALIGNMENTS = ['left', 'center', 'right', 'justify'] as const;
export type TextAlignment = (typeof TEXT_ALIGNMENTS)[number];

/** Null for anything that is no alignment: attributes arrive from other people's clients and from pasted HTML. */
export function textAlignmentOf(value: unknown): TextAlignment | null {
  return TEXT_ALIGNMENTS.find((one) => one === value) ?? null;
}

const IN_STYLE = /(?:^|;)\s*text-align\s*:\s*(left|center|right|justify)\b/iu;
const BLOCKS = ['paragraph', 'heading'] as const;

/** How the lines of a paragraph stand. No style attribute: the content policy allows none. */
export const TextAlign = Extension.create({
  name: 'textAlign',
  addGlobalAttributes: () => [
    {
      types: [...BLOCKS],
      attributes: {
        textAlign: {
          default: null,
          parseHTML: (element: object) =>
            textAlignmentOf(
              attributeOf(element, 'data-align') ??
                attributeOf(element, 'align') ??
                IN_STYLE.exec(attributeOf(element, 'style') ?? '')?.[1]?.toLowerCase(),
            ),
          renderHTML: (attributes: Record<string, unknown>) => {
            const align = textAlignmentOf(attributes['textAlign']);
            return align === null ? {} : { 'data-align': align };
          },
        },
      },
    },
  ],
  addCommands() {
    return {
      setTextAlign:
        (textAlign) =>
        ({ commands }) =>
          BLOCKS.map((type) => commands.updateAttributes(type, { textAlign })).some(Boolean),
    };
  },
  addKeyboardShortcuts() {
    const set = (align: TextAlignment | null) => () => this.editor.commands.setTextAlign(align);
    return {
      'Mod-Shift-l': set(null),
      'Mod-Shift-e': set('center'),
      'Mod-Shift-r': set('right'),
      'Mod-Shift-j': set('justify'),
    };
  },
});
