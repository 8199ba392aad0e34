import { defaultBlockAt, Extension } from '@tiptap/core';
import { type Command, TextSelection, type Transaction } from '@tiptap/pm/state';
import { canSplit } from '@tiptap/pm/transform';

/**
 * Enter over what is selected in several blocks: it goes, and a new line begins where it was. Tiptap looks whether a
 * block may be divided before it deletes, and divides where the selection ended: in a list that is often no place for
 * it, so that it throws, and the key does nothing.
 */
export const EnterOverBlocks = Extension.create({
  name: 'enterOverBlocks',
  priority: 1100,
  addKeyboardShortcuts() {
    return { Enter: ({ editor: { view } }) => enterOverBlocks(view.state, view.dispatch, view) };
  },
});

/** False where the selection does not go beyond one block: that is left to the others. */
export const enterOverBlocks: Command = (state, dispatch) => {
  const { selection } = state;
  if (!(selection instanceof TextSelection) || selection.$from.sameParent(selection.$to)) return false;
  if (dispatch !== undefined) {
    const tr = state.tr.deleteSelection();
    divide(tr);
    dispatch(tr.scrollIntoView());
  }
  return true;
};

const ITEMS = new Set(['listItem', 'taskItem']);

/** The block in which the caret is, and with it the item whose first block it is; not at all where there is none. */
function divide(tr: Transaction): void {
  const { $from } = tr.selection;
  const { parent, depth, pos } = $from;
  if (!parent.isTextblock) return;
  if (parent.type.spec.code === true) return void tr.insertText('\n');
  const around = $from.node(-1);
  const isAtEnd = $from.parentOffset === parent.content.size;
  const next = isAtEnd ? defaultBlockAt(around.contentMatchAt($from.indexAfter(-1))) : null;
  const beginsItem = ITEMS.has(around.type.name) && $from.index(-1) === 0 && depth > 2;
  for (const levels of beginsItem ? [2, 1] : [1]) {
    const types = next === null ? undefined : [...(levels === 2 ? [null] : []), { type: next }];
    if (canSplit(tr.doc, pos, levels, types)) return void tr.split(pos, levels, types);
  }
}
