import { type Content, type Editor, Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';

/** Where the caret stands behind a blank that nobody typed; null once it stands elsewhere. */
const after = new PluginKey<number | null>('oneBlank');

/** Puts in what was chosen from a menu, and the blank that one goes on after. */
export const insertChosen = (editor: Editor, chosen: Exclude<Content, null>): void => {
  editor
    .chain()
    .insertContent([chosen, { type: 'text', text: ' ' }].flat())
    .command(({ tr }) => Boolean(tr.setMeta(after, true)))
    .run();
};

/**
 * A blank that is typed behind a name that was chosen is the one that stands there: most people type it without looking.
 * @returns what is to be done instead of writing it; null: nothing
 */
export function typeOverBlank(
  state: EditorState,
  typed: { from: number; to: number; text: string },
): Transaction | null {
  const { from, to, text } = typed;
  if (text !== ' ' || from !== to || after.getState(state) !== from) return null;
  return state.tr.setMeta(after, false);
}

export const oneBlankPlugin = (): Plugin<number | null> =>
  new Plugin<number | null>({
    key: after,
    state: {
      init: () => null,
      apply: (tr, position, _before, { selection }) => {
        const set: unknown = tr.getMeta(after);
        const next = set === true ? selection.from : set === false ? null : position;
        if (next === null) return null;
        // Before what is written at this very place: the caret then stands behind it.
        const now = set === true ? next : tr.mapping.map(next, -1);
        return selection.empty && selection.from === now ? now : null;
      },
    },
    props: {
      handleTextInput: (view, from, to, text) => {
        const tr = typeOverBlank(view.state, { from, to, text });
        if (tr !== null) view.dispatch(tr);
        return tr !== null;
      },
    },
  });

export const OneBlank = Extension.create({
  name: 'oneBlank',
  // Before the rules of French typing, which look at blanks.
  priority: 1100,
  addProseMirrorPlugins: () => [oneBlankPlugin()],
});
