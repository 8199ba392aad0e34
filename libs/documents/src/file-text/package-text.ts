import {
  isElement,
  ownText,
  unescapeText,
  visitElements,
  attributeOf,
  type XmlElement,
} from '../import/package/xml.js';
import { readXmlPart } from '../import/package/xml-text.js';
import { ZipArchive } from '../import/package/zip-archive.js';

/** Which elements of a part are text, and what they mean to a reader. */
interface Rules {
  /** Text stands directly in these; null: everywhere inside a block. */
  readonly text: ReadonlySet<string> | null;
  readonly blocks: ReadonlySet<string>;
  readonly signs: ReadonlyMap<string, string>;
  /** Said elsewhere as well, or taken away by its author. */
  readonly left: ReadonlySet<string>;
}

const WORD: Rules = {
  text: new Set(['w:t']),
  blocks: new Set(['w:p']),
  signs: new Map([
    ['w:tab', '\t'],
    ['w:br', '\n'],
    ['w:cr', '\n'],
    ['w:noBreakHyphen', '-'],
  ]),
  left: new Set(['mc:Fallback']),
};
const SLIDE: Rules = {
  text: new Set(['a:t']),
  blocks: new Set(['a:p']),
  signs: new Map([['a:br', '\n']]),
  left: new Set(['mc:Fallback']),
};
const OPEN_DOCUMENT: Rules = {
  text: null,
  blocks: new Set(['text:p', 'text:h']),
  signs: new Map([
    ['text:tab', '\t'],
    ['text:s', ' '],
    ['text:line-break', '\n'],
  ]),
  left: new Set(['text:tracked-changes']),
};

function collect(element: XmlElement, rules: Rules, out: string[], isInBlock = false): void {
  const { kind } = element;
  if (rules.left.has(kind)) return;
  const isBlock = rules.blocks.has(kind);
  const sign = rules.signs.get(kind);
  if (sign !== undefined) out.push(sign);
  const isText = rules.text === null ? isInBlock || isBlock : rules.text.has(kind);
  for (const child of element.children) {
    if (isElement(child)) collect(child, rules, out, isInBlock || isBlock);
    else if (isText) out.push(unescapeText(child));
  }
  if (isBlock) out.push('\n');
}

const inOrder = (archive: ZipArchive, pattern: RegExp): string[] =>
  archive
    .names()
    .filter((name) => pattern.test(name))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));

/** A part that is damaged or too large leaves the others to be found. */
function partsText(archive: ZipArchive, names: readonly string[], rules: Rules): string {
  const out: string[] = [];
  for (const name of names) {
    try {
      collect(readXmlPart(archive, name), rules, out);
    } catch (cause) {
      if (names.length === 1) throw cause;
    }
  }
  return out.join('');
}

/**
 * The text of a Word, Excel, PowerPoint or OpenDocument file, told apart by what is in it.
 * @throws {DomainError} import.*
 */
export function packageText(bytes: Uint8Array): string {
  const archive = ZipArchive.open(bytes);
  const named = (pattern: RegExp): string[] => inOrder(archive, pattern);
  if (archive.has('content.xml')) return partsText(archive, ['content.xml'], OPEN_DOCUMENT);
  if (archive.has('xl/workbook.xml')) return workbookText(archive);
  const slides = named(/^ppt\/slides\/slide\d+\.xml$/i);
  if (slides.length > 0)
    return partsText(archive, [...slides, ...named(/^ppt\/notesSlides\/notesSlide\d+\.xml$/i)], SLIDE);
  const body = named(/^word\/document\d*\.xml$/i);
  const beside = named(/^word\/(?:footnotes|endnotes|comments|header\d*|footer\d*)\.xml$/i);
  return partsText(archive, [...body, ...beside], WORD);
}

/** Cells a line for each row, after the names of the sheets. Dates are numbers there: their look is not in the cell. */
function workbookText(archive: ZipArchive): string {
  const out: string[] = [];
  visitElements(readXmlPart(archive, 'xl/workbook.xml'), (element) => {
    if (localName(element) === 'sheet') out.push(attributeOf(element, 'name') ?? '', '\n');
  });
  const shared = sharedStrings(archive);
  for (const name of inOrder(archive, /^xl\/worksheets\/sheet\d+\.xml$/i)) {
    visitElements(readXmlPart(archive, name), (element) => {
      const kind = localName(element);
      if (kind === 'row') out.push('\n');
      if (kind === 'c') out.push(cellText(element, shared), '\t');
    });
    out.push('\n');
  }
  return out.join('');
}

const localName = ({ name }: XmlElement): string => name.slice(name.indexOf(':') + 1);

function sharedStrings(archive: ZipArchive): string[] {
  if (!archive.has('xl/sharedStrings.xml')) return [];
  const strings: string[] = [];
  visitElements(readXmlPart(archive, 'xl/sharedStrings.xml'), (element) => {
    if (localName(element) === 'si') strings.push(richText(element));
  });
  return strings;
}

/** Without how it is pronounced, which stands beside it in Asian scripts. */
function richText(element: XmlElement): string {
  const out: string[] = [];
  for (const child of element.children) {
    if (!isElement(child) || localName(child) === 'rPh') continue;
    if (localName(child) === 't') out.push(ownText(child));
    else out.push(richText(child));
  }
  return unescapeText(out.join(''));
}

function cellText(cell: XmlElement, shared: readonly string[]): string {
  const type = attributeOf(cell, 't');
  if (type === 'inlineStr') return richText(cell);
  const value = cell.children.filter(isElement).find((child) => localName(child) === 'v');
  const text = value === undefined ? '' : unescapeText(ownText(value));
  if (type === 's') return shared[Number(text)] ?? '';
  return type === 'e' ? '' : text;
}
