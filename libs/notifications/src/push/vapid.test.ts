import { createPublicKey, randomBytes, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Vapid } from './vapid.js';

const secret = randomBytes(32);
secret[0] = 1;
const now = new Date('2026-12-01T10:00:00Z');

describe('the proof that this server subscribed', () => {
  it('is signed by the key that the browser was given, for that push service alone and half a day', () => {
    const vapid = new Vapid(secret, 'https://suite.exemple.fr');
    const value = vapid.authorization('https://push.exemple/v2/secret', now);
    const [, token = '', key = ''] = /^vapid t=([^,]+), k=(.+)$/.exec(value) ?? [];
    expect(key).toBe(vapid.publicKey);
    const [header = '', claims = '', signature = ''] = token.split('.');
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toEqual({
      aud: 'https://push.exemple',
      exp: now.getTime() / 1000 + 43_200,
      sub: 'https://suite.exemple.fr',
    });
    const point = Buffer.from(key, 'base64url');
    const publicKey = createPublicKey({
      format: 'jwk',
      key: {
        ...{ kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url') },
        y: point.subarray(33).toString('base64url'),
      },
    });
    const isSigned = verify(
      'sha256',
      Buffer.from(`${header}.${claims}`),
      { key: publicKey, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    );
    expect(isSigned).toBe(true);
  });

  it('has the same key on every node', () => {
    expect(new Vapid(secret, 'a').publicKey).toBe(new Vapid(secret, 'b').publicKey);
  });
});
