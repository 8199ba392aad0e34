import { Extension, type Editor } from '@tiptap/core';
import { GapCursor } from '@tiptap/pm/gapcursor';
import { Plugin, Selection, TextSelection } from '@tiptap/pm/state';
import { safeHref } from '@maroquin/prose';

export interface EditorKeysOptions {
  readonly onLink: () => void;
}

const LEVELS: Record<string, 1 | 2 | 3 | 4> = { Digit1: 1, Digit2: 2, Digit3: 3, Digit4: 4 };

/** Leaves the table the caret is in: after it, where Tab leaves the editor again. False outside a table. */
export const leaveTable = (editor: Editor): boolean => {
  const { $from } = editor.state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if ($from.node(depth).type.name !== 'table') continue;
    const after = editor.state.doc.resolve($from.after(depth));
    const next = Selection.findFrom(after, 1, true);
    const target = next instanceof TextSelection ? next : new GapCursor(after);
    editor.view.dispatch(editor.state.tr.setSelection(target).scrollIntoView());
    return true;
  }
  return false;
};

/**
 * Keys of the editor that Tiptap does not have. Titles are Alt+Shift+1…4, by the place of the key: an AZERTY keyboard
 * types its digits with Shift, and `~ # { [ | @` with Ctrl+Alt, which is why no digit is bound to that.
 */
export const EditorKeys = Extension.create<EditorKeysOptions>({
  name: 'editorKeys',
  priority: 1100,
  addOptions: () => ({ onLink: () => undefined }),
  addKeyboardShortcuts() {
    return {
      'Mod-Shift-k': () => {
        this.options.onLink();
        return true;
      },
      Escape: () => leaveTable(this.editor),
    };
  },
  addProseMirrorPlugins() {
    const { editor } = this;
    return [
      new Plugin({
        props: {
          handleKeyDown: (_view, event) => {
            if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return false;
            const level = LEVELS[event.code];
            if (level !== undefined) return editor.commands.setHeading({ level });
            return event.code === 'Digit0' && editor.commands.setParagraph();
          },
          handleClick: (_view, _position, event) => {
            if (!(event.ctrlKey || event.metaKey) || !(event.target instanceof Element)) return false;
            const href = safeHref(event.target.closest('a')?.getAttribute('href'));
            if (href === null) return false;
            window.open(href, '_blank', 'noopener,noreferrer');
            return true;
          },
        },
      }),
    ];
  },
});
