import type { KeyboardEvent } from 'react';
import type { SelectionActs } from './selection.js';

export interface RowShortcuts {
  /** F2; absent where the person may not. */
  rename?: () => void;
  /** Suppr; absent where the person may not. @returns whether the row goes */
  remove?: () => Promise<boolean>;
}

interface RowKeysOptions<Row> {
  rows: readonly Row[];
  idOf: (row: Row) => string;
  shortcuts: ((row: Row) => RowShortcuts) | undefined;
  openMenu: (id: string) => void;
  /** Brings a row into view that is not drawn. */
  reveal: (index: number) => void;
  /** null: rows are not chosen here. */
  selection: SelectionActs | null;
}

/**
 * Arrows, Home and End move between rows that have a link; F2 renames, Suppr removes, Maj+F10 opens the menu. Where rows
 * can be chosen: Espace chooses, Maj with the arrows extends, Ctrl+A takes all, Échap none.
 */
export const useRowKeys =
  <Row>({ rows, idOf, shortcuts, openMenu, reveal, selection }: RowKeysOptions<Row>) =>
  (event: KeyboardEvent<HTMLTableSectionElement>): void => {
    if (event.altKey || !(event.target instanceof Element)) return;
    const isAll = isSelectAll(event);
    if ((event.ctrlKey || event.metaKey) && !isAll) return;
    // Menus live in a portal, but their keys bubble through React.
    const body = event.currentTarget;
    if (!body.contains(event.target)) return;
    const linkOf = (one: Row | undefined) => (one === undefined ? null : linkIn(body, idOf(one)));
    const id = event.target.closest('tr')?.dataset['id'];
    const at = rows.findIndex((one) => idOf(one) === id);
    const row = rows[at];
    if (row === undefined || linkOf(row) === null) return;
    const go = (wanted: number): void => {
      const index = Math.max(0, Math.min(wanted, rows.length - 1));
      const link = linkOf(rows[index]);
      if (link !== null) return link.focus();
      reveal(index);
      whenDrawn(() => linkOf(rows[index]));
    };
    /** With Maj, what lies between is chosen as well. */
    const step = (index: number): void => {
      const to = rows[Math.max(0, Math.min(index, rows.length - 1))];
      if (event.shiftKey && selection !== null && to !== undefined) {
        selection.extendFrom(idOf(row));
        selection.extendTo(idOf(to));
      }
      go(index);
    };
    const isOnLink = event.target.closest('.name a') !== null;
    const { rename, remove } = shortcuts?.(row) ?? {};
    /** A removed row passes the focus to the next. */
    const removeRow = async (act: () => Promise<boolean>): Promise<void> => {
      if (await act()) linkOf(rows[at + 1] ?? rows[at - 1])?.focus();
    };
    const keys: Record<string, (() => void) | undefined> = {
      ArrowDown: () => step(at + 1),
      ArrowUp: () => step(at - 1),
      Home: () => go(0),
      End: () => go(rows.length - 1),
      F2: rename,
      Delete: remove && (() => void removeRow(remove)),
      ' ': selection !== null && isOnLink ? () => selection.toggle(idOf(row)) : undefined,
      Escape: selection?.isEmpty === false ? selection.clear : undefined,
      ContextMenu: () => openMenu(idOf(row)),
      F10: event.shiftKey ? () => openMenu(idOf(row)) : undefined,
    };
    const act = isAll ? (selection?.selectAll ?? undefined) : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

/** The link by which the row of this id has its name. */
const linkIn = (body: HTMLTableSectionElement, id: string): HTMLElement | null =>
  body.querySelector(`[data-id="${CSS.escape(id)}"] .name a`);

const isSelectAll = (event: KeyboardEvent): boolean =>
  (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a' && !event.shiftKey;

const FRAMES = 30;
/** Scrolling to a far row takes some frames. */
function whenDrawn(find: () => HTMLElement | null, left = FRAMES): void {
  requestAnimationFrame(() => {
    const link = find();
    if (link !== null) link.focus();
    else if (left > 0) whenDrawn(find, left - 1);
  });
}
