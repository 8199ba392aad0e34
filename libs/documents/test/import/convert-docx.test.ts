import { checkProse, type ProseNode, textOf } from '@maroquin/prose';
import { describe, expect, it } from 'vitest';
import { convertFile, type ConvertedFile } from '../../src/import/convert-file.js';
import {
  cell,
  docx,
  type DocxParts,
  paragraph,
  picture,
  row,
  run,
  styled,
  table,
  wordPart,
} from './docx-builder.js';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const convert = (parts: DocxParts): Promise<ConvertedFile> => convertBytes(docx(parts));
const convertBytes = (bytes: Uint8Array) =>
  convertFile(bytes, 'x.docx', {
    pandoc: null,
    pictureSrc: ({ name }) => `attachment:${name.replace(/\W/g, '-')}`,
  });
const losses = ({ losses: list }: ConvertedFile) =>
  Object.fromEntries(list.map(({ kind, count }) => [kind, count]));

function all(node: ProseNode, type: string): ProseNode[] {
  return [
    ...(node.type === type ? [node] : []),
    ...(node.content ?? []).flatMap((child) => all(child, type)),
  ];
}

const STYLES = wordPart(
  'styles',
  `<w:style w:type="paragraph" w:styleId="Titre"><w:name w:val="Title"/></w:style>
   <w:style w:type="paragraph" w:styleId="SousTitre"><w:name w:val="Subtitle"/></w:style>
   <w:style w:type="paragraph" w:styleId="Titre2"><w:name w:val="heading 2"/></w:style>
   <w:style w:type="paragraph" w:styleId="Objet"><w:name w:val="Objet"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>`,
);
const withStyles = {
  relationships: [{ id: 'rId9', type: 'styles', target: 'styles.xml' }],
  parts: { 'word/styles.xml': STYLES },
};

describe('a Word file', () => {
  it('keeps title, subtitle and every kind of heading in the text', async () => {
    const body =
      styled('Titre', run('Délibération')) +
      styled('SousTitre', run('du conseil')) +
      styled('Titre2', run('Voirie')) +
      styled('Objet', run('Objet : travaux'));
    const { doc } = await convert({ body, ...withStyles });
    expect(textOf(doc)).toBe('Délibération\ndu conseil\nVoirie\nObjet : travaux\n');
    expect(all(doc, 'heading').map(({ attrs }) => attrs?.['level'])).toEqual([1, 2, 3]);
  });

  it('makes no heading of a style that says it is body text, though it comes from one of a heading', async () => {
    const styles = wordPart(
      'styles',
      `<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
       <w:style w:type="paragraph" w:styleId="Sommaire"><w:name w:val="TOC Heading"/><w:basedOn w:val="Titre1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>`,
    );
    const { doc } = await convert({
      body: styled('Sommaire', run('Sommaire')) + styled('Titre1', run('Objet')),
      relationships: withStyles.relationships,
      parts: { 'word/styles.xml': styles },
    });
    expect(doc.content?.map(({ type }) => type)).toEqual(['paragraph', 'heading']);
  });

  it('keeps how its paragraphs stand, by themselves, by their style and by what all have', async () => {
    const styles = wordPart(
      'styles',
      `<w:docDefaults><w:pPrDefault><w:pPr><w:jc w:val="both"/></w:pPr></w:pPrDefault></w:docDefaults>
       <w:style w:type="paragraph" w:styleId="Centre"><w:name w:val="Centre"/><w:pPr><w:jc w:val="center"/></w:pPr></w:style>
       <w:style w:type="paragraph" w:styleId="Signature"><w:name w:val="Signature"/><w:basedOn w:val="Centre"/></w:style>
       <w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/><w:pPr><w:jc w:val="end"/></w:pPr></w:style>`,
    );
    const own = (align: string, ...more: string[]) =>
      paragraph(`<w:pPr>${more.join('')}<w:jc w:val="${align}"/></w:pPr>`, run('  mots'));
    const { doc, losses: list } = await convert({
      body:
        paragraph(run('mots')) +
        styled('Signature', run('mots')) +
        styled('Titre1', run('mots')) +
        own('left') +
        own('center') +
        own('right', '<w:bidi/>') +
        paragraph('<w:pPr><w:jc w:val="center"/></w:pPr>'),
      relationships: withStyles.relationships,
      parts: { 'word/styles.xml': styles },
    });
    expect(doc.content?.map(({ attrs }) => attrs?.['textAlign'] ?? null)).toEqual([
      ...['justify', 'center', 'right', null, 'center', null],
    ]);
    expect(textOf(doc)).toBe(`${'mots\n'.repeat(6)}`);
    expect(list).toEqual([]);
  });

  it('keeps merged cells, text boxes and page breaks', async () => {
    const box = `<w:r><w:pict><w:txbxContent>${paragraph(run('encadré'))}</w:txbxContent></w:pict></w:r>`;
    const grid = table(
      row(cell(paragraph(run('a')), '<w:gridSpan w:val="2"/>')),
      row(cell(paragraph(run('b'))), cell(paragraph(run('c')))),
    );
    const converted = await convert({
      body: paragraph(run('début'), box) + grid + paragraph('<w:r><w:br w:type="page"/></w:r>', run('fin')),
    });
    expect(textOf(converted.doc)).toBe('début\nencadré\na\nb\nc\nfin\n');
    expect(all(converted.doc, 'tableRow')[0]?.content?.[0]?.attrs).toMatchObject({ colspan: 2 });
    expect(all(converted.doc, 'pageBreak')).toHaveLength(1);
    expect(losses(converted)).toEqual({ textBox: 1 });
  });

  it('keeps tracked changes as marks, with the spaces at their edges', async () => {
    const who = 'w:author="Anne" w:date="2026-01-02T03:04:05Z"';
    const body = paragraph(
      run('un'),
      `<w:del w:id="1" ${who}><w:r><w:delText xml:space="preserve"> deux</w:delText></w:r></w:del>`,
      `<w:ins w:id="2" ${who}>${run(' trois')}</w:ins>`,
      run('.'),
    );
    const { doc } = await convert({ body });
    expect(textOf(doc)).toBe('un trois.\n');
    const struck = all(doc, 'text').find(({ marks }) => marks?.[0]?.type === 'deletion');
    expect(struck).toMatchObject({
      text: ' deux',
      marks: [{ attrs: { author: 'external:Anne', date: '2026-01-02T03:04:05Z' } }],
    });
  });

  it('keeps footnotes, and comments with what they cover', async () => {
    const body = paragraph(
      '<w:commentRangeStart w:id="0"/>',
      run('à revoir'),
      '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
      '<w:r><w:footnoteReference w:id="2"/></w:r>',
    );
    const { doc, comments } = await convert({
      body,
      relationships: [
        { id: 'rId1', type: 'comments', target: 'comments.xml' },
        { id: 'rId2', type: 'footnotes', target: 'footnotes.xml' },
      ],
      parts: {
        'word/comments.xml': wordPart(
          'comments',
          `<w:comment w:id="0" w:author="Anne" w:date="2026-01-02T03:04:05Z">${paragraph(run('Trop long'))}</w:comment>`,
        ),
        'word/footnotes.xml': wordPart(
          'footnotes',
          `<w:footnote w:id="2">${paragraph(run('Voir annexe'))}</w:footnote>`,
        ),
      },
    });
    expect(comments).toMatchObject([{ author: 'external:Anne', text: 'Trop long' }]);
    expect(all(doc, 'text')[0]?.marks).toMatchObject([
      {
        type: 'comment',
        attrs: { id: comments[0]?.id, imported: { author: 'external:Anne', text: 'Trop long' } },
      },
    ]);
    expect(textOf(doc, { notes: true })).toBe('à revoir\n\fVoir annexe\n');
  });

  it('keeps a picture once, and only the description of a linked one', async () => {
    const body = paragraph(picture('rId1', 'embed'), picture('rId1', 'embed'), picture('rId2', 'link'));
    const converted = await convert({
      body,
      relationships: [
        { id: 'rId1', type: 'image', target: 'media/plan.png' },
        { id: 'rId2', type: 'image', target: 'https://espion.example/p.png', external: true },
      ],
      parts: { 'word/media/plan.png': PNG },
    });
    const [kept] = converted.pictures;
    expect(converted.pictures).toHaveLength(1);
    expect(kept?.bytes.equals(PNG)).toBe(true);
    const images = all(converted.doc, 'image').map(({ attrs }) => attrs);
    expect(images).toMatchObject([
      { src: 'attachment:media-1-png', width: 100, height: 50 },
      { src: 'attachment:media-1-png' },
      { src: null, alt: 'Plan de la commune' },
    ]);
    expect(losses(converted)).toEqual({ linkedImage: 1 });
  });

  it('keeps links to the outside and drops the others to text', async () => {
    const link = (id: string, text: string) => `<w:hyperlink r:id="${id}">${run(text)}</w:hyperlink>`;
    const { doc } = await convert({
      body: paragraph(link('rId1', 'dehors'), link('rId2', 'piège')),
      relationships: [
        { id: 'rId1', type: 'hyperlink', target: 'https://exemple.fr/?a=1&amp;b=2', external: true },
        { id: 'rId2', type: 'hyperlink', target: 'javascript:alert(1)', external: true },
      ],
    });
    expect(all(doc, 'text')).toEqual([
      {
        type: 'text',
        text: 'dehors',
        marks: [{ type: 'link', attrs: { href: 'https://exemple.fr/?a=1&b=2', title: null } }],
      },
      { type: 'text', text: 'piège' },
    ]);
  });

  it('fits the schema even when its table is crooked', async () => {
    const crooked = table(
      row(cell(paragraph(run('a')), '<w:vMerge w:val="restart"/>'), cell(paragraph(run('b')))),
      row(cell(paragraph(), '<w:vMerge/>')),
    );
    const { doc } = await convert({ body: crooked });
    expect(() => checkProse(doc)).not.toThrow();
  });

  it('is read whatever its folders and prefixes', async () => {
    const strict =
      '<o:document xmlns:o="http://purl.oclc.org/ooxml/wordprocessingml/main"><o:body><o:p><o:r><o:t>strict</o:t></o:r></o:p></o:body></o:document>';
    const bytes = docx({
      body: '',
      parts: {
        '_rels/.rels':
          '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/autre/texte.xml"/></Relationships>',
        'autre/texte.xml': strict,
      },
    });
    expect(textOf((await convertBytes(bytes)).doc)).toBe('strict\n');
  });
});

describe('a file that is no honest Word file', () => {
  const refused = (bytes: Uint8Array, code: string) =>
    expect(convertBytes(bytes)).rejects.toMatchObject({ code });

  it('is refused when it declares entities', async () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>';
    await refused(docx({ body: '', parts: { 'word/document.xml': bomb } }), 'import.unsafe');
  });

  it('is refused when the entities are in a part beside the text', async () => {
    await refused(
      docx({ body: '', ...withStyles, parts: { 'word/styles.xml': '<!DOCTYPE x><x/>' } }),
      'import.unsafe',
    );
  });

  it('is refused when its text is not XML', async () => {
    await refused(docx({ body: '<w:p>' }), 'import.corrupt');
  });

  it('is refused when it is a spreadsheet', async () => {
    await refused(docx({ body: '', parts: { 'word/document.xml': '<workbook/>' } }), 'import.unsupported');
  });

  it('is refused when it is nested beyond reason', async () => {
    await refused(docx({ body: '<w:sdt>'.repeat(400) + '</w:sdt>'.repeat(400) }), 'import.corrupt');
  });
});
