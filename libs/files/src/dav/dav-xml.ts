import type { IncomingMessage } from 'node:http';
import { SaxesParser, type SaxesTagNS } from 'saxes';
import { DavError } from './dav-error.js';

/** Bytes of a request's body, elements and attributes in it, and how deep they stand. */
const MAX_BYTES = 128 * 1024;
const MAX_ELEMENTS = 2_000;
const MAX_ATTRIBUTES = 500;
const MAX_DEPTH = 20;
/** Characters of a namespace: it is written again with everything that is of it. */
const MAX_NAMESPACE = 500;
/** Properties that one request names. */
const MAX_PROPERTIES = 100;
export const DAV = 'DAV:';

export interface XmlElement {
  readonly ns: string;
  readonly name: string;
  /** `xml:lang` as it holds for the element (RFC 4918 §4.3). */
  readonly lang: string | null;
  /** Its other attributes, as they are written again. */
  readonly attributes: string;
  readonly children: XmlElement[];
  /** Between its tags, with other elements written out again. */
  text: string;
}

/** The whole body of a request that is to be XML. @throws {DavError} 413 when it is larger than any client sends */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // The stream stays open where too much comes: the answer says why.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw new DavError(413);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** null: there is none. @throws {DavError} 400 when it is not well-formed, or has a document type */
export const xmlOf = (body: string): XmlElement | null => (body === '' ? null : parseDavXml(body));

/** The properties that a `prop` names. @throws {DavError} 400 when it names more than any client does */
export function propertiesIn(elements: readonly XmlElement[]): readonly XmlElement[] {
  const named = elements.flatMap(({ children }) => children);
  if (named.length > MAX_PROPERTIES) throw new DavError(400);
  return named;
}

/** @throws {DavError} 400. Entities other than XML's own five are not known, and no document type is read. */
export function parseDavXml(text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true });
  const open: XmlElement[] = [];
  let root: XmlElement | null = null;
  let count = 0;
  const refuse = (): never => {
    throw new DavError(400);
  };
  parser.on('error', refuse);
  parser.on('doctype', refuse);
  let attributes = 0;
  // Before they are looked up in their namespaces, which are written out with each of them.
  parser.on('attribute', ({ prefix, name, value }) => {
    attributes += 1;
    const isNamespace = prefix === 'xmlns' || name === 'xmlns';
    if (attributes > MAX_ATTRIBUTES || (isNamespace && value.length > MAX_NAMESPACE)) refuse();
  });
  parser.on('opentag', (tag) => {
    count += 1;
    if (count > MAX_ELEMENTS || open.length >= MAX_DEPTH) refuse();
    const parent = open.at(-1);
    const lang = langOf(tag) ?? parent?.lang ?? null;
    const element: XmlElement = {
      ns: tag.uri,
      name: tag.local,
      lang,
      attributes: attributesOf(tag),
      children: [],
      text: '',
    };
    if (parent === undefined) root = element;
    else parent.children.push(element);
    open.push(element);
  });
  const add = (more: string): void => {
    const current = open.at(-1);
    if (current !== undefined) current.text += escapeXml(more);
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => {
    const closed = open.pop();
    const parent = open.at(-1);
    if (closed !== undefined && parent !== undefined) parent.text += writeElement(closed);
  });
  parser.write(text).close();
  return root ?? refuse();
}

const langOf = (tag: SaxesTagNS): string | null =>
  Object.values(tag.attributes).find(({ name }) => name === 'xml:lang')?.value ?? null;

/** With the namespaces that they are of, whatever prefixes stood around them. */
const attributesOf = (tag: SaxesTagNS): string =>
  Object.values(tag.attributes)
    .filter(({ prefix, name }) => prefix !== 'xmlns' && name !== 'xmlns')
    .map(({ prefix, local, uri, value }, index) => {
      if (prefix === '' || prefix === 'xml')
        return ` ${prefix === '' ? '' : 'xml:'}${local}="${escapeXml(value)}"`;
      const own = `a${String(index)}`;
      return ` xmlns:${own}="${escapeXml(uri)}" ${own}:${local}="${escapeXml(value)}"`;
    })
    .join('');

/** Whatever stood around it: an element that is kept declares its namespace itself. */
const writeElement = ({ ns, name, attributes, text }: XmlElement): string => {
  const head = `${name} xmlns="${escapeXml(ns)}"${attributes}`;
  return text === '' ? `<${head}/>` : `<${head}>${text}</${name}>`;
};

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
// eslint-disable-next-line no-control-regex -- XML 1.0 has no way to write them
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu;

export const escapeXml = (text: string): string =>
  text.replace(UNWRITABLE, '').replace(/[&<>"]/gu, (sign) => ESCAPES[sign] ?? sign);

export const childOf = (element: XmlElement, name: string): XmlElement | undefined =>
  element.children.find((child) => child.ns === DAV && child.name === name);

export const isDav = (element: XmlElement, name: string): boolean =>
  element.ns === DAV && element.name === name;

export const XML_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n';
