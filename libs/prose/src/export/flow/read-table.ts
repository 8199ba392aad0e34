import { nodeChangeOf } from '../../common/change-attributes.js';
import type { ProseNode } from '../../common/prose-json.js';
import type { Block, Cell, Row, Table } from './flow.js';

const MAX_COLUMNS = 256;

const span = (value: unknown, max: number): number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 ? Math.min(value, max) : 1;

/** A cell ends where one from above begins: two people may have made a table crooked. */
function freeColumns(covered: readonly number[], from: number, wanted: number): number {
  let free = 1;
  while (free < wanted && (covered[from + free] ?? 0) === 0) free += 1;
  return free;
}

/** Lays the cells on their grid, because files name the columns that HTML counts. */
export function readTable(node: ProseNode, blocksOf: (cell: ProseNode) => Block[]): Table {
  const rows = (node.content ?? []).filter(({ type }) => type === 'tableRow');
  const widths: (number | null)[] = [];
  /** By column: rows that a cell above still covers. */
  const covered: number[] = [];
  const read = rows.map((row, index): Row => {
    let column = 0;
    const cells = (row.content ?? []).map((cell): Cell => {
      while ((covered[column] ?? 0) > 0) column += 1;
      const { colspan, rowspan, colwidth } = cell.attrs ?? {};
      const found: Cell = {
        isHeader: cell.type === 'tableHeader',
        column,
        colspan: freeColumns(covered, column, span(colspan, MAX_COLUMNS)),
        rowspan: span(rowspan, rows.length - index),
        blocks: blocksOf(cell),
      };
      for (let offset = 0; offset < found.colspan; offset += 1) {
        covered[column + offset] = found.rowspan;
        const width: unknown = Array.isArray(colwidth) ? colwidth[offset] : null;
        widths[column + offset] ??= typeof width === 'number' && width > 0 ? width : null;
      }
      column += found.colspan;
      return found;
    });
    for (let at = 0; at < covered.length; at += 1) covered[at] = Math.max(0, (covered[at] ?? 0) - 1);
    return { cells, change: nodeChangeOf(row.attrs?.['blockChange']) };
  });
  return {
    kind: 'table',
    widths: Array.from({ length: Math.max(1, covered.length) }, (_, at) => widths[at] ?? null),
    rows: read,
    change: nodeChangeOf(node.attrs?.['blockChange']),
  };
}
