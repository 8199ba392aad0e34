import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importResultSchema } from '@maroquin/contracts';
import { DOCX_TYPE } from '../support/office/docx.js';
import { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';

/** Imports take seconds each: those of one person must not hold up those of another. */
let server: Maroquin;
let mallory: Person;
let nadia: Person;

beforeAll(async () => {
  server = await Maroquin.start({ env: { LOG_LEVEL: 'warn' } });
  mallory = await firstAdministrator(server);
  nadia = await invite(server, mallory, { name: 'Nadia Benali', email: 'nadia.benali@prefecture.example' });
}, 120_000);
afterAll(() => server.dispose());

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument';

function documentOf(paragraphs: number): Uint8Array {
  const text = '<w:p><w:r><w:t>Bonjour à toutes et à tous.</w:t></w:r></w:p>'.repeat(paragraphs);
  const files = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${OFFICE}" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<w:document xmlns:w="${WORD}"><w:body>${text}</w:body></w:document>`,
  };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, xml]) => [name, strToU8(xml)])));
}

const send = (person: Person, paragraphs: number): Promise<unknown> =>
  person.http.sendFile(importResultSchema, '/documents/import', {
    name: 'rapport.docx',
    type: DOCX_TYPE,
    bytes: documentOf(paragraphs),
  });

it('an import of one person does not wait for the four that another sent before', async () => {
  const ended: string[] = [];
  const end = (who: string) => (): void => void ended.push(who);
  const first = [1, 2, 3, 4].map(() => send(mallory, 4_000).then(end('mallory')));
  // One is done, whichever: the others have been read and wait, or are worked on.
  await Promise.race(first);
  await send(nadia, 10).then(end('nadia'));
  await Promise.all(first);
  expect(ended.indexOf('nadia')).toBeLessThan(3);
}, 120_000);
