import type {
  Block,
  Cell,
  Flow,
  Heading,
  Inline,
  List,
  Paragraph,
  Table,
  TextRun,
  Title,
} from '../flow/flow.js';
import { HIGHLIGHT_ON_PAPER, INK_ON_PAPER } from '../flow/colours.js';
import { numberedInlines } from '../flow/numbered.js';
import { headRows } from '../flow/head-rows.js';
import { CALLOUT_WORDS, CONTENTS_WORDS } from '../flow/words.js';
import { signOf } from '../../common/task-signs.js';
import { type ExportOptions, LOCALE_TAGS } from '../flow/options.js';
import { PdfPictures } from './pdf-pictures.js';
import { codeText, plainText } from './pdf-text.js';

/**
 * What the typesetter's template reads. It is data from beginning to end: the template is constant, and no word of a
 * document is ever read as markup.
 */
export interface PdfContent {
  readonly title: string;
  readonly author: string;
  readonly language: string;
  readonly region: string;
  /** Year, month, day, hour, minute and second, in UTC. */
  readonly date: readonly number[];
  readonly blocks: readonly PdfBlock[];
}

export interface PdfSource {
  readonly content: PdfContent;
  /** By the name under which the content asks for them. */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
}

type PdfBlock =
  | { kind: 'paragraph'; align: Paragraph['align']; indent: number; inlines: PdfInline[] }
  | {
      kind: 'heading';
      level: number;
      size: number;
      align: Paragraph['align'];
      /** Its place in the table of contents. */
      listed: number | null;
      inlines: PdfInline[];
    }
  | { kind: 'code'; text: string }
  | { kind: 'quote'; blocks: PdfBlock[] }
  | {
      kind: 'list';
      pattern: string | null;
      start: number;
      tight: boolean;
      tasks: boolean;
      items: PdfBlock[][];
    }
  | { kind: 'callout'; label: string; warns: boolean; blocks: PdfBlock[] }
  | { kind: 'contents'; label: string; titles: Title[] }
  | { kind: 'table'; columns: number[]; head: PdfCell[]; body: PdfCell[] }
  | { kind: 'rule' }
  | { kind: 'page' };

interface PdfCell {
  readonly x: number;
  readonly y: number;
  readonly colspan: number;
  readonly rowspan: number;
  readonly header: boolean;
  readonly blocks: readonly PdfBlock[];
}

type PdfInline =
  | ReturnType<typeof textOfRun>
  | { kind: 'break' }
  | { kind: 'picture'; file: string; alt: string; width: number; height: number }
  | { kind: 'footnote'; paragraphs: PdfInline[][] };

/** Where a block stands: how deep, and how wide it is there, in CSS pixels. */
interface Place {
  readonly depth: number;
  readonly width: number;
  readonly isTop: boolean;
}

/** The typesetter ends at some 70 boxes in one another, and a page has no room for more indents. */
const MAX_DEPTH = 10;
const INDENT_PIXELS = 28;
const CELL_PADDING_PIXELS = 14;
/** The text column of A4 with margins of 2.5 cm. */
const COLUMN_PIXELS = 604;

/** A document as its PDF says it. Changes are read as accepted. */
export function pdfSource(flow: Flow, options: ExportOptions): PdfSource {
  const { title, author, language, modifiedAt } = options;
  const pictures = new PdfPictures(options);
  const reader = new PdfReader(pictures, flow.titles, language);
  const blocks = reader.blocks(flow.blocks, { depth: 0, width: COLUMN_PIXELS, isTop: true });
  const [, region = ''] = LOCALE_TAGS[language].split('-');
  const date = modifiedAt.toISOString().match(/\d+/g)?.slice(0, 6).map(Number) ?? [];
  const about = { title: plainText(title), author: plainText(author) };
  return { content: { ...about, language, region, date, blocks }, pictures: pictures.files };
}

class PdfReader {
  /** Of the last heading: readers of screens go down one level at a time (PDF/UA-1 §7.4.2). */
  private level = 0;

  constructor(
    private readonly pictures: PdfPictures,
    private readonly titles: readonly Title[],
    private readonly language: ExportOptions['language'],
  ) {}

  blocks(blocks: readonly Block[], place: Place): PdfBlock[] {
    return blocks.flatMap((block) => this.block(block, place));
  }

  private block(block: Block, place: Place): PdfBlock[] {
    switch (block.kind) {
      case 'paragraph':
        return [this.paragraph(block, place)];
      case 'heading':
        return [this.heading(block, place)];
      case 'code':
        return [{ kind: 'code', text: codeText(block.text) }];
      case 'quote': {
        const blocks = this.blocks(block.blocks, inside(place, 2 * INDENT_PIXELS));
        return isTooDeep(place) ? blocks : [{ kind: 'quote', blocks }];
      }
      case 'callout': {
        const blocks = this.blocks(block.blocks, inside(place, INDENT_PIXELS));
        const label = CALLOUT_WORDS[this.language][block.callout];
        return isTooDeep(place)
          ? blocks
          : [{ kind: 'callout', label, warns: block.callout === 'warning', blocks }];
      }
      case 'contents':
        return [this.contents()];
      case 'list':
        return this.list(block, place);
      case 'table':
        return this.table(block, place);
      case 'rule':
        return [{ kind: 'rule' }];
      // A page cannot end inside a list or a cell.
      case 'pageBreak':
        return place.isTop ? [{ kind: 'page' }] : [];
    }
  }

  private paragraph({ align, indent, inlines }: Paragraph, place: Place): PdfBlock {
    const within = indent === 0 ? place : inside(place, indent * INDENT_PIXELS);
    return { kind: 'paragraph', align, indent, inlines: this.inlines(inlines, within) };
  }

  private contents(): PdfBlock {
    const titles = this.titles.map(({ level, text }) => ({ level, text: plainText(text) }));
    return { kind: 'contents', label: CONTENTS_WORDS[this.language], titles };
  }

  private heading(heading: Heading, place: Place): PdfBlock {
    const { level, align, listed } = heading;
    const inlines = numberedInlines(heading);
    // A heading without words has no place in an outline (PDF/UA-1 refuses it).
    if (!hasWords(inlines))
      return { kind: 'paragraph', align, indent: 0, inlines: this.inlines(inlines, place) };
    this.level = Math.min(level, this.level + 1);
    return {
      kind: 'heading',
      level: this.level,
      size: level,
      align,
      listed,
      inlines: this.inlines(inlines, place),
    };
  }

  private list({ numbered, items, done }: List, place: Place): PdfBlock[] {
    const within = inside(place, INDENT_PIXELS);
    const written = items.map((item, index) => {
      const blocks = this.blocks(item, within);
      return done === null ? blocks : withBox(blocks, done[index] === true);
    });
    if (isTooDeep(place)) return written.flat();
    return [
      {
        kind: 'list',
        pattern: numbered === null ? null : `${numbered.type}.`,
        start: Math.max(0, numbered?.start ?? 1),
        tight: items.every((item) => item.filter(({ kind }) => kind !== 'list').length <= 1),
        tasks: done !== null,
        items: written,
      },
    ];
  }

  private table({ rows, widths }: Table, place: Place): PdfBlock[] {
    const wanted = widths.map((width) => width ?? COLUMN_PIXELS / widths.length);
    const sum = wanted.reduce((total, width) => total + width, 0);
    const columns = wanted.map((width) => width / sum);
    const head = headRows(rows);
    // A head whose cells reach below it would be read as the head of what they cover.
    const isHead =
      head < rows.length &&
      rows.slice(0, head).every(({ cells }, y) => cells.every(({ rowspan }) => y + rowspan <= head));
    const cells = rows.flatMap((row, y) => row.cells.map((cell) => this.cell(cell, y, columns, place)));
    if (isTooDeep(place)) return cells.flatMap(({ blocks }) => blocks);
    const isOfHead = ({ y }: PdfCell): boolean => isHead && y < head;
    return [
      {
        kind: 'table',
        columns,
        head: cells.filter(isOfHead),
        body: cells.filter((cell) => !isOfHead(cell)),
      },
    ];
  }

  private cell(cell: Cell, y: number, columns: readonly number[], place: Place): PdfCell {
    const { column, colspan, rowspan, isHeader, blocks } = cell;
    const share = columns.slice(column, column + colspan).reduce((total, width) => total + width, 0);
    const within = inside(place, place.width * (1 - share) + CELL_PADDING_PIXELS);
    return { x: column, y, colspan, rowspan, header: isHeader, blocks: this.blocks(blocks, within) };
  }

  private inlines(inlines: readonly Inline[], place: Place): PdfInline[] {
    return inlines.flatMap((inline) => this.inline(inline, place));
  }

  private inline(inline: Inline, place: Place): PdfInline[] {
    switch (inline.kind) {
      case 'text':
        return inline.changes.some(({ kind }) => kind === 'del') ? [] : [textOfRun(inline)];
      case 'break':
        return [{ kind: 'break' }];
      case 'picture':
        return inline.change?.kind === 'del' ? [] : this.pictures.take(inline, place.width).map(asInline);
      case 'footnote':
        if (inline.change?.kind === 'del') return [];
        return [
          {
            kind: 'footnote',
            paragraphs: inline.paragraphs.map((paragraph) => this.inlines(paragraph.inlines, place)),
          },
        ];
      case 'formula':
        return [{ ...PLAIN, text: plainText(inline.tex), code: true }];
    }
  }
}

const hasWords = (inlines: readonly Inline[]): boolean =>
  inlines.some(
    (inline) =>
      inline.kind === 'text' &&
      /[^\s\p{Default_Ignorable_Code_Point}]/u.test(inline.text) &&
      !inline.changes.some(({ kind }) => kind === 'del'),
  );

/** The box of a task stands among its words. */
function withBox(blocks: readonly PdfBlock[], isDone: boolean): PdfBlock[] {
  const [first, ...rest] = blocks;
  const box = { ...PLAIN, text: `${signOf(isDone)} ` };
  return first?.kind === 'paragraph'
    ? [{ ...first, inlines: [box, ...first.inlines] }, ...rest]
    : [{ kind: 'paragraph', align: null, indent: 0, inlines: [box] }, ...blocks];
}

const inside = ({ depth, width }: Place, less: number): Place => ({
  depth: depth + 1,
  width: Math.max(INDENT_PIXELS, width - less),
  isTop: false,
});

const isTooDeep = ({ depth }: Place): boolean => depth >= MAX_DEPTH;

const PLAIN = {
  kind: 'text' as const,
  ...{ text: '', bold: false, italic: false, underline: false, strike: false, code: false },
  script: null as 'super' | 'sub' | null,
  ...{ ink: null as string | null, highlight: null as string | null, href: null as string | null },
};

function textOfRun({ text, style, link }: TextRun): typeof PLAIN {
  return {
    ...PLAIN,
    ...style,
    text: plainText(text),
    ink: style.ink === null ? null : INK_ON_PAPER[style.ink],
    highlight: style.highlight === null ? null : HIGHLIGHT_ON_PAPER[style.highlight],
    href: link?.href ?? null,
  };
}

const asInline = (found: ReturnType<PdfPictures['take']>[number]): PdfInline =>
  typeof found === 'string' ? { ...PLAIN, text: plainText(found) } : { kind: 'picture', ...found };
