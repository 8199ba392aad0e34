import { useState, type DragEvent } from 'react';

/** Rows that are dragged onto others of the same table. By keyboard the row's menu does the same. */
export interface RowDrag<Row> {
  /** What goes along when this row is dragged; empty: it stays. */
  begin: (row: Row) => readonly Row[];
  /** Whether this row takes what is being dragged. */
  takes: (row: Row) => boolean;
  drop: (row: Row) => void;
}

/** Distinguished from files that are dragged from the desktop. */
const ROWS_TYPE = 'application/x-maroquin-rows';

export function useRowDrag<Row>(row: Row, drag: RowDrag<Row> | undefined) {
  const [isOver, setOver] = useState(false);
  if (drag === undefined) return {};
  const isTaken = (event: DragEvent): boolean =>
    event.dataTransfer.types.includes(ROWS_TYPE) && drag.takes(row);
  return {
    draggable: true,
    'data-drop': isOver || undefined,
    onDragStart: (event: DragEvent) => {
      const rows = drag.begin(row);
      if (rows.length === 0) return event.preventDefault();
      event.dataTransfer.setData(ROWS_TYPE, String(rows.length));
      event.dataTransfer.effectAllowed = 'move';
    },
    onDragOver: (event: DragEvent) => {
      if (!isTaken(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'move';
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      setOver(false);
      if (!isTaken(event)) return;
      event.preventDefault();
      drag.drop(row);
    },
  };
}
