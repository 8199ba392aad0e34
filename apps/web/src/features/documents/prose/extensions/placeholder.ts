import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

export interface PlaceholderOptions {
  readonly words: string;
}

/** Says where to write while the document is empty. */
export const Placeholder = Extension.create<PlaceholderOptions>({
  name: 'placeholder',
  addOptions: () => ({ words: '' }),
  addProseMirrorPlugins() {
    const { editor, options } = this;
    return [
      new Plugin({
        props: {
          decorations: ({ doc }) => {
            const first = doc.firstChild;
            const isEmpty =
              doc.childCount === 1 && first?.type.name === 'paragraph' && first.childCount === 0;
            if (!isEmpty || !editor.isEditable) return null;
            const words = { 'data-placeholder': options.words };
            return DecorationSet.create(doc, [Decoration.node(0, first.nodeSize, words)]);
          },
        },
      }),
    ];
  },
});
