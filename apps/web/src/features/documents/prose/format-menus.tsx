import {
  AlignCenter,
  AlignJustify,
  AlignLeft,
  AlignRight,
  Check,
  Highlighter,
  type LucideIcon,
} from 'lucide-react';
import type { Editor } from '@tiptap/core';
import { HIGHLIGHT_COLOURS, INK_COLOURS, type TextAlignment, textAlignmentOf } from '@maroquin/prose';
import { IconButton, Menu, type MenuAction } from '../../../ui/index.js';
import { type Translate, useT } from '../../../i18n/index.js';
import './formats.css';

/** How the words at the caret look. */
export interface Format {
  readonly align: TextAlignment;
  readonly highlight: string | null;
  readonly ink: string | null;
}

export const formatOf = (editor: Editor): Format => {
  const { parent } = editor.state.selection.$from;
  return {
    align: textAlignmentOf(parent.attrs['textAlign']) ?? 'left',
    highlight: colourOf(editor, 'highlight'),
    ink: colourOf(editor, 'ink'),
  };
};

const colourOf = (editor: Editor, mark: string): string | null => {
  const { colour }: Record<string, unknown> = editor.getAttributes(mark);
  return typeof colour === 'string' ? colour : null;
};

const ALIGNMENTS: readonly { id: TextAlignment; icon: LucideIcon; key: string }[] = [
  { id: 'left', icon: AlignLeft, key: 'L' },
  { id: 'center', icon: AlignCenter, key: 'E' },
  { id: 'right', icon: AlignRight, key: 'R' },
  { id: 'justify', icon: AlignJustify, key: 'J' },
];

export const alignActions = (editor: Editor, t: Translate): MenuAction[] =>
  ALIGNMENTS.map(({ id, icon, key }) => ({
    id: `align-${id}`,
    icon,
    label: t(`tool.align.${id}`),
    keys: `${t.locale === 'fr' ? 'Ctrl+Maj+' : 'Ctrl+Shift+'}${key}`,
    onAction: () =>
      editor
        .chain()
        .focus()
        .setTextAlign(id === 'left' ? null : id)
        .run(),
  }));

export const colourActions = (editor: Editor, t: Translate, now: Format): MenuAction[] => [
  ...[null, ...HIGHLIGHT_COLOURS].map((colour): MenuAction => ({
    id: `highlight-${colour ?? 'none'}`,
    label: colour === null ? t('tool.highlight.none') : t(`tool.highlight.${colour}`),
    ...(now.highlight === colour ? { icon: Check } : colour !== null && { swatch: `highlight-${colour}` }),
    onAction: () => editor.chain().focus().setHighlight(colour).run(),
  })),
  ...[null, ...INK_COLOURS].map((colour): MenuAction => ({
    id: `ink-${colour ?? 'none'}`,
    label: colour === null ? t('tool.ink.none') : t(`tool.ink.${colour}`),
    ...(now.ink === colour ? { icon: Check } : colour !== null && { swatch: `ink-${colour}` }),
    separated: colour === null,
    onAction: () => editor.chain().focus().setInk(colour).run(),
  })),
];

/** Alignment and colours, behind two signs. */
export function FormatMenus({ editor, now }: { editor: Editor; now: Format }) {
  const t = useT();
  const { icon } = ALIGNMENTS.find(({ id }) => id === now.align) ?? { icon: AlignLeft };
  const label = t('tool.align', { now: t(`tool.align.${now.align}`) });
  return (
    <>
      <Menu
        label={label}
        placement="bottom start"
        trigger={<IconButton icon={icon} label={label} />}
        items={alignActions(editor, t)}
      />
      <Menu
        label={t('tool.colours')}
        placement="bottom start"
        trigger={<IconButton icon={Highlighter} label={t('tool.colours')} />}
        items={colourActions(editor, t, now)}
      />
    </>
  );
}
