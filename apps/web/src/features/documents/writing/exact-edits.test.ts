import { EditorState } from '@tiptap/pm/state';
import {
  checkProse,
  type ProseNode,
  PROSE_ROOT,
  proseFromY,
  proseSchema,
  proseToYUpdate,
} from '@maroquin/prose';
import { expect, it } from 'vitest';
import { applyUpdate, Doc, encodeStateAsUpdate, type XmlElement, type XmlText } from 'yjs';
import { type ExactEdit, exactEdits, replaceExactly, writeExactEdits } from './exact-edits.js';

const text = (value: string, ...marks: string[]): ProseNode => ({
  type: 'text',
  text: value,
  ...(marks.length > 0 && { marks: marks.map((type) => ({ type })) }),
});
const paragraph = (...content: ProseNode[]): ProseNode => ({ type: 'paragraph', content });

/** The shared document, and the editor's state with these words of it replaced. */
function replaced(content: ProseNode[], words: string, by: string): { doc: Doc; state: EditorState } {
  const prose: ProseNode = { type: 'doc', content };
  const doc = new Doc();
  applyUpdate(doc, proseToYUpdate(prose));
  const before = EditorState.create({ schema: proseSchema, doc: checkProse(prose), plugins: [exactEdits()] });
  const edits: ExactEdit[] = [];
  before.doc.descendants((node, pos) => {
    for (let at = node.text?.indexOf(words) ?? -1; at !== -1; at = node.text?.indexOf(words, at + 1) ?? -1)
      edits.push({ from: pos + at, to: pos + at + words.length, words: by });
  });
  return { doc, state: before.apply(replaceExactly(before.tr, edits)) };
}

const root = (doc: Doc) => doc.getXmlFragment(PROSE_ROOT);
const words = (doc: Doc): string =>
  root(doc)
    .toString()
    .replace(/<[^>]*>/gu, '');

it('words replaced in a paragraph leave what a colleague writes between them where it was written', () => {
  const { doc, state } = replaced([paragraph(text('maire et maire et maire'))], 'maire', 'préfète');
  const colleague = new Doc();
  applyUpdate(colleague, encodeStateAsUpdate(doc));
  const theirs = (root(colleague).get(0) as XmlElement).get(0) as XmlText;
  theirs.insert('maire et'.length, ' ENTRE');
  expect(writeExactEdits(state, root(doc))).toBe(true);
  applyUpdate(doc, encodeStateAsUpdate(colleague));
  expect(words(doc)).toBe('préfète et ENTRE préfète et préfète');
});

it('words are replaced in cells, in notes and beside pictures, and keep their format', () => {
  const note: ProseNode = { type: 'footnote', content: [paragraph(text('voir le maire'))] };
  const content = [
    paragraph(
      text('Le '),
      text('maire', 'bold'),
      { type: 'image', attrs: { src: 'attachment:1' } },
      text(' maire'),
    ),
    paragraph(text('Note'), note, text(' du maire')),
    {
      type: 'table',
      content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [paragraph(text('maire'))] }] }],
    },
  ];
  const { doc, state } = replaced(content, 'maire', 'préfet');
  writeExactEdits(state, root(doc));
  expect(proseFromY(doc)).toEqual(state.doc.toJSON());
});

it('words that replace suggested ones are no suggestion of whoever suggested those', () => {
  const mark = { type: 'insertion', attrs: { id: 'c', author: 'bob', date: '2026-12-01T10:00:00.000Z' } };
  const suggested: ProseNode = { type: 'text', text: 'le maire', marks: [mark, { type: 'bold' }] };
  const { doc, state } = replaced([paragraph(suggested)], 'maire', 'préfet');
  writeExactEdits(state, root(doc));
  expect(proseFromY(doc)).toEqual(state.doc.toJSON());
  const [before, after] = state.doc.child(0).children;
  expect(before?.marks.map(({ type }) => type.name)).toContain('insertion');
  expect([after?.text, after?.marks.map(({ type }) => type.name)]).toEqual(['préfet', ['bold']]);
});

it('edits are written once, and not at all after another change', () => {
  const { doc, state } = replaced([paragraph(text('maire'))], 'maire', 'préfet');
  expect(writeExactEdits(state, root(doc))).toBe(true);
  expect(writeExactEdits(state, root(doc))).toBe(false);
  const later = replaced([paragraph(text('maire'))], 'maire', 'préfet');
  expect(writeExactEdits(later.state.apply(later.state.tr.insertText('x', 1)), root(later.doc))).toBe(false);
  expect(words(later.doc)).toBe('maire');
});
