import { attributeOf, isElement, type XmlElement, visitElements } from '../package/xml.js';

/** What Word keeps of a comment apart from its words. */
export interface CommentRelation {
  /** Id of the comment that it answers. */
  readonly answers?: string;
  readonly resolved: boolean;
}

/**
 * Which comment answers which, and which are resolved ([MS-DOCX] §2.5.3.1), by the ids that the converter gives them.
 * @param comments the part with the comments @param extended `commentsExtended`, which names their last paragraphs
 */
export function commentRelations(
  comments: XmlElement,
  extended: XmlElement,
): ReadonlyMap<string, CommentRelation> {
  const byParagraph = new Map<string, string>();
  visitElements(comments, (element) => {
    if (element.kind !== 'w:comment') return;
    const last = element.children.filter(isElement).findLast(({ kind }) => kind === 'w:p');
    const paragraph = last === undefined ? undefined : attributeOf(last, 'paraId');
    if (paragraph !== undefined)
      byParagraph.set(paragraph.toUpperCase(), `comment-${attributeOf(element, 'id') ?? ''}`);
  });
  const relations = new Map<string, CommentRelation>();
  const idOf = (element: XmlElement, name: string): string | undefined =>
    byParagraph.get((attributeOf(element, name) ?? '').toUpperCase());
  visitElements(extended, (element) => {
    const id = idOf(element, 'paraId');
    if (!/(?:^|:)commentEx$/.test(element.name) || id === undefined) return;
    const answers = idOf(element, 'paraIdParent');
    const resolved = ['1', 'true'].includes(attributeOf(element, 'done') ?? '');
    relations.set(id, answers === undefined || answers === id ? { resolved } : { answers, resolved });
  });
  return relations;
}
