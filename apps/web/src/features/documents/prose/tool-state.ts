import type { Editor } from '@tiptap/core';
import type { EditorState } from '@tiptap/pm/state';
import { useEditorState } from '@tiptap/react';
import { useRef } from 'react';
import { yUndoPluginKey } from 'y-prosemirror';
import type { UndoManager } from 'yjs';
import { caretPlace } from './caret-place.js';
import { isArmed } from './extensions/format-painter.js';
import { type Format, formatOf } from './format-menus.js';
import { type Level, levelOf } from './style-menu.js';
import type { Tool } from './tools.js';

export interface ToolState {
  isPressed?: boolean;
  isDisabled?: boolean;
}

/** While one suggests, what cannot be suggested is not offered. */
const SUGGESTED_TOOLS = new Set([
  'undo',
  'redo',
  'rule',
  'pageBreak',
  'contents',
  'character',
  'mention',
  'internalLink',
  'field',
  'fillFields',
]);

interface ToolStates {
  states: Record<string, ToolState>;
  level: Level;
  format: Format;
  inTable: boolean;
}

const readTools = (editor: Editor, tools: readonly Tool[], isSuggesting: boolean): ToolStates => ({
  states: Object.fromEntries(
    tools.map((tool): [string, ToolState] => [
      tool.id,
      {
        isPressed: tool.isOn?.(editor),
        isDisabled: !tool.canRun(editor) || (isSuggesting && !SUGGESTED_TOOLS.has(tool.id)),
      },
    ]),
  ),
  level: levelOf(editor),
  format: formatOf(editor),
  // The table's menu depends on where the caret is.
  inTable: editor.isActive('table'),
});

/** Follows the caret, and renders again only when a button changes. To ask all tools takes long: not at each key. */
export const useToolState = (editor: Editor, tools: readonly Tool[], isSuggesting: boolean): ToolStates => {
  const last = useRef<{ readonly key: string | null; readonly read: ToolStates } | null>(null);
  return useEditorState({
    editor,
    selector: ({ editor: e }) => {
      const place = caretPlace(e.state);
      const key = place && JSON.stringify([place, historyOf(e.state), isArmed(e.state), isSuggesting]);
      if (key === null || last.current?.key !== key)
        last.current = { key, read: readTools(e, tools, isSuggesting) };
      return last.current.read;
    },
  });
};

/** Whether there is something to undo, and to redo. */
const historyOf = (state: EditorState): boolean[] => {
  const { undoManager } = yUndoPluginKey.getState(state) as { undoManager: UndoManager };
  return [undoManager.undoStack.length > 0, undoManager.redoStack.length > 0];
};
