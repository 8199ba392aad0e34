import { createHash, timingSafeEqual } from 'node:crypto';
import type { OidcProviderConfig } from '@maroquin/platform/config';
import { SignInRefused } from './refusal.js';

/** Clocks of two administrations differ by this much, seconds. */
export const SKEW_S = 30;
/** An ID token is used within a minute of being made; an old one was made for somebody else. */
const MAX_AGE_S = 600;
const MAX_SUBJECT = 255;

export interface IdTokenFacts {
  readonly claims: Readonly<Record<string, unknown>>;
  readonly accessToken: string;
  readonly now: Date;
}

/**
 * What OpenID Connect Core §3.1.3.7 and §3.1.3.8 leave to the client, after the library has checked signature, `alg`,
 * `iss`, `aud`, `exp` and `nonce`.
 * @throws {SignInRefused} id-token.*
 */
export function checkIdToken(
  { clientId, acrValues }: Pick<OidcProviderConfig, 'clientId' | 'acrValues'>,
  { claims, accessToken, now }: IdTokenFacts,
): void {
  const { aud, azp, sub, iat, at_hash: atHash, acr } = claims;
  const refuse = (what: string): never => {
    throw new SignInRefused(`id-token.${what}`);
  };
  // We trust no audience besides ourselves: a token for two could have been given to the other.
  const audiences: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  if (audiences.length !== 1 || audiences[0] !== clientId) refuse('aud');
  if (azp !== undefined && azp !== clientId) refuse('azp');
  if (typeof sub !== 'string' || sub === '' || sub.length > MAX_SUBJECT) refuse('sub');
  const seconds = now.getTime() / 1_000;
  if (typeof iat !== 'number' || iat > seconds + SKEW_S || iat < seconds - MAX_AGE_S) refuse('iat');
  if (atHash !== undefined && !isHashOf(atHash, accessToken)) refuse('at_hash');
  if (acrValues.length > 0 && (typeof acr !== 'string' || !acrValues.includes(acr))) refuse('acr');
}

/** The left half of the SHA-256 of the access token: ES256 and RS256 alike (§3.1.3.6). */
function isHashOf(atHash: unknown, accessToken: string): boolean {
  const wanted = createHash('sha256').update(accessToken, 'ascii').digest().subarray(0, 16);
  const given = typeof atHash === 'string' ? Buffer.from(atHash, 'base64url') : Buffer.alloc(0);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
