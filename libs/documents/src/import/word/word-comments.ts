import { attributeOf, type XmlElement, visitElements } from '../package/xml.js';

/**
 * Ids of comments that point at a place and not at words: no range, or an empty one. They are anchored on the
 * paragraph of their reference, since our comments are marks on text.
 */
export function commentsOnNoText(story: XmlElement): ReadonlySet<string> {
  const starts = new Map<string, number>();
  const withText = new Set<string>();
  const referenced = new Set<string>();
  let texts = 0;
  visitElements(story, (element) => {
    const { kind } = element;
    if (kind === 'w:t' || kind === 'w:delText') texts += 1;
    const id = attributeOf(element, 'id') ?? '';
    if (kind === 'w:commentRangeStart') starts.set(id, texts);
    else if (kind === 'w:commentRangeEnd' && texts > (starts.get(id) ?? texts)) withText.add(id);
    else if (kind === 'w:commentReference') referenced.add(id);
  });
  return new Set([...referenced].filter((id) => !withText.has(id)));
}
