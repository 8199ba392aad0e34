import {
  Bold,
  Asterisk,
  Code,
  IndentDecrease,
  IndentIncrease,
  Info,
  ListChecks,
  ListTree,
  Omega,
  TriangleAlert,
  Italic,
  Link as LinkIcon,
  List,
  ListOrdered,
  Minus,
  Redo2,
  SquareCode,
  FileOutput,
  Strikethrough,
  Subscript,
  Superscript,
  Quote,
  Underline,
  Undo2,
  type LucideIcon,
} from 'lucide-react';
import type { Editor } from '@tiptap/core';
import type { CalloutKind } from '@maroquin/prose';
import { canInsertNote, insertNote } from './extensions/note-editor.js';
import { indent } from './extensions/indent-keys.js';
import type { MessageKey } from '../../../i18n/index.js';

export interface Tool {
  readonly id: string;
  readonly icon: LucideIcon;
  readonly label: MessageKey;
  /** As written in tooltips; Ctrl is Cmd on macOS. */
  readonly keys?: string;
  /** Tools that are on or off; absent for plain acts. */
  readonly isOn?: (editor: Editor) => boolean;
  readonly canRun: (editor: Editor) => boolean;
  readonly run: (editor: Editor) => void;
  /** Where room is scarce: 1 stays on a phone, 2 on a tablet, 3 moves to "Autres outils"; 4 is always there. */
  readonly rank: 1 | 2 | 3 | 4;
  /** A line stands before it. */
  readonly opens?: boolean;
}

/** A title becomes a list item too, which a dry run does not see. */
const always = (): boolean => true;
const mark = (name: string) => (editor: Editor) => editor.isActive(name);

/** The tools that are one button; style, table and picture have menus of their own. */
export const historyTools: readonly Tool[] = [
  {
    id: 'undo',
    icon: Undo2,
    label: 'tool.undo',
    keys: 'Ctrl+Z',
    rank: 1,
    canRun: (e) => e.can().undo(),
    run: (e) => e.commands.undo(),
  },
  {
    id: 'redo',
    icon: Redo2,
    label: 'tool.redo',
    keys: 'Ctrl+Maj+Z',
    rank: 2,
    canRun: (e) => e.can().redo(),
    run: (e) => e.commands.redo(),
  },
];

export const textTools: readonly Tool[] = [
  {
    id: 'bold',
    icon: Bold,
    label: 'tool.bold',
    keys: 'Ctrl+B',
    rank: 1,
    isOn: mark('bold'),
    canRun: (e) => e.can().toggleBold(),
    run: (e) => e.commands.toggleBold(),
  },
  {
    id: 'italic',
    icon: Italic,
    label: 'tool.italic',
    keys: 'Ctrl+I',
    rank: 1,
    isOn: mark('italic'),
    canRun: (e) => e.can().toggleItalic(),
    run: (e) => e.commands.toggleItalic(),
  },
  {
    id: 'underline',
    icon: Underline,
    label: 'tool.underline',
    keys: 'Ctrl+U',
    rank: 2,
    isOn: mark('underline'),
    canRun: (e) => e.can().toggleUnderline(),
    run: (e) => e.commands.toggleUnderline(),
  },
  {
    id: 'strike',
    icon: Strikethrough,
    label: 'tool.strike',
    keys: 'Ctrl+Maj+S',
    rank: 3,
    isOn: mark('strike'),
    canRun: (e) => e.can().toggleStrike(),
    run: (e) => e.commands.toggleStrike(),
  },
  {
    id: 'code',
    icon: Code,
    label: 'tool.code',
    rank: 4,
    isOn: mark('code'),
    canRun: (e) => e.can().toggleCode(),
    run: (e) => e.commands.toggleCode(),
  },
  {
    id: 'superscript',
    icon: Superscript,
    label: 'tool.superscript',
    rank: 4,
    isOn: mark('superscript'),
    canRun: (e) => e.can().toggleSuperscript(),
    run: (e) => e.commands.toggleSuperscript(),
  },
  {
    id: 'subscript',
    icon: Subscript,
    label: 'tool.subscript',
    rank: 4,
    isOn: mark('subscript'),
    canRun: (e) => e.can().toggleSubscript(),
    run: (e) => e.commands.toggleSubscript(),
  },
];

export const blockTools: readonly Tool[] = [
  {
    id: 'bullets',
    icon: List,
    label: 'tool.bullets',
    keys: 'Ctrl+Maj+8',
    rank: 1,
    opens: true,
    isOn: mark('bulletList'),
    canRun: always,
    run: (e) => e.commands.toggleBulletList(),
  },
  {
    id: 'numbers',
    icon: ListOrdered,
    label: 'tool.numbers',
    keys: 'Ctrl+Maj+7',
    rank: 2,
    isOn: mark('orderedList'),
    canRun: always,
    run: (e) => e.commands.toggleOrderedList(),
  },
  {
    id: 'quote',
    icon: Quote,
    label: 'tool.quote',
    keys: 'Ctrl+Maj+B',
    rank: 3,
    isOn: mark('blockquote'),
    canRun: (e) => e.can().toggleBlockquote(),
    run: (e) => e.commands.toggleBlockquote(),
  },
  {
    id: 'codeBlock',
    icon: SquareCode,
    label: 'tool.codeBlock',
    rank: 4,
    isOn: mark('codeBlock'),
    canRun: (e) => e.can().toggleCodeBlock(),
    run: (e) => e.commands.toggleCodeBlock(),
  },
];

export const ruleTool: Tool = {
  id: 'rule',
  icon: Minus,
  label: 'tool.rule',
  rank: 3,
  canRun: (e) => e.can().setHorizontalRule(),
  run: (e) => e.chain().setHorizontalRule().scrollIntoView().run(),
};

const pageBreakTool: Tool = {
  id: 'pageBreak',
  icon: FileOutput,
  label: 'tool.pageBreak',
  rank: 4,
  canRun: (e) => e.can().setPageBreak(),
  run: (e) => e.chain().setPageBreak().scrollIntoView().run(),
};

const calloutTool = (kind: CalloutKind, icon: LucideIcon): Tool => ({
  id: `callout-${kind}`,
  icon,
  label: `tool.callout.${kind}`,
  rank: 4,
  isOn: (e) => e.isActive('callout', { kind }),
  canRun: always,
  run: (e) => e.commands.toggleCallout(kind),
});

/** What a page is made of beside its text; all of it behind one sign. */
export const pageTools: readonly Tool[] = [
  {
    id: 'footnote',
    icon: Asterisk,
    label: 'tool.footnote',
    keys: 'Ctrl+Alt+F',
    rank: 4,
    canRun: canInsertNote,
    run: insertNote,
  },
  {
    id: 'tasks',
    icon: ListChecks,
    label: 'tool.tasks',
    keys: 'Ctrl+Maj+9',
    rank: 4,
    isOn: mark('taskList'),
    canRun: always,
    run: (e) => e.commands.toggleTaskList(),
  },
  {
    id: 'indent',
    icon: IndentIncrease,
    label: 'tool.indent',
    keys: 'Alt+Maj+→',
    rank: 4,
    canRun: always,
    run: (e) => indent(e, 1),
  },
  {
    id: 'outdent',
    icon: IndentDecrease,
    label: 'tool.outdent',
    keys: 'Alt+Maj+←',
    rank: 4,
    canRun: always,
    run: (e) => indent(e, -1),
  },
  calloutTool('info', Info),
  calloutTool('warning', TriangleAlert),
  {
    id: 'contents',
    icon: ListTree,
    label: 'tool.contents',
    rank: 4,
    canRun: (e) => e.can().setTableOfContents(),
    run: (e) => e.chain().setTableOfContents().scrollIntoView().run(),
  },
  pageBreakTool,
];

/** Tools that change what is there, and insert nothing. */
export const NOT_INSERTED: ReadonlySet<string> = new Set(['footnote', 'indent', 'outdent']);

export const characterTool = (open: () => void): Tool => ({
  id: 'character',
  icon: Omega,
  label: 'tool.character',
  rank: 4,
  canRun: always,
  run: open,
});

/** Tools whose act is in a dialogue, which takes the focus. */
export const opensDialog = ({ id }: Tool): boolean => id === 'link' || id === 'character';

/** Opens the dialogue; the act itself is there. */
export const linkTool = (open: () => void): Tool => ({
  id: 'link',
  icon: LinkIcon,
  label: 'tool.link',
  keys: 'Ctrl+Maj+K',
  rank: 2,
  isOn: mark('link'),
  canRun: always,
  run: open,
});
