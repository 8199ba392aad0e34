import type { Remark } from '../flow/flow.js';
import { guardedRemark } from '../flow/remark-words.js';
import { dateOf, type ExportOptions, instantOf, LOCALE_TAGS } from '../flow/options.js';
import { element, escapeXml, XML_HEAD } from '../package/xml.js';

export const ODT_TYPE = 'application/vnd.oasis.opendocument.text';
const OASIS = 'urn:oasis:names:tc:opendocument:xmlns';

export const ODF_NAMESPACES = {
  'xmlns:office': `${OASIS}:office:1.0`,
  'xmlns:style': `${OASIS}:style:1.0`,
  'xmlns:text': `${OASIS}:text:1.0`,
  'xmlns:table': `${OASIS}:table:1.0`,
  'xmlns:draw': `${OASIS}:drawing:1.0`,
  'xmlns:fo': `${OASIS}:xsl-fo-compatible:1.0`,
  'xmlns:svg': `${OASIS}:svg-compatible:1.0`,
  'xmlns:meta': `${OASIS}:meta:1.0`,
  'xmlns:xlink': 'http://www.w3.org/1999/xlink',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:loext': 'urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0',
  'office:version': '1.3',
};

export function metaPart({ title, author, language, createdAt, modifiedAt }: ExportOptions): string {
  const content =
    element('dc:title', {}, escapeXml(title)) +
    element('meta:initial-creator', {}, escapeXml(author)) +
    element('dc:creator', {}, escapeXml(author)) +
    element('meta:creation-date', {}, instantOf(createdAt)) +
    element('dc:date', {}, instantOf(modifiedAt)) +
    element('dc:language', {}, LOCALE_TAGS[language]);
  return XML_HEAD + element('office:document-meta', ODF_NAMESPACES, element('office:meta', {}, content));
}

export function manifestPart(pictures: ReadonlyMap<string, { readonly mediaType: string }>): string {
  const entries = [
    ['/', ODT_TYPE],
    ...['content.xml', 'styles.xml', 'meta.xml'].map((name) => [name, 'text/xml']),
    ...[...pictures].map(([name, { mediaType }]) => [name, mediaType]),
  ];
  const lines = entries.map(([path, type]) =>
    element('manifest:file-entry', {
      'manifest:full-path': path,
      'manifest:version': path === '/' ? '1.3' : null,
      'manifest:media-type': type,
    }),
  );
  const attributes = { 'xmlns:manifest': `${OASIS}:manifest:1.0`, 'manifest:version': '1.3' };
  return XML_HEAD + element('manifest:manifest', attributes, lines.join(''));
}

/** A comment and its replies, each under a name of its own, where its first word is (ODF 1.3 part 3, §14.1). */
export function annotationsXml(
  names: readonly string[],
  { resolved, said }: Remark,
  { nameOf }: ExportOptions,
): string {
  return said
    .map(({ author, date, text }, index) => {
      const when = dateOf(date);
      const lines = guardedRemark(text)
        .split('\n')
        .map((line) => element('text:p', {}, escapeXml(line)));
      const head = element('dc:creator', {}, escapeXml(nameOf(author)));
      const at = when === null ? '' : element('dc:date', {}, when);
      const attributes = {
        'office:name': names[index],
        // LibreOffice's own: the standard knows neither.
        'loext:resolved': resolved ? true : null,
        'loext:parent-name': index === 0 ? null : names[0],
      };
      return element('office:annotation', attributes, head + at + lines.join(''));
    })
    .join('');
}

const HEADING_SIZES = [20, 16, 14, 13, 12, 11];

export function stylesPart({ language }: ExportOptions, numberedFrom: number | null): string {
  const [code, country] = LOCALE_TAGS[language].split('-');
  const text = element('style:text-properties', {
    'style:font-name': 'Arial',
    'fo:font-size': '11pt',
    'fo:language': code,
    'fo:country': country,
  });
  const standard = element('style:default-style', { 'style:family': 'paragraph' }, text);
  const headings = HEADING_SIZES.map((size, at) =>
    paragraphStyle(
      `Heading ${String(at + 1)}`,
      { 'fo:margin-top': '0.42cm', 'fo:margin-bottom': '0.21cm', 'fo:keep-with-next': 'always' },
      { 'fo:font-size': `${String(size)}pt`, 'fo:font-weight': 'bold' },
      { 'style:default-outline-level': at + 1, 'style:class': 'text' },
    ),
  );
  const counted = numberedFrom === null ? '' : outlineStyle(numberedFrom);
  const styles = standard + STANDARD + headings.join('') + counted + OTHERS;
  return (
    XML_HEAD +
    element(
      'office:document-styles',
      ODF_NAMESPACES,
      FONTS +
        element('office:styles', {}, styles) +
        element('office:automatic-styles', {}, A4) +
        element('office:master-styles', {}, MASTER),
    )
  );
}

/** How titles are counted (ODF 1.3 part 3, §16.34). */
function outlineStyle(from: number): string {
  const levels = HEADING_SIZES.map((_, at) => {
    const level = at + 1;
    const properties = element(
      'style:list-level-properties',
      { 'text:list-level-position-and-space-mode': 'label-alignment' },
      element('style:list-level-label-alignment', { 'text:label-followed-by': 'space' }),
    );
    const attributes = {
      'text:level': level,
      'style:num-format': level < from ? '' : '1',
      'text:display-levels': level > from ? level - from + 1 : null,
    };
    return element('text:outline-level-style', attributes, properties);
  });
  return element('text:outline-style', { 'style:name': 'Outline' }, levels.join(''));
}

export const FONTS = element(
  'office:font-face-decls',
  {},
  element('style:font-face', { 'style:name': 'Arial', 'svg:font-family': 'Arial' }) +
    element('style:font-face', { 'style:name': 'Courier New', 'svg:font-family': "'Courier New'" }),
);

type Attributes = Parameters<typeof element>[1];

function paragraphStyle(
  display: string,
  paragraph: Attributes,
  text: Attributes = {},
  more: Attributes = {},
): string {
  const name = display.replaceAll(' ', '_20_');
  return element(
    'style:style',
    {
      'style:name': name,
      'style:display-name': name === display ? null : display,
      'style:family': 'paragraph',
      'style:parent-style-name': 'Standard',
      ...more,
    },
    element('style:paragraph-properties', paragraph) + element('style:text-properties', text),
  );
}

function calloutStyle(name: string, ground: string, line: string): string {
  return paragraphStyle(`Callout ${name}`, {
    'fo:background-color': ground,
    'fo:border-left': `3pt solid ${line}`,
    'fo:padding': '0.2cm',
    'fo:margin-bottom': '0cm',
  });
}

const STANDARD = element(
  'style:style',
  { 'style:name': 'Standard', 'style:family': 'paragraph', 'style:class': 'text' },
  element('style:paragraph-properties', { 'fo:margin-bottom': '0.21cm', 'fo:line-height': '115%' }),
);
const MONO = { 'style:font-name': 'Courier New', 'fo:font-size': '10pt' };
const OTHERS = [
  paragraphStyle(
    'Quotations',
    { 'fo:margin-left': '1cm', 'fo:margin-right': '1cm' },
    { 'fo:font-style': 'italic' },
  ),
  calloutStyle('Information', '#eef3fa', '#2b5fa8'),
  calloutStyle('Warning', '#fdf3e1', '#8a5b12'),
  ...[1, 2, 3].map((level) =>
    paragraphStyle(
      `Contents ${String(level)}`,
      { 'fo:margin-left': `${((level - 1) * 0.5).toFixed(1)}cm`, 'fo:margin-bottom': '0cm' },
      {},
      { 'style:class': 'index' },
    ),
  ),
  paragraphStyle('Preformatted Text', { 'fo:margin-bottom': '0cm' }, MONO),
  paragraphStyle('Horizontal Line', { 'fo:border-bottom': '0.5pt solid #000000', 'fo:padding': '0cm' }),
  paragraphStyle('Table Contents', { 'fo:margin-bottom': '0cm' }),
  paragraphStyle(
    'Footnote',
    { 'fo:margin-left': '0.6cm', 'fo:text-indent': '-0.6cm' },
    { 'fo:font-size': '9pt' },
  ),
  element(
    'style:style',
    { 'style:name': 'Source_20_Text', 'style:display-name': 'Source Text', 'style:family': 'text' },
    element('style:text-properties', MONO),
  ),
  '<text:notes-configuration text:note-class="footnote" style:num-format="1" text:start-value="0" text:footnotes-position="page" text:start-numbering-at="document"/>',
].join('');

const A4 = element(
  'style:page-layout',
  { 'style:name': 'A4' },
  element('style:page-layout-properties', {
    'fo:page-width': '21cm',
    'fo:page-height': '29.7cm',
    'style:print-orientation': 'portrait',
    'fo:margin-top': '2.5cm',
    'fo:margin-bottom': '2.5cm',
    'fo:margin-left': '2.5cm',
    'fo:margin-right': '2.5cm',
  }),
);
const MASTER = element('style:master-page', { 'style:name': 'Standard', 'style:page-layout-name': 'A4' });
