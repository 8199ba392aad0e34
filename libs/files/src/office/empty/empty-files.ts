import { strToU8, zipSync } from 'fflate';
import type { OfficeFormat } from '@maroquin/contracts';
import { emptyPresentation } from './empty-pptx.js';

/** Name in the archive → XML, without its first line. */
type Parts = Readonly<Record<string, string>>;

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** The least that a ZIP knows: the same file has the same bytes every time, and is stored once. */
const MTIME = new Date(1980, 0, 1);

const ODF_NAMES = ['office', 'style', 'text', 'table', 'draw', 'presentation']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .concat(
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"',
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"',
  )
  .join(' ');
const ODF_TYPES = {
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
} as const;

const ODF_BODIES = {
  odt: '<office:text><text:p/></office:text>',
  ods:
    '<office:spreadsheet><table:table table:name="Feuille1"><table:table-column/><table:table-row><table:table-cell/></table:table-row>' +
    '</table:table></office:spreadsheet>',
  odp: '<office:presentation><draw:page draw:name="page1" draw:master-page-name="Default"/></office:presentation>',
} as const;

const PAGE = {
  odt: 'fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm"',
  ods: 'fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm"',
  odp: 'fo:page-width="28cm" fo:page-height="15.75cm" style:print-orientation="landscape"',
} as const;

/** OpenDocument 1.3, part 2 §3: the media type stands first and uncompressed. */
function openDocument(format: keyof typeof ODF_TYPES): Uint8Array {
  const manifest = 'urn:oasis:names:tc:opendocument:xmlns:manifest:1.0';
  const entries = [
    ['/', ODF_TYPES[format]],
    ['content.xml', 'text/xml'],
    ['styles.xml', 'text/xml'],
  ] as const;
  const listed = entries
    .map(
      ([path, type]) => `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${type}"/>`,
    )
    .join('');
  return zipSync(
    {
      mimetype: [strToU8(ODF_TYPES[format]), { level: 0 }],
      ...xmlParts({
        'content.xml': `<office:document-content ${ODF_NAMES} office:version="1.3"><office:body>${ODF_BODIES[format]}</office:body></office:document-content>`,
        'styles.xml':
          `<office:document-styles ${ODF_NAMES} office:version="1.3"><office:automatic-styles>` +
          `<style:page-layout style:name="pm1"><style:page-layout-properties ${PAGE[format]}/></style:page-layout></office:automatic-styles>` +
          `<office:master-styles><style:master-page style:name="Default" style:page-layout-name="pm1"/></office:master-styles></office:document-styles>`,
        'META-INF/manifest.xml': `<manifest:manifest xmlns:manifest="${manifest}" manifest:version="1.3">${listed}</manifest:manifest>`,
      }),
    },
    { mtime: MTIME },
  );
}

const RELS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const KIND = 'application/vnd.openxmlformats-officedocument';

/** What points where (ECMA-376 part 2 §8): ids are rId1, rId2 … */
const relationships = (...targets: readonly (readonly [type: string, target: string])[]): string =>
  `<Relationships xmlns="${RELS}">${targets
    .map(
      ([type, target], index) =>
        `<Relationship Id="rId${String(index + 1)}" Type="${OFFICE}/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;

/** Office Open XML: the list of types, and what the parts of the package are. */
function openXml(types: Readonly<Record<string, string>>, main: string, parts: Parts): Uint8Array {
  const overrides = Object.entries(types)
    .map(([path, type]) => `<Override PartName="/${path}" ContentType="${KIND}.${type}+xml"/>`)
    .join('');
  return zipSync(
    xmlParts({
      '[Content_Types].xml':
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        `<Default Extension="xml" ContentType="application/xml"/>${overrides}</Types>`,
      '_rels/.rels': relationships(['officeDocument', main]),
      ...parts,
    }),
    { mtime: MTIME },
  );
}

const xmlParts = (parts: Parts): Record<string, Uint8Array> =>
  Object.fromEntries(Object.entries(parts).map(([path, xml]) => [path, strToU8(HEAD + xml)]));

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

const makers: Readonly<Record<OfficeFormat, () => Uint8Array>> = {
  odt: () => openDocument('odt'),
  ods: () => openDocument('ods'),
  odp: () => openDocument('odp'),
  docx: () =>
    openXml({ 'word/document.xml': 'wordprocessingml.document.main' }, 'word/document.xml', {
      'word/document.xml':
        `<w:document xmlns:w="${WORD}"><w:body><w:p/><w:sectPr><w:pgSz w:w="11906" w:h="16838"/>` +
        '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr></w:body></w:document>',
    }),
  xlsx: () =>
    openXml(
      {
        'xl/workbook.xml': 'spreadsheetml.sheet.main',
        'xl/worksheets/sheet1.xml': 'spreadsheetml.worksheet',
      },
      'xl/workbook.xml',
      {
        'xl/workbook.xml': `<workbook xmlns="${SHEET}" xmlns:r="${OFFICE}"><sheets><sheet name="Feuille1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
        'xl/_rels/workbook.xml.rels': relationships(['worksheet', 'worksheets/sheet1.xml']),
        'xl/worksheets/sheet1.xml': `<worksheet xmlns="${SHEET}"><sheetData/></worksheet>`,
      },
    ),
  pptx: () =>
    openXml(emptyPresentation.types, 'ppt/presentation.xml', emptyPresentation.parts(relationships)),
};

/** A file of this format with nothing in it, that editors open. */
export const emptyFile = (format: OfficeFormat): Buffer => Buffer.from(makers[format]());
