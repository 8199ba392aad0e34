import type { TextAlignment } from '@maroquin/prose';
import { attributeOf, isElement, visitElements, type XmlElement } from '../package/xml.js';

/** What a style of text says itself; absent: nothing. */
interface TextFormat {
  bold?: boolean;
  italic?: boolean;
  underline?: boolean;
  strike?: boolean;
  script?: 'superscript' | 'subscript' | null;
  isColoured?: boolean;
}

interface OdtStyle {
  readonly name: string;
  readonly parent: string | null;
  /** Made for one place, where a named style says what text is. */
  readonly isAutomatic: boolean;
  readonly format: TextFormat;
  readonly breaksBefore: boolean;
  readonly breaksAfter: boolean;
  readonly align: string | null;
}

/** By level from 1: how its items are counted; null: bullets. */
type ListLevels = ReadonlyMap<number, Numbering | null>;

interface Numbering {
  readonly type: string;
  readonly start: number;
  /** A number and nothing but. */
  readonly isPlain: boolean;
}

const MARKS = ['bold', 'italic', 'underline', 'strike'] as const;
const MAX_PARENTS = 50;
/** XSL 1.1, §7.16.9. */
const ALIGNMENTS = new Map<string, TextAlignment>([
  ['center', 'center'],
  ['right', 'right'],
  ['end', 'right'],
  ['justify', 'justify'],
]);
const PLAIN = new Set(['#000000', '#ffffff', 'transparent', 'auto']);
const NUMBERS = new Set(['1', 'a', 'A', 'i', 'I']);

/** The styles of a text (ODF 1.3 part 3, §16), of both parts that hold them. */
export class OdtStyles {
  private readonly styles = new Map<string, OdtStyle>();
  private readonly lists = new Map<string, ListLevels>();
  private outline: ListLevels = new Map();
  /** How paragraphs stand whose styles do not say it. */
  private byDefault: string | null = null;

  constructor(parts: readonly XmlElement[]) {
    for (const part of parts)
      for (const group of part.children.filter(isElement)) {
        const isAutomatic = group.kind === 'office:automatic-styles';
        if (!isAutomatic && group.kind !== 'office:styles') continue;
        for (const style of group.children.filter(isElement)) this.add(style, isAutomatic);
      }
  }

  /** Marks of a span; `code` where the style, or one that it comes from, is that of source text. */
  marksOf(name: string | undefined): string[] {
    const chain = this.chain('text', name);
    return [...marksOf(chain), ...(isNamed(chain, 'Source_20_Text') ? ['code'] : [])];
  }

  /** Whether a span has a colour of its own, made for that place. */
  isColoured(name: string | undefined): boolean {
    return this.chain('text', name).some(
      ({ isAutomatic, format }) => isAutomatic && format.isColoured === true,
    );
  }

  /** Marks of a whole paragraph: what its own automatic style says, not what a named style is. */
  paragraphMarksOf(name: string | undefined): string[] {
    return marksOf(this.chain('paragraph', name).filter(({ isAutomatic }) => isAutomatic));
  }

  isStyle(name: string | undefined, wanted: string): boolean {
    return isNamed(this.chain('paragraph', name), wanted);
  }

  breaksOf(name: string | undefined): { readonly before: boolean; readonly after: boolean } {
    const chain = this.chain('paragraph', name);
    return {
      before: chain.some(({ breaksBefore }) => breaksBefore),
      after: chain.some(({ breaksAfter }) => breaksAfter),
    };
  }

  /** How a paragraph stands; null: as its language is written. */
  alignOf(name: string | undefined): TextAlignment | null {
    const chain = this.chain('paragraph', name);
    const said = chain.length > 0 ? [...chain.map(({ align }) => align), this.byDefault] : [this.byDefault];
    return ALIGNMENTS.get(said.find((align) => align !== null) ?? '') ?? null;
  }

  /** How the items of a list are counted, by the name of its style and its level from 1; null: bullets. */
  numberingOf(name: string | undefined, level: number): Numbering | null {
    return this.lists.get(name ?? '')?.get(level) ?? null;
  }

  /** How a title is counted that stands in no list. */
  outlineOf(level: number): Numbering | null {
    return this.outline.get(level) ?? null;
  }

  private chain(family: string, name: string | undefined): OdtStyle[] {
    const found: OdtStyle[] = [];
    for (let next = name ?? null; next !== null && found.length < MAX_PARENTS;) {
      const style: OdtStyle | undefined = this.styles.get(`${family} ${next}`);
      if (style === undefined) break;
      found.push(style);
      next = style.parent;
    }
    return found;
  }

  private add(element: XmlElement, isAutomatic: boolean): void {
    const name = attributeOf(element, 'name') ?? '';
    if (element.kind === 'text:outline-style') this.outline = levelsOf(element);
    if (element.kind === 'text:list-style') this.lists.set(name, levelsOf(element));
    if (element.kind === 'style:default-style' && attributeOf(element, 'family') === 'paragraph')
      this.byDefault = styleOf(element, name, isAutomatic).align;
    if (element.kind !== 'style:style') return;
    const family = attributeOf(element, 'family') ?? '';
    this.styles.set(`${family} ${name}`, styleOf(element, name, isAutomatic));
  }
}

const isNamed = (chain: readonly OdtStyle[], name: string): boolean =>
  chain.some((style) => style.name === name);

function marksOf(chain: readonly OdtStyle[]): string[] {
  const marks: string[] = MARKS.filter(
    (mark) => chain.find(({ format }) => format[mark] !== undefined)?.format[mark] === true,
  );
  const script = chain.find(({ format }) => format.script !== undefined)?.format.script ?? null;
  return script === null ? marks : [...marks, script];
}

function styleOf(element: XmlElement, name: string, isAutomatic: boolean): OdtStyle {
  const properties = element.children.filter(isElement);
  const text = properties.find(({ kind }) => kind === 'style:text-properties');
  const paragraph = properties.find(({ kind }) => kind === 'style:paragraph-properties');
  const master = attributeOf(element, 'master-page-name') ?? '';
  const of = (local: string): string | null =>
    paragraph === undefined ? null : (attributeOf(paragraph, local) ?? null);
  return {
    name,
    parent: attributeOf(element, 'parent-style-name') ?? null,
    isAutomatic,
    format: text === undefined ? {} : formatOf(text),
    breaksBefore: of('break-before') === 'page' || (isAutomatic && master !== ''),
    breaksAfter: of('break-after') === 'page',
    align: of('text-align'),
  };
}

function formatOf(text: XmlElement): TextFormat {
  const format: TextFormat = {};
  const weight = attributeOf(text, 'font-weight');
  if (weight !== undefined) format.bold = weight === 'bold' || Number(weight) >= 600;
  const slant = attributeOf(text, 'font-style');
  if (slant !== undefined) format.italic = slant !== 'normal';
  const under = attributeOf(text, 'text-underline-style');
  if (under !== undefined) format.underline = under !== 'none';
  const through = attributeOf(text, 'text-line-through-style') ?? attributeOf(text, 'text-line-through-type');
  if (through !== undefined) format.strike = through !== 'none';
  const colours = ['color', 'background-color'].map((local) => attributeOf(text, local)?.toLowerCase());
  if (colours.some((colour) => colour !== undefined && !PLAIN.has(colour))) format.isColoured = true;
  const position = attributeOf(text, 'text-position')?.split(' ')[0];
  if (position !== undefined) format.script = scriptOf(position);
  return format;
}

/** `super`, `sub`, or how far the text is raised, of its height. */
function scriptOf(position: string): 'superscript' | 'subscript' | null {
  if (position === 'super') return 'superscript';
  if (position === 'sub') return 'subscript';
  const raised = Number.parseFloat(position);
  return raised > 0 ? 'superscript' : raised < 0 ? 'subscript' : null;
}

function levelsOf(list: XmlElement): ListLevels {
  const levels = new Map<number, Numbering | null>();
  visitElements(list, (element) => {
    const level = Number(attributeOf(element, 'level'));
    if (element.kind === 'text:list-level-style-bullet') levels.set(level, null);
    if (!NUMBERED.has(element.kind)) return;
    const type = attributeOf(element, 'num-format') ?? '';
    const start = Number.parseInt(attributeOf(element, 'start-value') ?? '1', 10);
    const isPlain = type === '1' && (attributeOf(element, 'num-prefix') ?? '').trim() === '';
    levels.set(level, type === '' ? null : { type: NUMBERS.has(type) ? type : '1', start, isPlain });
  });
  return levels;
}

const NUMBERED = new Set(['text:list-level-style-number', 'text:outline-level-style']);

/** How many headers and footers the pages have. */
export function headersAndFooters(styles: XmlElement): number {
  let count = 0;
  visitElements(styles, ({ kind, children }) => {
    if ((kind === 'style:header' || kind === 'style:footer') && children.length > 0) count += 1;
  });
  return count;
}
