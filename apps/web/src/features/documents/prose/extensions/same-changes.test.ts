import { EditorState, type Transaction } from '@tiptap/pm/state';
import { checkProse, listChanges, type ProseNode, proseSchema } from '@maroquin/prose';
import { expect, it } from 'vitest';
import { hasSameChanges } from './same-changes.js';

const DATE = '2026-12-01T10:00:00.000Z';
const marked = (type: 'insertion' | 'deletion', text: string, id = 'c1'): ProseNode => ({
  ...{ type: 'text', text },
  marks: [{ type, attrs: { id, author: 'anne', date: DATE } }],
});
const plain = (text: string): ProseNode => ({ type: 'text', text });
const paragraph = (...content: ProseNode[]): ProseNode => ({ type: 'paragraph', content });

const start = EditorState.create({
  schema: proseSchema,
  doc: checkProse({
    type: 'doc',
    content: [
      paragraph(plain('Le '), marked('insertion', 'nouveau '), plain('arrêté')),
      paragraph(marked('deletion', 'abrogé', 'c2'), plain('-'), marked('deletion', 'retiré', 'c2')),
    ],
  }),
});
/** Where words begin. */
const at = (words: string): number => {
  let found = -1;
  start.doc.descendants((node, pos) => {
    const index = node.text?.indexOf(words) ?? -1;
    if (index >= 0) found = pos + index;
  });
  return found;
};
const after = (change: (tr: Transaction) => unknown) => {
  const { tr } = start;
  change(tr);
  return tr.doc;
};
/** What the panel shows of them. */
const shown = (doc: typeof start.doc): string =>
  JSON.stringify(
    listChanges(doc).map(({ ids, author, parts }) => [ids, author, parts.map((part) => part.text)]),
  );

it.each([
  ['nothing changes', () => undefined],
  ['words are typed beside a suggestion', (tr: Transaction) => tr.insertText('x', at('rêté'))],
  ['plain words are deleted', (tr: Transaction) => tr.delete(at('rêté'), at('rêté') + 2)],
])('suggestions are the same ones after %s', (_what, change) => {
  const doc = after(change);
  expect(hasSameChanges(start.doc, doc)).toBe(true);
  expect(shown(doc)).toBe(shown(start.doc));
});

it.each([
  ['words are typed in one', (tr: Transaction) => tr.insertText('x', at('uveau'))],
  ['one is taken away', (tr: Transaction) => tr.delete(at('nouveau'), at('nouveau') + 8)],
  ['the words between two of them go', (tr: Transaction) => tr.delete(at('-'), at('-') + 1)],
  [
    'a paragraph is suggested',
    (tr: Transaction) =>
      tr.setNodeAttribute(0, 'breakChange', { kind: 'ins', id: 'c3', author: 'anne', date: DATE }),
  ],
])('suggestions are others after %s', (_what, change) => {
  const doc = after(change);
  expect(shown(doc)).not.toBe(shown(start.doc));
  expect(hasSameChanges(start.doc, doc)).toBe(false);
});
