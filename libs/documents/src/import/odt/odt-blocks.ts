import { DomainError } from '@maroquin/platform/errors';
import { CONTENTS_TAG, type ProseNode, rectangularTable, type TableCell } from '@maroquin/prose';
import { attributeOf, isElement, type XmlElement } from '../package/xml.js';
import type { OdtContext } from './odt-context.js';
import { codeOf, flattened, isPlain, merged, repeatedOf, spanOf } from './odt-pieces.js';
import { InlineReader, type Line } from './odt-inlines.js';

const MAX_COLUMNS = 256;
/** Cells that are said once and repeated, in one document: a line of XML may ask for millions. */
const MAX_REPEATED_CELLS = 20_000;

interface Place {
  readonly listStyle?: string | undefined;
  /** Of lists around, from 0. */
  readonly level: number;
  readonly inNote: boolean;
}

const TOP: Place = { level: 0, inNote: false };

/** Reads blocks of OpenDocument text (ODF 1.3 part 3, §5 and §9). */
export class BlockReader {
  /** By style and level: the number that the next item would have. */
  private readonly counts = new Map<string, number>();
  private boxes: ProseNode[] = [];
  private repeated = 0;
  private readonly line: Line;

  constructor(private readonly context: OdtContext) {
    this.line = {
      context,
      note: (body) => this.note(body),
      box: (element) => this.box(element),
    };
  }

  read(elements: readonly XmlElement[], place: Place = TOP): ProseNode[] {
    return this.context.nested(() => merged(elements.flatMap((element) => this.block(element, place))));
  }

  private block(element: XmlElement, place: Place): ProseNode[] {
    const { context } = this;
    switch (element.kind) {
      case 'text:p':
        return this.paragraph(element);
      case 'text:h':
        return this.heading(element, place);
      case 'text:list':
        return this.list(element, place);
      case 'table:table':
        return this.table(element);
      case 'text:change-start':
        context.changing.add(attributeOf(element, 'change-id') ?? '');
        return [];
      case 'text:change-end':
        context.changing.delete(attributeOf(element, 'change-id') ?? '');
        return [];
      case 'text:change':
      case 'draw:frame':
        // One between paragraphs gets a paragraph of its own.
        return this.lineOf([element], element).filter(({ content = [] }) => content.length > 0);
      case 'text:table-of-content':
        // One of ours is made of the titles again; of others, what they list is kept as it stands.
        if (
          attributeOf(element, 'id')?.startsWith(CONTENTS_TAG) === true &&
          !place.inNote &&
          place.level === 0
        )
          return [{ type: 'tableOfContents' }];
        return this.read(element.children.filter(isElement), place);
      case 'text:tracked-changes':
      case 'text:sequence-decls':
      case 'text:variable-decls':
      case 'text:user-field-decls':
      case 'office:forms':
      case 'office:annotation':
      case 'table:title':
      case 'table:desc':
        return [];
      default:
        if (element.kind.startsWith('draw:')) return this.boxed(() => this.box(element));
        // Sections, indexes and numbered paragraphs: what they hold.
        return this.read(element.children.filter(isElement), place);
    }
  }

  private paragraph(element: XmlElement): ProseNode[] {
    const { styles } = this.context;
    const style = attributeOf(element, 'style-name');
    const { before, after } = styles.breaksOf(style);
    const isBreak = style === 'PageBreak' && element.children.length === 0;
    const content = isBreak ? [] : this.styled(element, style);
    return [
      ...(before ? [{ type: 'pageBreak' }] : []),
      ...content,
      ...(after ? [{ type: 'pageBreak' }] : []),
    ];
  }

  private styled(element: XmlElement, style: string | undefined): ProseNode[] {
    const { styles } = this.context;
    if (styles.isStyle(style, 'Horizontal_20_Line') && element.children.length === 0)
      return [{ type: 'horizontalRule' }];
    const blocks = this.lineOf([element], element).map((block, index) =>
      index === 0 ? this.aligned(block, style) : block,
    );
    const [first] = blocks;
    if (styles.isStyle(style, 'Preformatted_20_Text') && first !== undefined && isPlain(first))
      return [codeOf(first), ...blocks.slice(1)];
    return styles.isStyle(style, 'Quotations') ? [{ type: 'blockquote', content: blocks }] : blocks;
  }

  private heading(element: XmlElement, place: Place): ProseNode[] {
    const level = Number.parseInt(attributeOf(element, 'outline-level') ?? '1', 10);
    const [first, ...boxes] = this.lineOf([element], element, false);
    if (first?.content?.some(({ text = '' }) => text.trim() !== '') === true)
      this.count(element, level, place);
    const style = attributeOf(element, 'style-name');
    const { before } = this.context.styles.breaksOf(style);
    const attrs = { level: Math.min(6, Math.max(1, level || 1)) };
    const title = this.aligned({ ...first, type: 'heading', attrs }, style);
    return [...(before ? [{ type: 'pageBreak' }] : []), title, ...boxes];
  }

  private count(title: XmlElement, level: number, { listStyle, level: depth }: Place): void {
    const { styles, titles } = this.context;
    const isUncounted = attributeOf(title, 'is-list-header') === 'true';
    const counted = depth > 0 ? styles.numberingOf(listStyle, depth) : styles.outlineOf(level);
    titles.all += 1;
    if (isUncounted || counted === null) return;
    titles.numbered += 1;
    if (counted.isPlain) titles.plain += 1;
  }

  private aligned(line: ProseNode, style: string | undefined): ProseNode {
    const textAlign = this.context.styles.alignOf(style);
    return textAlign === null || line.content === undefined
      ? line
      : { ...line, attrs: { ...line.attrs, textAlign } };
  }

  /** A paragraph, then the blocks of the text boxes that are anchored in it. */
  private lineOf(content: XmlElement[], element: XmlElement, takesMarks = true): ProseNode[] {
    const own = takesMarks ? this.context.styles.paragraphMarksOf(attributeOf(element, 'style-name')) : [];
    const isLine = element.kind === 'text:p' || element.kind === 'text:h';
    const line = isLine ? element : { ...element, children: content };
    let inlines: ProseNode[] = [];
    const boxes = this.boxed(() => {
      inlines = new InlineReader(this.line).read(
        line,
        own.map((type) => ({ type })),
      );
    });
    return [inlines.length > 0 ? { type: 'paragraph', content: inlines } : { type: 'paragraph' }, ...boxes];
  }

  private boxed(work: () => void): ProseNode[] {
    const around = this.boxes;
    this.boxes = [];
    try {
      work();
      return this.boxes;
    } finally {
      this.boxes = around;
    }
  }

  /** Text boxes and drawings: their paragraphs, wherever they stand in it. */
  private box(element: XmlElement): void {
    const boxes = this.boxes;
    const found = this.boxed(() => {
      const blocks = element.children.filter(isElement).flatMap((child) => {
        if (BLOCKS.has(child.kind)) return this.block(child, TOP);
        if (child.kind === 'draw:image' || child.kind === 'svg:desc' || child.kind === 'svg:title') return [];
        return this.boxed(() => this.box(child));
      });
      this.boxes.push(...blocks);
    });
    if (element.kind === 'draw:frame' && found.length > 0) this.context.lost('textBox');
    if (SHAPES.has(element.kind) && found.length === 0) this.context.lost('shape');
    boxes.push(...found);
  }

  private list(element: XmlElement, { listStyle, level, inNote }: Place): ProseNode[] {
    const style = attributeOf(element, 'style-name') ?? listStyle;
    const numbering = this.context.styles.numberingOf(style, level + 1);
    const inner: Place = { listStyle: style, level: level + 1, inNote };
    const items: ProseNode[][] = [];
    const elements = element.children.filter(isElement);
    for (const item of elements) {
      if (item.kind !== 'text:list-item' && item.kind !== 'text:list-header') continue;
      const blocks = this.read(item.children.filter(isElement), inner);
      const last = items.at(-1);
      if (item.kind === 'text:list-header' && last !== undefined) last.push(...blocks);
      else items.push(blocks);
    }
    const kept = items.filter((blocks) => blocks.length > 0);
    if (kept.length === 0) return [];
    // Numbered headings stand in lists; a heading is one without.
    if (kept.every((blocks) => blocks.every(({ type }) => TITLES.has(type)))) return kept.flat();
    const content = kept.map((blocks): ProseNode => ({ type: 'listItem', content: blocks }));
    if (numbering === null) return [{ type: 'bulletList', content }];
    const start = this.startOf(element, elements[0], `${style ?? ''} ${String(level)}`, numbering.start);
    this.counts.set(`${style ?? ''} ${String(level)}`, start + content.length);
    return [
      {
        type: 'orderedList',
        attrs: { start, type: numbering.type === '1' ? null : numbering.type },
        content,
      },
    ];
  }

  private startOf(list: XmlElement, first: XmlElement | undefined, key: string, otherwise: number): number {
    const own = first === undefined ? undefined : attributeOf(first, 'start-value');
    const goesOn =
      attributeOf(list, 'continue-numbering') === 'true' || attributeOf(list, 'continue-list') !== undefined;
    const start =
      own === undefined ? (goesOn ? (this.counts.get(key) ?? otherwise) : otherwise) : Number(own);
    return Number.isInteger(start) && start >= 0 && start < 1_000_000 ? start : 1;
  }

  private table(element: XmlElement): ProseNode[] {
    const rows: TableCell[][] = [];
    this.rows(element, false, rows);
    const table = rectangularTable(rows);
    return table === null ? [] : [table];
  }

  private rows(element: XmlElement, isHead: boolean, rows: TableCell[][]): void {
    for (const child of element.children.filter(isElement)) {
      if (child.kind === 'table:table-row') {
        const cells = child.children.filter(isElement).flatMap((cell) => this.cells(cell, isHead));
        const times = repeatedOf(child, 'number-rows-repeated');
        this.budget((times - 1) * cells.length);
        rows.push(...Array.from({ length: times }, () => cells));
      } else if (child.kind === 'table:table-header-rows') this.rows(child, true, rows);
      else if (child.kind === 'table:table-rows' || child.kind === 'table:table-row-group')
        this.rows(child, isHead, rows);
    }
  }

  private cells(cell: XmlElement, isHead: boolean): TableCell[] {
    if (cell.kind !== 'table:table-cell') return [];
    const content = this.read(cell.children.filter(isElement));
    const one: TableCell = {
      node: {
        type: isHead ? 'tableHeader' : 'tableCell',
        content: content.length > 0 ? content : [{ type: 'paragraph' }],
      },
      colspan: spanOf(cell, 'number-columns-spanned', MAX_COLUMNS),
      rowspan: spanOf(cell, 'number-rows-spanned', 20_000),
    };
    const times = Math.min(MAX_COLUMNS, repeatedOf(cell, 'number-columns-repeated'));
    this.budget(times - 1);
    return Array.from({ length: times }, () => one);
  }

  /** @throws {DomainError} import.bomb */
  private budget(cells: number): void {
    this.repeated += cells;
    if (this.repeated > MAX_REPEATED_CELLS) throw new DomainError('import.bomb');
  }

  /** Notes hold paragraphs only: what else stands in them keeps its text. */
  private note(body: XmlElement): ProseNode[] {
    return this.read(body.children.filter(isElement), { level: 0, inNote: true }).flatMap((block) => {
      const lines = flattened(block);
      if (block.type !== 'paragraph') this.context.lost('noteBlock');
      return lines;
    });
  }
}

/** ODF 1.3 part 3, §10.3. */
const SHAPES = new Set(
  'custom-shape rect line polyline polygon regular-polygon path circle ellipse connector caption measure'
    .split(' ')
    .map((name) => `draw:${name}`),
);
/** A title, and the break before it that its style asks for. */
const TITLES = new Set(['heading', 'pageBreak']);
const BLOCKS = new Set(['text:p', 'text:h', 'text:list', 'table:table', 'text:section']);
