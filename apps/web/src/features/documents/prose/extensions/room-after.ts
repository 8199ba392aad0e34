import { Extension, type Editor } from '@tiptap/core';
import { Plugin, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';
import { ySyncPluginKey } from 'y-prosemirror';

/** Blocks behind which nothing could be written if they were the last. */
const CLOSED = new Set(['table', 'horizontalRule', 'codeBlock', 'pageBreak', 'tableOfContents', 'callout']);

/**
 * Blocks that lines are written in, beside which ProseMirror makes room for a caret only where it is told to: before one
 * that stands first, and between one and what follows it.
 */
const FRAMES = new Set(['codeBlock', 'callout']);

const endsClosed = ({ doc }: EditorState): boolean => CLOSED.has(doc.lastChild?.type.name ?? '');

/**
 * One can write before, between and behind closed blocks. A paragraph follows a table, a rule or a code block that this
 * person puts last. Only what is done here is followed:
 * were what arrives followed too, each page that has the document open would add a paragraph of its own. Ctrl+End
 * makes the paragraph in a text that came without, as an imported one may.
 */
export const RoomAfter = Extension.create<{ isActive: () => boolean }>({
  name: 'roomAfter',
  priority: 1100,
  addOptions: () => ({ isActive: () => true }),
  extendNodeSchema: ({ name }) => (FRAMES.has(name) ? { createGapCursor: true } : {}),
  addKeyboardShortcuts() {
    return { 'Mod-End': () => goToEnd(this.editor) };
  },
  addProseMirrorPlugins() {
    const { isActive } = this.options;
    return [
      new Plugin({
        appendTransaction: (transactions, _before, state) =>
          isActive() && transactions.some(isOwnChange) && endsClosed(state) ? withRoom(state) : null,
      }),
    ];
  },
});

const isOwnChange = (transaction: Transaction): boolean =>
  transaction.docChanged && transaction.getMeta(ySyncPluginKey) === undefined;

const withRoom = ({ tr, doc, schema }: EditorState): Transaction | null => {
  const paragraph = schema.nodes['paragraph']?.create();
  return paragraph ? tr.insert(doc.content.size, paragraph) : null;
};

function goToEnd({ state, view, isEditable }: Editor): boolean {
  const room = isEditable && endsClosed(state) ? withRoom(state) : null;
  if (room === null) return false;
  view.dispatch(room.setSelection(TextSelection.atEnd(room.doc)).scrollIntoView());
  return true;
}
