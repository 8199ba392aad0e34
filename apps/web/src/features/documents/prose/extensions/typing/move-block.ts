import { Extension } from '@tiptap/core';
import { type Command, TextSelection } from '@tiptap/pm/state';
import type { ResolvedPos } from '@tiptap/pm/model';

/** What holds blocks one below the other that may change places. */
const COLUMNS = new Set([
  'doc',
  'blockquote',
  'callout',
  'tableCell',
  'tableHeader',
  'bulletList',
  'orderedList',
  'taskList',
]);

/** Alt+↑ and Alt+↓ move the paragraph, the item or the table at the caret. */
export const MoveBlock = Extension.create({
  name: 'moveBlock',
  priority: 1100,
  addKeyboardShortcuts() {
    const move = (step: 1 | -1) => () => {
      const { view } = this.editor;
      return moveBlock(step)(view.state, view.dispatch, view);
    };
    return { 'Alt-ArrowUp': move(-1), 'Alt-ArrowDown': move(1) };
  },
});

/** False where there is nowhere to go: the first paragraph of a document stays. */
export const moveBlock =
  (step: 1 | -1): Command =>
  ({ selection, tr }, dispatch) => {
    const depth = movableDepth(selection.$from, selection.$to, step);
    if (depth === null) return false;
    const { $from, $to } = selection;
    const parent = $from.node(depth - 1);
    const first = $from.index(depth - 1);
    const last = $to.index(depth - 1);
    const from = $from.before(depth);
    const to = $to.after(depth);
    const neighbour = parent.child(step === -1 ? first - 1 : last + 1);
    // The neighbour goes to the other side: what is moved keeps its caret, and colleagues theirs in it.
    if (step === -1) {
      tr.delete(from - neighbour.nodeSize, from);
      tr.insert(to - neighbour.nodeSize, neighbour);
    } else {
      tr.delete(to, to + neighbour.nodeSize);
      tr.insert(from, neighbour);
    }
    const shift = step * neighbour.nodeSize;
    if (selection instanceof TextSelection)
      tr.setSelection(TextSelection.create(tr.doc, selection.anchor + shift, selection.head + shift));
    dispatch?.(tr.scrollIntoView());
    return true;
  };

/** The innermost block that has a neighbour on that side. */
function movableDepth($from: ResolvedPos, $to: ResolvedPos, step: 1 | -1): number | null {
  for (let depth = $from.sharedDepth($to.pos) + 1; depth > 0; depth -= 1) {
    if (depth > $from.depth || depth > $to.depth) continue;
    const parent = $from.node(depth - 1);
    if (!COLUMNS.has(parent.type.name)) continue;
    const neighbour = step === -1 ? $from.index(depth - 1) - 1 : $to.index(depth - 1) + 1;
    if (neighbour >= 0 && neighbour < parent.childCount) return depth;
  }
  return null;
}
