import type { Node } from '@tiptap/pm/model';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import { proseSchema } from '@maroquin/prose';
import { expect, it } from 'vitest';
import { moveBlock } from './move-block.js';

const block = (name: string, ...content: readonly Node[]): Node => proseSchema.node(name, null, content);
const p = (words: string): Node => block('paragraph', proseSchema.text(words));
const li = (...content: readonly Node[]): Node => block('listItem', ...content);

/** The words of the document after a move of the block that holds `word`, and the word at the caret. */
function moved(doc: Node, word: string, step: 1 | -1): { words: string; at: string } | null {
  let position = -1;
  doc.descendants((node, pos) => {
    if (node.text === word) position = pos;
  });
  let state = EditorState.create({ doc, selection: TextSelection.create(doc, position) });
  if (!moveBlock(step)(state, (tr) => (state = state.apply(tr)))) return null;
  state.doc.check();
  return {
    words: state.doc.textBetween(0, state.doc.content.size, ' '),
    at: state.selection.$from.parent.textContent,
  };
}

const doc = block(
  'doc',
  p('un'),
  p('deux'),
  block('bulletList', li(p('a')), li(p('b'), block('bulletList', li(p('c'))))),
);

it('a paragraph changes places with its neighbour, and keeps the caret', () => {
  expect(moved(doc, 'deux', -1)).toEqual({ words: 'deux un a b c', at: 'deux' });
  expect(moved(doc, 'un', 1)).toEqual({ words: 'deux un a b c', at: 'un' });
  expect(moved(doc, 'deux', 1)).toEqual({ words: 'un a b c deux', at: 'deux' });
});

it('an item moves within its list with what is below it, and the list moves when it can go no further', () => {
  expect(moved(doc, 'b', -1)).toEqual({ words: 'un deux b c a', at: 'b' });
  expect(moved(doc, 'a', -1)).toEqual({ words: 'un a b c deux', at: 'a' });
});

it('the first block of a document goes no further up, nor the last down', () => {
  expect(moved(doc, 'un', -1)).toBeNull();
  expect(moved(doc, 'c', 1)).toBeNull();
});
