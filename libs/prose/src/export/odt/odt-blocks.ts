import type { CalloutKind } from '../../nodes/callout.node.js';
import { CONTENTS_DEPTH } from '../../nodes/table-of-contents.node.js';
import type { Block, Cell, Heading, List, Paragraph, Table, Title } from '../flow/flow.js';
import { headRows } from '../flow/head-rows.js';
import { CALLOUT_WORDS, CONTENTS_TAG, CONTENTS_WORDS } from '../flow/words.js';
import { signOf } from '../../common/task-signs.js';
import { element, escapeXml } from '../package/xml.js';
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
  readonly callout: CalloutKind | null;
}

const TOP: Around = { isQuote: false, isCell: false, callout: null };

/** Writes blocks as OpenDocument text (ODF 1.3 part 3, §5). */
export class OdtBlocks {
  private readonly place: OdtPlace;

  constructor(
    private readonly state: OdtState,
    private readonly titles: readonly Title[],
    private readonly countsTitles = false,
  ) {
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
      case 'callout':
        return this.callout(block, around);
      case 'contents':
        return [{ xml: this.contents(), fitsList: false }];
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

  private paragraph({ align, indent, inlines }: Paragraph, around: Around, sign = ''): string {
    const name = this.state.standingStyle(styleOf(around), align, indent);
    return element('text:p', { 'text:style-name': name }, odtText(sign) + odtInlines(inlines, this.place));
  }

  private heading({ level, align, indent, inlines, listed, number }: Heading): string {
    const name = this.state.standingStyle(`Heading_20_${String(level)}`, align, indent);
    // A title without words bears no number.
    const isUncounted = number === null && this.countsTitles ? true : null;
    const attributes = {
      'text:style-name': name,
      'text:outline-level': level,
      'text:is-list-header': isUncounted,
    };
    const mark = listed === null ? '' : element('text:bookmark', { 'text:name': bookmarkName(listed) });
    return element('text:h', attributes, mark + odtInlines(inlines, this.place));
  }

  private callout({ callout, blocks }: Extract<Block, { kind: 'callout' }>, around: Around): Piece[] {
    const inside: Around = { ...around, callout };
    const words = element(
      'text:span',
      { 'text:style-name': this.state.textStyle(BOLD) },
      escapeXml(CALLOUT_WORDS[this.state.options.language][callout]),
    );
    const label = element('text:p', { 'text:style-name': styleOf(inside) }, words);
    return [line(label), ...this.pieces(blocks, inside)];
  }

  /** An index that the office suite updates on demand (ODF 1.3 part 3, §8.3). */
  private contents(): string {
    const source = element('text:table-of-content-source', {
      'text:outline-level': CONTENTS_DEPTH,
      'text:use-index-marks': false,
    });
    const lines = this.titles.map(({ level, text }, index) => {
      const link = element(
        'text:a',
        { 'xlink:type': 'simple', 'xlink:href': `#${bookmarkName(index)}` },
        odtText(text),
      );
      return element('text:p', { 'text:style-name': `Contents_20_${String(level)}` }, link);
    });
    const number = String(this.state.next());
    const name = `${CONTENTS_WORDS[this.state.options.language]} ${number}`;
    return element(
      'text:table-of-content',
      { 'xml:id': `${CONTENTS_TAG}-${number}`, 'text:name': name, 'text:protected': true },
      source + element('text:index-body', {}, lines.join('')),
    );
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
      for (const { xml, fitsList } of this.item(list, index, blocks, around)) {
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

  /** The box of a task stands among its words. */
  private item({ done }: List, index: number, blocks: readonly Block[], around: Around): Piece[] {
    const [first, ...rest] = blocks;
    if (done === null) return this.pieces(blocks, around);
    const sign = `${signOf(done[index] === true)} `;
    return first?.kind === 'paragraph'
      ? [line(this.paragraph(first, around, sign)), ...this.pieces(rest, around)]
      : [
          line(element('text:p', { 'text:style-name': styleOf(around) }, odtText(sign))),
          ...this.pieces(blocks, around),
        ];
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
    const content = this.write(blocks, { ...TOP, isCell: true });
    return element('table:table-cell', attributes, content === '' ? '<text:p/>' : content);
  }
}

const BOLD = {
  ...{ bold: true, italic: false, underline: false, strike: false, code: false },
  ...{ script: null, ink: null, highlight: null },
};
const CALLOUT_STYLES = { info: 'Callout_20_Information', warning: 'Callout_20_Warning' } as const;

function styleOf({ isQuote, isCell, callout }: Around): string {
  if (callout !== null) return CALLOUT_STYLES[callout];
  return isQuote ? 'Quotations' : isCell ? 'Table_20_Contents' : 'Standard';
}

const bookmarkName = (index: number): string => `titre-${String(index + 1)}`;

const line = (xml: string): Piece => ({ xml, fitsList: true });
