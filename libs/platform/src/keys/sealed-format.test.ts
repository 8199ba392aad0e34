import { createCipheriv, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openBytes, sealBytes, type SealContext } from './sealed-format.js';

const key = randomBytes(32);
const header = Buffer.from([2, 7, 7]);

/** As values have always been sealed: bound to the header and to a JSON array that says where they stand. */
function sealedByHand(orgId: string, context: SealContext, plain: Buffer): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const place = [orgId, context.table, context.column, context.row, context.seq ?? null];
  cipher.setAAD(Buffer.concat([header, Buffer.from(JSON.stringify(place))]));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([header, nonce, body, cipher.getAuthTag()]);
}

describe('where a sealed value stands', () => {
  const org = '0199c0de-0000-7000-8000-000000000001';
  const plain = Buffer.from('une note');

  it.each<[string, SealContext]>([
    ['an id', { table: 'feed_entry', column: 'payload 12', row: org, seq: 12 }],
    ['no number', { table: 'document', column: 'title', row: org }],
    ['the number nought', { table: 'feed_entry', column: 'payload 0', row: org, seq: 0 }],
    ['accents', { table: 'setting', column: 'nom', row: 'préfecture' }],
    ['what JSON escapes', { table: 'setting', column: 'a"b\\c\nd', row: '\u2028\ud800' }],
  ])('is written as JSON with %s', (_, context) => {
    expect(openBytes(key, header.length, org, context, sealedByHand(org, context, plain))).toEqual(plain);
    expect(openBytes(key, header.length, org, context, sealBytes(key, header, org, context, plain))).toEqual(
      plain,
    );
  });

  it('does not open with one part moved into the next', () => {
    const sealed = sealBytes(key, header, org, { table: 'a","b', column: 'c', row: 'd' }, plain);
    expect(() =>
      openBytes(key, header.length, org, { table: 'a', column: 'b","c', row: 'd' }, sealed),
    ).toThrow(expect.objectContaining({ code: 'sealed.damaged' }));
  });
});
