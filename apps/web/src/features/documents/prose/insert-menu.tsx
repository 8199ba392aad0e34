import {
  Heading1,
  Heading2,
  Heading3,
  Image as ImageIcon,
  Table as TableIcon,
  type LucideIcon,
} from 'lucide-react';
import type { Editor } from '@tiptap/core';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { Popover } from 'react-aria-components';
import { type Translate, useT } from '../../../i18n/index.js';
import { announce, fold, Icon, useStore } from '../../../ui/index.js';
import type { InsertMenuState, InsertMenuStore } from './extensions/insert-menu.js';
import { blockTools, NOT_INSERTED, pageTools, ruleTool, type Tool } from './tools.js';

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
  menu: InsertMenuStore;
  onImage: () => void;
}

/** What "/" offers, filtered by what is typed after it. The focus stays in the text. */
export function InsertMenu({ editor, menu, onImage }: InsertMenuProps) {
  const open = useStore(menu);
  return open === null ? null : <OpenMenu {...{ editor, menu, open, onImage }} />;
}

function OpenMenu({ editor, menu, open, onImage }: InsertMenuProps & { open: InsertMenuState }) {
  const t = useT();
  const id = useId();
  const all = useMemo(() => insertions(t, onImage), [t, onImage]);
  const items = all.filter(({ label }) => fold(label).includes(fold(open.query.trim())));
  const [chosen, setChosen] = useState(0);
  const index = Math.min(chosen, items.length - 1);
  useEffect(() => setChosen(0), [open.query]);
  const choose = (item: Insertion | undefined): void => {
    if (item === undefined) return;
    const { range } = open;
    menu.set(null);
    editor.chain().focus().deleteRange(range).run();
    item.run(editor);
    editor.commands.scrollIntoView();
  };
  const act: Record<string, () => void> = {
    ArrowDown: () => setChosen((index + 1) % items.length),
    ArrowUp: () => setChosen((index + items.length - 1) % items.length),
    Enter: () => choose(items[index]),
    Tab: () => choose(items[index]),
  };
  menu.onKey = (event) => {
    const run = items.length > 0 && !event.isComposing ? act[event.key] : undefined;
    run?.();
    return run !== undefined;
  };
  useActiveOption(editor, id, items[index]);
  const anchor = useRef(open.anchor);
  anchor.current = open.anchor;
  if (items.length === 0) return null;
  return (
    <Popover
      className="mq-pop"
      triggerRef={anchor}
      isOpen
      isNonModal
      placement="bottom start"
      offset={4}
      UNSTABLE_portalContainer={document.querySelector('main') ?? document.body}
    >
      <ul className="mq-menu mq-insert" role="listbox" id={id} tabIndex={0} aria-label={t('tool.insert')}>
        {items.map((item, at) => (
          <Option key={item.id} {...{ id, item }} isActive={at === index} onChoose={choose} />
        ))}
      </ul>
    </Popover>
  );
}

interface OptionProps {
  /** Of the list. */
  id: string;
  item: Insertion;
  isActive: boolean;
  onChoose: (item: Insertion) => void;
}
function Option({ id, item, isActive, onChoose }: OptionProps) {
  return (
    <li
      id={`${id}-${item.id}`}
      role="option"
      aria-selected={isActive}
      data-focused={isActive || undefined}
      // A press would take the focus out of the text.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onChoose(item)}
    >
      <Icon of={item.icon} />
      <span>{item.label}</span>
    </li>
  );
}

/** The text has the focus, and says which option is the present one. */
function useActiveOption(editor: Editor, listId: string, item: Insertion | undefined): void {
  const { dom } = editor.view;
  useEffect(() => {
    if (item === undefined) return;
    dom.setAttribute('aria-controls', listId);
    dom.setAttribute('aria-activedescendant', `${listId}-${item.id}`);
    document.getElementById(`${listId}-${item.id}`)?.scrollIntoView({ block: 'nearest' });
    announce(item.label);
    return () => {
      dom.removeAttribute('aria-controls');
      dom.removeAttribute('aria-activedescendant');
    };
  }, [dom, listId, item]);
}
