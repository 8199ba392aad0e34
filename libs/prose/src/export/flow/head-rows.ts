import type { Row } from './flow.js';

/** How many rows at the top hold nothing but headers. */
export function headRows(rows: readonly Row[]): number {
  const first = rows.findIndex(({ cells }) => cells.length === 0 || cells.some(({ isHeader }) => !isHeader));
  return first === -1 ? rows.length : first;
}
