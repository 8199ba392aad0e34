import type { Bomb } from './bomb.js';
import { deflated, overlapping, packed, packedEntry, type ZipEntry, zipOf } from './zip-writer.js';

/** The least that makes a file of one of these formats. */
interface Format {
  readonly ending: string;
  readonly around: readonly ZipEntry[];
  /** The part that holds the text, and what stands before and after a text in it. */
  readonly part: string;
  readonly before: string;
  readonly after: string;
}

const XML = '<?xml version="1.0" encoding="UTF-8"?>';
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006/main';
const SLIDES = 'http://schemas.openxmlformats.org/presentationml/2006/main';
const OFFICE = 'urn:oasis:names:tc:opendocument:xmlns:office:1.0';
const TEXT = 'urn:oasis:names:tc:opendocument:xmlns:text:1.0';

function ooxml(ending: string, part: string, before: string, after: string, type: string): Format {
  const kind = 'application/vnd.openxmlformats-officedocument';
  return {
    ...{ ending, part, before: XML + before, after },
    around: [
      deflated(
        '[Content_Types].xml',
        `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/${part}" ContentType="${kind}.${type}+xml"/></Types>`,
      ),
      deflated(
        '_rels/.rels',
        `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="${part}"/></Relationships>`,
      ),
    ],
  };
}

function odf(ending: string, body: string): Format {
  const type = `application/vnd.oasis.opendocument.${body}`;
  const part = 'content.xml';
  return {
    ...{ ending, part },
    around: [
      { name: 'mimetype', bytes: Buffer.from(type) },
      deflated(
        'META-INF/manifest.xml',
        `${XML}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="${type}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`,
      ),
    ],
    before: `${XML}<office:document-content xmlns:office="${OFFICE}" xmlns:text="${TEXT}" office:version="1.2"><office:body><office:${body}><text:p>`,
    after: `</text:p></office:${body}></office:body></office:document-content>`,
  };
}

const FORMATS: readonly Format[] = [
  ooxml(
    'docx',
    'word/document.xml',
    `<w:document xmlns:w="${WORD}"><w:body><w:p><w:r><w:t>`,
    '</w:t></w:r></w:p></w:body></w:document>',
    'wordprocessingml.document.main',
  ),
  ooxml(
    'xlsx',
    'xl/sharedStrings.xml',
    `<sst xmlns="${SHEET}"><si><t>`,
    '</t></si></sst>',
    'spreadsheetml.sharedStrings',
  ),
  ooxml(
    'pptx',
    'ppt/slides/slide1.xml',
    `<p:sld xmlns:p="${SLIDES}" xmlns:a="${DRAWING}"><a:t>`,
    '</a:t></p:sld>',
    'presentationml.slide',
  ),
  odf('odt', 'text'),
  odf('ods', 'spreadsheet'),
  odf('odp', 'presentation'),
];

const LAUGHS = `<!DOCTYPE x [<!ENTITY a0 "${'ha'.repeat(50)}">${Array.from(
  { length: 9 },
  (_, n) => `<!ENTITY a${String(n + 1)} "${`&a${String(n)};`.repeat(10)}">`,
).join('')}]>`;

/** What is done to each format. */
const KINDS: Readonly<Record<string, (format: Format) => Buffer>> = {
  'its text is 400 MiB': ({ around, part, before, after }) =>
    zipOf([...around, packedEntry(part, packed(before, 400, after))]),
  'its text is 400 MiB, and said to be 1 KiB': ({ around, part, before, after }) =>
    zipOf([...around, { ...packedEntry(part, packed(before, 400, after)), says: 1_024 }]),
  'it has 60,000 entries': ({ around, part, before, after }) =>
    zipOf([
      ...around,
      deflated(part, `${before}a${after}`),
      ...Array.from({ length: 60_000 }, (_, n) => ({ name: `n/${String(n)}.xml`, bytes: Buffer.alloc(0) })),
    ]),
  'two thousand names for one entry of 20 MiB': ({ part, before, after }) =>
    overlapping(
      packedEntry(part, packed(before, 20, after)),
      Array.from({ length: 2_000 }, (_, n) => (n === 0 ? part : `word/part${String(n)}.xml`)),
    ),
  'a billion laughs': ({ around, part, before, after }) =>
    zipOf([...around, deflated(part, `${before.replace(XML, XML + LAUGHS)}&a9;${after}`)]),
  'its text lies 200,000 elements deep': ({ around, part, before, after }) =>
    zipOf([...around, deflated(part, `${before}${'<x>'.repeat(200_000)}a${'</x>'.repeat(200_000)}${after}`)]),
  'an element with 200,000 attributes': ({ around, part, before, after }) =>
    zipOf([
      ...around,
      deflated(
        part,
        `${before}<x ${Array.from({ length: 200_000 }, (_, n) => `a${String(n)}="1"`).join(' ')}/>${after}`,
      ),
    ]),
};

export const officeBombs: readonly Bomb[] = FORMATS.flatMap((format) =>
  Object.entries(KINDS).map(([what, make]) => ({
    name: `${format.ending}: ${what}`,
    filename: `bombe.${format.ending}`,
    make: () => make(format),
  })),
);
