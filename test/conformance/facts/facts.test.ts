import { describe, expect, it } from 'vitest';
import { documentFacts } from './document-facts.js';
import { expectedFactsSchema, judgeFacts } from './expected-facts.js';

const EXPECTED = expectedFactsSchema.parse({
  heading_texts: [[1, 'Objet : note']],
  ...{ list_items: 1, tables: 1, table_shapes: [[1, 2]], images: 1, footnotes: 1, endnotes: 0 },
  note_texts: [['footnote', 'Une note.']],
  comments: [{ author: 'Bo', text: 'À voir' }],
  insertions: [{ author: 'Anne', text: 'neuf' }],
  deletions: [{ author: 'Anne', text: 'vieux' }],
  hyperlinks: ['https://exemple.example/'],
});
const line = (text: string, marks: object[] = []): object => ({
  type: 'paragraph',
  content: [{ type: 'text', text, marks }],
});
const by = (type: string): object => ({ type, attrs: { id: '1', author: 'external:Anne', date: '' } });
const cell = (attrs: object): object => ({ type: 'tableCell', attrs, content: [line('x')] });
const WHOLE = [
  { ...line('Objet : note'), type: 'heading', attrs: { level: 1 } },
  { type: 'bulletList', content: [{ type: 'listItem', content: [line('point')] }] },
  { type: 'table', content: [{ type: 'tableRow', content: [cell({ colspan: 2 })] }] },
  { type: 'paragraph', content: [{ type: 'image' }, { type: 'footnote', content: [line('Une note.')] }] },
  line('neuf', [by('insertion')]),
  line('vieux', [by('deletion')]),
  line('ici', [{ type: 'link', attrs: { href: 'https://exemple.example' } }]),
];
const judged = (content: object[], comments: object = { a: { said: [{ author: 'Bo', text: 'À voir' }] } }) =>
  judgeFacts(EXPECTED, documentFacts({ content: { type: 'doc', content }, comments }));

describe('the facts of a file', () => {
  it('are all kept by a document that has them', () => {
    expect(judged(WHOLE)).toEqual({ kept: expect.any(Array) as string[], lost: [] });
    expect(judged(WHOLE).kept).toHaveLength(11);
  });

  it.each(WHOLE.map((_, index) => index))('are lost with block %i', (index) => {
    expect(judged(WHOLE.filter((__, at) => at !== index)).lost).not.toEqual([]);
  });

  it('are lost with what was said beside the text, or under another name', () => {
    expect(judged(WHOLE, {}).lost).toEqual(['comments']);
    expect(judged(WHOLE, { a: { said: [{ author: 'Al', text: 'À voir' }] } }).lost).toEqual(['comments']);
  });
});
