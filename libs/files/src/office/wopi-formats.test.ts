import { generateKeyPairSync, sign } from 'node:crypto';
import { unzipSync } from 'fflate';
import { officeFormats } from '@maroquin/contracts';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { readDiscovery } from './discovery.js';
import { emptyFile } from './empty/empty-files.js';
import { decodeUtf7 } from './wopi-names.js';
import { isProven, proofBytes } from './wopi-proof.js';

const ORIGIN = 'https://bureautique.exemple.fr';
const described = (inner: string): string =>
  `<?xml version="1.0"?><wopi-discovery><net-zone><app name="calc">${inner}</app></net-zone></wopi-discovery>`;

describe('the description of an editor', () => {
  it('gives the addresses by which it edits, without what it would like to have in them', () => {
    const action = `<action ext="ods" name="edit" urlsrc="${ORIGIN}/browser/1/cool.html?&lt;ui=UI_LLCC&amp;&gt;"/>`;
    const read = readDiscovery(described(action), ORIGIN);
    expect(read?.actions.get('edit ods')).toBe(`${ORIGIN}/browser/1/cool.html?`);
    expect(read?.proofKeys).toBeNull();
  });

  it.each([
    'https://ailleurs.exemple.net/cool.html?',
    'https://u:p@bureautique.exemple.fr/?',
    'javascript:alert(1)',
    '',
  ])('leads nobody to %s', (urlsrc) => {
    const read = readDiscovery(described(`<action ext="ods" name="edit" urlsrc="${urlsrc}"/>`), ORIGIN);
    expect([...(read?.actions ?? [])]).toEqual([]);
  });

  it.each([
    ['a document type', '<!DOCTYPE x [<!ENTITY a "b">]><wopi-discovery/>'],
    ['other XML', '<html/>'],
    ['broken XML', '<wopi-discovery>'],
    ['too many elements', described('<a/>'.repeat(20_001))],
    ['a key that cannot be read', '<wopi-discovery><proof-key modulus="" exponent=""/></wopi-discovery>'],
  ])('is refused when it is %s', (_what, xml) => {
    expect(readDiscovery(xml, ORIGIN)).toBeNull();
  });
});

describe('the proof of a request', () => {
  const [current, old, foreign] = [0, 1, 2].map(() => generateKeyPairSync('rsa', { modulusLength: 2048 }));
  const at = new Date('2026-12-01T10:00:00Z');
  const timestamp = String(BigInt(at.getTime()) * 10_000n + 621_355_968_000_000_000n);
  const asked = {
    token: 'jeton',
    url: 'https://suite.exemple.fr/wopi/files/1?access_token=jeton',
    timestamp,
  };
  type Pair = typeof current;
  const holds = (now: Pair, before: Pair, when = at): boolean => {
    const signature = (pair: Pair): string =>
      pair === undefined ? '' : sign('RSA-SHA256', proofBytes(asked), pair.privateKey).toString('base64');
    if (current === undefined || old === undefined) return false;
    const keys = { current: current.publicKey, old: old.publicKey };
    return isProven({ ...asked, proof: signature(now), proofOld: signature(before) }, keys, when);
  };

  it('holds by the current key, and on either side of a rotation', () => {
    expect(holds(current, old)).toBe(true);
    expect(holds(foreign, current)).toBe(true);
    expect(holds(old, foreign)).toBe(true);
  });

  it('does not hold by the old signature under the old key, by a foreign key, or after 20 minutes', () => {
    expect(holds(foreign, old)).toBe(false);
    expect(holds(foreign, foreign)).toBe(false);
    expect(holds(current, old, new Date(at.getTime() + 21 * 60_000))).toBe(false);
  });

  it('signs token, address in capitals and time, each after its length', () => {
    const bytes = proofBytes({ token: 'ab', url: 'https://é/x', timestamp: '1' });
    const url = Buffer.from('HTTPS://É/X');
    const expected = [
      ...[0, 0, 0, 2, 0x61, 0x62],
      ...[0, 0, 0, url.length, ...url],
      ...[0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 1],
    ];
    expect([...bytes]).toEqual(expected);
  });
});

it('a name in UTF-7 is read as it was meant', () => {
  expect(decodeUtf7('D+AOk-penses 1 +- 2 +IKw-.ods')).toBe('Dépenses 1 + 2 €.ods');
  expect(decodeUtf7('simple.ods')).toBe('simple.ods');
});

describe('an empty file', () => {
  it.each(officeFormats)(
    'of the format %s is an archive of well-formed XML, the same every time',
    (format) => {
      const bytes = emptyFile(format);
      expect(bytes.equals(emptyFile(format))).toBe(true);
      const parts = unzipSync(bytes);
      expect(Object.keys(parts)[0]).toBe(format.startsWith('od') ? 'mimetype' : '[Content_Types].xml');
      for (const [name, content] of Object.entries(parts))
        if (name !== 'mimetype')
          expect(() =>
            new SaxesParser({ xmlns: true }).write(Buffer.from(content).toString()).close(),
          ).not.toThrow();
    },
  );
});
