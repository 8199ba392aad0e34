import { HIGHLIGHT_ON_PAPER, INK_ON_PAPER } from '../flow/colours.js';
import type { Change, List, Paragraph, Picture, Style, Table } from '../flow/flow.js';
import { dateOf, type ExportOptions } from '../flow/options.js';
import { COLUMN_PIXELS, type Size } from '../flow/picture-size.js';
import { storedPicture } from '../flow/stored-picture.js';
import { element, escapeXml } from '../package/xml.js';

const CM = 2.54 / 96;

/** CSS pixels as ODF writes lengths. */
export const centimetres = (pixels: number): string => `${(pixels * CM).toFixed(3)}cm`;

const NUMBER_FORMATS = ['1', 'a', 'A', 'i', 'I'] as const;
const BULLETS = ['•', '◦', '▪'];
/** A task shows its box among its words: the bullet is a blank without width. */
const NO_BULLET = '\u200b';
/** ODF 1.3 part 3, §16.31: lists have ten levels. */
const LEVELS = 10;

/** What the parts of one OpenDocument file share: styles made on the way, pictures, changes. */
export class OdtState {
  readonly media = new Map<string, { readonly bytes: Uint8Array; readonly mediaType: string }>();
  /** Content of `text:tracked-changes`. */
  readonly regions: string[] = [];
  private readonly mediaNames = new Map<string, string>();
  private readonly textStyles = new Map<string, string>();
  private readonly standing = new Map<string, string>();
  private readonly tableStyles: string[] = [];
  private readonly lists = new Set<string>();
  private counted = 0;

  constructor(
    readonly options: ExportOptions,
    readonly remarks: ReadonlyMap<string, { readonly names: readonly string[]; readonly xml: string }>,
  ) {}

  next(): number {
    this.counted += 1;
    return this.counted;
  }

  /** The name of the style, or null where text is plain. */
  textStyle({ bold, italic, underline, strike, code, script, ink, highlight }: Style): string | null {
    const properties = {
      'fo:font-weight': bold ? 'bold' : null,
      'fo:font-style': italic ? 'italic' : null,
      'style:text-underline-style': underline ? 'solid' : null,
      'style:text-underline-width': underline ? 'auto' : null,
      'style:text-underline-color': underline ? 'font-color' : null,
      'style:text-line-through-style': strike ? 'solid' : null,
      'style:text-position': script === null ? null : `${script} 58%`,
      'fo:color': ink === null ? null : `#${INK_ON_PAPER[ink]}`,
      'fo:background-color': highlight === null ? null : `#${HIGHLIGHT_ON_PAPER[highlight]}`,
    };
    if (Object.values(properties).every((value) => value === null)) return code ? 'Source_20_Text' : null;
    const content = element('style:text-properties', properties);
    const key = `${code ? 'code' : ''}${content}`;
    const known = this.textStyles.get(key);
    if (known !== undefined) return nameOf(known);
    const name = `T${String(this.textStyles.size + 1)}`;
    const parent = code ? 'Source_20_Text' : null;
    this.textStyles.set(
      key,
      element(
        'style:style',
        { 'style:name': name, 'style:family': 'text', 'style:parent-style-name': parent },
        content,
      ),
    );
    return name;
  }

  /** The style of a paragraph that stands so, below the one it has otherwise. */
  standingStyle(parent: string, align: Paragraph['align'], indent: number): string {
    if (align === null && indent === 0) return parent;
    const key = `${parent} ${align ?? ''} ${String(indent)}`;
    const known = this.standing.get(key);
    if (known !== undefined) return nameOf(known);
    const names = {
      ...{ 'style:name': `P${String(this.standing.size + 1)}`, 'style:family': 'paragraph' },
      'style:parent-style-name': parent,
    };
    const stands = element('style:paragraph-properties', {
      'fo:text-align': align,
      'fo:margin-left': indent === 0 ? null : `${(indent * 1.25).toFixed(2)}cm`,
    });
    this.standing.set(key, element('style:style', names, stands));
    return names['style:name'];
  }

  listStyle({ numbered, done }: List): string {
    const name =
      done !== null ? 'LT' : numbered === null ? 'LB' : `L${String(NUMBER_FORMATS.indexOf(numbered.type))}`;
    this.lists.add(name);
    return name;
  }

  /** Names of the table and of each of its columns. */
  tableStyle({ widths }: Table): { readonly name: string; readonly columns: readonly string[] } {
    const name = `Table${String(this.tableStyles.length + 1)}`;
    const set = widths.reduce<number>((sum, width) => sum + (width ?? 0), 0);
    const free = widths.filter((width) => width === null).length;
    const each = free === 0 ? 0 : Math.max(3, (COLUMN_PIXELS - set) / free);
    const whole = widths.reduce<number>((sum, width) => sum + (width ?? each), 0);
    const own = element('style:table-properties', {
      'style:width': centimetres(whole),
      'table:align': 'left',
    });
    const columns = widths.map((width, at) => {
      const column = element('style:table-column-properties', {
        'style:column-width': centimetres(width ?? each),
      });
      const names = { 'style:name': `${name}.${String(at + 1)}`, 'style:family': 'table-column' };
      return element('style:style', names, column);
    });
    this.tableStyles.push(
      element('style:style', { 'style:name': name, 'style:family': 'table' }, own) + columns.join(''),
    );
    return { name, columns: widths.map((_, at) => `${name}.${String(at + 1)}`) };
  }

  /** The name of the picture in the package, and its size; where there is none, of what stands for it. */
  picture(picture: Picture): Size & { readonly name: string } {
    const stored = storedPicture(picture, this.options.pictures);
    const name =
      this.mediaNames.get(stored.key) ?? `Pictures/image${String(this.media.size + 1)}.${stored.extension}`;
    this.mediaNames.set(stored.key, name);
    this.media.set(name, stored);
    return { name, ...stored.size };
  }

  /** Registers an insertion (ODF 1.3 part 3, §5.5) and answers its id. */
  inserted(change: Change): string {
    return this.region(element('text:insertion', {}, this.changeInfo(change)));
  }

  /** What somebody inserted and somebody struck: who inserted it stands behind, as LibreOffice writes it. */
  struck(change: Change, deleted: string, inserted: Change | undefined): string {
    return this.region(
      element('text:deletion', {}, this.changeInfo(change) + deleted) +
        (inserted === undefined ? '' : element('text:insertion', {}, this.changeInfo(inserted))),
    );
  }

  private region(acts: string): string {
    const id = `ct${String(this.next())}`;
    this.regions.push(element('text:changed-region', { 'xml:id': id, 'text:id': id }, acts));
    return id;
  }

  private changeInfo({ author, date }: Change): string {
    const when = dateOf(date);
    const info =
      element('dc:creator', {}, escapeXml(this.options.nameOf(author))) +
      // The schema asks for a date; a change without one was made at the beginning of Unix time for all we know.
      element('dc:date', {}, when ?? '1970-01-01T00:00:00Z');
    return element('office:change-info', {}, info);
  }

  automaticStyles(): string {
    const lists = [...this.lists].sort().map((name) => listStyleXml(name));
    const cell = { 'style:name': 'Cell', 'style:family': 'table-cell' };
    const border = element('style:table-cell-properties', {
      'fo:padding': '0.1cm',
      'fo:border': '0.5pt solid #000000',
    });
    const broken = {
      'style:name': 'PageBreak',
      'style:family': 'paragraph',
      'style:parent-style-name': 'Standard',
    };
    const before = element('style:paragraph-properties', { 'fo:break-before': 'page' });
    return (
      [...this.textStyles.values()].join('') +
      [...this.standing.values()].join('') +
      lists.join('') +
      this.tableStyles.join('') +
      element('style:style', cell, border) +
      element('style:style', broken, before)
    );
  }
}

const nameOf = (style: string): string => /style:name="([^"]*)"/.exec(style)?.[1] ?? '';

function listStyleXml(name: string): string {
  const format = NUMBER_FORMATS[Number(name.slice(1))];
  const levels = Array.from({ length: LEVELS }, (_, at) => {
    const indent = `${((at + 1) * 1.27).toFixed(2)}cm`;
    const alignment = element('style:list-level-label-alignment', {
      'text:label-followed-by': 'listtab',
      'text:list-tab-stop-position': indent,
      'fo:text-indent': '-0.635cm',
      'fo:margin-left': indent,
    });
    const properties = element(
      'style:list-level-properties',
      { 'text:list-level-position-and-space-mode': 'label-alignment' },
      alignment,
    );
    const level = { 'text:level': at + 1 };
    return format === undefined
      ? element(
          'text:list-level-style-bullet',
          { ...level, 'text:bullet-char': name === 'LT' ? NO_BULLET : BULLETS[at % BULLETS.length] },
          properties,
        )
      : element(
          'text:list-level-style-number',
          { ...level, 'style:num-format': format, 'style:num-suffix': '.' },
          properties,
        );
  });
  return element('text:list-style', { 'style:name': name }, levels.join(''));
}
