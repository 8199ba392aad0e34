import {
  Bold,
  Code,
  Omega,
  PaintRoller,
  Italic,
  Link as LinkIcon,
  List,
  ListOrdered,
  Redo2,
  SquareCode,
  Strikethrough,
  Subscript,
  Superscript,
  Quote,
  Underline,
  Undo2,
  type LucideIcon,
} from 'lucide-react';
import type { Editor } from '@tiptap/core';
import { isArmed, toggleBrush } from './extensions/format-painter.js';
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
  /** 1 stands in the bar of a phone too, 2 in the bar of a larger screen, 3 in the menu "Autres outils" only. */
  readonly rank: 1 | 2 | 3;
  /** A line stands before it. */
  readonly opens?: boolean;
}

/** A title becomes a list item too, which a dry run does not see. */
export const always = (): boolean => true;
export const mark = (name: string) => (editor: Editor) => editor.isActive(name);

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

/** How words look, taken up and given to others. */
export const painterTool: Tool = {
  id: 'painter',
  icon: PaintRoller,
  label: 'tool.painter',
  keys: 'Ctrl+Alt+C',
  rank: 2,
  isOn: (e) => isArmed(e.state),
  canRun: always,
  run: toggleBrush,
};

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
    rank: 2,
    isOn: mark('strike'),
    canRun: (e) => e.can().toggleStrike(),
    run: (e) => e.commands.toggleStrike(),
  },
  {
    id: 'code',
    icon: Code,
    label: 'tool.code',
    rank: 3,
    isOn: mark('code'),
    canRun: (e) => e.can().toggleCode(),
    run: (e) => e.commands.toggleCode(),
  },
  {
    id: 'superscript',
    icon: Superscript,
    label: 'tool.superscript',
    rank: 3,
    isOn: mark('superscript'),
    canRun: (e) => e.can().toggleSuperscript(),
    run: (e) => e.commands.toggleSuperscript(),
  },
  {
    id: 'subscript',
    icon: Subscript,
    label: 'tool.subscript',
    rank: 3,
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
    rank: 2,
    isOn: mark('blockquote'),
    canRun: (e) => e.can().toggleBlockquote(),
    run: (e) => e.commands.toggleBlockquote(),
  },
  {
    id: 'codeBlock',
    icon: SquareCode,
    label: 'tool.codeBlock',
    rank: 3,
    isOn: mark('codeBlock'),
    canRun: (e) => e.can().toggleCodeBlock(),
    run: (e) => e.commands.toggleCodeBlock(),
  },
];

export const characterTool = (open: () => void): Tool => ({
  id: 'character',
  icon: Omega,
  label: 'tool.character',
  rank: 3,
  canRun: always,
  run: open,
});

/** Tools whose act is in a dialogue, which takes the focus. */
const IN_DIALOG = new Set(['link', 'character', 'field', 'fillFields']);
export const opensDialog = ({ id }: Tool): boolean => IN_DIALOG.has(id);

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
