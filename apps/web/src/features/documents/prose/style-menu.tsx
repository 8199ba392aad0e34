import { ChevronDown } from 'lucide-react';
import type { Editor } from '@tiptap/core';
import { Button, Menu, type MenuAction } from '../../../ui/index.js';
import { type Translate, useT } from '../../../i18n/index.js';

const LEVELS = [1, 2, 3, 4] as const;
/** 0: no title. */
export type Level = 0 | (typeof LEVELS)[number];

export const levelOf = (editor: Editor): Level =>
  LEVELS.find((one) => editor.isActive('heading', { level: one })) ?? 0;

export const styleItems = (editor: Editor, t: Translate): MenuAction[] => [
  {
    id: 'text',
    label: t('tool.text'),
    keys: t.locale === 'fr' ? 'Alt+Maj+0' : 'Alt+Shift+0',
    onAction: () => editor.chain().focus().setParagraph().run(),
  },
  ...LEVELS.map((level) => ({
    id: `h${String(level)}`,
    label: t('tool.heading', { level }),
    keys: `${t.locale === 'fr' ? 'Alt+Maj+' : 'Alt+Shift+'}${String(level)}`,
    onAction: () => editor.chain().focus().setHeading({ level }).run(),
  })),
];

/** What kind of paragraph this is. */
export function StyleMenu({ editor, current }: { editor: Editor; current: Level }) {
  const t = useT();
  const name = current === 0 ? t('tool.text') : t('tool.heading', { level: current });
  return (
    <Menu
      label={t('tool.style', { name })}
      placement="bottom start"
      trigger={
        <Button variant="ghost" size="s" className="style" aria-label={t('tool.style', { name })}>
          {name}
          <ChevronDown className="mq-i s" aria-hidden="true" />
        </Button>
      }
      items={styleItems(editor, t)}
    />
  );
}
