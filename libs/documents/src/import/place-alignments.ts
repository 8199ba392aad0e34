import type { ProseNode } from '@maroquin/prose';
import { ALIGNMENTS } from './package/placeholders.js';

const BY_SIGN = new Map<string, string>(Object.entries(ALIGNMENTS).map(([align, sign]) => [sign, align]));
const SIGNS = new RegExp(`[${Object.values(ALIGNMENTS).join('')}]`, 'gu');
const BLOCKS = new Set(['paragraph', 'heading']);

/** Turns the signs at the beginning of paragraphs into how they stand, and takes out those that came elsewhere. */
export function placeAlignments(node: ProseNode): ProseNode {
  if (node.text !== undefined) return { ...node, text: node.text.replace(SIGNS, '') };
  if (node.content === undefined) return node;
  const first = BLOCKS.has(node.type) ? node.content[0]?.text : undefined;
  const sign = first === undefined ? undefined : String.fromCodePoint(first.codePointAt(0) ?? 0);
  const align = BY_SIGN.get(sign ?? '');
  const inner = node.content.map(placeAlignments);
  const content = (align === undefined ? inner : withoutBlank(inner)).filter(({ text }) => text !== '');
  const { content: _, ...rest } = node;
  return {
    ...rest,
    ...(align !== undefined && { attrs: { ...node.attrs, textAlign: align } }),
    ...((content.length > 0 || !BLOCKS.has(node.type)) && { content }),
  };
}

/** pandoc takes blanks from the beginning of a paragraph, where our sign was; those of a change stay. */
function withoutBlank(inlines: readonly ProseNode[]): ProseNode[] {
  const at = inlines.findIndex(({ text }) => text !== '');
  return inlines.map((node, index) =>
    index === at && node.text !== undefined && (node.marks ?? []).every(({ type }) => !CHANGES.has(type))
      ? { ...node, text: node.text.replace(/^ +/u, '') }
      : node,
  );
}

const CHANGES = new Set(['insertion', 'deletion']);
