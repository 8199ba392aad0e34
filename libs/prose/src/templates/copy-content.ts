import { attachmentIdOf, attachmentRef } from '../common/attachments.js';
import type { ProseNode } from '../common/prose-json.js';

/**
 * What another document may begin with: the same words, pictures under the ids of the new document. Comments stay with
 * the document in which they were made, and so do suggestions (`withoutSuggestions`, before). A picture that has no new id is left without its image.
 */
export function copyContent(node: ProseNode, pictures: ReadonlyMap<string, string>): ProseNode {
  const { attrs, marks, content, ...rest } = node;
  return {
    ...rest,
    ...(attrs === undefined ? {} : { attrs: node.type === 'image' ? pictureOf(attrs, pictures) : attrs }),
    ...(marks === undefined ? {} : { marks: marks.filter(({ type }) => type !== 'comment') }),
    ...(content === undefined ? {} : { content: content.map((child) => copyContent(child, pictures)) }),
  };
}

function pictureOf(
  attrs: Record<string, unknown>,
  pictures: ReadonlyMap<string, string>,
): Record<string, unknown> {
  const id = attachmentIdOf(attrs['src']);
  const made = id === null ? undefined : pictures.get(id);
  return { ...attrs, src: made === undefined ? null : attachmentRef(made) };
}
