import {
  Asterisk,
  AtSign,
  FileSymlink,
  FileOutput,
  IndentDecrease,
  IndentIncrease,
  Info,
  ListChecks,
  ListTree,
  Minus,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react';
import type { Editor } from '@tiptap/core';
import type { CalloutKind } from '@maroquin/prose';
import { canInsertNote, insertNote } from './extensions/notes/note-editor.js';
import { indent } from './extensions/typing/indent-keys.js';
import { always, mark, type Tool } from './tools.js';

export const ruleTool: Tool = {
  id: 'rule',
  icon: Minus,
  label: 'tool.rule',
  rank: 2,
  canRun: (e) => e.can().setHorizontalRule(),
  run: (e) => e.chain().setHorizontalRule().scrollIntoView().run(),
};

const pageBreakTool: Tool = {
  id: 'pageBreak',
  icon: FileOutput,
  label: 'tool.pageBreak',
  rank: 3,
  canRun: (e) => e.can().setPageBreak(),
  run: (e) => e.chain().setPageBreak().scrollIntoView().run(),
};

const calloutTool = (kind: CalloutKind, icon: LucideIcon): Tool => ({
  id: `callout-${kind}`,
  icon,
  label: `tool.callout.${kind}`,
  rank: 3,
  isOn: (e) => e.isActive('callout', { kind }),
  canRun: always,
  run: (e) => e.commands.toggleCallout(kind),
});

/** Types the sign that opens its menu. */
const sign = (text: string) => (e: Editor) => {
  const { parent, parentOffset } = e.state.selection.$from;
  const before = parent.textBetween(0, parentOffset, ' ', ' ');
  e.commands.insertContent(before === '' || /[\s(]$/u.test(before) ? text : ` ${text}`);
};

/** Names of people and of documents, which are looked for while one types. */
const nameTools: readonly Tool[] = [
  {
    id: 'mention',
    icon: AtSign,
    label: 'tool.mention',
    keys: '@',
    rank: 3,
    canRun: (e) => !e.isActive('codeBlock'),
    run: sign('@'),
  },
  {
    id: 'internalLink',
    icon: FileSymlink,
    label: 'tool.internalLink',
    keys: '[[',
    rank: 3,
    canRun: (e) => !e.isActive('codeBlock'),
    run: sign('[['),
  },
];

/** What a page is made of beside its text; all of it behind one sign. */
export const pageTools: readonly Tool[] = [
  ...nameTools,
  {
    id: 'footnote',
    icon: Asterisk,
    label: 'tool.footnote',
    keys: 'Ctrl+Alt+F',
    rank: 3,
    canRun: canInsertNote,
    run: insertNote,
  },
  {
    id: 'tasks',
    icon: ListChecks,
    label: 'tool.tasks',
    keys: 'Ctrl+Maj+9',
    rank: 3,
    isOn: mark('taskList'),
    canRun: always,
    run: (e) => e.commands.toggleTaskList(),
  },
  {
    id: 'indent',
    icon: IndentIncrease,
    label: 'tool.indent',
    keys: 'Alt+Maj+→',
    rank: 3,
    canRun: always,
    run: (e) => indent(e, 1),
  },
  {
    id: 'outdent',
    icon: IndentDecrease,
    label: 'tool.outdent',
    keys: 'Alt+Maj+←',
    rank: 3,
    canRun: always,
    run: (e) => indent(e, -1),
  },
  calloutTool('info', Info),
  calloutTool('warning', TriangleAlert),
  {
    id: 'contents',
    icon: ListTree,
    label: 'tool.contents',
    rank: 3,
    canRun: (e) => e.can().setTableOfContents(),
    run: (e) => e.chain().setTableOfContents().scrollIntoView().run(),
  },
  pageBreakTool,
];

/** Tools that change what is there, and insert nothing. */
export const NOT_INSERTED: ReadonlySet<string> = new Set(['footnote', 'indent', 'outdent']);
