import type { ProseNode } from '../common/prose-json.js';
import { countOf, listOf } from './ast.js';

/** Word stops at 63 columns; a span beyond this is damage. */
const MAX_COLUMNS = 256;
const MAX_ROWS = 20_000;

/** A cell before it has its place; its spans may reach further than the table. */
export interface TableCell {
  node: ProseNode;
  colspan: number;
  rowspan: number;
}

type CellType = 'tableHeader' | 'tableCell';
type Blocks = (body: unknown) => ProseNode[];

function cellOf(type: CellType, value: unknown, blocks: Blocks): TableCell {
  const [, , rowspan, colspan, body] = listOf(value);
  const content = blocks(body);
  return {
    node: { type, content: content.length > 0 ? content : [{ type: 'paragraph' }] },
    colspan: countOf(colspan, MAX_COLUMNS),
    rowspan: countOf(rowspan, MAX_ROWS),
  };
}

function rowsOf(rows: unknown, blocks: Blocks, head: boolean, headColumns = 0): TableCell[][] {
  return listOf(rows).map((row) =>
    listOf(listOf(row)[1]).map((cell, column) =>
      cellOf(head || column < headColumns ? 'tableHeader' : 'tableCell', cell, blocks),
    ),
  );
}

function bodyRows(body: unknown, blocks: Blocks): TableCell[][] {
  const [, headColumns, head, rows] = listOf(body);
  const columns = typeof headColumns === 'number' ? headColumns : 0;
  return [...rowsOf(head, blocks, true), ...rowsOf(rows, blocks, false, columns)];
}

/** Lays cells on a grid; `taken[row]` holds the columns in use. */
class Grid {
  private readonly taken: boolean[][];
  width = 0;

  constructor(private readonly height: number) {
    this.taken = Array.from({ length: height }, () => []);
  }

  isTaken(row: number, column: number): boolean {
    return this.taken[row]?.[column] ?? false;
  }

  /** Cuts spans that would leave the table or overlap, as an editor would have to. */
  place(row: number, cell: TableCell): ProseNode {
    let column = 0;
    while (this.isTaken(row, column)) column += 1;
    let colspan = 1;
    while (colspan < cell.colspan && !this.isTaken(row, column + colspan)) colspan += 1;
    const rowspan = Math.min(cell.rowspan, this.height - row);
    for (let r = row; r < row + rowspan; r += 1) {
      const line = this.taken[r];
      if (line !== undefined) for (let c = column; c < column + colspan; c += 1) line[c] = true;
    }
    this.width = Math.max(this.width, column + colspan);
    return { ...cell.node, attrs: { colspan, rowspan } };
  }

  missing(row: number): number {
    let count = 0;
    for (let column = 0; column < this.width; column += 1) if (!this.isTaken(row, column)) count += 1;
    return count;
  }
}

/**
 * A rectangular table. The editor repairs a crooked one as it loads it: each client would then write its own repair.
 */
export function rectangularTable(rows: TableCell[][]): ProseNode | null {
  const grid = new Grid(rows.length);
  const placed = rows.map((row, index) => row.map((cell) => grid.place(index, cell)));
  if (grid.width === 0) return null;
  const content = placed.map((cells, index): ProseNode => {
    const padding = Array.from({ length: grid.missing(index) }, (): ProseNode => ({
      type: 'tableCell',
      content: [{ type: 'paragraph' }],
    }));
    return { type: 'tableRow', content: [...cells, ...padding] };
  });
  return { type: 'table', content };
}

/** The caption's blocks, then the table (which may be missing when it has no cell). */
export function tableOf(c: unknown, blocks: Blocks): ProseNode[] {
  const [, caption, , head, bodies, foot] = listOf(c);
  const rows = [
    ...rowsOf(listOf(head)[1], blocks, true),
    ...listOf(bodies).flatMap((body) => bodyRows(body, blocks)),
    ...rowsOf(listOf(foot)[1], blocks, false),
  ];
  const table = rectangularTable(rows);
  return [...blocks(listOf(caption)[1]), ...(table === null ? [] : [table])];
}
