import { createPublicKey, type KeyObject, verify } from 'node:crypto';

/** The editor's public keys: the one that it signs with, and the one before. */
export interface ProofKeys {
  readonly current: KeyObject;
  readonly old: KeyObject;
}

export interface Proof {
  readonly token: string;
  /** The whole address, as the editor asked for it. */
  readonly url: string;
  /** `X-WOPI-TimeStamp`: ticks of 100 ns since the year 1. */
  readonly timestamp: string;
  readonly proof: string;
  readonly proofOld: string;
}

/** Ticks from the year 1 to 1970. */
const EPOCH_TICKS = 621_355_968_000_000_000n;
const TICKS_IN_MS = 10_000n;
/** Less is broken by anybody. */
const MIN_KEY_BITS = 1024;
const MAX_AGE_MS = 20 * 60_000;

/** An RSA key as discovery gives it: modulus and exponent in base64. null: no such key. */
export function proofKey(modulus: string, exponent: string): KeyObject | null {
  const toUrl = (text: string): string => Buffer.from(text, 'base64').toString('base64url');
  try {
    const jwk = { kty: 'RSA', n: toUrl(modulus), e: toUrl(exponent) };
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    return (key.asymmetricKeyDetails?.modulusLength ?? 0) >= MIN_KEY_BITS ? key : null;
  } catch {
    return null;
  }
}

/** What is signed: token, address in capitals and time, each after its length (four bytes, the highest first). */
export function proofBytes({ token, url, timestamp }: Pick<Proof, 'token' | 'url' | 'timestamp'>): Buffer {
  const ticks = Buffer.alloc(8);
  ticks.writeBigInt64BE(BigInt(timestamp));
  const parts = [Buffer.from(token, 'utf8'), Buffer.from(url.toUpperCase(), 'utf8'), ticks];
  return Buffer.concat(
    parts.flatMap((part) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(part.length);
      return [length, part];
    }),
  );
}

/** The time that `X-WOPI-TimeStamp` says. null: it says none. */
export function instantOf(timestamp: string): Date | null {
  if (!/^\d{1,19}$/.test(timestamp)) return null;
  const ticks = BigInt(timestamp);
  if (ticks > 9_223_372_036_854_775_807n) return null;
  return new Date(Number((ticks - EPOCH_TICKS) / TICKS_IN_MS));
}

/**
 * Whether the editor itself made this request, within the last 20 minutes. While its keys rotate, one side may know the
 * new ones before the other: then the old signature fits the key that we think is current, or the current signature the
 * key that we think is old. The old signature under the old key proves nothing.
 */
export function isProven(proof: Proof, keys: ProofKeys, now: Date): boolean {
  const said = instantOf(proof.timestamp);
  if (said === null || Math.abs(now.getTime() - said.getTime()) > MAX_AGE_MS) return false;
  const signed = proofBytes(proof);
  const fits = (signature: string, key: KeyObject): boolean =>
    verify('RSA-SHA256', signed, key, Buffer.from(signature, 'base64'));
  return fits(proof.proof, keys.current) || fits(proof.proofOld, keys.current) || fits(proof.proof, keys.old);
}
