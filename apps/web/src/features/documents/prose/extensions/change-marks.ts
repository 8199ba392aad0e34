import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { nodeChangeOf } from '@maroquin/prose';
import type { HueBook } from '../../writing/hues.js';

/** The words that say who suggested what, and when. */
export type DescribeChange = (kind: 'ins' | 'del', author: string, date: string) => string;

const CHANGES = new Set(['insertion', 'deletion']);
const key = new PluginKey<DecorationSet>('changeMarks');

const changeOfBlock = (node: Node) =>
  nodeChangeOf(node.attrs['breakChange']) ?? nodeChangeOf(node.attrs['blockChange']);

const holdsChange = (doc: Node, from: number, to: number): boolean => {
  let found = false;
  doc.nodesBetween(from, Math.min(to, doc.content.size), (node) => {
    found ||= node.marks.some((mark) => CHANGES.has(mark.type.name)) || changeOfBlock(node) !== null;
    return !found;
  });
  return found;
};

/** Whether the parts a transaction touched hold a suggestion; most never do, and then nothing is computed. */
const touchesChange = (tr: Transaction): boolean =>
  tr.mapping.maps.some((map, index) => {
    let found = false;
    const rest = tr.mapping.slice(index + 1);
    map.forEach((_from, _to, from, to) => {
      found ||= holdsChange(tr.doc, rest.map(from, -1), rest.map(to, 1));
    });
    return found;
  });

/** Suggested words in their author's hue, and a gilt bar beside the paragraphs that hold some. */
const decorate = (doc: Node, hues: HueBook, describe: DescribeChange): DecorationSet => {
  const decorations: Decoration[] = [];
  const bars = new Set<number>();
  doc.descendants((node, pos, parent) => {
    const block = changeOfBlock(node);
    if (block !== null && node.isBlock)
      decorations.push(
        Decoration.node(pos, pos + node.nodeSize, {
          class: `mq-block-${block.kind} hue-${String(hues.of(block.author))}`,
        }),
      );
    if (block !== null && node.isTextblock) bars.add(pos);
    for (const mark of node.marks) {
      if (!CHANGES.has(mark.type.name)) continue;
      const author = String(mark.attrs['author']);
      const kind = mark.type.name === 'insertion' ? 'ins' : 'del';
      const title = describe(kind, author, String(mark.attrs['date']));
      decorations.push(
        Decoration.inline(pos, pos + node.nodeSize, {
          class: `mq-${kind} hue-${String(hues.of(author))}`,
          title,
        }),
      );
      const start = parent === null ? -1 : doc.resolve(pos).before();
      if (parent?.isTextblock && start >= 0) bars.add(start);
    }
  });
  for (const pos of bars) {
    const node = doc.nodeAt(pos);
    if (node !== null) decorations.push(Decoration.node(pos, pos + node.nodeSize, { class: 'mq-changed' }));
  }
  return DecorationSet.create(doc, decorations);
};

/** Shows pending suggestions (made by an import or another program); accepting them comes with the review panel. */
export const ChangeMarks = Extension.create<{ hues: HueBook | null; describe: DescribeChange }>({
  name: 'changeMarks',
  addOptions: () => ({ hues: null, describe: () => '' }),
  addProseMirrorPlugins() {
    const { hues, describe } = this.options;
    if (hues === null) return [];
    return [
      new Plugin({
        key,
        state: {
          init: (_config, state) => decorate(state.doc, hues, describe),
          apply: (tr, set) => {
            if (!tr.docChanged) return set;
            if (set === DecorationSet.empty && !touchesChange(tr)) return set;
            return decorate(tr.doc, hues, describe);
          },
        },
        props: { decorations: (state) => key.getState(state) },
      }),
    ];
  },
});
