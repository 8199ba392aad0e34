import { useEffect, useRef } from 'react';
import type { RowSelection, SelectionActs } from './selection.js';

interface SelectBoxProps<Row> {
  row: Row;
  id: string;
  selection: RowSelection<Row>;
  acts: SelectionActs;
}

/** The box of one row. With Maj, all rows from the last choice on. */
export function SelectBox<Row>({ row, id, selection, acts }: SelectBoxProps<Row>) {
  return (
    <input
      type="checkbox"
      className="mq-tick"
      aria-label={selection.label(row)}
      checked={selection.ids.has(id)}
      onClick={(event) => {
        if (event.shiftKey) acts.extendTo(id);
        else acts.toggle(id);
      }}
      onChange={() => undefined}
    />
  );
}

/** The box in the head: all, some or none. */
export function SelectAllBox<Row>({
  count,
  selection,
  acts,
}: {
  count: number;
  selection: RowSelection<Row>;
  acts: SelectionActs;
}) {
  const box = useRef<HTMLInputElement>(null);
  const { size } = selection.ids;
  useEffect(() => {
    if (box.current) box.current.indeterminate = size > 0 && size < count;
  }, [size, count]);
  return (
    <input
      ref={box}
      type="checkbox"
      className="mq-tick"
      aria-label={selection.allLabel}
      checked={size > 0 && size === count}
      onChange={acts.toggleAll}
    />
  );
}
