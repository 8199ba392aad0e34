import { nodeChangeOf } from '../../common/change-attributes.js';
import type { ProseNode } from '../../common/prose-json.js';
import { internalPathOf, internalTargetOf } from '../../nodes/internal-link.node.js';
import { mentionWords } from '../../nodes/mention.node.js';
import type { TextRun } from './flow.js';
import type { InternalLinks } from './options.js';
import { PLAIN } from './read-runs.js';

const runOf = (node: ProseNode, text: string, link: TextRun['link']): TextRun => {
  const change = nodeChangeOf(node.attrs?.['blockChange']);
  return {
    ...{ kind: 'text', text, style: PLAIN, link },
    ...{ changes: change === null ? [] : [change], opens: [], closes: [] },
  };
};

/** A person's name, in a file: words like others. */
export const mentionRun = (node: ProseNode): TextRun => runOf(node, mentionWords(node.attrs), null);

/** Where a link within the server leads: its title, as far as it may be known, or its address. */
export function internalRun(node: ProseNode, internal: InternalLinks | undefined): TextRun {
  const path = internalPathOf(node.attrs?.['path']);
  if (path === null || internal === undefined) return runOf(node, path ?? '', null);
  const href = `${internal.origin}${path}`;
  const title = internal.titles.get(internalTargetOf(path) ?? '');
  return runOf(node, title ?? href, { href, title: null });
}
