import { strToU8, zipSync } from 'fflate';
import { png } from './png.js';

export const DOCX_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** What the document says; everything has words of its own so that a test can look for each. */
export interface DocxWords {
  readonly title: string;
  readonly heading: string;
  readonly paragraph: string;
  readonly bullets: readonly string[];
  readonly numbers: readonly string[];
  /** First row: titles; the last row is one merged cell. */
  readonly cells: readonly [string, string, string, string, string];
  readonly link: { readonly text: string; readonly url: string };
  readonly footnote: string;
  readonly alt: string;
  readonly comment: string;
  readonly author: string;
}

const NAMESPACES = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"',
].join(' ');
const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PART = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

const xml = (body: string): string => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${body}`;
const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const run = (text: string, properties = ''): string =>
  `<w:r>${properties}<w:t xml:space="preserve">${escape(text)}</w:t></w:r>`;
const paragraph = (content: string, properties = ''): string =>
  `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${content}</w:p>`;
const styled = (style: string, text: string): string => paragraph(run(text), `<w:pStyle w:val="${style}"/>`);
const item = (list: number, text: string): string =>
  paragraph(run(text), `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${String(list)}"/></w:numPr>`);
const cell = (text: string, span = 1): string => {
  const merged = span === 1 ? '' : `<w:gridSpan w:val="${String(span)}"/>`;
  return `<w:tc><w:tcPr><w:tcW w:w="${String(3000 * span)}" w:type="dxa"/>${merged}</w:tcPr>${paragraph(run(text))}</w:tc>`;
};
const row = (cells: string, isHeader = false): string =>
  `<w:tr>${isHeader ? '<w:trPr><w:tblHeader/></w:trPr>' : ''}${cells}</w:tr>`;

function picture(alt: string): string {
  const size = 'cx="914400" cy="609600"';
  return `<w:r><w:drawing><wp:inline><wp:extent ${size}/><wp:docPr id="1" name="Image 1" descr="${escape(alt)}"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="image1.png" descr="${escape(alt)}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId10"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;
}

function body(words: DocxWords): string {
  const [first, second, third, fourth, merged] = words.cells;
  const note = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>';
  const comment =
    '<w:commentRangeStart w:id="0"/>' +
    run(words.paragraph) +
    '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>';
  return [
    styled('Title', words.title),
    styled('Heading1', words.heading),
    paragraph(comment + note),
    ...words.bullets.map((text) => item(1, text)),
    ...words.numbers.map((text) => item(2, text)),
    '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid>',
    row(cell(first) + cell(second), true),
    row(cell(third) + cell(fourth)),
    row(cell(merged, 2)),
    '</w:tbl>',
    paragraph(`<w:hyperlink r:id="rId11">${run(words.link.text)}</w:hyperlink>`),
    paragraph(picture(words.alt)),
  ].join('');
}

const numbering = (id: number, format: string, text: string): string =>
  `<w:abstractNum w:abstractNumId="${String(id)}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl></w:abstractNum>`;

const styles = ['Title', 'Heading1']
  .map((id) => {
    const name = id === 'Title' ? 'Title' : 'heading 1';
    return `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`;
  })
  .join('');

const relation = (id: string, type: string, target: string, mode = ''): string =>
  `<Relationship Id="${id}" Type="${TYPES}/${type}" Target="${escape(target)}"${mode}/>`;
const relations = (list: readonly string[]): string =>
  xml(
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.join('')}</Relationships>`,
  );

function contentTypes(): string {
  const parts = ['document.main', 'styles', 'numbering', 'footnotes', 'comments'].map((type) => {
    const name = type === 'document.main' ? 'document' : type;
    return `<Override PartName="/word/${name}.xml" ContentType="${PART}.${type}+xml"/>`;
  });
  return xml(
    `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>${parts.join('')}</Types>`,
  );
}

/** A Word document (ECMA-376, transitional) with a title, lists, a table with a merged cell, a picture, a link, a footnote and a comment. */
export function docx(words: DocxWords): Uint8Array {
  const core = `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escape(words.title)}</dc:title><dc:creator>${escape(words.author)}</dc:creator></cp:coreProperties>`;
  const files: Record<string, string> = {
    '[Content_Types].xml': contentTypes(),
    '_rels/.rels': relations([
      relation('rId1', 'officeDocument', 'word/document.xml'),
      '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>',
    ]),
    'docProps/core.xml': xml(core),
    'word/document.xml': xml(
      `<w:document ${NAMESPACES}><w:body>${body(words)}<w:sectPr/></w:body></w:document>`,
    ),
    'word/styles.xml': xml(`<w:styles ${NAMESPACES}>${styles}</w:styles>`),
    'word/numbering.xml': xml(
      `<w:numbering ${NAMESPACES}>${numbering(0, 'bullet', '•')}${numbering(1, 'decimal', '%1.')}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>`,
    ),
    'word/footnotes.xml': xml(
      `<w:footnotes ${NAMESPACES}><w:footnote w:id="2">${paragraph(`<w:r><w:footnoteRef/></w:r>${run(words.footnote)}`)}</w:footnote></w:footnotes>`,
    ),
    'word/comments.xml': xml(
      `<w:comments ${NAMESPACES}><w:comment w:id="0" w:author="${escape(words.author)}" w:date="2026-01-05T09:00:00Z">${paragraph(run(words.comment))}</w:comment></w:comments>`,
    ),
    'word/_rels/document.xml.rels': relations([
      relation('rId1', 'styles', 'styles.xml'),
      relation('rId2', 'numbering', 'numbering.xml'),
      relation('rId3', 'footnotes', 'footnotes.xml'),
      relation('rId4', 'comments', 'comments.xml'),
      relation('rId10', 'image', 'media/image1.png'),
      relation('rId11', 'hyperlink', words.link.url, ' TargetMode="External"'),
    ]),
  };
  return zipSync({
    ...Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])),
    'word/media/image1.png': png(24, 16, [20, 90, 160], words.alt),
  });
}
