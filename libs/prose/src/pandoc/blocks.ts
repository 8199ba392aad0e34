import type { ProseNode } from '../common/prose-json.js';
import { countOf, elementOf, elementsOf, listOf, stringOf, type PandocElement } from './ast.js';
import type { ImportContext } from './context.js';
import { inlinesOf, type BlockState } from './inlines.js';
import { tableOf } from './tables.js';

/** PostgreSQL and HTML agree up to here, and no list starts later. */
const MAX_START = 2_147_483_647;

const INLINE = new Set(['text', 'image', 'hardBreak', 'formula', 'footnote']);

function textBlock(
  context: ImportContext,
  type: string,
  list: PandocElement[],
  attrs: Record<string, unknown> = {},
): ProseNode {
  const block: BlockState = {};
  const content = inlinesOf(list, { context, block, marks: [], note: (body) => noteBlocks(context, body) });
  const node: ProseNode = { type };
  const all = { ...attrs, ...block };
  if (Object.keys(all).length > 0) node.attrs = all;
  if (content.length > 0) node.content = content;
  return node;
}

/** Notes hold paragraphs only: what else stands in them keeps its text. */
function noteBlocks(context: ImportContext, body: unknown): ProseNode[] {
  return blocksOf(context, elementsOf(body)).flatMap((node) => {
    const paragraphs = flattened(node);
    if (paragraphs.length !== 1 || !holdsInlines(node)) context.lost('noteBlock');
    return paragraphs;
  });
}

function holdsInlines({ type, content = [] }: ProseNode): boolean {
  return type === 'paragraph' || (content.length > 0 && content.every((child) => INLINE.has(child.type)));
}

function flattened(node: ProseNode): ProseNode[] {
  if (node.type === 'paragraph') return [node];
  const content = node.content ?? [];
  return holdsInlines(node) ? [{ type: 'paragraph', content }] : content.flatMap(flattened);
}

function listItem(context: ImportContext, body: unknown): ProseNode {
  const content = blocksOf(context, elementsOf(body));
  return {
    type: 'listItem',
    content: content[0]?.type === 'paragraph' ? content : [{ type: 'paragraph' }, ...content],
  };
}

function items(context: ImportContext, value: unknown): ProseNode[] {
  return listOf(value).map((body) => listItem(context, body));
}

function orderedList(context: ImportContext, c: unknown): ProseNode[] {
  const [attributes, bodies] = listOf(c);
  const [start, style] = listOf(attributes);
  if (!['Decimal', 'DefaultStyle'].includes(elementOf(style).t)) context.lost('listStyle');
  const content = items(context, bodies);
  return content.length > 0
    ? [{ type: 'orderedList', attrs: { start: countOf(start, MAX_START) }, content }]
    : [];
}

function bulletList(context: ImportContext, c: unknown): ProseNode[] {
  const content = items(context, c);
  return content.length > 0 ? [{ type: 'bulletList', content }] : [];
}

function definitions(context: ImportContext, c: unknown): ProseNode[] {
  context.lost('definitionList');
  return listOf(c).flatMap((entry) => {
    const [term, bodies] = listOf(entry);
    const meanings = listOf(bodies).flatMap((body) => blocksOf(context, elementsOf(body)));
    return [textBlock(context, 'paragraph', [{ t: 'Strong', c: term }]), ...meanings];
  });
}

function lineBlock(context: ImportContext, c: unknown): ProseNode {
  const lines = listOf(c).map((line) => elementsOf(line));
  return textBlock(
    context,
    'paragraph',
    lines.flatMap((line, index) => (index > 0 ? [{ t: 'LineBreak', c: null }, ...line] : line)),
  );
}

function codeBlock(c: unknown): ProseNode {
  const text = stringOf(listOf(c)[1]);
  return {
    type: 'codeBlock',
    attrs: { language: null },
    ...(text === '' ? {} : { content: [{ type: 'text', text }] }),
  };
}

function blockquote(context: ImportContext, c: unknown): ProseNode[] {
  const content = blocksOf(context, elementsOf(c));
  return content.length > 0 ? [{ type: 'blockquote', content }] : [];
}

function figure(context: ImportContext, c: unknown): ProseNode[] {
  const [, caption, body] = listOf(c);
  return [...blocksOf(context, elementsOf(body)), ...blocksOf(context, elementsOf(listOf(caption)[1]))];
}

function blockOf(context: ImportContext, { t, c }: PandocElement): ProseNode[] {
  switch (t) {
    case 'Para':
    case 'Plain':
      return [textBlock(context, 'paragraph', elementsOf(c))];
    case 'Header': {
      const [level, , text] = listOf(c);
      return [textBlock(context, 'heading', elementsOf(text), { level: countOf(level, 6) })];
    }
    case 'BlockQuote':
      return blockquote(context, c);
    case 'CodeBlock':
      return [codeBlock(c)];
    case 'BulletList':
      return bulletList(context, c);
    case 'OrderedList':
      return orderedList(context, c);
    case 'DefinitionList':
      return definitions(context, c);
    case 'HorizontalRule':
      return [{ type: 'horizontalRule' }];
    case 'LineBlock':
      return [lineBlock(context, c)];
    case 'Div':
      return blocksOf(context, elementsOf(listOf(c)[1]));
    case 'Figure':
      return figure(context, c);
    case 'Table':
      return tableOf(c, (body) => blocksOf(context, elementsOf(body)));
    default:
      context.lost('other');
      return [];
  }
}

export function blocksOf(context: ImportContext, list: PandocElement[]): ProseNode[] {
  return context.nested(() => list.flatMap((block) => blockOf(context, block)));
}
