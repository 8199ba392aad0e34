import { Extension } from '@tiptap/core';
import { Plugin, type EditorState } from '@tiptap/pm/state';
import { ySyncPluginKey, type ProsemirrorBinding } from 'y-prosemirror';
import { contentWatchOf } from '../../../writing/content-watch.js';
import { exactEdits } from '../../../writing/exact-edits.js';
import { writeExactly } from './exact-writing.js';

/**
 * Writes what is typed where it was typed, and draws a colleague's change also when the binding fails to put the
 * selection back, as it does when the selected node is the one that was deleted. Left alone it would show the old text
 * from then on, and the next key typed here would write that old text over the colleague's change.
 */
export const SteadyBinding = Extension.create({
  name: 'steadyBinding',
  addProseMirrorPlugins: () => [exactEdits(), steadyBinding()],
});

export const steadyBinding = (): Plugin =>
  new Plugin({
    // Until the page takes the editor away it shows a text that is not written: nobody shall type in it.
    filterTransaction: (change, state) => !change.docChanged || holdsOnlyKnown(bindingOf(state)),
    view: ({ state }) => {
      const binding = bindingOf(state);
      if (binding !== null) {
        makeSteady(binding);
        writeExactly(binding, () => holdsOnlyKnown(binding));
      }
      return {};
    },
  });

export function bindingOf(state: EditorState): ProsemirrorBinding | null {
  const sync = ySyncPluginKey.getState(state) as { binding?: ProsemirrorBinding } | undefined;
  return sync?.binding ?? null;
}

/** Where a newer page wrote something, nothing is drawn and nothing written: the binding would delete it. */
const holdsOnlyKnown = (binding: ProsemirrorBinding | null): boolean =>
  binding === null || contentWatchOf(binding.doc).isKnown();

type Observer = Parameters<ProsemirrorBinding['type']['observeDeep']>[0];

function makeSteady(binding: ProsemirrorBinding): void {
  const draw = binding._observeFunction as Observer;
  const steady: Observer = (events, transaction) => {
    if (!holdsOnlyKnown(binding)) return;
    try {
      draw(events, transaction);
    } catch {
      // All of it again, with the caret at the same distance from the beginning.
      Object.assign(binding, { beforeTransactionSelection: null });
      binding._forceRerender();
    }
  };
  binding._observeFunction = steady;
  if (binding.prosemirrorView === null) return;
  binding.type.unobserveDeep(draw);
  binding.type.observeDeep(steady);
}
