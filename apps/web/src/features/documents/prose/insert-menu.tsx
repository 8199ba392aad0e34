import {
  Heading1,
  Heading2,
  Heading3,
  Image as ImageIcon,
  Table as TableIcon,
  type LucideIcon,
} from 'lucide-react';
import type { Editor } from '@tiptap/core';
import { useMemo } from 'react';
import { type Translate, useT } from '../../../i18n/index.js';
import { fold, Icon, useStore } from '../../../ui/index.js';
import type { TextMenuStore } from './extensions/text-menus.js';
import { TextMenu } from './text-menu.js';
import { NOT_INSERTED, pageTools, ruleTool } from './page-tools.js';
import { blockTools, type Tool } from './tools.js';

interface Insertion {
  id: string;
  icon: LucideIcon;
  label: string;
  run: (editor: Editor) => void;
}

const HEADINGS = [
  { level: 1, icon: Heading1 },
  { level: 2, icon: Heading2 },
  { level: 3, icon: Heading3 },
] as const;

const asInsertion =
  (t: Translate) =>
  ({ id, icon, label, run }: Tool): Insertion => ({ id, icon, label: t(label), run });

const insertions = (t: Translate, onImage: () => void): Insertion[] => [
  ...HEADINGS.map(({ level, icon }) => ({
    id: `h${String(level)}`,
    icon,
    label: t('tool.heading', { level }),
    run: (editor: Editor) => void editor.commands.setHeading({ level }),
  })),
  ...[...blockTools, ruleTool].map(asInsertion(t)),
  {
    id: 'table',
    icon: TableIcon,
    label: t('tool.table'),
    run: (editor) => void editor.commands.insertTable({ rows: 3, cols: 3, withHeaderRow: true }),
  },
  { id: 'image', icon: ImageIcon, label: t('tool.image'), run: onImage },
  ...pageTools.filter(({ id }) => !NOT_INSERTED.has(id)).map(asInsertion(t)),
];

interface InsertMenuProps {
  editor: Editor;
  menu: TextMenuStore;
  onImage: () => void;
}

/** What "/" offers, filtered by what is typed after it. */
export function InsertMenu({ editor, menu, onImage }: InsertMenuProps) {
  const t = useT();
  const open = useStore(menu);
  const all = useMemo(() => insertions(t, onImage), [t, onImage]);
  if (open === null) return null;
  const items = all.filter(({ label }) => fold(label).includes(fold(open.query.trim())));
  return (
    <TextMenu {...{ editor, menu, open, items }} label={t('tool.insert')} onChoose={({ run }) => run(editor)}>
      {({ icon, label }) => (
        <>
          <Icon of={icon} />
          <span>{label}</span>
        </>
      )}
    </TextMenu>
  );
}
