import { Extension } from '@tiptap/core';
import { NodeSelection, Plugin } from '@tiptap/pm/state';
import { fieldOf } from '@maroquin/prose';

export interface FieldKeysOptions {
  /** A field was pressed, or Enter while it is selected: to be filled. */
  readonly onField: (label: string) => void;
  readonly mayWrite: () => boolean;
}

/** A field is filled from where it stands: by a click, or by Enter once the arrows have selected it. */
export const FieldKeys = Extension.create<FieldKeysOptions>({
  name: 'fieldKeys',
  // Before Enter parts the paragraph.
  priority: 1000,
  addOptions: () => ({ onField: () => undefined, mayWrite: () => false }),
  addProseMirrorPlugins() {
    const { onField, mayWrite } = this.options;
    return [
      new Plugin({
        props: {
          handleClickOn: (_view, _pos, node, _nodePos, _event, isDirect) => {
            if (!isDirect || node.type.name !== 'field' || !mayWrite()) return false;
            onField(fieldOf(node.attrs).label);
            return true;
          },
          handleKeyDown: ({ state: { selection } }, event) => {
            if (event.key !== 'Enter' || event.isComposing || !mayWrite()) return false;
            if (!(selection instanceof NodeSelection) || selection.node.type.name !== 'field') return false;
            onField(fieldOf(selection.node.attrs).label);
            return true;
          },
        },
      }),
    ];
  },
});
