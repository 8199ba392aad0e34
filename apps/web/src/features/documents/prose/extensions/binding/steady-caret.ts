import { Extension } from '@tiptap/core';
import { Plugin, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { getRelativeSelection, type ProsemirrorBinding, yCursorPluginKey } from 'y-prosemirror';
import {
  createAbsolutePositionFromRelativePosition,
  createRelativePositionFromTypeIndex,
  XmlText,
  type RelativePosition,
} from 'yjs';
import { bindingOf } from './steady-binding.js';

/**
 * Keeps one's caret where one has put it, and then behind the letter that was typed last. The binding ties it to the
 * letter that follows, or to the end of the text: where two write at one place, each colleague's letter would push it on,
 * and the words of both would be mixed letter by letter.
 */
export const SteadyCaret = Extension.create({
  name: 'steadyCaret',
  /** A colleague's caret is drawn: that would put one's own back to where it was when the drawing was begun. */
  dispatchTransaction({ transaction, next }) {
    const { view } = this.editor;
    if (transaction.getMeta(yCursorPluginKey) !== undefined && !transaction.docChanged) {
      readCaret(view);
      const { selection } = view.state;
      if (!selection.eq(transaction.selection)) transaction.setSelection(selection);
    }
    next(transaction);
  },
  addProseMirrorPlugins: () => [steadyCaret()],
});

export const steadyCaret = (): Plugin =>
  new Plugin({
    props: {
      handleDOMEvents: {
        keydown: (view) => {
          readCaret(view);
          return false;
        },
      },
    },
    view: (view) => {
      const binding = bindingOf(view.state);
      if (binding === null) return {};
      // What is written here holds the lock of the binding, which notes the caret itself then.
      const hold = (): void => {
        binding.mux(() => holdCaret(view, binding));
      };
      // After the binding, which has been listening for longer, has noted the caret in its own way.
      binding.doc.on('beforeAllTransactions', hold);
      return { destroy: () => binding.doc.off('beforeAllTransactions', hold) };
    },
  });

/**
 * Browsers report a caret that they moved by an event, which in a busy page comes only after the keys that follow or
 * after a colleague's change. Then Enter would divide the text where the caret was before, and the change put it back
 * there. ProseMirror looks at the caret whenever it gets that event.
 */
function readCaret(view: EditorView): void {
  if (!view.composing) view.dom.ownerDocument.dispatchEvent(new Event('selectionchange'));
}

function holdCaret(view: EditorView, binding: ProsemirrorBinding): void {
  readCaret(view);
  const selection = getRelativeSelection(binding, view.state);
  const caret =
    view.state.selection instanceof TextSelection && view.state.selection.empty
      ? behindLetter(binding, selection.head as RelativePosition)
      : null;
  Object.assign(binding, {
    beforeTransactionSelection: caret === null ? selection : { ...selection, anchor: caret, head: caret },
  });
}

/** The same place, tied to the letter before it; null where there is no text. */
function behindLetter({ doc }: ProsemirrorBinding, place: RelativePosition): RelativePosition | null {
  const at = createAbsolutePositionFromRelativePosition(place, doc);
  return at?.type instanceof XmlText ? createRelativePositionFromTypeIndex(at.type, at.index, -1) : null;
}
