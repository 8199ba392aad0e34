import type { ProseNode } from '@maroquin/prose';
import { attributeOf, type XmlElement } from '../package/xml.js';

const MAX_REPEATED = 1000;

export const spanOf = (cell: XmlElement, name: string, most: number): number => {
  const span = Number.parseInt(attributeOf(cell, name) ?? '1', 10);
  return span >= 1 ? Math.min(most, span) : 1;
};

export const repeatedOf = (element: XmlElement, name: string): number => spanOf(element, name, MAX_REPEATED);

export const isPlain = ({ content = [] }: ProseNode): boolean =>
  content.length > 0 &&
  content.every(({ type, marks = [] }) => type === 'hardBreak' || (type === 'text' && marks.length === 0));

export const codeOf = ({ content = [] }: ProseNode): ProseNode => ({
  type: 'codeBlock',
  attrs: { language: null },
  content: [{ type: 'text', text: content.map(({ text }) => text ?? '\n').join('') }],
});

export function flattened(node: ProseNode): ProseNode[] {
  if (node.type === 'paragraph') return [node];
  if (node.type === 'heading' || node.type === 'codeBlock')
    return [{ type: 'paragraph', ...(node.content === undefined ? {} : { content: node.content }) }];
  return (node.content ?? []).flatMap(flattened);
}

/** Paragraphs of one quotation stand in one. */
export function merged(blocks: readonly ProseNode[]): ProseNode[] {
  const out: ProseNode[] = [];
  for (const block of blocks) {
    const last = out.at(-1);
    if (block.type === 'blockquote' && last?.type === 'blockquote')
      out[out.length - 1] = { ...last, content: [...(last.content ?? []), ...(block.content ?? [])] };
    else out.push(block);
  }
  return out;
}
