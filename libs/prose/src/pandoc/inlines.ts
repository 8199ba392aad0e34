import type { NodeChange } from '../common/change-attributes.js';
import { safeHref } from '../common/links.js';
import type { ProseMark, ProseNode } from '../common/prose-json.js';
import { attrOf, elementsOf, listOf, quotesOf, stringOf, type PandocElement } from './ast.js';
import type { ImportContext } from './context.js';
import { imageNodeOf } from './image.js';

/** What inlines tell about the block they stand in. */
export interface BlockState {
  breakChange?: NodeChange;
}

export interface InlineScope {
  context: ImportContext;
  block: BlockState;
  marks: ProseMark[];
  /** Maps the content of a note: handed in, because blocks hold inlines and notes hold blocks. */
  note: (body: unknown) => ProseNode[];
}

const FORMATS = new Map([
  ['Emph', 'italic'],
  ['Strong', 'bold'],
  ['Underline', 'underline'],
  ['Strikeout', 'strike'],
  ['Superscript', 'superscript'],
  ['Subscript', 'subscript'],
]);
const SCRIPTS = new Set(['superscript', 'subscript']);

/** Marks that stand alone replace none and appear once: the schema refuses a link in a link or bold in bold. */
function withMark(marks: ProseMark[], mark: ProseMark): ProseMark[] {
  const clashes = (other: ProseMark) =>
    other.type === mark.type || (SCRIPTS.has(mark.type) && SCRIPTS.has(other.type));
  return marks.some(clashes) ? marks : [...marks, mark];
}

function textNode(scope: InlineScope, text: string, marks = scope.marks): ProseNode[] {
  if (text === '') return [];
  const all = [...marks, ...scope.context.commentMarks()];
  return [all.length > 0 ? { type: 'text', text, marks: all } : { type: 'text', text }];
}

/** The change that strikes or adds a node which is not text: y-prosemirror keeps attributes on those, not marks. */
function nodeChange(scope: InlineScope): { blockChange?: NodeChange } {
  const mark =
    scope.marks.find(({ type }) => type === 'deletion') ??
    scope.marks.find(({ type }) => type === 'insertion');
  if (mark === undefined) return {};
  const { id, author, date } = mark.attrs ?? {};
  return {
    blockChange: {
      kind: mark.type === 'deletion' ? 'del' : 'ins',
      id: String(id),
      author: String(author),
      date: String(date),
    },
  };
}

function link(scope: InlineScope, c: unknown): ProseNode[] {
  const [, body, target] = listOf(c);
  const [href, title] = listOf(target).map(stringOf);
  const safe = safeHref(href);
  if (safe === null) {
    scope.context.lost('unsafeLink');
    return inlinesOf(elementsOf(body), scope);
  }
  const mark = {
    type: 'link',
    attrs: { href: safe, title: title === undefined || title === '' ? null : title },
  };
  return inlinesOf(elementsOf(body), { ...scope, marks: withMark(scope.marks, mark) });
}

function span(scope: InlineScope, c: unknown): ProseNode[] {
  const [rawAttr, body] = listOf(c);
  const attr = attrOf(rawAttr);
  const { context, block } = scope;
  const has = (name: string) => attr.classes.includes(name);
  if (has('comment-start')) context.startComment(attr, body);
  else if (has('comment-end')) context.endComment(attr);
  else if (has('paragraph-insertion')) block.breakChange = { kind: 'ins', ...context.changeOf(attr) };
  else if (has('paragraph-deletion')) block.breakChange = { kind: 'del', ...context.changeOf(attr) };
  else if (has('insertion') || has('deletion')) {
    const mark = { type: has('insertion') ? 'insertion' : 'deletion', attrs: { ...context.changeOf(attr) } };
    return inlinesOf(elementsOf(body), { ...scope, marks: [...scope.marks, mark] });
  } else {
    if (has('anchor')) context.lost('bookmark');
    return inlinesOf(elementsOf(body), scope);
  }
  return [];
}

function footnote(scope: InlineScope, body: unknown): ProseNode[] {
  const content = scope.context.outsideComments(() => scope.note(body));
  return [
    {
      type: 'footnote',
      attrs: nodeChange(scope),
      content: content.length > 0 ? content : [{ type: 'paragraph' }],
    },
  ];
}

function image(scope: InlineScope, c: unknown): ProseNode[] {
  const node = imageNodeOf(scope.context, c);
  return [{ ...node, attrs: { ...node.attrs, ...nodeChange(scope) } }];
}

function quoted(scope: InlineScope, c: unknown): ProseNode[] {
  const [type, body] = listOf(c);
  const [open, close] = quotesOf(type);
  return [...textNode(scope, open), ...inlinesOf(elementsOf(body), scope), ...textNode(scope, close)];
}

function formula(scope: InlineScope, c: unknown): ProseNode[] {
  scope.context.lost('formula');
  return [{ type: 'formula', attrs: { tex: stringOf(listOf(c)[1]) } }];
}

/** Kinds that only pass their content on, and where it is. */
function passed({ t, c }: PandocElement, scope: InlineScope): ProseNode[] {
  switch (t) {
    case 'SmallCaps':
      scope.context.lost('smallCaps');
      return inlinesOf(elementsOf(c), scope);
    case 'Cite':
      scope.context.lost('citation');
      return inlinesOf(elementsOf(listOf(c)[1]), scope);
    default:
      scope.context.lost('other');
      return [];
  }
}

function inlineOf(element: PandocElement, scope: InlineScope): ProseNode[] {
  const { t, c } = element;
  const format = FORMATS.get(t);
  if (format !== undefined)
    return inlinesOf(elementsOf(c), { ...scope, marks: withMark(scope.marks, { type: format }) });
  switch (t) {
    case 'Str':
      return textNode(scope, stringOf(c));
    case 'Space':
    case 'SoftBreak':
      return textNode(scope, ' ');
    case 'LineBreak':
      return [{ type: 'hardBreak' }];
    case 'Code':
      return textNode(scope, stringOf(listOf(c)[1]), withMark(scope.marks, { type: 'code' }));
    case 'Quoted':
      return quoted(scope, c);
    case 'Math':
      return formula(scope, c);
    case 'Link':
      return link(scope, c);
    case 'Image':
      return image(scope, c);
    case 'Note':
      return footnote(scope, c);
    case 'Span':
      return span(scope, c);
    default:
      return passed(element, scope);
  }
}

function sameMarks(a: ProseNode, b: ProseNode): boolean {
  return a.marks === b.marks || JSON.stringify(a.marks ?? []) === JSON.stringify(b.marks ?? []);
}

/** Joins neighbours, because pandoc gives a node a word. */
function joined(nodes: ProseNode[]): ProseNode[] {
  const out: ProseNode[] = [];
  for (const node of nodes) {
    const last = out.at(-1);
    if (node.type === 'text' && last?.type === 'text' && sameMarks(node, last))
      last.text = (last.text ?? '') + (node.text ?? '');
    else out.push({ ...node });
  }
  return out;
}

export function inlinesOf(list: PandocElement[], scope: InlineScope): ProseNode[] {
  return scope.context.nested(() => joined(list.flatMap((element) => inlineOf(element, scope))));
}
