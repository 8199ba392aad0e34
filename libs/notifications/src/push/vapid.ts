import { createECDH, createPrivateKey, type KeyObject, sign } from 'node:crypto';

/** Below the 24 hours that a push service accepts (RFC 8292 §2). */
const LIFETIME_SECONDS = 12 * 60 * 60;
const CURVE = 'prime256v1';
/** Of a coordinate, in bytes; the public key is a sign and two of them (SEC 1 §2.3.3). */
const COORDINATE = 32;

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Voluntary application server identification (RFC 8292): by it a push service knows that this server subscribed. */
export class Vapid {
  /** As browsers take it: an uncompressed point, base64url. */
  readonly publicKey: string;
  private readonly key: KeyObject;

  /**
   * @param secret 32 bytes: the private key
   * @param subject whom the push service may turn to: an https address
   */
  constructor(
    secret: Buffer,
    private readonly subject: string,
  ) {
    const pair = createECDH(CURVE);
    pair.setPrivateKey(secret);
    const point = pair.getPublicKey();
    this.publicKey = point.toString('base64url');
    this.key = createPrivateKey({
      format: 'jwk',
      key: {
        ...{ kty: 'EC', crv: 'P-256', d: secret.toString('base64url') },
        x: point.subarray(1, 1 + COORDINATE).toString('base64url'),
        y: point.subarray(1 + COORDINATE).toString('base64url'),
      },
    });
  }

  /** The value of `Authorization` for that endpoint (RFC 8292 §3). */
  authorization(endpoint: string, now: Date): string {
    const claims = {
      aud: new URL(endpoint).origin,
      exp: Math.floor(now.getTime() / 1000) + LIFETIME_SECONDS,
      sub: this.subject,
    };
    const signed = `${base64url({ typ: 'JWT', alg: 'ES256' })}.${base64url(claims)}`;
    const signature = sign('sha256', Buffer.from(signed), { key: this.key, dsaEncoding: 'ieee-p1363' });
    return `vapid t=${signed}.${signature.toString('base64url')}, k=${this.publicKey}`;
  }
}
