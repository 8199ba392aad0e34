import { randomUUID } from 'node:crypto';
import { strToU8, zipSync } from 'fflate';
import { exportFormats, importResultSchema } from '@maroquin/contracts';
import { FakePushService } from '@maroquin/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Refused } from '../../support/http-client.js';
import { Maroquin } from '../../support/maroquin.js';
import { firstAdministrator, type Person } from '../../support/people.js';
import { Canary } from './canary.js';
import { addressesOf } from './written-addresses.js';

/** The whole service, its threads and the programs that it starts: what people write is kept, and nobody goes there. */
let server: Maroquin;
let claire: Person;
let push: FakePushService;
let canary: Canary;
let addresses: string[];
/** Those a text file can hold. */
let printable: string[];

beforeAll(async () => {
  canary = await Canary.start();
  push = await FakePushService.start();
  addresses = addressesOf(canary.port, new URL(push.origin).host);
  printable = addresses.map((one) => one.replaceAll('\u0000', ''));
  server = await Maroquin.start({ env: { PUSH_SERVICES: push.origin } });
  claire = await firstAdministrator(server);
}, 120_000);
afterAll(async () => {
  await server?.dispose();
  await push?.close();
  await canary?.stop();
});
beforeEach(() => (canary.arrivals = 0));

const xml = (text: string): string =>
  text
    .replaceAll(/[^\t\n\r\x20-\uffff]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;');
const zip = (files: Record<string, string>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));

const html = (): Uint8Array => {
  const every = (tag: (address: string) => string): string =>
    addresses.map((one) => tag(xml(one))).join('\n');
  const head = every((one) => `<link rel="stylesheet" href="${one}"><script src="${one}"></script>`);
  const styles = printable.map((one) => `@import url("${one.replaceAll(/["\n\r<]/g, '')}");`).join('');
  const body = every(
    (one) =>
      `<p><img src="${one}" srcset="${one} 2x" alt="x"><a href="${one}">x</a></p><iframe src="${one}"></iframe><object data="${one}"></object><video poster="${one}" src="${one}"></video>`,
  );
  return strToU8(
    `<!doctype html><html><head><base href="${xml(addresses[0] ?? '')}">${head}<style>${styles}</style></head><body>${body}</body></html>`,
  );
};
const markdown = (): Uint8Array =>
  strToU8(
    printable
      .map((one) => one.replaceAll(/[\n\r<>]/g, ''))
      .map((one) => `![x](<${one}>)\n\n[x]: <${one}>\n`)
      .join('\n'),
  );

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const RELS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
/** Pictures, links, a template, frames and a document that is included, each elsewhere. */
const KINDS = ['image', 'hyperlink', 'attachedTemplate', 'frame', 'subDocument', 'oleObject', 'aFChunk'];
function docx(): Uint8Array {
  const relations = addresses
    .flatMap((one, at) =>
      KINDS.map(
        (kind) =>
          `<Relationship Id="${kind}${String(at)}" Type="${RELS}/${kind}" Target="${xml(one)}" TargetMode="External"/>`,
      ),
    )
    .join('');
  const pictures = addresses
    .map(
      (_one, at) =>
        `<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:extent cx="9525" cy="9525"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:link="image${String(at)}" r:embed="image${String(at)}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r><w:hyperlink r:id="hyperlink${String(at)}"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>`,
    )
    .join('');
  return zip({
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${RELS}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships">${relations}</Relationships>`,
    'word/document.xml': `<w:document xmlns:w="${WORD}" xmlns:r="${RELS}"><w:body>${pictures}<w:p><w:r><w:t>Bonjour.</w:t></w:r></w:p></w:body></w:document>`,
  });
}
const ODF = 'urn:oasis:names:tc:opendocument:xmlns';
function odt(): Uint8Array {
  const frames = addresses
    .map(
      (one) =>
        `<text:p><draw:frame><draw:image xlink:href="${xml(one)}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame><text:a xlink:href="${xml(one)}">x</text:a></text:p><text:section text:name="s"><text:section-source xlink:href="${xml(one)}"/></text:section>`,
    )
    .join('');
  const names = `xmlns:office="${ODF}:office:1.0" xmlns:text="${ODF}:text:1.0" xmlns:draw="${ODF}:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"`;
  return zip({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': `<?xml version="1.0"?><office:document-content ${names}><office:body><office:text>${frames}<text:p>Bonjour.</text:p></office:text></office:body></office:document-content>`,
    'META-INF/manifest.xml': `<manifest:manifest xmlns:manifest="${ODF}:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/></manifest:manifest>`,
  });
}

describe('an address that somebody gives', () => {
  it('is taken to wake a browser only where the configuration allows it', async () => {
    const taken: string[] = [];
    for (const endpoint of addresses)
      await claire.http.act('PUT', '/notifications/push', { endpoint }).then(
        // As every reader here takes it, a form may lead to the push service after all.
        () => new URL(endpoint).origin === push.origin || taken.push(endpoint),
        (error: unknown) => {
          if (!(error instanceof Refused) || error.status >= 500) throw error;
        },
      );
    expect(taken).toEqual([]);
    expect(canary.arrivals).toBe(0);
    await claire.http.act('PUT', '/notifications/push', { endpoint: `${push.origin}/claire` });
  });

  const files: Record<string, () => Uint8Array> = { docx, odt, html, md: markdown };
  it.each(Object.entries(files))(
    'in a %s file is neither fetched at the import nor when it goes out again',
    async (ending, bytes) => {
      const { id } = await claire.http.sendFile(importResultSchema, '/documents/import', {
        ...{ name: `rapport.${ending}`, type: 'application/octet-stream', bytes: bytes() },
      });
      for (const format of exportFormats)
        expect((await claire.http.bytes(`/documents/${id}/export?format=${format}`)).length).toBeGreaterThan(
          0,
        );
      expect(canary.arrivals).toBe(0);
    },
    180_000,
  );

  it('in messages is a link for people: nobody looks what it leads to', async () => {
    const parentId = await claire.http.create('/spaces', { name: 'Suivi' });
    const channelId = await claire.http.create('/channels', { name: 'Liens', parentId });
    for (let at = 0; at < addresses.length; at += 20) {
      const text = printable.slice(at, at + 20).join(' ');
      await claire.http.act('POST', `/channels/${channelId}/messages`, { clientId: randomUUID(), text });
    }
    await claire.http.call('GET', `/api/v1/channels/${channelId}/messages?limit=50`);
    expect(canary.arrivals).toBe(0);
  });

  it('was not even tried by the server: its guard had nothing to refuse', () => {
    expect(server.stdout + server.stderr).not.toContain('outgoing connection refused');
  });
});
