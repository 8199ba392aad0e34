import type { Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { type Decoration, DecorationSet } from '@tiptap/pm/view';

/** Positions in a document, at the ends of blocks that stand directly in it. */
export interface BlockRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The blocks of `doc` that are not those of `before`, from the first to the last. Nodes are compared by identity, as
 * ProseMirror and the binding keep those that they do not change: whatever a transaction did, it is seen.
 */
export function changedBlocks(before: Node, doc: Node): BlockRange {
  const shared = Math.min(before.childCount, doc.childCount);
  let first = 0;
  let from = 0;
  while (first < shared && before.child(first) === doc.child(first)) {
    from += doc.child(first).nodeSize;
    first += 1;
  }
  let last = 0;
  let to = doc.content.size;
  while (
    last < shared - first &&
    before.child(before.childCount - 1 - last) === doc.child(doc.childCount - 1 - last)
  ) {
    last += 1;
    to -= doc.child(doc.childCount - last).nodeSize;
  }
  return { from, to };
}

/** Where the blocks stood in `before` that a range of `doc` took the place of. */
export const rangeBefore = (before: Node, doc: Node, { from, to }: BlockRange): BlockRange => ({
  from,
  to: to + before.content.size - doc.content.size,
});

/** Whether positions outside the range are moved by this transaction as a whole, and none of them is lost. */
const isWithin = ({ mapping }: Transaction, { from, to }: BlockRange): boolean =>
  mapping.maps.every((map, index) => {
    const rest = mapping.slice(index + 1);
    let within = true;
    map.forEach((_from, _to, start, end) => {
      within &&= rest.map(start, -1) >= from && rest.map(end, 1) <= to;
    });
    return within;
  });

/**
 * Draws the changed blocks only, and moves what stands in the others: in a long text that takes a fraction.
 * @param draw the decorations of the blocks in a range, none of which reaches out of its block
 */
export function redrawChanged(
  set: DecorationSet,
  tr: Transaction,
  draw: (doc: Node, range: BlockRange) => Decoration[],
): DecorationSet {
  const range = changedBlocks(tr.before, tr.doc);
  const drawn = draw(tr.doc, range);
  if (set === DecorationSet.empty && drawn.length === 0) return set;
  if (!isWithin(tr, range))
    return DecorationSet.create(tr.doc, draw(tr.doc, { from: 0, to: tr.doc.content.size }));
  const moved = set.map(tr.mapping, tr.doc);
  const former = moved
    .find(range.from, range.to)
    .filter(({ from, to }) => to > range.from && from < range.to);
  return moved.remove(former).add(tr.doc, drawn);
}
