import type { ProseMark, ProseNode } from '../../common/prose-json.js';
import type { FieldKind } from '../../nodes/field.node.js';
import type { TextAlignment } from '../../common/text-align.js';

/** Words, or a node that stands in a line. */
export type Part = string | ProseNode;

const toInline = (part: Part, marks: ProseMark[]): ProseNode => {
  const node: ProseNode = typeof part === 'string' ? { type: 'text', text: part } : part;
  return marks.length === 0 ? node : { ...node, marks: [...(node.marks ?? []), ...marks] };
};

export const field = (label: string, kind: FieldKind = 'text', options: string[] = []): ProseNode => ({
  type: 'field',
  attrs: { label, kind, options },
});
export const line: ProseNode = { type: 'hardBreak' };
export const bold = (...parts: Part[]): ProseNode[] =>
  parts.map((part) => toInline(part, [{ type: 'bold' }]));
export const italic = (...parts: Part[]): ProseNode[] =>
  parts.map((part) => toInline(part, [{ type: 'italic' }]));
export const p = (...parts: Part[]): ProseNode => ({
  type: 'paragraph',
  content: parts.map((part) => toInline(part, [])),
});
export const aligned = (textAlign: TextAlignment, ...parts: Part[]): ProseNode => ({
  ...p(...parts),
  attrs: { textAlign },
});
export const title = (level: number, ...parts: Part[]): ProseNode => ({
  type: 'heading',
  attrs: { level },
  content: parts.map((part) => toInline(part, [])),
});
export const centred = (level: number, ...parts: Part[]): ProseNode => ({
  type: 'heading',
  attrs: { level, textAlign: 'center' },
  content: parts.map((part) => toInline(part, [])),
});
export const bullets = (...items: Part[][]): ProseNode => ({
  type: 'bulletList',
  content: items.map((parts) => ({ type: 'listItem', content: [p(...parts)] })),
});
export const numbered = (...items: Part[][]): ProseNode => ({
  type: 'orderedList',
  content: items.map((parts) => ({ type: 'listItem', content: [p(...parts)] })),
});
/** The first row is the heads. */
export const table = (...rows: Part[][][]): ProseNode => ({
  type: 'table',
  content: rows.map((cells, index) => ({
    type: 'tableRow',
    content: cells.map((parts) => ({
      type: index === 0 ? 'tableHeader' : 'tableCell',
      attrs: { colspan: 1, rowspan: 1 },
      content: [parts.length === 0 ? { type: 'paragraph' } : p(...parts)],
    })),
  })),
});
export const rule: ProseNode = { type: 'horizontalRule' };
export const doc = (...content: ProseNode[]): ProseNode => ({ type: 'doc', content });
