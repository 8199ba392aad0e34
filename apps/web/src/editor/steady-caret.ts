import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { ProsemirrorBinding } from 'y-prosemirror';
import {
  createAbsolutePositionFromRelativePosition,
  createRelativePositionFromTypeIndex,
  XmlText,
  type RelativePosition,
} from 'yjs';
import { bindingOf } from './steady-binding.js';

/**
 * Keeps one's caret behind the letter that was typed last. The binding ties it to the letter that follows, or to the end
 * of the text: where two write at one place, each colleague's letter would push it on, and the words of both would be
 * mixed letter by letter.
 */
export const SteadyCaret = Extension.create({
  name: 'steadyCaret',
  addProseMirrorPlugins: () => [
    new Plugin({
      view: (view) => {
        const binding = bindingOf(view.state);
        if (binding === null) return {};
        const hold = (): void => holdCaret(view, binding);
        // After the binding, which has been listening for longer, has noted the caret in its own way.
        binding.doc.on('beforeAllTransactions', hold);
        return { destroy: () => binding.doc.off('beforeAllTransactions', hold) };
      },
    }),
  ],
});

function holdCaret(view: EditorView, binding: ProsemirrorBinding): void {
  const noted = binding.beforeTransactionSelection;
  if (noted === null || noted.type !== 'text' || !view.state.selection.empty) return;
  const caret = behindLetter(binding, noted.head as RelativePosition);
  if (caret !== null)
    Object.assign(binding, { beforeTransactionSelection: { ...noted, anchor: caret, head: caret } });
}

/** The same place, tied to the letter before it; null where there is no text. */
function behindLetter({ doc }: ProsemirrorBinding, place: RelativePosition): RelativePosition | null {
  const at = createAbsolutePositionFromRelativePosition(place, doc);
  return at?.type instanceof XmlText ? createRelativePositionFromTypeIndex(at.type, at.index, -1) : null;
}
