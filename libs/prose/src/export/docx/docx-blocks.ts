import type { CalloutKind } from '../../nodes/callout.node.js';
import { CONTENTS_DEPTH } from '../../nodes/table-of-contents.node.js';
import type { Block, Cell, Heading, Inline, List, Paragraph, Table, Title } from '../flow/flow.js';
import { COLUMN_PIXELS } from '../flow/picture-size.js';
import { CALLOUT_WORDS, CONTENTS_TAG } from '../flow/words.js';
import { signOf } from '../../common/task-signs.js';
import { element, escapeXml } from '../package/xml.js';
import { docxInlines, type RunPlace } from './docx-inlines.js';
import type { DocxList, DocxState } from './docx-state.js';

/** Twentieths of a point in a CSS pixel. */
const TWIPS = 15;
/** Of a level of lists: a quarter of an inch of it for the number. */
export const INDENT = 720;
/** ECMA-376 part 1, §17.9: levels 0 to 8. */
export const MAX_LEVEL = 8;

interface Place {
  readonly isQuote: boolean;
  /** The item whose number this block bears. */
  readonly item: DocxList | null;
  /** Levels of lists around. */
  readonly level: number;
  readonly callout: CalloutKind | null;
  /** What stands before the words of the first paragraph: the box of a task. */
  readonly sign: string;
}

const TOP: Place = { isQuote: false, item: null, level: 0, callout: null, sign: '' };

/** Writes blocks as WordprocessingML (ECMA-376 part 1, §17). */
export class DocxBlocks {
  private readonly runs: RunPlace;

  constructor(
    private readonly state: DocxState,
    private readonly titles: readonly Title[],
    private readonly countsTitles = false,
  ) {
    this.runs = {
      ...{ state, relationships: state.body, inNote: false },
      note: (note) => this.footnote(note),
    };
  }

  write(blocks: readonly Block[], place: Place = TOP): string {
    let xml = '';
    for (const block of blocks) {
      // Word takes two tables in a row for one.
      if (block.kind === 'table' && xml.endsWith('</w:tbl>')) xml += '<w:p/>';
      xml += this.block(block, place);
    }
    return xml;
  }

  private block(block: Block, place: Place): string {
    switch (block.kind) {
      case 'paragraph':
        return this.paragraph(block, place, styleOf(place));
      case 'heading':
        return this.paragraph(block, place, `Heading${String(block.level)}`);
      case 'code':
        return paragraphXml(properties('SourceCode', place), codeRuns(block.text));
      case 'quote':
        return this.write(block.blocks, { ...place, item: null, isQuote: true });
      case 'callout':
        return this.callout(block, place);
      case 'contents':
        return this.contents();
      case 'list':
        return this.list(block, place);
      case 'table':
        return this.table(block, place);
      case 'rule':
        return paragraphXml(properties('HorizontalRule', place), '');
      case 'pageBreak':
        return paragraphXml(properties(null, place), '<w:r><w:br w:type="page"/></w:r>');
    }
  }

  private paragraph(block: Paragraph | Heading, place: Place, style: string | null): string {
    const { align, indent, inlines, breakChange } = block;
    const mark =
      breakChange === null
        ? ''
        : element('w:rPr', {}, element(`w:${breakChange.kind}`, this.state.changeAttributes(breakChange)));
    const words = place.sign + docxInlines(inlines, this.runs);
    // A title without words bears no number (ECMA-376 part 1, §17.9.18).
    const isUncounted = block.kind === 'heading' && block.number === null && this.countsTitles;
    const uncounted = isUncounted ? '<w:numPr><w:numId w:val="0"/></w:numPr>' : '';
    return paragraphXml(
      properties(style, place, justified(align) + mark, indent, uncounted),
      block.kind === 'heading' && block.listed !== null ? this.bookmarked(block.listed, words) : words,
    );
  }

  private list(list: List, place: Place): string {
    const level = Math.min(place.level, MAX_LEVEL);
    const numbering = this.state.list(list, level);
    const rest: Place = { ...place, item: null, level: place.level + 1, sign: '' };
    return list.items
      .map((blocks, index) => {
        const sign = list.done === null ? '' : textRun(`${signOf(list.done[index] === true)} `);
        const [first, ...others] = blocks;
        const isLine = first?.kind === 'paragraph' || first?.kind === 'heading';
        const bearer: Block = isLine
          ? first
          : { kind: 'paragraph', align: null, indent: 0, inlines: [], breakChange: null };
        const xml = this.block(bearer, { ...rest, item: numbering, sign });
        return xml + this.write(isLine ? others : blocks, rest);
      })
      .join('');
  }

  private table({ widths, rows, change }: Table, place: Place): string {
    const columns = columnTwips(widths);
    const indent =
      place.level === 0 ? '' : element('w:tblInd', { 'w:w': place.level * INDENT, 'w:type': 'dxa' });
    const hasHead = rows[0]?.cells.every(({ isHeader }) => isHeader) === true;
    const look = element('w:tblLook', { 'w:val': hasHead ? '0020' : '0000', 'w:firstRow': hasHead ? 1 : 0 });
    const head =
      element(
        'w:tblPr',
        {},
        `<w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/>${indent}${look}`,
      ) + element('w:tblGrid', {}, columns.map((width) => element('w:gridCol', { 'w:w': width })).join(''));
    const grid = new Map<number, Cell>();
    let isHead = hasHead;
    const body = rows.map((row) => {
      isHead &&= row.cells.length > 0 && row.cells.every(({ isHeader }) => isHeader);
      const changed = row.change ?? change;
      const marks =
        (isHead ? '<w:tblHeader/>' : '') +
        (changed === null ? '' : element(`w:${changed.kind}`, this.state.changeAttributes(changed)));
      return element(
        'w:tr',
        {},
        (marks === '' ? '' : element('w:trPr', {}, marks)) + this.cells(row.cells, grid, columns),
      );
    });
    return element('w:tbl', {}, head + body.join(''));
  }

  /** @param grid by column, the cells that reach down into this row; left as the next row needs it */
  private cells(own: readonly Cell[], grid: Map<number, Cell>, columns: readonly number[]): string {
    let xml = '';
    const starting = new Map(own.map((cell) => [cell.column, cell]));
    for (let column = 0; column < columns.length;) {
      const above = grid.get(column);
      const cell = starting.get(column) ?? above;
      if (cell === undefined) {
        xml += cellXml({ column, colspan: 1, rowspan: 1 }, columns, '', '<w:p/>');
        column += 1;
        continue;
      }
      const isOwn = starting.has(column);
      const merge = !isOwn ? '<w:vMerge/>' : cell.rowspan > 1 ? '<w:vMerge w:val="restart"/>' : '';
      xml += cellXml(cell, columns, merge, isOwn ? this.cellContent(cell.blocks) : '<w:p/>');
      const left = (isOwn ? cell.rowspan : (above?.rowspan ?? 1)) - 1;
      if (left > 0) grid.set(column, { ...cell, rowspan: left });
      else grid.delete(column);
      column += cell.colspan;
    }
    return xml;
  }

  /** A cell ends with a paragraph (ECMA-376 part 1, §17.4.65). */
  private cellContent(blocks: readonly Block[]): string {
    const xml = this.write(blocks);
    return xml.endsWith('</w:p>') || xml.endsWith('<w:p/>') ? xml : `${xml}<w:p/>`;
  }

  private callout({ callout, blocks }: Extract<Block, { kind: 'callout' }>, place: Place): string {
    const inside: Place = { ...place, item: null, callout };
    const words = textRun(CALLOUT_WORDS[this.state.options.language][callout], '<w:b/>');
    return paragraphXml(properties(styleOf(inside), inside), words) + this.write(blocks, inside);
  }

  /** Word writes the numbers of the pages when it opens the file (ECMA-376 part 1, §17.16.5.68). */
  private contents(): string {
    const mark = (type: string, more = ''): string =>
      `<w:r><w:fldChar w:fldCharType="${type}"${more}/></w:r>`;
    const depth = String(CONTENTS_DEPTH);
    const begin = `${mark('begin', ' w:dirty="true"')}<w:r><w:instrText xml:space="preserve"> TOC \\o "1-${depth}" \\h \\z \\u </w:instrText></w:r>${mark('separate')}`;
    const lines = this.titles.map(({ level, text }, index) => {
      const link = element('w:hyperlink', { 'w:anchor': bookmarkName(index), 'w:history': 1 }, textRun(text));
      return paragraphXml(
        element('w:pPr', {}, element('w:pStyle', { 'w:val': `TOC${String(level)}` })),
        (index === 0 ? begin : '') + link,
      );
    });
    const first = lines.length === 0 ? paragraphXml('', begin) : '';
    const gallery = '<w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>';
    return element(
      'w:sdt',
      {},
      element('w:sdtPr', {}, `<w:tag w:val="${CONTENTS_TAG}"/>` + element('w:docPartObj', {}, gallery)) +
        element('w:sdtContent', {}, first + lines.join('') + paragraphXml('', mark('end'))),
    );
  }

  private bookmarked(index: number, words: string): string {
    const id = this.state.next();
    const start = element('w:bookmarkStart', { 'w:id': id, 'w:name': bookmarkName(index) });
    return start + words + element('w:bookmarkEnd', { 'w:id': id });
  }

  private footnote({ number, paragraphs }: Extract<Inline, { kind: 'footnote' }>): number {
    const inNote: RunPlace = { ...this.runs, relationships: this.state.notes, inNote: true };
    const mark =
      '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>';
    const content = paragraphs.map(({ inlines }, index) =>
      paragraphXml(properties('FootnoteText', TOP), (index === 0 ? mark : '') + docxInlines(inlines, inNote)),
    );
    this.state.footnotes.push(element('w:footnote', { 'w:id': number }, content.join('')));
    return number;
  }
}

/** ECMA-376 part 1, §17.18.44. */
const justified = (align: Paragraph['align']): string =>
  align === null ? '' : element('w:jc', { 'w:val': align === 'justify' ? 'both' : align });

const CALLOUT_STYLES = { info: 'CalloutInformation', warning: 'CalloutWarning' } as const;
const styleOf = ({ isQuote, level, callout }: Place): string | null =>
  callout !== null ? CALLOUT_STYLES[callout] : isQuote ? 'Quote' : level > 0 ? 'ListParagraph' : null;

const paragraphXml = (props: string, content: string): string => element('w:p', {}, props + content);

/** In the order of the schema (ECMA-376 part 1, §17.3.1.26). */
function properties(
  style: string | null,
  { item, level }: Place,
  rest = '',
  more = 0,
  uncounted = '',
): string {
  const number =
    item === null
      ? uncounted
      : element(
          'w:numPr',
          {},
          element('w:ilvl', { 'w:val': item.level }) + element('w:numId', { 'w:val': item.id }),
        );
  const left = (level + more) * INDENT;
  // The number of an item stands before it, as its list says.
  const hanging = item === null ? null : 360;
  const indent =
    more > 0 || (item === null && level > 0)
      ? element('w:ind', { 'w:left': left, 'w:hanging': hanging })
      : '';
  const all = (style === null ? '' : element('w:pStyle', { 'w:val': style })) + number + indent + rest;
  return all === '' ? '' : element('w:pPr', {}, all);
}

const bookmarkName = (index: number): string => `_Toc${String(index + 1)}`;

const textRun = (text: string, format = ''): string =>
  element(
    'w:r',
    {},
    (format === '' ? '' : element('w:rPr', {}, format)) +
      `<w:t xml:space="preserve">${escapeXml(text)}</w:t>`,
  );

const codeRuns = (text: string): string =>
  text
    .split('\n')
    .map((line, index) => {
      const words = line === '' ? '' : `<w:t xml:space="preserve">${escapeXml(line)}</w:t>`;
      return element('w:r', {}, (index > 0 ? '<w:br/>' : '') + words);
    })
    .join('')
    .replaceAll('<w:r/>', '');

const cellXml = (
  { column, colspan }: Pick<Cell, 'column' | 'colspan' | 'rowspan'>,
  columns: readonly number[],
  merge: string,
  content: string,
): string => {
  const width = columns.slice(column, column + colspan).reduce((sum, part) => sum + part, 0);
  const wide = colspan > 1 ? element('w:gridSpan', { 'w:val': colspan }) : '';
  return element(
    'w:tc',
    {},
    element('w:tcPr', {}, element('w:tcW', { 'w:w': width, 'w:type': 'dxa' }) + wide + merge) + content,
  );
};

/** Columns without a width share what the page has left. */
export function columnTwips(widths: readonly (number | null)[]): number[] {
  const set = widths.reduce<number>((sum, width) => sum + (width ?? 0), 0);
  const free = widths.filter((width) => width === null).length;
  const each = free === 0 ? 0 : Math.max(40, (COLUMN_PIXELS - set) / free);
  return widths.map((width) => Math.round((width ?? each) * TWIPS));
}
