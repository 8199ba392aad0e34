import type { Block, Cell, Heading, List, Paragraph, Table } from '../flow/flow.js';
import { headRows } from '../flow/head-rows.js';
import { element } from '../package/xml.js';
import { odtInlines, type OdtPlace, odtText } from './odt-inlines.js';
import type { OdtState } from './odt-state.js';

/** What an item of a list may hold, or not: ODF has no tables in lists. */
interface Piece {
  readonly xml: string;
  readonly fitsList: boolean;
}

interface Around {
  readonly isQuote: boolean;
  readonly isCell: boolean;
}

const TOP: Around = { isQuote: false, isCell: false };

/** Writes blocks as OpenDocument text (ODF 1.3 part 3, §5). */
export class OdtBlocks {
  private readonly place: OdtPlace;

  constructor(private readonly state: OdtState) {
    this.place = { state, inNote: false };
  }

  write(blocks: readonly Block[], around: Around = TOP): string {
    return this.pieces(blocks, around)
      .map(({ xml }) => xml)
      .join('');
  }

  private pieces(blocks: readonly Block[], around: Around): Piece[] {
    return blocks.flatMap((block) => this.block(block, around));
  }

  private block(block: Block, around: Around): Piece[] {
    switch (block.kind) {
      case 'paragraph':
        return [line(this.paragraph(block, around))];
      case 'heading':
        return [line(this.heading(block))];
      case 'code':
        return [line(element('text:p', { 'text:style-name': 'Preformatted_20_Text' }, odtText(block.text)))];
      case 'quote':
        return this.pieces(block.blocks, { ...around, isQuote: true });
      case 'list':
        return this.list(block, around);
      case 'table':
        return [{ xml: this.table(block), fitsList: false }];
      case 'rule':
        return [line(element('text:p', { 'text:style-name': 'Horizontal_20_Line' }))];
      case 'pageBreak':
        return [line(element('text:p', { 'text:style-name': 'PageBreak' }))];
    }
  }

  private paragraph({ align, inlines }: Paragraph, { isQuote, isCell }: Around): string {
    const style = isQuote ? 'Quotations' : isCell ? 'Table_20_Contents' : 'Standard';
    const name = this.state.alignedStyle(style, align);
    return element('text:p', { 'text:style-name': name }, odtInlines(inlines, this.place));
  }

  private heading({ level, align, inlines }: Heading): string {
    const name = this.state.alignedStyle(`Heading_20_${String(level)}`, align);
    const attributes = { 'text:style-name': name, 'text:outline-level': level };
    return element('text:h', attributes, odtInlines(inlines, this.place));
  }

  /** A table interrupts the list: what follows it goes on in another list that counts on. */
  private list(list: List, around: Around): Piece[] {
    const name = this.state.listStyle(list);
    const out: Piece[] = [];
    let items = '';
    const flush = (): void => {
      const goesOn = out.length > 0 ? true : null;
      if (items !== '')
        out.push(
          line(element('text:list', { 'text:style-name': name, 'text:continue-numbering': goesOn }, items)),
        );
      items = '';
    };
    for (const [index, blocks] of list.items.entries()) {
      let tag = 'text:list-item';
      let content = '';
      const start = index === 0 ? (list.numbered?.start ?? 1) : 1;
      const from = { 'text:start-value': start === 1 ? null : Math.max(0, start) };
      for (const { xml, fitsList } of this.pieces(blocks, around)) {
        if (fitsList) {
          content += xml;
          continue;
        }
        if (content !== '' || tag === 'text:list-item') items += element(tag, from, content);
        flush();
        out.push({ xml, fitsList });
        content = '';
        tag = 'text:list-header';
      }
      if (content !== '' || tag === 'text:list-item')
        items += element(tag, tag === 'text:list-item' ? from : {}, content);
    }
    flush();
    return out;
  }

  private table(table: Table): string {
    const { name, columns } = this.state.tableStyle(table);
    const head = headRows(table.rows);
    const grid = new Map<number, Cell>();
    const rows = table.rows.map((row) =>
      element('table:table-row', {}, this.cells(row.cells, grid, columns.length)),
    );
    const heads = rows.slice(0, head).join('');
    return element(
      'table:table',
      { 'table:name': name, 'table:style-name': name },
      columns.map((column) => element('table:table-column', { 'table:style-name': column })).join('') +
        (heads === '' ? '' : element('table:table-header-rows', {}, heads)) +
        rows.slice(head).join(''),
    );
  }

  /** @param grid by column, the cells that reach down into this row; left as the next row needs it */
  private cells(own: readonly Cell[], grid: Map<number, Cell>, columns: number): string {
    const starting = new Map(own.map((cell) => [cell.column, cell]));
    let xml = '';
    for (let column = 0; column < columns;) {
      const above = grid.get(column);
      const cell = starting.get(column) ?? above;
      if (cell === undefined) {
        xml += element('table:table-cell', { 'table:style-name': 'Cell' }, '<text:p/>');
        column += 1;
        continue;
      }
      const isOwn = starting.has(column);
      xml += isOwn ? this.cell(cell) : '<table:covered-table-cell/>';
      xml += '<table:covered-table-cell/>'.repeat(cell.colspan - 1);
      const left = (isOwn ? cell.rowspan : (above?.rowspan ?? 1)) - 1;
      if (left > 0) grid.set(column, { ...cell, rowspan: left });
      else grid.delete(column);
      column += cell.colspan;
    }
    return xml;
  }

  private cell({ colspan, rowspan, blocks }: Cell): string {
    const attributes = {
      'table:style-name': 'Cell',
      'table:number-columns-spanned': colspan > 1 ? colspan : null,
      'table:number-rows-spanned': rowspan > 1 ? rowspan : null,
    };
    const content = this.write(blocks, { isQuote: false, isCell: true });
    return element('table:table-cell', attributes, content === '' ? '<text:p/>' : content);
  }
}

const line = (xml: string): Piece => ({ xml, fitsList: true });
