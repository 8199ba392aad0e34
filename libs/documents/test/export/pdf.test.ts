import { checkProse, exportPdfSource, type ProseNode, textOf } from '@maroquin/prose';
import { type ReadPdf, readPdf } from '@maroquin/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { typeset } from '../../src/export/pdf/typeset.js';
import { RandomProse, type Vocabulary } from '../random-prose.js';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const OPTIONS = {
  ...{ title: 'Note #strong[titre]', author: 'Claire "Beaumont"', language: 'fr' as const },
  ...{ createdAt: new Date('2026-01-02T03:04:05Z'), modifiedAt: new Date('2026-11-24T14:32:00Z') },
  pictures: new Map([
    ['1', { bytes: PNG, mediaType: 'image/png' }],
    ['2', { bytes: Buffer.from('this is no picture'), mediaType: 'image/png' }],
  ]),
  nameOf: (author: string) => author,
};

const text = (words: string): ProseNode => ({ type: 'text', text: words });
const paragraph = (...content: ProseNode[]): ProseNode => ({ type: 'paragraph', content });
const docOf = (...content: ProseNode[]): ProseNode => ({ type: 'doc', content });
const pdfOf = (doc: ProseNode, format: 'pdf' | 'pdfa' = 'pdf'): Promise<Buffer> =>
  typeset(exportPdfSource(doc, OPTIONS).source, format);
/** Lines break where the page ends, so that blanks say nothing. */
const squeezed = (words: string): string => words.normalize('NFC').replaceAll(/\s+/g, '');

const SIGNS = [
  ...['#', '#let x = 1', '#strong[x]', '#{', '#(', '#import "@preview/x:1.0.0"', '#read("/etc/passwd")'],
  ...['#include "x.typ"', '*gras*', '_italique_', '`code`', '```', '$x$', '$', '\\', '\\u{1F600}', '<label>'],
  ...['@label', '= Titre', '- liste', '+ liste', '/ terme: x', '1. un', '//', '/* x */', '*/', '"', "'", '~'],
  ...['--', '---', '...', '[', ']', '{', '}', '(', ')', ';', '#sys.inputs', '#panic("x")', '#while true {}'],
  ...['#image("/etc/hosts")', '#json("content.json")', '#eval("1")', '"); panic("', '\\"', '%', '&', '#!'],
];
const HOSTILE = Array.from({ length: 300 }, (_, index) => {
  const sign = SIGNS[index % SIGNS.length] ?? '';
  const other = SIGNS[(index * 7 + 3) % SIGNS.length] ?? '';
  return `début${String(index)}${index % 3 === 0 ? sign + other : index % 3 === 1 ? ` ${sign} ${other} ` : `${other}#x;${sign}`}fin`;
});

/** A place for each string, in turn. */
function hostileDocument(): ProseNode {
  const places: ((words: string) => ProseNode)[] = [
    (words) => paragraph(text(words)),
    (words) => ({ type: 'heading', attrs: { level: 2 }, content: [text(words)] }),
    (words) => ({ type: 'codeBlock', attrs: { language: words }, content: [text(words)] }),
    (words) => ({ type: 'blockquote', content: [paragraph({ ...text(words), marks: [{ type: 'code' }] })] }),
    (words) => ({
      type: 'bulletList',
      content: [{ type: 'listItem', content: [paragraph({ ...text(words), marks: [{ type: 'bold' }] })] }],
    }),
    (words) => ({
      type: 'table',
      content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [paragraph(text(words))] }] }],
    }),
  ];
  return docOf(
    ...HOSTILE.map((words, index) => places[index % places.length]?.(words) ?? paragraph(text(words))),
  );
}

const PICTURES = /\[carte du « pays »\]/g;

function randomDocument(uses: Partial<Vocabulary>): ProseNode {
  const documents = Array.from({ length: 40 }, (_, seed) => new RandomProse(seed + 1, uses).document());
  return docOf(...documents.flatMap(({ content = [] }) => content));
}

/** Where two long texts part, in few words; null: nowhere. */
function differenceOf(found: string, expected: string): string | null {
  const [one, other] = [squeezed(found), squeezed(expected)];
  if (one === other) return null;
  const at = Array.from(one).findIndex((_, index) => one[index] !== other[index]);
  return `…${one.slice(at, at + 40)}… where …${other.slice(at, at + 40)}… was expected`;
}

describe('a PDF of a document', () => {
  let tagged: ReadPdf;
  let bytes: Buffer;

  beforeAll(async () => {
    const cell = (type: string, words: string, attrs = {}): ProseNode => ({
      ...{ type, attrs, content: [paragraph(text(words))] },
    });
    const doc = docOf(
      { type: 'heading', attrs: { level: 3 }, content: [text('Un titre de niveau trois')] },
      { type: 'heading', attrs: { level: 2 }, content: [text(' ')] },
      paragraph(
        text('Avant '),
        { type: 'footnote', content: [paragraph(text('Une note.'))] },
        { ...text('un lien'), marks: [{ type: 'link', attrs: { href: 'https://exemple.fr/' } }] },
        { type: 'image', attrs: { src: 'attachment:1', alt: 'Carte des écoles' } },
        { type: 'image', attrs: { src: 'attachment:1' } },
        { type: 'image', attrs: { src: 'attachment:2', alt: 'Image abîmée' } },
      ),
      {
        type: 'table',
        content: [
          {
            type: 'tableRow',
            content: [cell('tableHeader', 'Année'), cell('tableHeader', 'Coût', { colspan: 2 })],
          },
          {
            type: 'tableRow',
            content: [
              cell('tableCell', '2027', { rowspan: 2 }),
              cell('tableCell', '96'),
              cell('tableCell', 'M€'),
            ],
          },
          { type: 'tableRow', content: [cell('tableCell', '312'), cell('tableCell', '😀 العربية 中文')] },
        ],
      },
      {
        type: 'orderedList',
        attrs: { start: 3 },
        content: [
          {
            type: 'listItem',
            content: [paragraph({ ...text('trois العربية'), marks: [{ type: 'italic' }] })],
          },
        ],
      },
    );
    checkProse(doc);
    bytes = await pdfOf(doc);
    tagged = await readPdf(bytes);
    expect(Buffer.compare(bytes, await pdfOf(doc))).toBe(0);
  });

  it('says its title, its author and its language', () => {
    const { title, author, language } = tagged;
    expect({ title, author, language }).toEqual({
      ...{ title: OPTIONS.title, author: OPTIONS.author, language: 'fr-FR' },
    });
  });

  it('declares which standard it follows', async () => {
    expect(bytes.toString('latin1')).toContain('<pdfuaid:part>1</pdfuaid:part>');
    const archive = (await pdfOf(docOf(paragraph(text('x'))), 'pdfa')).toString('latin1');
    expect(archive).toMatch(/<pdfaid:part>2<\/pdfaid:part>\s*<pdfaid:conformance>A</);
  });

  it('has tags for headings, tables, lists, notes, links and pictures', () => {
    for (const role of ['H1', 'P', 'Table', 'TH', 'TD', 'L', 'LI', 'Note', 'Link', 'Figure'])
      expect([...tagged.roles.keys()], role).toContain(role);
    // Levels go down one at a time, and a heading without words is none.
    expect(tagged.roles.get('H1')).toBe(1);
    expect([...tagged.roles.keys()]).not.toContain('H2');
    expect([...tagged.roles.keys()]).not.toContain('H3');
  });

  it('describes every picture, and says in words the one that cannot be shown', () => {
    expect(tagged.alternatives).toEqual(['Carte des écoles', 'Image sans description']);
    expect(tagged.text).toContain('[Image abîmée]');
  });

  it('shows a square for a character that no font has, and nothing is lost beside it', () => {
    expect(tagged.text).toContain('😀');
    expect(tagged.text).toContain('□□');
    expect(tagged.text).toContain('trois');
    expect(tagged.notes).toContain('Une note.');
  });

  it('takes no word of the document, its title and its author for markup', async () => {
    const doc = hostileDocument();
    checkProse(doc);
    const found = squeezed((await readPdf(await pdfOf(doc))).text);
    expect(HOSTILE.filter((words) => !found.includes(squeezed(words)))).toEqual([]);
  });

  it('says all of what random documents say, in their order', async () => {
    const { text: found, notes } = await readPdf(await pdfOf(randomDocument({})));
    const [body = '', foot = ''] = textOf(randomDocument({}), { notes: true }).split('\f');
    expect(differenceOf(found.replaceAll(PICTURES, ''), body)).toBeNull();
    expect(differenceOf(notes, foot)).toBeNull();
  });

  it('says all of what tables say, where a row may go on overleaf', async () => {
    const doc = randomDocument({ tables: true, merged: true });
    const { text: found } = await readPdf(await pdfOf(doc, 'pdfa'));
    const sorted = (words: string): string => Array.from(squeezed(words)).sort().join('');
    const [body = ''] = textOf(doc, { notes: true }).split('\f');
    expect(differenceOf(sorted(found.replaceAll(PICTURES, '')), sorted(body))).toBeNull();
  });

  it.each(['pdf', 'pdfa'] as const)(
    'has its table of contents, its tasks, its frames and its indents as %s',
    async (format) => {
      const title = (level: number, words: string): ProseNode => ({
        ...{ type: 'heading', attrs: { level } },
        content: [text(words)],
      });
      const task = (checked: boolean, words: string): ProseNode => ({
        ...{ type: 'taskItem', attrs: { checked } },
        content: [paragraph(text(words))],
      });
      const doc = docOf(
        { type: 'tableOfContents' },
        title(1, 'Rappel'),
        { type: 'taskList', content: [task(true, 'Consulter'), task(false, 'Viser')] },
        { type: 'pageBreak' },
        title(2, 'Suites'),
        { type: 'callout', attrs: { kind: 'warning' }, content: [paragraph(text('Deux mois'))] },
        { ...paragraph(text('En retrait')), attrs: { indent: 2 } },
      );
      checkProse(doc);
      const read = squeezed((await readPdf(await pdfOf(doc, format))).text);
      expect(read).toContain('TabledesmatièresRappel1Suites2Rappel');
      expect(read).toContain('☒Consulter');
      expect(read).toContain('☐Viser');
      expect(read).toContain('AttentionDeuxmoisEnretrait');
    },
  );
});
