import type { Node } from '@tiptap/pm/model';
import type { Transform } from '@tiptap/pm/transform';
import { type NodeChange, nodeChangeOf } from '../common/change-attributes.js';

/** Which changes are meant. */
export type ChangeFilter = (change: Pick<NodeChange, 'id' | 'author' | 'date'>, node: Node) => boolean;

const ISOLATING = new Set(['table', 'tableRow', 'tableCell', 'tableHeader']);

/**
 * Accepts or rejects changes: what goes is deleted, what stays loses its sign of being a suggestion. Works on whatever
 * document the transform has, so that the editor, a worker and a test do the same.
 */
export function resolveChanges(tr: Transform, verdict: 'accept' | 'reject', matches: ChangeFilter): void {
  const acts: (() => void)[] = [];
  tr.doc.descendants((node, pos) => {
    acts.push(...actsOn(tr, { node, pos, isAccepted: verdict === 'accept', matches }));
    return !node.isText;
  });
  // From the end, so that the positions before stay true.
  for (const act of acts.reverse()) act();
}

/**
 * The same in passes, each to be written before the next: within one paragraph a pass deletes in one place only. The
 * binding to Yjs writes a paragraph as one difference, so that of two deletions at once the words between would be
 * deleted and written again, and stand there twice when a colleague does the same.
 * @returns whether this pass changed anything; false: all is resolved
 */
export function resolvePass(tr: Transform, verdict: 'accept' | 'reject', matches: ChangeFilter): boolean {
  const isAccepted = verdict === 'accept';
  const acts: (() => void)[] = [];
  const others: (() => void)[] = [];
  tr.doc.descendants((node, pos) => {
    if (!node.isTextblock) {
      if (!node.isInline) others.push(...actsOn(tr, { node, pos, isAccepted, matches }));
      return true;
    }
    let deletion: (() => void) | null = null;
    const unmarks: (() => void)[] = [];
    node.descendants((child, offset) => {
      const found = { node: child, pos: pos + 1 + offset, isAccepted, matches };
      for (const act of actsOn(tr, found))
        if (deletes(found)) deletion = act;
        else unmarks.push(act);
      return !child.isText;
    });
    // Done in reverse: what takes signs away moves nothing, the deletion comes after it.
    if (deletion !== null) acts.push(deletion);
    acts.push(...unmarks);
    others.push(...actsOn(tr, { node, pos, isAccepted, matches }));
    return false;
  });
  // Whole blocks and the ends of paragraphs once the words are settled.
  for (const act of (acts.length > 0 ? acts : others).reverse()) act();
  return tr.docChanged;
}

interface Found {
  readonly node: Node;
  readonly pos: number;
  readonly isAccepted: boolean;
  readonly matches: ChangeFilter;
}

/** Whether settling it deletes the node itself. */
function deletes({ node, isAccepted, matches }: Found): boolean {
  const block = nodeChangeOf(node.attrs['blockChange']);
  if (block !== null && matches(block, node)) return (block.kind !== 'ins') === isAccepted;
  return node.marks.some(
    ({ type, attrs }) =>
      (type.name === 'insertion' || type.name === 'deletion') &&
      matches(attrs as NodeChange, node) &&
      (type.name === 'deletion') === isAccepted,
  );
}

function* actsOn(tr: Transform, { node, pos, isAccepted, matches }: Found): Generator<() => void> {
  const end = pos + node.nodeSize;
  if (node.isText) {
    const hits = node.marks.filter(
      ({ type, attrs }) =>
        (type.name === 'insertion' || type.name === 'deletion') && matches(attrs as NodeChange, node),
    );
    if (hits.some(({ type }) => (type.name === 'deletion') === isAccepted)) yield () => tr.delete(pos, end);
    else for (const mark of hits) yield () => tr.removeMark(pos, end, mark);
    return;
  }
  const ofBlock = nodeChangeOf(node.attrs['blockChange']);
  const ofBreak = nodeChangeOf(node.attrs['breakChange']);
  const goes = (change: NodeChange): boolean => (change.kind === 'ins') !== isAccepted;
  if (ofBlock !== null && matches(ofBlock, node))
    yield goes(ofBlock) ? () => deleteNode(tr, pos) : () => tr.setNodeAttribute(pos, 'blockChange', null);
  if (ofBreak !== null && matches(ofBreak, node))
    yield goes(ofBreak) ? () => joinNext(tr, pos) : () => tr.setNodeAttribute(pos, 'breakChange', null);
}

/** Deletes a node, and around it what may not be empty. */
function deleteNode(tr: Transform, pos: number): void {
  const node = tr.doc.nodeAt(pos);
  if (node === null) return;
  let [from, to] = [pos, pos + node.nodeSize];
  for (let $from = tr.doc.resolve(from); $from.depth > 0; $from = tr.doc.resolve(from)) {
    const { parent } = $from;
    if (parent.childCount > 1 || parent.isTextblock || /^table(Cell|Header)$/.test(parent.type.name)) break;
    [from, to] = [$from.before(), $from.after()];
  }
  const { parent } = tr.doc.resolve(from);
  const paragraph = tr.doc.type.schema.nodes['paragraph'];
  // A cell and a document hold something.
  if (parent.childCount === 1 && !parent.isTextblock && paragraph !== undefined)
    tr.replaceWith(from, to, paragraph.create());
  else tr.delete(from, to);
}

/**
 * Joins the paragraph at `pos` with the next one. An empty one goes, with the item or quote that it leaves empty. Where no
 * paragraph follows, or a table or a rule stands between, it stays and its end is no suggestion any more.
 */
export function joinNext(tr: Transform, pos: number): void {
  const node = tr.doc.nodeAt(pos);
  if (node === null || !node.isTextblock) return;
  const next = nextTextblock(tr.doc, pos + node.nodeSize);
  if (node.content.size === 0 && (next !== null || tr.doc.resolve(pos).parent.childCount > 1)) {
    deleteNode(tr, pos);
    return;
  }
  if (next === null) {
    tr.setNodeAttribute(pos, 'breakChange', null);
    return;
  }
  const carried: unknown = tr.doc.nodeAt(next)?.attrs['breakChange'] ?? null;
  tr.delete(pos + node.nodeSize - 1, next + 1);
  // The end that is left is the next paragraph's.
  if (tr.doc.nodeAt(pos)?.isTextblock === true) tr.setNodeAttribute(pos, 'breakChange', carried);
}

/** Where the next textblock begins; null: something that is no text comes first. */
function nextTextblock(doc: Node, from: number): number | null {
  let $at = doc.resolve(from);
  while ($at.nodeAfter === null) {
    if ($at.depth === 0 || ISOLATING.has($at.parent.type.name)) return null;
    $at = doc.resolve($at.after());
  }
  let [next, at] = [$at.nodeAfter as Node | null, $at.pos];
  while (next !== null && !next.isTextblock) {
    if (next.isLeaf || ISOLATING.has(next.type.name)) return null;
    next = next.firstChild;
    at += 1;
  }
  // Code takes neither marks nor what a paragraph holds.
  return next === null || next.type.spec.code === true ? null : at;
}
