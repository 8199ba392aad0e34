import { Extension, type Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { findPassage, type Passage } from '../../../../frame/index.js';

const key = new PluginKey<DecorationSet>('passageMarks');

/** Marks the words that a search found, until one writes or presses Escape. */
export const PassageMarks = Extension.create({
  name: 'passageMarks',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key,
      state: {
        init: () => DecorationSet.empty,
        apply: (tr, marks) => {
          const given = tr.getMeta(key) as DecorationSet | undefined;
          return given ?? (tr.docChanged ? marks.map(tr.mapping, tr.doc) : marks);
        },
      },
      props: {
        decorations: (state) => key.getState(state),
        handleKeyDown: (view, { key: pressed }) => {
          const isShown = key.getState(view.state) !== DecorationSet.empty;
          const isWritten = pressed.length === 1 || pressed === 'Backspace' || pressed === 'Delete';
          if (isShown && (pressed === 'Escape' || isWritten))
            view.dispatch(view.state.tr.setMeta(key, DecorationSet.empty));
          return isShown && pressed === 'Escape';
        },
      },
    }),
  ],
});

/** Text of a document on one line, and where each stretch of it lies. */
interface Flat {
  readonly text: string;
  readonly stretches: readonly { readonly at: number; readonly pos: number }[];
}

function flatten(doc: Node): Flat {
  let text = '';
  let end = -1;
  const stretches: { at: number; pos: number }[] = [];
  doc.descendants((node, pos) => {
    if (!node.isText) return;
    // Words go on over a change of format, and end with their block.
    if (pos !== end) text += '\n';
    stretches.push({ at: text.length, pos });
    text += node.text ?? '';
    end = pos + node.nodeSize;
  });
  return { text, stretches };
}

const positionOf = ({ stretches }: Flat, offset: number): number => {
  const stretch = stretches.findLast(({ at }) => at <= offset);
  return stretch === undefined ? 0 : stretch.pos + offset - stretch.at;
};

/** Marks a passage, puts the caret before it and brings it into view. @returns whether its words are there */
export function showPassage(editor: Editor, passage: Passage): boolean {
  const { state, view } = editor;
  const flat = flatten(state.doc);
  const found = findPassage(flat.text, passage).map(({ from, to }) => ({
    from: positionOf(flat, from),
    // The last character's own stretch: the end may lie in another one.
    to: positionOf(flat, to - 1) + 1,
  }));
  const [first] = found;
  if (first === undefined) return false;
  const marks = found.map(({ from, to }) => Decoration.inline(from, to, { class: 'mq-found', role: 'mark' }));
  const tr = state.tr
    .setSelection(TextSelection.create(state.doc, first.from))
    .setMeta(key, DecorationSet.create(state.doc, marks))
    .setMeta('addToHistory', false);
  view.dispatch(tr);
  view.focus();
  view.dom.querySelector('.mq-found')?.scrollIntoView({ block: 'center', inline: 'nearest' });
  return true;
}
