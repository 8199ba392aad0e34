import type { Node } from '@tiptap/pm/model';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import { proseSchema } from '@maroquin/prose';
import { describe, expect, it } from 'vitest';
import { formatAt, paint } from './format-painter.js';

const bold = proseSchema.mark('bold');
const link = proseSchema.mark('link', { href: 'https://exemple.fr' });
const text = (words: string, ...marks: Parameters<typeof proseSchema.text>[1][]): Node =>
  proseSchema.text(words, marks.flat() as never);
const line = (name: string, attrs: object, ...content: Node[]): Node =>
  proseSchema.node(name, attrs, content);
const select = (doc: Node, from: number, to = from): EditorState =>
  EditorState.create({ doc, selection: TextSelection.create(doc, from, to) });

/** "Objet" is a title in the middle with a bold link; "la suite du texte" is a paragraph. */
const doc = proseSchema.node('doc', null, [
  line('heading', { level: 2, textAlign: 'center' }, text('Objet', [bold, link])),
  line('paragraph', {}, text('la suite du texte')),
]);
const paragraph = 8;

describe('the form of words, copied and given to others', () => {
  it('is that of the caret: marks, style and place, without what the words lead to', () => {
    const { marks, line: of } = formatAt(select(doc, 3));
    expect(marks.map(({ type }) => type.name)).toEqual(['bold']);
    expect(of).toMatchObject({ type: 'heading', attrs: { level: 2, textAlign: 'center' } });
  });

  it('goes to the selected words alone where they are part of a line', () => {
    const state = select(doc, paragraph + 3, paragraph + 8);
    const painted = state.apply(paint(state, formatAt(select(doc, 3)))).doc.child(1);
    expect(painted.toString()).toBe('paragraph("la ", bold("suite"), " du texte")');
  });

  it('makes of a line that is selected whole a line of that style', () => {
    const state = select(doc, paragraph, paragraph + 17);
    const painted = state.apply(paint(state, formatAt(select(doc, 3)))).doc.child(1);
    expect(painted.toString()).toBe('heading(bold("la suite du texte"))');
    expect(painted.attrs).toMatchObject({ level: 2, textAlign: 'center' });
  });

  it('goes to the word around a caret, and to its line', () => {
    const state = select(doc, paragraph + 5);
    const painted = state.apply(paint(state, formatAt(select(doc, 3)))).doc.child(1);
    expect(painted.toString()).toBe('heading("la ", bold("suite"), " du texte")');
  });

  it('takes away what the copied words have not, and leaves links', () => {
    const state = select(doc, 1, 6);
    const painted = state.apply(paint(state, formatAt(select(doc, paragraph + 2)))).doc.child(0);
    expect(painted.toString()).toBe('paragraph(link("Objet"))');
    expect(painted.attrs).toMatchObject({ textAlign: null });
  });
});
