import type { ProseNode } from './common/prose-json.js';
import { internalTargetOf } from './nodes/internal-link.node.js';
import { mentionOf } from './nodes/mention.node.js';
import { nodeChangeOf } from './common/change-attributes.js';

/** Whom and what a document names by id. */
export interface NamedResources {
  /** By the id of the mention: the person. */
  readonly mentions: readonly { readonly id: string; readonly person: string }[];
  /** Resources that it links to. */
  readonly links: readonly string[];
}

/** A document links to no more than these; what comes beyond is not followed. */
const MOST_LINKS = 1_000;

/** Each once, in the order of the document; what is struck is not named. `origin`: of this server. */
export function namedIn(doc: ProseNode, origin: string): NamedResources {
  const mentions = new Map<string, string>();
  const links = new Set<string>();
  const link = (target: string | null): void => {
    if (target !== null && links.size < MOST_LINKS) links.add(target);
  };
  const visit = ({ type, attrs = {}, marks = [], content = [] }: ProseNode): void => {
    const isStruck =
      nodeChangeOf(attrs['blockChange'])?.kind === 'del' || marks.some((mark) => mark.type === 'deletion');
    if (isStruck) return;
    const mentioned = type === 'mention' ? mentionOf(attrs) : null;
    if (mentioned !== null) mentions.set(mentioned.id, mentioned.person);
    if (type === 'internalLink') link(internalTargetOf(attrs['path']));
    for (const mark of marks) if (mark.type === 'link') link(targetOf(mark.attrs?.['href'], origin));
    content.forEach(visit);
  };
  visit(doc);
  return { mentions: [...mentions].map(([id, person]) => ({ id, person })), links: [...links] };
}

/** A link that somebody wrote by hand counts too, with whatever follows the place in its address. */
function targetOf(href: unknown, origin: string): string | null {
  if (typeof href !== 'string' || !href.startsWith(`${origin}/`) || !URL.canParse(href)) return null;
  return internalTargetOf(new URL(href).pathname);
}
