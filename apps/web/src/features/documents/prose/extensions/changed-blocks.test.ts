import type { Node } from '@tiptap/pm/model';
import { EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { proseSchema } from '@maroquin/prose';
import { describe, expect, it } from 'vitest';
import { type BlockRange, changedBlocks, redrawChanged } from './changed-blocks.js';

const bold = proseSchema.mark('bold');
const p = (...words: string[]): Node =>
  proseSchema.node(
    'paragraph',
    null,
    words.map((word, index) => proseSchema.text(word, index % 2 === 1 ? [bold] : [])),
  );
const doc = proseSchema.node('doc', null, [
  p('un', 'gras', 'un'),
  p('deux'),
  proseSchema.node('bulletList', null, [proseSchema.node('listItem', null, [p('trois ', 'gras')])]),
  p('quatre', 'gras'),
]);

/** Words in bold, and the paragraphs that hold some, stand for suggestions and their bars. */
function draw(of: Node, { from, to }: BlockRange): Decoration[] {
  const drawn: Decoration[] = [];
  of.nodesBetween(from, to, (node, pos) => {
    if (node.isText && node.marks.length > 0)
      drawn.push(Decoration.inline(pos, pos + node.nodeSize, { class: 'bold' }));
    if (node.isTextblock && node.rangeHasMark(0, node.content.size, bold.type))
      drawn.push(Decoration.node(pos, pos + node.nodeSize, { class: 'bar' }));
  });
  return drawn;
}
const whole = (of: Node): DecorationSet =>
  DecorationSet.create(of, draw(of, { from: 0, to: of.content.size }));
const shown = (set: DecorationSet): string[] =>
  set
    .find()
    .map(({ from, to }) => `${String(from)}-${String(to)}`)
    .sort();

/** Numbers that a seed repeats (mulberry32). */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

/** Something that people do: words, marks, divided paragraphs, what is deleted, and a text that comes whole. */
function act(tr: Transaction, next: (below: number) => number): Transaction {
  const { size } = tr.doc.content;
  const [a, b] = [next(size + 1), next(size + 1)];
  const [from, to] = [Math.min(a, b), Math.max(a, b)];
  const kind = next(6);
  if (kind === 0) return tr.setSelection(TextSelection.near(tr.doc.resolve(a))).insertText('x');
  if (kind === 1) return tr.addMark(from, to, bold);
  if (kind === 2) return tr.removeMark(from, to, bold);
  if (kind === 3) return tr.delete(from, Math.min(to, from + 6));
  if (kind === 4) return tr.insert(next(2) === 0 ? 0 : size, p('neuf ', 'gras'));
  return tr.replaceWith(0, size, tr.doc.content);
}

describe('drawing the changed blocks only', () => {
  it('shows after a hundred random acts what drawing the whole text shows, at every seed', () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const next = random(seed);
      let state = EditorState.create({ doc });
      let set = whole(doc);
      for (let step = 0; step < 100; step += 1) {
        let { tr } = state;
        tr = act(tr, next);
        if (next(4) === 0) tr = act(tr, next);
        set = redrawChanged(set, tr, draw);
        state = state.apply(tr);
        expect(shown(set), `seed ${String(seed)}, step ${String(step)}`).toEqual(shown(whole(state.doc)));
      }
    }
  });

  it('asks for the block that one types in, and for no other', () => {
    const state = EditorState.create({ doc });
    const asked: BlockRange[] = [];
    const at = doc.child(0).nodeSize + 2;
    redrawChanged(whole(doc), state.tr.insertText('x', at), (of, range) => {
      asked.push(range);
      return draw(of, range);
    });
    const from = doc.child(0).nodeSize;
    expect(asked).toEqual([{ from, to: from + doc.child(1).nodeSize + 1 }]);
  });

  it('a text that did not change has no changed block', () => {
    const { from, to } = changedBlocks(doc, doc);
    expect(from).toBe(to);
  });
});
