import type { ProseNode } from '@maroquin/prose';
import { CONTENTS, PAGE_BREAK, RULE } from './package/placeholders.js';

const TEXT_BLOCKS = new Set(['paragraph', 'heading']);

/** Turns the placeholders of page breaks into nodes: at the top of the document only, where the schema has them. */
export function placePageBreaks(doc: ProseNode): ProseNode {
  return {
    ...doc,
    content: (doc.content ?? []).flatMap((block) => (holdsBreak(block) ? placed(block) : [block])),
  };
}

/** What the paragraph that holds nothing but the placeholder becomes. */
const BLOCKS = new Map([
  [RULE, 'horizontalRule'],
  [CONTENTS, 'tableOfContents'],
]);

/** Turns the placeholders of rules and of tables of contents into nodes; in a note, which holds paragraphs only, they leave. */
export function placeRules(node: ProseNode): ProseNode {
  if (node.text !== undefined)
    return { ...node, text: node.text.replaceAll(RULE, '').replaceAll(CONTENTS, '') };
  if (node.content === undefined) return node;
  const content = node.content
    .map((child) => {
      const type = blockFor(child);
      return type !== undefined && node.type !== 'footnote' ? { type } : placeRules(child);
    })
    .filter(({ text }) => text !== '');
  return { ...node, content };
}

const blockFor = ({ type, content = [] }: ProseNode): string | undefined =>
  type === 'paragraph' && content.length === 1 ? BLOCKS.get(content[0]?.text ?? '') : undefined;

function holdsBreak(node: ProseNode): boolean {
  return node.text?.includes(PAGE_BREAK) ?? node.content?.some(holdsBreak) ?? false;
}

function placed(block: ProseNode): ProseNode[] {
  if (!TEXT_BLOCKS.has(block.type)) return [without(block)];
  const pieces = piecesOf(block.content ?? []);
  return pieces.flatMap((content, index) => {
    const before: ProseNode[] = index > 0 ? [{ type: 'pageBreak' }] : [];
    return content.length > 0 ? [...before, { ...block, content }] : before;
  });
}

/** The content between the breaks; one more than there are breaks. */
function piecesOf(content: readonly ProseNode[]): ProseNode[][] {
  const pieces: ProseNode[][] = [[]];
  for (const node of content) {
    const texts = node.type === 'text' ? (node.text ?? '').split(PAGE_BREAK) : null;
    (texts ?? ['']).forEach((text, index) => {
      if (index > 0) pieces.push([]);
      if (texts === null) pieces.at(-1)?.push(without(node));
      else if (text !== '') pieces.at(-1)?.push({ ...node, text });
    });
  }
  return pieces;
}

function without(node: ProseNode): ProseNode {
  if (node.text !== undefined) return { ...node, text: node.text.replaceAll(PAGE_BREAK, '') };
  if (node.content === undefined) return node;
  return { ...node, content: node.content.map(without).filter(({ text }) => text !== '') };
}
