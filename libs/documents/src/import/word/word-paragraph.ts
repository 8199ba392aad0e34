import { RULE } from '../package/placeholders.js';
import { BODY_LEVEL, headingStyleId } from './word-styles.js';
import { attributeOf, isElement, type XmlElement, type XmlNode, visitElements } from '../package/xml.js';

/** What pandoc reads alone: beside it in one run, text and other pictures are lost. */
const ALONE = new Set(['w:drawing', 'w:pict', 'w:object', 'w:footnoteReference', 'w:endnoteReference']);

/** The prefix of an element's name with its colon, for elements that are made beside it. */
export function prefixOf({ name }: XmlElement): string {
  const colon = name.indexOf(':');
  return colon === -1 ? '' : name.slice(0, colon + 1);
}

/** The run as several, so that each picture or note has one of its own. */
export function splitRun(run: XmlElement): XmlElement[] {
  const properties = run.children.filter((child) => isElement(child) && child.kind === 'w:rPr');
  const content = run.children.filter((child) => !properties.includes(child));
  if (content.length < 2 || !content.some((child) => isElement(child) && ALONE.has(child.kind))) return [run];
  const groups: XmlNode[][] = [];
  let open: XmlNode[] | null = null;
  for (const child of content) {
    if (isElement(child) && ALONE.has(child.kind)) {
      groups.push([child]);
      open = null;
    } else if (open === null) groups.push((open = [child]));
    else open.push(child);
  }
  return groups.map((children) => ({ ...run, children: [...properties, ...children] }));
}

function hasWords(paragraph: XmlElement): boolean {
  let words = false;
  visitElements(paragraph, ({ kind, children }) => {
    if (kind === 'w:t' && children.some((child) => !isElement(child) && child.trim() !== '')) words = true;
  });
  return words;
}

/**
 * A paragraph with an outline level of its own is a heading, or is none although its style says so; pandoc knows headings by
 * the name of their style. @param headings ids of the styles of headings
 */
export function styleAsHeading(paragraph: XmlElement, headings: ReadonlySet<string>): void {
  const properties = paragraph.children.filter(isElement).find(({ kind }) => kind === 'w:pPr');
  const outline = properties?.children.filter(isElement).find(({ kind }) => kind === 'w:outlineLvl');
  if (properties === undefined || outline === undefined) return;
  const level = Number.parseInt(attributeOf(outline, 'val') ?? '', 10) + 1;
  if (level === BODY_LEVEL)
    properties.children = properties.children.filter(
      (child) =>
        !isElement(child) || child.kind !== 'w:pStyle' || !headings.has(attributeOf(child, 'val') ?? ''),
    );
  const prefix = prefixOf(properties);
  if (!(level >= 1 && level <= 9) || prefix === '' || !hasWords(paragraph)) return;
  const style: XmlElement = {
    name: `${prefix}pStyle`,
    kind: 'w:pStyle',
    attributes: `${prefix}val="${headingStyleId(level)}"`,
    children: [],
  };
  properties.children = [
    style,
    ...properties.children.filter((child) => !isElement(child) || child.kind !== 'w:pStyle'),
  ];
}

/** The style of rules that we write, and the one that LibreOffice does. */
const RULES = new Set(['HorizontalRule', 'HorizontalLine']);

/** Word has no rules: it draws one as the lower border of a paragraph without words. pandoc would drop it. */
export function markRule(paragraph: XmlElement): void {
  const properties = paragraph.children.filter(isElement).find(({ kind }) => kind === 'w:pPr');
  if (
    properties === undefined ||
    paragraph.children.some((child) => isElement(child) && child !== properties)
  )
    return;
  const isRule = properties.children.filter(isElement).some((child) => {
    if (child.kind === 'w:pStyle') return RULES.has(attributeOf(child, 'val') ?? '');
    return (
      child.kind === 'w:pBdr' && child.children.some((side) => isElement(side) && side.kind === 'w:bottom')
    );
  });
  if (!isRule) return;
  const prefix = prefixOf(paragraph);
  const words: XmlElement = { name: `${prefix}t`, kind: 'w:t', attributes: '', children: [RULE] };
  paragraph.children.push({ name: `${prefix}r`, kind: 'w:r', attributes: '', children: [words] });
}
