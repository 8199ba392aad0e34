import { deflateSync, gzipSync } from 'node:zlib';
import type { Shot } from './shot.js';

const MIB = 1024 * 1024;
const JSON_TYPE = { 'content-type': 'application/json' };

const bytes = (text: string | Uint8Array, headers: Readonly<Record<string, string>> = JSON_TYPE): Body => ({
  headers,
  body: { bytes: Buffer.from(text) },
});
type Body = Pick<Shot, 'headers' | 'body'>;

let made: readonly Body[] | null = null;

/** Bodies that cost their reader more than their sender. Each is as large as any route reads. */
function hostileBodies(): readonly Body[] {
  if (made !== null) return made;
  const half = MIB / 2 - 64;
  const deepList = '['.repeat(half) + ']'.repeat(half);
  const levels = Math.floor(MIB / 6) - 64;
  const deepObject = `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
  const keys = Array.from({ length: MIB / 12 }, (_, index) => `"${String(index).padStart(7, 'k')}":0`);
  const wide = `{${keys.join(',')}}`;
  const zeros = `[${'0,'.repeat(half)}0]`;
  const escapes = `{"name":"${'\\u00e9'.repeat(MIB / 6 - 8)}"}`;
  const manyParts = `${Array.from({ length: 10_000 }, (_, index) => `--x\r\ncontent-disposition: form-data; name="a${String(index)}"\r\n\r\n1\r\n`).join('')}--x--\r\n`;
  made = [
    bytes(deepList),
    bytes(deepObject),
    bytes(wide),
    bytes(zeros),
    bytes(escapes),
    bytes(gzipSync(' '.repeat(MIB - 2) + '{}'), { ...JSON_TYPE, 'content-encoding': 'gzip' }),
    bytes(gzipSync(deepList), { ...JSON_TYPE, 'content-encoding': 'gzip' }),
    bytes(deflateSync(deepObject), { ...JSON_TYPE, 'content-encoding': 'deflate' }),
    bytes(gzipSync('0'.repeat(64 * MIB)), { ...JSON_TYPE, 'content-encoding': 'gzip' }),
    bytes(`a${'[a]'.repeat(MIB / 3 - 64)}=1`, { 'content-type': 'application/x-www-form-urlencoded' }),
    bytes('a=1&'.repeat(MIB / 4 - 64), { 'content-type': 'application/x-www-form-urlencoded' }),
    bytes(manyParts, { 'content-type': 'multipart/form-data; boundary=x' }),
    bytes('{'.repeat(8 * MIB)),
  ];
  return made;
}

/** The same request with each of them. */
export function hostileShots({ method, path, headers }: Shot): Shot[] {
  const kept = Object.entries(headers).filter(([name]) => name !== 'content-type');
  const type = headers['content-type'];
  return hostileBodies().map((hostile) => ({
    method,
    path,
    headers: {
      ...Object.fromEntries(kept),
      ...hostile.headers,
      // A mount reads media types of its own (SCIM's, tus's): there the same bytes come under its name.
      ...(type === undefined || type.startsWith('multipart/') || type === JSON_TYPE['content-type']
        ? {}
        : { 'content-type': type }),
    },
    body: hostile.body,
  }));
}
