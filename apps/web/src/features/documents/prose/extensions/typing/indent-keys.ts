import { Extension, type Editor } from '@tiptap/core';

/** An item of a list goes a level deeper or back; other lines move to the right or back. */
export function indent(editor: Editor, step: 1 | -1): boolean {
  const { $from } = editor.state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const { name } = $from.node(depth).type;
    if (name === 'listItem' || name === 'taskItem')
      return step === 1 ? editor.commands.sinkListItem(name) : editor.commands.liftListItem(name);
  }
  return editor.commands.changeIndent(step);
}

/** Alt+Shift+→ and Alt+Shift+←: Tab leaves the text, as everywhere, but in lists and tables. */
export const IndentKeys = Extension.create({
  name: 'indentKeys',
  addKeyboardShortcuts() {
    return {
      'Alt-Shift-ArrowRight': () => indent(this.editor, 1),
      'Alt-Shift-ArrowLeft': () => indent(this.editor, -1),
    };
  },
});
