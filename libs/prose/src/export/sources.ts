import { nodeChangeOf } from '../common/change-attributes.js';
import { attachmentIdOf } from '../common/attachments.js';
import type { ProseNode } from '../common/prose-json.js';
import { internalTargetOf } from '../nodes/internal-link.node.js';
import { importedRemarkOf } from '../marks/comment.mark.js';

/** What a document names and does not hold. */
export interface ProseSources {
  /** Ids of attachments. */
  readonly pictures: string[];
  /** Authors of changes and remarks, as they are stored. */
  readonly authors: string[];
  /** Resources that it links to. */
  readonly links: string[];
}

/** Each once, in the order of the document. */
export function sourcesOf(doc: ProseNode): ProseSources {
  const pictures = new Set<string>();
  const authors = new Set<string>();
  const links = new Set<string>();
  const visit = ({ type, attrs = {}, marks = [], content = [] }: ProseNode): void => {
    const id = type === 'image' ? attachmentIdOf(attrs['src']) : null;
    if (id !== null) pictures.add(id);
    const target = type === 'internalLink' ? internalTargetOf(attrs['path']) : null;
    if (target !== null) links.add(target);
    for (const name of ['blockChange', 'breakChange']) {
      const change = nodeChangeOf(attrs[name]);
      if (change !== null) authors.add(change.author);
    }
    for (const mark of marks) {
      const author = importedRemarkOf(mark.attrs?.['imported'])?.author ?? mark.attrs?.['author'];
      if (typeof author === 'string' && author !== '') authors.add(author);
    }
    content.forEach(visit);
  };
  visit(doc);
  return { pictures: [...pictures], authors: [...authors], links: [...links] };
}
