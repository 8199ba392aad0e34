import type { KeyboardEvent } from 'react';

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
}

/** Arrows, Home and End move between rows that have a link; F2 renames, Suppr removes, Maj+F10 opens the menu. */
export const useRowKeys =
  <Row>({ rows, idOf, shortcuts, openMenu }: RowKeysOptions<Row>) =>
  (event: KeyboardEvent<HTMLTableSectionElement>): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || !(event.target instanceof Element)) return;
    // Menus live in a portal, but their keys bubble through React.
    const body = event.currentTarget;
    if (!body.contains(event.target)) return;
    const links = [...body.querySelectorAll<HTMLElement>('.name a')];
    const at = links.findIndex((link) => event.target instanceof Element && sameRow(link, event.target));
    const row = rows[at];
    if (row === undefined) return;
    const go = (index: number): void => links[Math.max(0, Math.min(index, links.length - 1))]?.focus();
    const { rename, remove } = shortcuts?.(row) ?? {};
    /** A removed row passes the focus to the next. */
    const removeRow = async (act: () => Promise<boolean>): Promise<void> => {
      if (!(await act())) return;
      const next = rows[at + 1] ?? rows[at - 1];
      if (next !== undefined) body.querySelector<HTMLElement>(`[data-id="${idOf(next)}"] .name a`)?.focus();
    };
    const keys: Record<string, (() => void) | undefined> = {
      ArrowDown: () => go(at + 1),
      ArrowUp: () => go(at - 1),
      Home: () => go(0),
      End: () => go(links.length - 1),
      F2: rename,
      Delete: remove && (() => void removeRow(remove)),
      ContextMenu: () => openMenu(idOf(row)),
      F10: event.shiftKey ? () => openMenu(idOf(row)) : undefined,
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

const sameRow = (a: Element, b: Element): boolean => a.closest('tr') === b.closest('tr');
