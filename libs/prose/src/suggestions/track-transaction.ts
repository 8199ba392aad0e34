import type { Mark, MarkType, Node, Slice } from '@tiptap/pm/model';
import { type EditorState, Selection, TextSelection, type Transaction } from '@tiptap/pm/state';
import { ReplaceAroundStep, ReplaceStep, type Step } from '@tiptap/pm/transform';
import { type NodeChange, nodeChangeOf } from '../common/change-attributes.js';
import { hasSameBase } from './base-text.js';
import { blocksOfNode } from './base-trees.js';
import { joinNext } from './resolve-changes.js';

/** Who suggests, and which change their typing goes on with. */
export interface Suggester {
  readonly author: string;
  /** The change being typed; a change that others may have settled meanwhile is never added to. */
  readonly changeId: string;
  /** RFC 3339. */
  readonly date: string;
}

/** A transaction that suggests; null: what was done cannot be suggested, and nothing is changed. */
export type Tracked = Transaction | null;

/** What the editor says of a transaction and what stays true of it when it suggests. */
const KEPT_META = ['uiEvent', 'paste', 'composition', 'pointer', 'addToHistory'];

type Signature = Pick<NodeChange, 'id' | 'author' | 'date'>;

/**
 * Turns what somebody did into suggestions: what they insert is marked as inserted, what they delete stays and is marked
 * as deleted, what they inserted themselves before and delete now goes. Formatting and structure (a paragraph that becomes
 * a title, a list, a new table row) cannot be said by these marks and are not done.
 */
export function trackTransaction(tr: Transaction, state: EditorState, suggester: Suggester): Tracked {
  const tracker = new Tracker(state, suggester);
  tr.steps.forEach((step, index) => tracker.step(tr, step, index));
  const { out } = tracker;
  if (!out.docChanged) return null;
  if (!hasSameBase(blocksOfNode(state.doc), blocksOfNode(out.doc), suggester.author)) return null;
  if (tr.storedMarksSet) out.setStoredMarks(tr.storedMarks);
  if (tr.scrolledIntoView) out.scrollIntoView();
  for (const key of KEPT_META) {
    const value: unknown = tr.getMeta(key);
    if (value !== undefined) out.setMeta(key, value);
  }
  return out;
}

/**
 * Takes the signs of suggestions off words that somebody who writes types into it, or over it: they are neither inserted
 * nor struck, and nobody else signs them. Blocks that are moved and words that are dragged stay the suggestions they were.
 */
export function typeOutsideChanges(tr: Transaction): void {
  if (tr.getMeta('uiEvent') === 'drop') return;
  const { insertion, deletion } = tr.doc.type.schema.marks;
  if (insertion === undefined || deletion === undefined) return;
  tr.steps.slice().forEach((step, index) => {
    if (!(step instanceof ReplaceStep) || !isWords(step.slice)) return;
    const rest = tr.mapping.slice(index + 1);
    const [from, to] = [rest.map(step.from, 1), rest.map(step.from + step.slice.size, -1)];
    if (to <= from) return;
    for (const type of [insertion, deletion])
      if (tr.doc.rangeHasMark(from, to, type)) tr.removeMark(from, to, type);
  });
}

const isWords = ({ content, openStart, openEnd }: Slice): boolean =>
  openStart === 0 && openEnd === 0 && content.size > 0 && content.content.every(({ isText }) => isText);

class Tracker {
  readonly out: Transaction;
  private readonly insertion: MarkType;
  private readonly deletion: MarkType;
  private readonly signature: Signature;

  constructor(
    private readonly state: EditorState,
    { author, changeId, date }: Suggester,
  ) {
    const { insertion, deletion } = state.schema.marks;
    if (insertion === undefined || deletion === undefined) throw new Error('no marks of suggestions');
    [this.insertion, this.deletion] = [insertion, deletion];
    this.signature = { id: changeId, author, date };
    this.out = state.tr;
  }

  step(tr: Transaction, step: Step, index: number): void {
    const before = tr.docs[index];
    if (before === undefined) return;
    const place = new Rebase(tr.steps.slice(0, index), this.out.steps.slice());
    if (step instanceof ReplaceAroundStep) this.replaceAround(step, before, place);
    else if (step instanceof ReplaceStep) this.replace(step, before, place);
  }

  /** A deletion that also pulls structure together: the structure stays, the text is struck. */
  private replaceAround(step: ReplaceAroundStep, before: Node, place: Rebase): void {
    const { from, gapFrom, gapTo, to, slice } = step;
    if (!holdsInline(before, from, gapFrom) && !holdsInline(before, gapTo, to)) return;
    const head = place.range(from, gapFrom);
    const tail = place.range(gapTo, to);
    const start = this.out.steps.length;
    if (tail.to > tail.from) this.strike(tail.from, tail.to);
    if (head.to > head.from) this.strike(head.from, head.to);
    const text = slice.content.textBetween(0, slice.content.size);
    const at = this.out.mapping.slice(start).map(head.from, -1);
    if (text !== '') {
      this.out.insertText(text, at);
      this.sign(at, at + text.length);
    }
    this.out.setSelection(Selection.near(this.out.doc.resolve(at + text.length), -1));
  }

  private replace(step: ReplaceStep, before: Node, place: Rebase): void {
    let { from, to } = place.range(step.from, step.to);
    const isDeletion = step.to > step.from;
    // Across the borders of lists and tables a deletion brings an empty shell of them: nothing to insert.
    const size = isDeletion && !holdsLeaf(step.slice) ? 0 : step.slice.content.size;
    const start = this.out.steps.length;
    if (isDeletion) {
      this.strike(from, to);
      const moved = this.out.mapping.slice(start);
      [from, to] = [moved.map(from, -1), moved.map(to, 1)];
    }
    if (size === 0) return this.afterDeletion(step, from, to);
    this.insert(step, before, to);
  }

  /** The caret goes to the side that was deleted towards. */
  private afterDeletion(step: ReplaceStep, from: number, to: number): void {
    const { selection } = this.state;
    const isBackward = selection.empty && selection.from >= step.to;
    const at = isBackward || !selection.empty ? from : to;
    const end = this.out.doc.content.size;
    this.out.setSelection(Selection.near(this.out.doc.resolve(Math.min(at, end)), isBackward ? -1 : 1));
  }

  private insert(step: ReplaceStep, before: Node, from: number): void {
    const { out, signature } = this;
    const at = this.behindStruck(from);
    const start = out.steps.length;
    out.replace(at, at, step.slice);
    if (out.steps.length === start) return;
    const end = out.mapping.slice(start).map(at, 1);
    const blocks = this.sign(at, end);
    for (const pos of blocks) {
      const name = out.doc.nodeAt(pos)?.isTextblock === true ? 'breakChange' : 'blockChange';
      out.setNodeAttribute(pos, name, { kind: 'ins', ...signature });
    }
    if (blocks.length > 0 && step.slice.openEnd > 0) this.keepEnd(end, before.resolve(step.from).parent);
    out.setSelection(TextSelection.near(out.doc.resolve(Math.min(end, out.doc.content.size)), -1));
  }

  /** Of a paragraph divided in two, the second part has the end that there was: its kind, and what is suggested of it. */
  private keepEnd(end: number, original: Node): void {
    const { out } = this;
    const $end = out.doc.resolve(end);
    const { parent } = $end;
    if (!parent.isTextblock || !original.isTextblock || !('breakChange' in original.attrs)) return;
    const [index, after] = [$end.index(-1), $end.indexAfter(-1)];
    if (!$end.node(-1).canReplaceWith(index, after, original.type)) return;
    // Enter at the end of a title begins a paragraph.
    const isNew = $end.parentOffset === parent.content.size && original.content.size > 0;
    const [type, attrs] = isNew
      ? [parent.type, { ...parent.attrs, breakChange: original.attrs['breakChange'] as unknown }]
      : [original.type, original.attrs];
    out.setNodeMarkup($end.before(), type, attrs);
  }

  /** Nothing is inserted within struck text: it would be struck with it. */
  private behindStruck(from: number): number {
    let at = from;
    for (;;) {
      const { nodeBefore, nodeAfter } = this.out.doc.resolve(at);
      const isWithin =
        nodeBefore !== null &&
        nodeAfter !== null &&
        this.deletion.isInSet(nodeBefore.marks) !== undefined &&
        this.deletion.isInSet(nodeAfter.marks) !== undefined;
      if (!isWithin) return at;
      at += nodeAfter.nodeSize;
    }
  }

  /** Marks what was inserted. @returns where blocks begin whose end, or which as a whole, were inserted */
  private sign(from: number, to: number): number[] {
    const { out, signature } = this;
    const blocks: number[] = [];
    out.doc.nodesBetween(from, to, (node, pos) => {
      const end = pos + node.nodeSize;
      if (node.isText) {
        const [start, stop] = [Math.max(pos, from), Math.min(end, to)];
        for (const type of [this.deletion, this.insertion]) out.removeMark(start, stop, type);
        out.addMark(start, stop, this.insertion.create(signature));
        return false;
      }
      const isWhole = pos >= from && end <= to;
      if (isWhole && 'blockChange' in node.attrs) {
        blocks.push(pos);
        return false;
      }
      if (node.isTextblock && 'breakChange' in node.attrs && end > from && end <= to) blocks.push(pos);
      return true;
    });
    return blocks;
  }

  /** Marks a range as deleted; what this person inserted goes. */
  private strike(from: number, to: number): void {
    const { out } = this;
    const acts: (() => void)[] = [];
    const joins: number[] = [];
    const start = out.steps.length;
    const map = (pos: number, side: -1 | 1): number => out.mapping.slice(start).map(pos, side);
    out.doc.nodesBetween(from, to, (node, pos) => {
      const end = pos + node.nodeSize;
      if (node.isText) {
        const act = this.strikeText(node, Math.max(pos, from), Math.min(end, to), map);
        if (act !== null) acts.push(act);
        return false;
      }
      if (pos >= from && end <= to && 'blockChange' in node.attrs) {
        acts.push(this.strikeBlock(node, pos, map));
        return false;
      }
      const isEndIn = end - 1 >= from && end <= to;
      if (!node.isTextblock || !isEndIn || !('breakChange' in node.attrs)) return true;
      const change = nodeChangeOf(node.attrs['breakChange']);
      if (change?.kind === 'ins' && change.author === this.signature.author) joins.push(pos);
      else if (change === null)
        acts.push(() => out.setNodeAttribute(map(pos, 1), 'breakChange', { kind: 'del', ...this.signature }));
      return true;
    });
    for (const act of acts.reverse()) act();
    for (const pos of joins.reverse()) joinNext(out, map(pos, 1));
  }

  private strikeText(
    { marks }: Node,
    from: number,
    to: number,
    map: (pos: number, side: -1 | 1) => number,
  ): (() => void) | null {
    const { out } = this;
    if (from >= to || this.isOwn(marks, this.deletion)) return null;
    if (this.isOwn(marks, this.insertion)) return () => out.delete(map(from, 1), map(to, -1));
    return () => out.addMark(map(from, 1), map(to, -1), this.deletion.create(this.signature));
  }

  private strikeBlock(node: Node, pos: number, map: (pos: number, side: -1 | 1) => number): () => void {
    const { out } = this;
    const change = nodeChangeOf(node.attrs['blockChange']);
    if (change?.kind === 'ins' && change.author === this.signature.author)
      return () => out.delete(map(pos, 1), map(pos + node.nodeSize, -1));
    if (change !== null) return () => undefined;
    return () => out.setNodeAttribute(map(pos, 1), 'blockChange', { kind: 'del', ...this.signature });
  }

  private isOwn(marks: readonly Mark[], wanted: MarkType): boolean {
    return marks.some(({ type, attrs }) => type === wanted && attrs['author'] === this.signature.author);
  }
}

/** Positions of a step's document in the transaction that is made instead. */
class Rebase {
  constructor(
    private readonly steps: readonly Step[],
    private readonly made: readonly Step[],
  ) {}

  range(from: number, to: number): { from: number; to: number } {
    const start = this.map(from, -1);
    return { from: start, to: Math.max(start, this.map(to, 1)) };
  }

  private map(pos: number, side: -1 | 1): number {
    let at = pos;
    for (const step of this.steps.slice().reverse()) at = step.getMap().invert().map(at, side);
    for (const step of this.made) at = step.getMap().map(at, side);
    return at;
  }
}

function holdsInline(doc: Node, from: number, to: number): boolean {
  let found = false;
  if (to > from)
    doc.nodesBetween(from, to, (node) => {
      found ||= node.isInline;
      return !found;
    });
  return found;
}

function holdsLeaf({ content }: Slice): boolean {
  let found = false;
  content.descendants((node) => {
    found ||= node.isLeaf;
    return !found;
  });
  return found;
}
