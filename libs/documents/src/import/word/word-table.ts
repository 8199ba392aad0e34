import { prefixOf } from './word-paragraph.js';
import { attributeOf, isElement, type XmlElement } from '../package/xml.js';

/** A table of Word has 63 columns at most; a span beyond this is damage. */
const MAX_COLUMNS = 256;

function childrenOf(element: XmlElement | undefined, kind: string): XmlElement[] {
  return (element?.children ?? []).filter(isElement).filter((child) => child.kind === kind);
}

function spanOf(properties: XmlElement | undefined, kind: string, absent: number): number {
  const [element] = childrenOf(properties, kind);
  const value = element === undefined ? absent : Number.parseInt(attributeOf(element, 'val') ?? '', 10);
  return Number.isInteger(value) && value >= 0 ? Math.min(value, MAX_COLUMNS) : absent;
}

function columnsOf(row: XmlElement): number {
  const [properties] = childrenOf(row, 'w:trPr');
  const cells = childrenOf(row, 'w:tc').map((cell) => spanOf(childrenOf(cell, 'w:tcPr')[0], 'w:gridSpan', 1));
  return cells.reduce((sum, span) => sum + span, spanOf(properties, 'w:gridBefore', 0));
}

/** Widens the table's grid to its widest row: pandoc leaves out the cells beyond the grid. Changes it in place. */
export function widenGrid(table: XmlElement): void {
  const columns = Math.min(MAX_COLUMNS, Math.max(0, ...childrenOf(table, 'w:tr').map(columnsOf)));
  const [grid] = childrenOf(table, 'w:tblGrid');
  const missing = columns - childrenOf(grid, 'w:gridCol').length;
  if (missing <= 0) return;
  const prefix = prefixOf(table);
  const added = Array.from({ length: missing }, (): XmlElement => ({
    name: `${prefix}gridCol`,
    kind: 'w:gridCol',
    attributes: `${prefix}w="1000"`,
    children: [],
  }));
  if (grid !== undefined) grid.children.push(...added);
  else {
    const at = table.children.findIndex((child) => isElement(child) && child.kind === 'w:tr');
    table.children.splice(at, 0, {
      name: `${prefix}tblGrid`,
      kind: 'w:tblGrid',
      attributes: '',
      children: added,
    });
  }
}
