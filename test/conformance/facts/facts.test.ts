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

  it('count the document’s title of Word apart, pictures of notes not, and words struck again as struck', () => {
    const titled = { ...EXPECTED, title_paragraphs: 1 };
    const title = { ...line('Note de service'), type: 'heading', attrs: { level: 1 } };
    const note = { type: 'footnote', content: [{ type: 'paragraph', content: [{ type: 'image' }] }] };
    const struck = line('encore', [by('insertion'), by('deletion')]);
    const document = { comments: { a: { said: [{ author: 'Bo', text: 'À voir' }] } } };
    const facts = (content: object[]) =>
      documentFacts({ ...document, content: { type: 'doc', content: [...WHOLE, ...content] } });
    expect(judgeFacts(titled, facts([title])).lost).toEqual([]);
    expect(judgeFacts(EXPECTED, facts([title])).lost).toEqual(['headings']);
    expect(facts([{ type: 'paragraph', content: [note] }]).images).toBe(1);
    expect(facts([struck]).insertions.get('Anne')).toBe('neuf');
  });

  it('are as many as the corpus lists, and notes to which the text refers', () => {
    const heading = (text: string) => ({ ...line(text), type: 'heading', attrs: { level: 1 } });
    const only = { ...EXPECTED, ...{ list_items: 0, tables: 0, table_shapes: [], images: 0 } };
    const bare = { ...only, ...{ comments: [], insertions: [], deletions: [], hyperlinks: [] } };
    const found = documentFacts({
      ...{ comments: {}, content: { type: 'doc', content: Array.from({ length: 61 }, () => heading('a')) } },
    });
    const listed = Array.from({ length: 60 }, (): [number, string] => [1, 'a']);
    const lost = (expected: object) =>
      judgeFacts(expectedFactsSchema.parse({ ...bare, footnotes: 0, ...expected }), found).lost;
    expect(lost({ heading_texts: listed })).toEqual([]);
    expect(lost({ heading_texts: listed.slice(1) })).toEqual(['headings']);
  });

  it('are kept where its titles bear the numbers that the corpus takes for items', () => {
    const heading = { ...line('a'), type: 'heading', attrs: { level: 1 } };
    const lists = (more: object) => {
      const content = { type: 'doc', content: [heading] };
      return judgeFacts(EXPECTED, documentFacts({ comments: {}, content, ...more })).kept;
    };
    expect(lists({ numberedTitles: true })).toContain('lists');
    expect(lists({})).not.toContain('lists');
  });
});
