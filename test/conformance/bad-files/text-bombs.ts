import { deflateSync } from 'node:zlib';
import type { Bomb } from './bomb.js';
import { deflated, zipOf } from './zip-writer.js';

const MIB = 1024 ** 2;

/** A file of PDF with these objects, numbered from 1; 1 is the catalogue. */
function pdf(objects: readonly (string | Buffer)[]): Buffer {
  const parts = [Buffer.from('%PDF-1.7\n')];
  for (const [index, object] of objects.entries())
    parts.push(Buffer.from(`${String(index + 1)} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n'));
  parts.push(Buffer.from('trailer <</Root 1 0 R>>\n%%EOF\n'));
  return Buffer.concat(parts);
}
const stream = (data: Buffer, filters: string): Buffer =>
  Buffer.concat([
    Buffer.from(`<</Length ${String(data.length)}/Filter ${filters}>>\nstream\n`),
    data,
    Buffer.from('\nendstream'),
  ]);
const CATALOGUE = '<</Type/Catalog/Pages 2 0 R>>';
const PAGE = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>';

const thrice = (data: Buffer): Buffer => deflateSync(deflateSync(deflateSync(data)));

const NESTED = 20_000;
const nestedMail = (): Buffer =>
  Buffer.from(
    Array.from(
      { length: 5_000 },
      (_, n) => `Content-Type: multipart/mixed; boundary="b${String(n)}"\r\n\r\n--b${String(n)}\r\n`,
    ).join(''),
  );
const archiveInArchive = (): Buffer => {
  let inner = zipOf([deflated('a.txt', Buffer.alloc(10 * MIB))]);
  for (let level = 0; level < 5; level += 1)
    inner = zipOf(Array.from({ length: 10 }, (_, n) => deflated(`${String(n)}.zip`, inner)));
  return inner;
};

export const textBombs: readonly Bomb[] = [
  {
    name: 'pdf: a page of 400 MiB',
    filename: 'bombe.pdf',
    make: () =>
      pdf([
        CATALOGUE,
        '<</Type/Pages/Kids[3 0 R]/Count 1>>',
        PAGE,
        stream(deflateSync(Buffer.alloc(400 * MIB, ' ')), '/FlateDecode'),
      ]),
  },
  {
    name: 'pdf: a page that is packed three times',
    filename: 'bombe.pdf',
    make: () =>
      pdf([
        CATALOGUE,
        '<</Type/Pages/Kids[3 0 R]/Count 1>>',
        PAGE,
        stream(thrice(Buffer.alloc(400 * MIB, ' ')), '[/FlateDecode/FlateDecode/FlateDecode]'),
      ]),
  },
  {
    name: 'pdf: pages that hold themselves',
    filename: 'bombe.pdf',
    make: () => pdf([CATALOGUE, '<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000000>>']),
  },
  {
    name: 'pdf: 200,000 brackets',
    filename: 'bombe.pdf',
    make: () => pdf([CATALOGUE, `<</Type/Pages/Kids${'['.repeat(200_000)}${']'.repeat(200_000)}/Count 1>>`]),
  },
  {
    name: 'md: 20,000 quotes in one another',
    filename: 'bombe.md',
    make: () => Buffer.from(`${'>'.repeat(NESTED)} a\n`.repeat(20)),
  },
  {
    name: 'md: 50,000 open brackets',
    filename: 'bombe.md',
    make: () => Buffer.from('[a]('.repeat(50_000) + '**_'.repeat(50_000)),
  },
  {
    name: 'html: 200,000 elements in one another',
    filename: 'bombe.html',
    make: () => Buffer.from('<div><b>'.repeat(200_000)),
  },
  {
    name: 'csv: one row of five million cells',
    filename: 'bombe.csv',
    make: () => Buffer.from(',"'.repeat(5_000_000)),
  },
  { name: 'txt: one line of 40 MiB', filename: 'bombe.txt', make: () => Buffer.alloc(40 * MIB, 'é') },
  { name: 'eml: 5,000 parts in one another', filename: 'bombe.eml', make: nestedMail },
  { name: 'zip: archives in archives', filename: 'bombe.zip', make: archiveInArchive },
];
