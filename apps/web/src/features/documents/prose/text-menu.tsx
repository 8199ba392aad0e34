import type { Editor } from '@tiptap/core';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Popover } from 'react-aria-components';
import { announce } from '../../../ui/index.js';
import type { TextMenuState, TextMenuStore } from './extensions/text-menus.js';

interface TextMenuItem {
  readonly id: string;
  readonly label: string;
}

interface TextMenuProps<Item extends TextMenuItem> {
  editor: Editor;
  menu: TextMenuStore;
  open: TextMenuState;
  label: string;
  items: readonly Item[];
  /** Enter and Tab choose only once something was typed after the sign, or an arrow has chosen. */
  asksLetter?: boolean;
  /** The sign and what was typed after it are gone, and the caret stands in their place. */
  onChoose: (item: Item) => void;
  children: (item: Item) => ReactNode;
}

/** What a sign in the text offers, beside it. The focus stays in the text. */
export function TextMenu<Item extends TextMenuItem>(props: TextMenuProps<Item>) {
  const { editor, menu, open, label, items, asksLetter, onChoose, children } = props;
  const id = useId();
  const [index, setChosen] = useChosen(open.query, items.length, asksLetter === true);
  const choose = (item: Item | undefined): void => {
    if (item === undefined) return;
    const { range } = open;
    menu.set(null);
    editor.chain().focus().deleteRange(range).run();
    onChoose(item);
    editor.commands.scrollIntoView();
  };
  const act: Record<string, () => void> = {
    ArrowDown: () => setChosen((index + 1) % items.length),
    ArrowUp: () => setChosen((Math.max(index, 0) + items.length - 1) % items.length),
    Enter: () => choose(items[index]),
    Tab: () => choose(items[index]),
  };
  menu.onKey = (event) => {
    const isMeant = index >= 0 || event.key.startsWith('Arrow');
    const run = items.length > 0 && isMeant && !event.isComposing ? act[event.key] : undefined;
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
      <Options {...{ id, label, items, index, choose, children }} />
    </Popover>
  );
}

interface OptionsProps<Item extends TextMenuItem> extends Pick<
  TextMenuProps<Item>,
  'label' | 'items' | 'children'
> {
  id: string;
  index: number;
  choose: (item: Item) => void;
}

function Options<Item extends TextMenuItem>({
  id,
  label,
  items,
  index,
  choose,
  children,
}: OptionsProps<Item>) {
  return (
    <ul className="mq-menu mq-insert" role="listbox" id={id} tabIndex={0} aria-label={label}>
      {items.map((item, at) => (
        <li
          key={item.id}
          id={`${id}-${item.id}`}
          role="option"
          aria-selected={at === index}
          data-focused={at === index || undefined}
          // A press would take the focus out of the text.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => choose(item)}
        >
          {children(item)}
        </li>
      ))}
    </ul>
  );
}

/** Which option Enter takes; -1: none, before a letter was typed where one is asked for, or an arrow has chosen. */
function useChosen(query: string, count: number, asksLetter: boolean) {
  const [chosen, setChosen] = useState<number | null>(null);
  useEffect(() => setChosen(null), [query]);
  const first = asksLetter && query === '' ? -1 : 0;
  return [Math.min(chosen ?? first, count - 1), setChosen] as const;
}

/** The text has the focus, and says which option is the present one. */
function useActiveOption(editor: Editor, listId: string, item: TextMenuItem | undefined): void {
  const { dom } = editor.view;
  const [optionId, label] = [item?.id, item?.label];
  useEffect(() => {
    if (optionId === undefined || label === undefined) return;
    dom.setAttribute('aria-controls', listId);
    dom.setAttribute('aria-activedescendant', `${listId}-${optionId}`);
    document.getElementById(`${listId}-${optionId}`)?.scrollIntoView({ block: 'nearest' });
    announce(label);
    return () => {
      dom.removeAttribute('aria-controls');
      dom.removeAttribute('aria-activedescendant');
    };
  }, [dom, listId, optionId, label]);
}
