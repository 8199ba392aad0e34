import { useRef } from 'react';

/** Which rows are chosen, for acts on several at once. */
export interface RowSelection<Row> {
  ids: ReadonlySet<string>;
  onChange: (ids: ReadonlySet<string>) => void;
  /** The name of a row's box. */
  label: (row: Row) => string;
  allLabel: string;
}

export interface SelectionActs {
  /** Chooses a row, or no longer; the next range begins there. */
  toggle: (id: string) => void;
  /** Chooses all rows from where the last choice began to this one. */
  extendTo: (id: string) => void;
  /** Where a range begins, if none has begun. */
  extendFrom: (id: string) => void;
  toggleAll: () => void;
  selectAll: () => void;
  clear: () => void;
  isEmpty: boolean;
}

/** The rows between two of them, both included, whichever comes first. */
export function rangeOf(ids: readonly string[], from: string, to: string): readonly string[] {
  const [a, b] = [ids.indexOf(from), ids.indexOf(to)];
  if (a < 0 || b < 0) return b < 0 ? [] : [to];
  return ids.slice(Math.min(a, b), Math.max(a, b) + 1);
}

export function useSelectionActs<Row>(
  rows: readonly Row[],
  idOf: (row: Row) => string,
  selection: RowSelection<Row> | undefined,
): SelectionActs | null {
  const start = useRef<string | null>(null);
  if (selection === undefined) return null;
  const { ids: chosen, onChange } = selection;
  const all = rows.map(idOf);
  return {
    toggle: (id) => {
      start.current = id;
      const next = new Set(chosen);
      if (!next.delete(id)) next.add(id);
      onChange(next);
    },
    extendTo: (id) => {
      start.current ??= id;
      onChange(new Set(rangeOf(all, start.current, id)));
    },
    extendFrom: (id) => {
      if (start.current === null || !chosen.has(start.current)) start.current = id;
    },
    selectAll: () => onChange(new Set(all)),
    isEmpty: chosen.size === 0,
    toggleAll: () => onChange(chosen.size === all.length ? new Set() : new Set(all)),
    clear: () => onChange(new Set()),
  };
}
