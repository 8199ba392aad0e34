import { LossCounter } from '@maroquin/prose';
import { describe, expect, it } from 'vitest';
import { EDGE_SPACE, PAGE_BREAK, SYMBOL } from '../package/placeholders.js';
import { rewriteStory } from './word-story.js';
import { parseXml, writeXml } from '../package/xml.js';

const NAMESPACES = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
].join(' ');
const run = (text: string): string => `<w:r><w:t>${text}</w:t></w:r>`;
const paragraph = (...runs: string[]): string => `<w:p>${runs.join('')}</w:p>`;
const field = (instruction: string, result: string): string =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${result}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;

/** The body after rewriting, without empty runs, and what was counted. */
function rewritten(body: string, headings: string[] = []): { xml: string; loss: Record<string, number> } {
  const loss = new LossCounter();
  const root = rewriteStory(parseXml(`<w:body ${NAMESPACES}>${body}</w:body>`), loss, new Set(headings));
  const xml = /<w:body [^>]*>(.*)<\/w:body>$/s.exec(writeXml(root))?.[1] ?? '';
  return {
    xml: xml.replaceAll('<w:r/>', ''),
    loss: Object.fromEntries(loss.list().map(({ kind, count }) => [kind, count])),
  };
}

describe('rewriting a text of Word', () => {
  it('moves a text box behind its paragraph', () => {
    const box = `<w:r><w:pict><w:txbxContent>${paragraph(run('boîte'))}</w:txbxContent></w:pict></w:r>`;
    const { xml, loss } = rewritten(paragraph(run('avant'), box, run('après')));
    expect(xml).toBe(
      `${paragraph(run('avant'), '<w:r><w:pict/></w:r>', run('après'))}${paragraph(run('boîte'))}`,
    );
    expect(loss).toEqual({ textBox: 1 });
  });

  it('takes the style of a heading from a paragraph that says it is none, and no other style', () => {
    const styled = (style: string): string =>
      `<w:p><w:pPr><w:pStyle w:val="${style}"/><w:outlineLvl w:val="9"/></w:pPr>${run('Lettre')}</w:p>`;
    const { xml } = rewritten(styled('info') + styled('Liste'), ['info']);
    expect(xml).toBe(styled('info').replace('<w:pStyle w:val="info"/>', '') + styled('Liste'));
  });

  it('takes one of the alternatives', () => {
    const box = (text: string) => `<w:txbxContent>${paragraph(run(text))}</w:txbxContent>`;
    const body = paragraph(
      `<w:r><mc:AlternateContent><mc:Choice Requires="wps">${box('un')}</mc:Choice><mc:Fallback>${box('un')}</mc:Fallback></mc:AlternateContent></w:r>`,
    );
    expect(rewritten(body).xml).toBe(`${paragraph()}${paragraph(run('un'))}`);
  });

  it('opens content controls and smart tags', () => {
    const control = `<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>${run('a')}</w:sdtContent></w:sdt>`;
    const { xml, loss } = rewritten(paragraph(control, `<w:smartTag>${run('b')}</w:smartTag>`));
    expect(xml).toBe(paragraph(run('a'), run('b')));
    expect(loss).toEqual({ contentControl: 1 });
  });

  it('keeps what a field showed, and only links to the outside as fields', () => {
    const outside = field('HYPERLINK &quot;https://exemple.fr&quot;', run('lien'));
    const nested = field(' HYPERLINK \\l &quot;_Toc1&quot;', field('PAGEREF _Toc1', run('3')));
    const { xml, loss } = rewritten(
      paragraph(
        field(' REF x ', run('§2')),
        outside,
        nested,
        `<w:fldSimple w:instr=" DATE ">${run('hier')}</w:fldSimple>`,
      ),
    );
    expect(xml).toBe(paragraph(run('§2'), outside, run('3'), run('hier')));
    expect(loss).toEqual({ field: 3 });
  });

  it('keeps spaces at the edges of changes', () => {
    expect(rewritten(paragraph(`<w:del><w:r><w:delText> a  </w:delText></w:r></w:del>`)).xml).toBe(
      paragraph(`<w:del><w:r><w:delText>${EDGE_SPACE}a${EDGE_SPACE}${EDGE_SPACE}</w:delText></w:r></w:del>`),
    );
  });

  it('gives each picture and each note a run of its own', () => {
    const { xml } = rewritten(
      paragraph('<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t><w:drawing/><w:drawing/><w:t>b</w:t></w:r>'),
    );
    const part = (content: string) => `<w:r><w:rPr><w:b/></w:rPr>${content}</w:r>`;
    expect(xml).toBe(
      paragraph(part('<w:t>a</w:t>'), part('<w:drawing/>'), part('<w:drawing/>'), part('<w:t>b</w:t>')),
    );
  });

  it('makes a heading of a paragraph with an outline level and words', () => {
    const properties = '<w:pPr><w:pStyle w:val="Corps"/><w:outlineLvl w:val="1"/></w:pPr>';
    expect(rewritten(paragraph(properties, run('Titre'))).xml).toContain(
      '<w:pStyle w:val="maroquin-heading-2"/>',
    );
    expect(rewritten(paragraph(properties)).xml).toContain('<w:pStyle w:val="Corps"/>');
    expect(rewritten(paragraph(properties.replace('"1"', '"9"'), run('a'))).xml).toContain('"Corps"');
  });

  it('anchors a comment that points at no text on its paragraph', () => {
    const reference = '<w:r><w:commentReference w:id="7"/></w:r>';
    expect(
      rewritten(
        paragraph(
          '<w:pPr/>',
          run('a'),
          '<w:commentRangeStart w:id="7"/><w:commentRangeEnd w:id="7"/>',
          reference,
        ),
      ).xml,
    ).toBe(
      paragraph(
        '<w:pPr/>',
        '<w:commentRangeStart w:id="7"/>',
        run('a'),
        reference,
        '<w:commentRangeEnd w:id="7"/>',
      ),
    );
  });

  it('leaves a comment on words where it is', () => {
    const body = paragraph(
      '<w:commentRangeStart w:id="7"/>',
      run('a'),
      '<w:commentRangeEnd w:id="7"/>',
      '<w:r><w:commentReference w:id="7"/></w:r>',
    );
    expect(rewritten(body).xml).toBe(body);
  });

  it('puts a comment of a paragraph without words on the next that has some, else on the last', () => {
    const reference = (id: number) => `<w:r><w:commentReference w:id="${String(id)}"/></w:r>`;
    const covered = (id: number, text: string) =>
      paragraph(
        `<w:commentRangeStart w:id="${String(id)}"/>`,
        run(text),
        `<w:commentRangeEnd w:id="${String(id)}"/>`,
      );
    expect(
      rewritten(paragraph(reference(1)) + '<w:p/>' + paragraph(run('un')) + paragraph(run('deux'))).xml,
    ).toBe(paragraph(reference(1)) + '<w:p/>' + covered(1, 'un') + paragraph(run('deux')));
    expect(rewritten(paragraph(run('un')) + paragraph(reference(2))).xml).toBe(
      covered(2, 'un') + paragraph(reference(2)),
    );
  });

  it('begins and ends a comment in paragraphs that the file begins or ends between them', () => {
    const [start, end] = ['<w:commentRangeStart w:id="7"/>', '<w:commentRangeEnd w:id="7"/>'];
    const reference = '<w:r><w:commentReference w:id="7"/></w:r>';
    const control = `<w:sdt><w:sdtContent>${paragraph('<w:pPr/>', run('a'))}</w:sdtContent></w:sdt>`;
    expect(rewritten(`${start}${control}${paragraph(run('b'))}${end}${paragraph(reference)}`).xml).toBe(
      paragraph('<w:pPr/>', start, run('a')) + paragraph(run('b'), end) + paragraph(reference),
    );
  });

  it('marks page breaks and symbols, drops soft hyphens and charts', () => {
    const { xml, loss } = rewritten(
      paragraph(
        '<w:r><w:br w:type="page"/><w:br/><w:softHyphen/><w:sym w:font="Wingdings" w:char="F0FC"/><c:chart/></w:r>',
      ),
    );
    expect(xml).toBe(
      paragraph(
        `<w:r><w:t>${PAGE_BREAK}</w:t><w:br/><w:t>${SYMBOL}</w:t><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>`,
      ),
    );
    expect(loss).toEqual({ chart: 1, symbol: 1 });
  });

  it('leads a linked picture to a stub, never to the network', () => {
    expect(rewritten('<a:blip r:link="rId5"/>').xml).toBe('<a:blip r:embed="rId5"/>');
    expect(rewritten('<a:blip r:embed="rId4" r:link="rId5"/>').xml).toBe(
      '<a:blip r:embed="rId4" r:link="rId5"/>',
    );
  });

  it('counts what will be missing', () => {
    const body = paragraph('<w:pPr><w:jc w:val="center"/><w:pPrChange/></w:pPr>', '<w:r><w:object/></w:r>');
    expect(rewritten(body).loss).toEqual({ embeddedObject: 1, formatChange: 1 });
  });

  it('counts shapes without words, pictures beside the text, and paragraphs in colour', () => {
    const blip = '<wp:anchor><a:blip r:embed="x"/></wp:anchor>';
    const drawn = (content: string) => `<w:r><w:drawing>${content}</w:drawing></w:r>`;
    const box = `<wps:wsp><w:txbxContent>${paragraph(run('a'))}</w:txbxContent></wps:wsp>`;
    const both = `<mc:AlternateContent><mc:Choice>${drawn('<wps:wsp/>')}</mc:Choice><mc:Fallback><w:pict><v:rect/></w:pict></mc:Fallback></mc:AlternateContent>`;
    const red = '<w:r><w:rPr><w:color w:val="FF0000"/></w:rPr><w:t>a</w:t></w:r>';
    const black = red.replace('FF0000', 'auto');
    const body = [drawn(blip), drawn(box), both, red + red, black].map((content) => paragraph(content));
    expect(rewritten(body.join('')).loss).toEqual({ colour: 1, floatingImage: 1, shape: 1, textBox: 1 });
  });
});
