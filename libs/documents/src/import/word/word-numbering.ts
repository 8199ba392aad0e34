import { attributeOf, isElement, type XmlElement } from '../package/xml.js';

const childOf = (element: XmlElement, kind: string): XmlElement | undefined =>
  element.children.filter(isElement).find((child) => child.kind === kind);
const valueOf = (element: XmlElement, kind: string): string | null => {
  const child = childOf(element, kind);
  return child === undefined ? null : (attributeOf(child, 'val') ?? null);
};

/**
 * Prepares numbering.xml: lists whose levels stand in a style of numbering (ECMA-376 part 1, §17.9.21 and §17.9.27) point
 * at those levels, because pandoc follows no style and takes them for paragraphs. Changes the tree in place.
 */
export function prepareNumbering(numbering: XmlElement): XmlElement {
  const parts = numbering.children.filter(isElement);
  const abstract = parts.filter(({ kind }) => kind === 'w:abstractNum');
  const byStyle = new Map<string, string>();
  for (const one of abstract) {
    const [style, id] = [valueOf(one, 'w:styleLink'), attributeOf(one, 'abstractNumId')];
    if (style !== null && id !== undefined && /^\d{1,10}$/.test(id)) byStyle.set(style, id);
  }
  const target = new Map<string, string>();
  for (const one of abstract) {
    const found = byStyle.get(valueOf(one, 'w:numStyleLink') ?? '');
    const id = attributeOf(one, 'abstractNumId');
    if (found !== undefined && id !== undefined && childOf(one, 'w:lvl') === undefined) target.set(id, found);
  }
  for (const list of parts.filter(({ kind }) => kind === 'w:num')) {
    const reference = childOf(list, 'w:abstractNumId');
    const found = target.get(valueOf(list, 'w:abstractNumId') ?? '');
    if (reference !== undefined && found !== undefined)
      reference.attributes = reference.attributes.replace(/(val\s*=\s*)(?:"[^"]*"|'[^']*')/, `$1"${found}"`);
  }
  return numbering;
}
