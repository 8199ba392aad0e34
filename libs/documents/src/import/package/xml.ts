import { IMPORT_LIMITS } from './limits.js';

/** The part is not well-formed, declares a document type, or is nested too deeply. */
export class XmlError extends Error {
  override name = 'XmlError';

  constructor(readonly reason: 'malformed' | 'doctype' | 'too-deep') {
    super(reason);
  }
}

export interface XmlElement {
  /** As written, with its prefix. */
  name: string;
  /** Canonical prefix and local name (`w:p`) for the namespaces that matter here, else `:` and the local name. */
  readonly kind: string;
  /** Between the name and the closing bracket, as written: it goes out as it came in. */
  attributes: string;
  children: XmlNode[];
}

/** Text is kept escaped, as written. */
export type XmlNode = XmlElement | string;

const OOXML = 'http://schemas.openxmlformats.org/';
const STRICT = 'http://purl.oclc.org/ooxml/';
const OASIS = 'urn:oasis:names:tc:opendocument:xmlns:';
/** ISO/IEC 29500: the transitional and the strict names of one namespace mean the same here. */
const PREFIXES = new Map([
  [`${OOXML}wordprocessingml/2006/main`, 'w'],
  [`${STRICT}wordprocessingml/main`, 'w'],
  [`${OOXML}markup-compatibility/2006`, 'mc'],
  [`${OOXML}drawingml/2006/main`, 'a'],
  [`${STRICT}drawingml/main`, 'a'],
  [`${OOXML}drawingml/2006/wordprocessingDrawing`, 'wp'],
  [`${STRICT}drawingml/wordprocessingDrawing`, 'wp'],
  ['http://schemas.microsoft.com/office/word/2010/wordprocessingShape', 'wps'],
  [`${OOXML}drawingml/2006/chart`, 'c'],
  [`${STRICT}drawingml/chart`, 'c'],
  [`${OOXML}drawingml/2006/diagram`, 'dgm'],
  [`${STRICT}drawingml/diagram`, 'dgm'],
  [`${OOXML}package/2006/relationships`, 'rel'],
  ['urn:schemas-microsoft-com:vml', 'v'],
  [`${OASIS}office:1.0`, 'office'],
  [`${OASIS}text:1.0`, 'text'],
  [`${OASIS}table:1.0`, 'table'],
  [`${OASIS}style:1.0`, 'style'],
  [`${OASIS}drawing:1.0`, 'draw'],
  [`${OASIS}svg-compatible:1.0`, 'svg'],
  ['http://purl.org/dc/elements/1.1/', 'dc'],
]);

const KNOWN_REFERENCE = /^&(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});/;

interface Open {
  element: XmlElement;
  namespaces: ReadonlyMap<string, string>;
}

/**
 * Reads a part of an office package. Enough of XML 1.0 for OOXML, and stricter: no document type (so no entities but
 * the five and character references), bounded depth. Comments and instructions are dropped. Linear in the length.
 * @throws XmlError
 */
export function parseXml(text: string): XmlElement {
  return new Parser(text).run();
}

class Parser {
  private at = 0;
  private readonly stack: Open[] = [];
  private root: XmlElement | null = null;

  constructor(private readonly text: string) {}

  run(): XmlElement {
    const { text } = this;
    for (;;) {
      const bracket = text.indexOf('<', this.at);
      this.addText(text.slice(this.at, bracket === -1 ? text.length : bracket));
      if (bracket === -1) break;
      this.at = bracket;
      this.readMarkup();
    }
    if (this.root === null || this.stack.length > 0) throw new XmlError('malformed');
    return this.root;
  }

  private readMarkup(): void {
    const { text, at } = this;
    if (text.startsWith('<!--', at)) this.skipTo('-->');
    else if (text.startsWith('<![CDATA[', at)) {
      const start = at + '<![CDATA['.length;
      this.skipTo(']]>');
      this.addText(escapeText(text.slice(start, this.at - 3)));
    } else if (text.startsWith('<!', at)) throw new XmlError('doctype');
    else if (text.startsWith('<?', at)) this.skipTo('?>');
    else if (text.startsWith('</', at)) this.close();
    else this.open();
  }

  private skipTo(end: string): void {
    const found = this.text.indexOf(end, this.at);
    if (found === -1) throw new XmlError('malformed');
    this.at = found + end.length;
  }

  private addText(text: string): void {
    if (text === '') return;
    checkReferences(text);
    const parent = this.stack.at(-1);
    if (parent !== undefined) parent.element.children.push(text);
    else if (/[^\s\uFEFF]/.test(text)) throw new XmlError('malformed');
  }

  private close(): void {
    const start = this.at + 2;
    this.skipTo('>');
    const name = this.text.slice(start, this.at - 1).trimEnd();
    if (this.stack.pop()?.element.name !== name) throw new XmlError('malformed');
  }

  private open(): void {
    const end = this.endOfTag();
    const empty = this.text[end - 1] === '/';
    const inner = this.text.slice(this.at + 1, empty ? end - 1 : end);
    this.at = end + 1;
    const [name] = /^[^\s"'=/<>&]+/.exec(inner) ?? [];
    if (name === undefined) throw new XmlError('malformed');
    const attributes = inner.slice(name.length).trim();
    checkReferences(attributes);
    const around = this.stack.at(-1)?.namespaces ?? new Map<string, string>();
    const namespaces = attributes.includes('xmlns') ? declared(attributes, around) : around;
    const element: XmlElement = { name, kind: kindOf(name, namespaces), attributes, children: [] };
    this.place(element);
    if (!empty) this.stack.push({ element, namespaces });
    if (this.stack.length > IMPORT_LIMITS.xmlDepth) throw new XmlError('too-deep');
  }

  private place(element: XmlElement): void {
    const parent = this.stack.at(-1);
    if (parent !== undefined) parent.element.children.push(element);
    else if (this.root === null) this.root = element;
    else throw new XmlError('malformed');
  }

  /** Where the tag's closing bracket is: one inside quotes does not count. */
  private endOfTag(): number {
    const { text } = this;
    for (let at = this.at + 1; at < text.length; at += 1) {
      const character = text[at];
      if (character === '>') return at;
      if (character === '<') break;
      if (character === '"' || character === "'") {
        at = text.indexOf(character, at + 1);
        if (at === -1) break;
      }
    }
    throw new XmlError('malformed');
  }
}

function checkReferences(text: string): void {
  for (let at = text.indexOf('&'); at !== -1; at = text.indexOf('&', at + 1)) {
    if (!KNOWN_REFERENCE.test(text.slice(at, at + 10))) throw new XmlError('malformed');
  }
}

function declared(attributes: string, around: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const namespaces = new Map(around);
  for (const [, prefix = '', double, single] of attributes.matchAll(
    /(?:^|\s)xmlns(?::([^\s=]+))?\s*=\s*(?:"([^"]*)"|'([^']*)')/g,
  )) {
    namespaces.set(prefix, double ?? single ?? '');
  }
  return namespaces;
}

function kindOf(name: string, namespaces: ReadonlyMap<string, string>): string {
  const colon = name.indexOf(':');
  const prefix = colon === -1 ? '' : name.slice(0, colon);
  return `${PREFIXES.get(namespaces.get(prefix) ?? '') ?? ''}:${name.slice(colon + 1)}`;
}

/**
 * An attribute by its local name (`val`, `type`), unescaped; undefined when absent.
 * With `prefixed`, only one that has a prefix: VML carries both `id` and `r:id`.
 */
export function attributeOf(element: XmlElement, local: string, prefixed = false): string | undefined {
  const match = attributePattern(local, prefixed).exec(element.attributes);
  return match === null ? undefined : unescapeText(match[1] ?? match[2] ?? '');
}

const patterns = new Map<string, RegExp>();

function attributePattern(local: string, prefixed: boolean): RegExp {
  const key = `${prefixed ? '+' : '?'}${local}`;
  let pattern = patterns.get(key);
  if (pattern === undefined) {
    pattern = new RegExp(
      `(?:^|\\s)(?:[^\\s=:"']+:)${prefixed ? '' : '?'}${local}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`,
    );
    patterns.set(key, pattern);
  }
  return pattern;
}

const ENTITIES = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

export function unescapeText(text: string): string {
  return text.replace(/&([^;]{1,9});/g, (whole, reference: string) => {
    if (!reference.startsWith('#')) return ENTITIES.get(reference) ?? whole;
    const code = reference.startsWith('#x')
      ? Number.parseInt(reference.slice(2), 16)
      : Number.parseInt(reference.slice(1), 10);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

export function escapeText(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Writes an element out again. */
export function writeXml(root: XmlElement): string {
  const out: string[] = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'];
  write(root, out);
  return out.join('');
}

function write(node: XmlNode, out: string[]): void {
  if (typeof node === 'string') {
    out.push(node);
    return;
  }
  const { name, attributes, children } = node;
  out.push('<', name, attributes === '' ? '' : ' ', attributes);
  if (children.length === 0) {
    out.push('/>');
    return;
  }
  out.push('>');
  for (const child of children) write(child, out);
  out.push('</', name, '>');
}

/** Calls `see` for `root` and every element below it, in document order. */
export function visitElements(root: XmlElement, see: (element: XmlElement) => void): void {
  see(root);
  for (const child of root.children) if (isElement(child)) visitElements(child, see);
}

export function isElement(node: XmlNode): node is XmlElement {
  return typeof node !== 'string';
}

/** The text directly in an element, still escaped. */
export function ownText({ children }: XmlElement): string {
  return children.filter((child) => typeof child === 'string').join('');
}
