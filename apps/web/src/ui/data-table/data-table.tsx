import { ChevronDown, ChevronUp } from 'lucide-react';
import { useRef, useState, type FocusEvent, type MouseEvent, type ReactNode } from 'react';
import { Menu, type MenuAction } from '../controls/menu.js';
import { Icon } from '../signs/icon.js';
import { useIsPhone } from '../hooks/use-media.js';
import { type RowDrag, useRowDrag } from './row-drag.js';
import { SelectAllBox, SelectBox } from './select-box.js';
import { type RowSelection, type SelectionActs, useSelectionActs } from './selection.js';
import { useVirtualRows } from './use-virtual-rows.js';
import { useRowKeys, type RowShortcuts } from './use-row-keys.js';

export interface Column<Row> {
  /** The words of the header. */
  header: string;
  /** In place of the words. */
  head?: ReactNode;
  /** The header is there for screen readers only. */
  isHeaderHidden?: boolean;
  headerClass?: string;
  /** `name` is the cell whose link is the accessible name of the row, `act` the one of its buttons. */
  className: string;
  cell: (row: Row) => ReactNode;
  sort?: ColumnSort;
}
export interface ColumnSort {
  direction: 'ascending' | 'descending';
  isSorted: boolean;
  onSort: () => void;
}

export interface DataTableProps<Row> {
  label: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  idOf: (row: Row) => string;
  /** A click anywhere in the row; the row's link does the same by keyboard. */
  onOpen?: (row: Row) => void;
  /** The "…" of each row: a last column, which Maj+F10 opens as well. */
  menu?: { header: string; label: (row: Row) => string; items: (row: Row) => readonly MenuAction[] };
  shortcuts?: (row: Row) => RowShortcuts;
  /** Rows can be chosen: a first column of boxes, Espace, Maj with the arrows, Ctrl+A, Ctrl and Maj with a click. */
  selection?: RowSelection<Row> | undefined;
  /** Rows can be dragged onto others. */
  drag?: RowDrag<Row> | undefined;
}

/** Rows of one kind. Below 768 px the style sheet makes a list of two lines of them. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, rows, idOf, shortcuts, selection, drag } = props;
  const [menuOf, setMenuOf] = useState<string | null>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const virtual = useVirtualRows(rows.length, body, !useIsPhone());
  const acts = useSelectionActs(rows, idOf, selection);
  const { reveal } = virtual;
  const onKeyDown = useRowKeys({ rows, idOf, shortcuts, openMenu: setMenuOf, reveal, selection: acts });
  const all = [...boxColumn(props, acts), ...props.columns, ...menuColumn(props, menuOf, setMenuOf)];
  return (
    <table
      className={`mq-tbl ${selection && selection.ids.size > 0 ? 'selecting' : ''}`}
      role="table"
      aria-label={label}
      aria-rowcount={virtual.indexes === null ? undefined : rows.length + 1}
    >
      <Head columns={all} />
      <tbody
        ref={body}
        role="rowgroup"
        onKeyDown={onKeyDown}
        onFocus={(event) => virtual.keep(indexAt(event))}
      >
        <Room px={virtual.before} />
        {(virtual.indexes ?? [...rows.keys()]).map((index) => {
          const row = rows[index];
          if (row === undefined) return null;
          const place = virtual.indexes === null ? null : { index, measure: virtual.measure };
          return (
            <BodyRow
              key={idOf(row)}
              row={row}
              id={idOf(row)}
              columns={all}
              onOpen={props.onOpen}
              place={place}
              isChosen={selection?.ids.has(idOf(row)) === true}
              acts={acts}
              drag={drag}
            />
          );
        })}
        <Room px={virtual.after} />
      </tbody>
    </table>
  );
}

/** The boxes by which rows are chosen. */
function boxColumn<Row>(
  { rows, idOf, selection }: DataTableProps<Row>,
  acts: SelectionActs | null,
): Column<Row>[] {
  if (!selection || acts === null) return [];
  return [
    {
      header: selection.allLabel,
      head: <SelectAllBox count={rows.length} selection={selection} acts={acts} />,
      headerClass: 'ck',
      className: 'ck',
      cell: (row) => <SelectBox row={row} id={idOf(row)} selection={selection} acts={acts} />,
    },
  ];
}

/** The "…" of each row; of one row at a time the menu is open. */
function menuColumn<Row>(
  { idOf, menu }: DataTableProps<Row>,
  menuOf: string | null,
  onMenu: (id: string | null) => void,
): Column<Row>[] {
  if (!menu) return [];
  return [
    {
      header: menu.header,
      isHeaderHidden: true,
      className: 'act',
      cell: (row) => (
        <Menu
          label={menu.label(row)}
          isOpen={menuOf === idOf(row)}
          onOpenChange={(open) => onMenu(open ? idOf(row) : null)}
          items={menu.items(row)}
        />
      ),
    },
  ];
}

const indexAt = ({ target }: FocusEvent): number | null => {
  const index = target instanceof Element ? target.closest('tr')?.dataset['index'] : undefined;
  return index === undefined ? null : Number(index);
};

/** Where rows are that are not drawn. */
function Room({ px }: { px: number }) {
  return px === 0 ? null : <tr aria-hidden="true" style={{ height: px }} />;
}

function Head<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  return (
    <thead role="rowgroup">
      <tr role="row">
        {columns.map((column) => (
          <HeaderCell key={column.header} {...column} />
        ))}
      </tr>
    </thead>
  );
}

type HeaderProps = Pick<Column<never>, 'header' | 'head' | 'isHeaderHidden' | 'headerClass' | 'sort'>;
function HeaderCell({ header, head, isHeaderHidden, headerClass, sort }: HeaderProps) {
  return (
    <th
      role="columnheader"
      scope="col"
      className={headerClass}
      aria-sort={sort?.isSorted ? sort.direction : undefined}
    >
      {sort ? (
        <button type="button" onClick={sort.onSort}>
          {header}
          {sort.isSorted && <Icon of={sort.direction === 'ascending' ? ChevronUp : ChevronDown} size="s" />}
        </button>
      ) : isHeaderHidden ? (
        <span className="mq-vh">{header}</span>
      ) : (
        (head ?? header)
      )}
    </th>
  );
}

/** Menus and dialogs live in a portal, but their clicks bubble through React: only what lies in the row counts. */
const isOnRowItself = (event: MouseEvent<HTMLTableRowElement>): boolean =>
  event.target instanceof Element &&
  event.currentTarget.contains(event.target) &&
  event.target.closest('a, button, input') === null &&
  !getSelection()?.toString();

interface BodyRowProps<Row> {
  row: Row;
  id: string;
  columns: readonly Column<Row>[];
  onOpen: ((row: Row) => void) | undefined;
  /** Its place in a list of which not every row is drawn. */
  place: { index: number; measure: (row: Element | null) => void } | null;
  isChosen: boolean;
  acts: SelectionActs | null;
  drag: RowDrag<Row> | undefined;
}
function BodyRow<Row>({ row, id, columns, onOpen, place, isChosen, acts, drag }: BodyRowProps<Row>) {
  const dragging = useRowDrag(row, drag);
  const opening = onOpen && {
    'data-open': true,
    onClick: (event: MouseEvent<HTMLTableRowElement>) => {
      if (!isOnRowItself(event)) return;
      if (acts !== null && event.shiftKey) acts.extendTo(id);
      else if (acts !== null && (event.ctrlKey || event.metaKey)) acts.toggle(id);
      else onOpen(row);
    },
  };
  return (
    <tr
      role="row"
      data-id={id}
      {...(place && { 'data-index': place.index, 'aria-rowindex': place.index + 2, ref: place.measure })}
      {...opening}
      {...dragging}
      data-chosen={isChosen || undefined}
    >
      {columns.map(({ header, className, cell }) => (
        <td key={header} role="cell" className={className}>
          {cell(row)}
        </td>
      ))}
    </tr>
  );
}
