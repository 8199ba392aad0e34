import { EditorState, TextSelection } from '@tiptap/pm/state';
import { checkProse, proseSchema } from '@maroquin/prose';
import { expect, it } from 'vitest';
import { caretPlace } from './caret-place.js';

const text = (words: string, mark?: string) => ({
  ...{ type: 'text', text: words },
  ...(mark !== undefined && { marks: [{ type: mark }] }),
});
const doc = checkProse({
  type: 'doc',
  content: [
    { type: 'paragraph', content: [text('Un '), text('mot', 'bold')] },
    { type: 'heading', attrs: { level: 2 }, content: [text('Titre')] },
    { type: 'paragraph', content: [text('Deux '), text('mots', 'bold')] },
  ],
});
const [FIRST, HEADING, LAST] = [2, 10, 17];
const stateAt = (anchor: number, head = anchor): EditorState =>
  EditorState.create({ schema: proseSchema, doc, selection: TextSelection.create(doc, anchor, head) });

it('typing, and a paragraph of the same kind, leave the tools as they are', () => {
  const state = stateAt(FIRST);
  expect(caretPlace(state.apply(state.tr.insertText('e')))).toBe(caretPlace(state));
  expect(caretPlace(stateAt(LAST))).toBe(caretPlace(state));
});

it.each([
  ['the caret goes into a title', stateAt(HEADING)],
  ['it goes into bold words', stateAt(6)],
  [
    'bold is chosen for what comes',
    stateAt(FIRST).apply(stateAt(FIRST).tr.addStoredMark(proseSchema.mark('bold'))),
  ],
  [
    'the paragraph is centred',
    stateAt(FIRST).apply(stateAt(FIRST).tr.setNodeAttribute(0, 'textAlign', 'center')),
  ],
])('the tools are asked again when %s', (_what, state) => {
  expect(caretPlace(state)).not.toBe(caretPlace(stateAt(FIRST)));
});

it('of more than a caret nothing is remembered', () => {
  expect(caretPlace(stateAt(FIRST, FIRST + 2))).toBeNull();
});
