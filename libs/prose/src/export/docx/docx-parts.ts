import { type ExportOptions, instantOf, LOCALE_TAGS } from '../flow/options.js';
import { element, escapeXml, XML_HEAD } from '../package/xml.js';
import { INDENT, MAX_LEVEL } from './docx-blocks.js';
import type { DocxList } from './docx-state.js';

const OOXML = 'http://schemas.openxmlformats.org';
export const WORD_NAMESPACES = {
  'xmlns:w': `${OOXML}/wordprocessingml/2006/main`,
  'xmlns:r': `${OOXML}/officeDocument/2006/relationships`,
  'xmlns:wp': `${OOXML}/drawingml/2006/wordprocessingDrawing`,
  'xmlns:a': `${OOXML}/drawingml/2006/main`,
  'xmlns:pic': `${OOXML}/drawingml/2006/picture`,
};
const W = { 'xmlns:w': WORD_NAMESPACES['xmlns:w'] };
const FONT = 'Arial';

const WORD_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/** ECMA-376 part 2, §10.1.2.2. `parts`: names below `word/` without `.xml`. */
export function contentTypes(parts: readonly string[]): string {
  const defaults = {
    ...{ rels: 'application/vnd.openxmlformats-package.relationships+xml', xml: 'application/xml' },
    ...{ png: 'image/png', jpg: 'image/jpeg', gif: 'image/gif', webp: 'image/webp' },
  };
  const known = Object.entries(defaults).map(([Extension, ContentType]) =>
    element('Default', { Extension, ContentType }),
  );
  const own = parts.map((part) =>
    element('Override', {
      PartName: `/word/${part}.xml`,
      ContentType: `${WORD_TYPE}.${part === 'document' ? 'document.main' : part}+xml`,
    }),
  );
  const core = element('Override', {
    PartName: '/docProps/core.xml',
    ContentType: 'application/vnd.openxmlformats-package.core-properties+xml',
  });
  const xmlns = `${OOXML}/package/2006/content-types`;
  return XML_HEAD + element('Types', { xmlns }, known.join('') + own.join('') + core);
}

export function rootRelationships(): string {
  const main = {
    Id: 'rId1',
    Type: `${WORD_NAMESPACES['xmlns:r']}/officeDocument`,
    Target: 'word/document.xml',
  };
  const core = {
    ...{ Id: 'rId2', Target: 'docProps/core.xml' },
    Type: `${OOXML}/package/2006/relationships/metadata/core-properties`,
  };
  const xmlns = `${OOXML}/package/2006/relationships`;
  return (
    XML_HEAD +
    element('Relationships', { xmlns }, element('Relationship', main) + element('Relationship', core))
  );
}

export function coreProperties({ title, author, language, createdAt, modifiedAt }: ExportOptions): string {
  const namespaces = {
    'xmlns:cp': `${OOXML}/package/2006/metadata/core-properties`,
    'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
    'xmlns:dcterms': 'http://purl.org/dc/terms/',
    'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
  };
  const when = { 'xsi:type': 'dcterms:W3CDTF' };
  const content =
    element('dc:title', {}, escapeXml(title)) +
    element('dc:creator', {}, escapeXml(author)) +
    element('dc:language', {}, LOCALE_TAGS[language]) +
    element('dcterms:created', when, instantOf(createdAt)) +
    element('dcterms:modified', when, instantOf(modifiedAt));
  return XML_HEAD + element('cp:coreProperties', namespaces, content);
}

/** Separators of notes have the numbers below the first note (ECMA-376 part 1, §17.11.23). */
export function footnotesPart(notes: readonly string[]): string {
  const separator = (id: number, type: string, name: string): string =>
    element('w:footnote', { 'w:type': type, 'w:id': id }, `<w:p><w:r><w:${name}/></w:r></w:p>`);
  return (
    XML_HEAD +
    element(
      'w:footnotes',
      WORD_NAMESPACES,
      separator(-1, 'separator', 'separator') +
        separator(0, 'continuationSeparator', 'continuationSeparator') +
        notes.join(''),
    )
  );
}

const NUMBER_FORMATS = {
  '1': 'decimal',
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
} as const;
const BULLETS = ['•', '◦', '▪'];
const KINDS = [null, '1', 'a', 'A', 'i', 'I', 'task'] as const;

/** Every list is an instance of its own, so that each begins to count by itself. */
export function numberingPart(lists: readonly DocxList[], numberedFrom: number | null): string {
  const kinds = KINDS.map((type, id) => {
    const levels = Array.from({ length: MAX_LEVEL + 1 }, (_, level) => {
      const text = labelOf(type, level);
      const content =
        '<w:start w:val="1"/>' +
        element('w:numFmt', { 'w:val': type === null || type === 'task' ? 'bullet' : NUMBER_FORMATS[type] }) +
        element('w:lvlText', { 'w:val': text }) +
        '<w:lvlJc w:val="left"/>' +
        element('w:pPr', {}, element('w:ind', { 'w:left': (level + 1) * INDENT, 'w:hanging': 360 }));
      return element('w:lvl', { 'w:ilvl': level }, content);
    });
    const multi = '<w:multiLevelType w:val="hybridMultilevel"/>';
    return element('w:abstractNum', { 'w:abstractNumId': id }, multi + levels.join(''));
  });
  const instances = lists.map(({ id, type, level, start }) => {
    const from = element('w:startOverride', { 'w:val': Math.max(0, start) });
    const kind = element('w:abstractNumId', { 'w:val': KINDS.indexOf(type) });
    return element('w:num', { 'w:numId': id }, kind + element('w:lvlOverride', { 'w:ilvl': level }, from));
  });
  const titles = numberedFrom === null ? [] : [titleNumbers(numberedFrom)];
  const ofTitles = titles.length === 0 ? '' : element('w:num', { 'w:numId': lists.length + 1 }, TITLE_LIST);
  return XML_HEAD + element('w:numbering', W, [...kinds, ...titles].join('') + instances.join('') + ofTitles);
}

const TITLE_LIST = element('w:abstractNumId', { 'w:val': KINDS.length });

/** Word counts titles by their styles (ECMA-376 part 1, §17.9.23). */
function titleNumbers(from: number): string {
  const levels = HEADING_SIZES.map((_, at) => {
    const shown = Array.from({ length: Math.max(0, at + 2 - from) }, (__, step) => `%${String(from + step)}`);
    const content =
      '<w:start w:val="1"/><w:numFmt w:val="decimal"/>' +
      element('w:pStyle', { 'w:val': `Heading${String(at + 1)}` }) +
      '<w:suff w:val="space"/>' +
      element('w:lvlText', { 'w:val': shown.join('.') }) +
      '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr>';
    return element('w:lvl', { 'w:ilvl': at }, content);
  });
  const multi = '<w:multiLevelType w:val="multilevel"/>';
  return element('w:abstractNum', { 'w:abstractNumId': KINDS.length }, multi + levels.join(''));
}

/** A task shows its box among its words: its bullet is a blank without width, since pandoc takes none for no item. */
function labelOf(type: DocxList['type'], level: number): string {
  if (type === 'task') return '\u200b';
  return type === null ? (BULLETS[level % BULLETS.length] ?? '•') : `%${String(level + 1)}.`;
}

export const settingsPart = ({ language }: ExportOptions): string =>
  XML_HEAD +
  element(
    'w:settings',
    W,
    element('w:footnotePr', {}, '<w:footnote w:id="-1"/><w:footnote w:id="0"/>') +
      element(
        'w:compat',
        {},
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>',
      ) +
      element('w:themeFontLang', { 'w:val': LOCALE_TAGS[language] }),
  );

/** A4 with margins of 2.5 cm. */
export const SECTION =
  '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>';

const HEADING_SIZES = [40, 32, 28, 26, 24, 22];

/** @param titles the number of the list that counts titles, after those of the text; null: they are not counted */
export function stylesPart({ language }: ExportOptions, titles: number | null): string {
  const fonts = element('w:rFonts', { 'w:ascii': FONT, 'w:hAnsi': FONT, 'w:cs': FONT, 'w:eastAsia': FONT });
  const run = `${fonts}<w:sz w:val="22"/><w:szCs w:val="22"/>${element('w:lang', { 'w:val': LOCALE_TAGS[language] })}`;
  const defaults =
    element('w:rPrDefault', {}, element('w:rPr', {}, run)) +
    '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault>';
  const headings = HEADING_SIZES.map((size, level) =>
    style(
      'paragraph',
      `Heading${String(level + 1)}`,
      `heading ${String(level + 1)}`,
      `<w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/>${titles === null ? '' : countedAt(level, titles)}<w:spacing w:before="240" w:after="120"/><w:outlineLvl w:val="${String(level)}"/></w:pPr><w:rPr><w:b/><w:sz w:val="${String(size)}"/></w:rPr>`,
    ),
  );
  return (
    XML_HEAD +
    element('w:styles', W, element('w:docDefaults', {}, defaults) + NORMAL + headings.join('') + OTHERS)
  );
}

const countedAt = (level: number, list: number): string =>
  element('w:numPr', {}, element('w:ilvl', { 'w:val': level }) + element('w:numId', { 'w:val': list }));

const style = (type: string, id: string, name: string, content: string, basedOn = 'Normal'): string =>
  element(
    'w:style',
    { 'w:type': type, 'w:styleId': id },
    element('w:name', { 'w:val': name }) +
      (basedOn === '' ? '' : element('w:basedOn', { 'w:val': basedOn })) +
      content,
  );

const calloutStyle = (name: string, ground: string, line: string): string =>
  style(
    'paragraph',
    `Callout${name}`,
    `Callout ${name}`,
    element(
      'w:pPr',
      {},
      element(
        'w:pBdr',
        {},
        element('w:left', { 'w:val': 'single', 'w:sz': 24, 'w:space': 8, 'w:color': line }),
      ) +
        element('w:shd', { 'w:val': 'clear', 'w:color': 'auto', 'w:fill': ground }) +
        element('w:ind', { 'w:left': 240 }),
    ),
  );

const NORMAL =
  '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>';
const MONO = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>';
const BORDERS = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
  .join('');
const OTHERS = [
  style('paragraph', 'ListParagraph', 'List Paragraph', '<w:qFormat/><w:pPr><w:ind w:left="720"/></w:pPr>'),
  style(
    'paragraph',
    'Quote',
    'Quote',
    '<w:qFormat/><w:pPr><w:ind w:left="567" w:right="567"/></w:pPr><w:rPr><w:i/></w:rPr>',
  ),
  calloutStyle('Information', 'EEF3FA', '2B5FA8'),
  calloutStyle('Warning', 'FDF3E1', '8A5B12'),
  ...[1, 2, 3].map((level) =>
    style(
      'paragraph',
      `TOC${String(level)}`,
      `toc ${String(level)}`,
      element('w:pPr', {}, element('w:ind', { 'w:left': (level - 1) * 240 })),
    ),
  ),
  style('paragraph', 'SourceCode', 'Source Code', `<w:rPr>${MONO}<w:sz w:val="20"/></w:rPr>`),
  style(
    'paragraph',
    'HorizontalRule',
    'Horizontal Rule',
    '<w:pPr><w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr></w:pPr>',
  ),
  style(
    'paragraph',
    'FootnoteText',
    'footnote text',
    '<w:pPr><w:spacing w:after="0"/></w:pPr><w:rPr><w:sz w:val="18"/></w:rPr>',
  ),
  style(
    'character',
    'FootnoteReference',
    'footnote reference',
    '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>',
    '',
  ),
  style(
    'character',
    'Hyperlink',
    'Hyperlink',
    '<w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr>',
    '',
  ),
  style('character', 'VerbatimChar', 'Verbatim Char', `<w:rPr>${MONO}</w:rPr>`, ''),
  `<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>${BORDERS}</w:tblBorders><w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>`,
].join('');
