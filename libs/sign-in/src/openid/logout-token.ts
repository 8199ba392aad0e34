import { errors, type JWTPayload, jwtVerify } from 'jose';
import { SKEW_S } from './id-token-checks.js';
import type { ProviderClient } from './provider-client.js';
import { SignInRefused } from './refusal.js';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
/** It is sent as it is made. */
const MAX_AGE_S = 300;
const MAX_LENGTH = 16 * 1024;

export interface LogoutToken {
  readonly subject: string | null;
  readonly sid: string | null;
  readonly jti: string;
  /** Until when it must not be taken again. */
  readonly until: Date;
}

/** @throws {SignInRefused} logout.*: OpenID Connect Back-Channel Logout 1.0 §2.6 */
export async function readLogoutToken(
  client: ProviderClient,
  token: string,
  now: Date,
): Promise<LogoutToken> {
  if (token.length > MAX_LENGTH) throw new SignInRefused('logout.malformed');
  return checkClaims(await verified(client, token, now), now);
}

async function verified(client: ProviderClient, token: string, now: Date): Promise<JWTPayload> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, client.tokenKeys.get, {
      issuer: client.provider.issuer,
      audience: client.provider.clientId,
      algorithms: [client.provider.idTokenAlg],
      clockTolerance: SKEW_S,
      currentDate: now,
      requiredClaims: ['iat', 'exp', 'jti', 'events'],
    });
    // An ID token must not pass for a logout token: those that say what they are say so.
    if (protectedHeader.typ !== undefined && !/^(?:logout\+jwt|jwt)$/i.test(protectedHeader.typ))
      throw new SignInRefused('logout.typ');
    return payload;
  } catch (error) {
    throw toLogoutRefusal(error);
  }
}

function toLogoutRefusal(error: unknown): SignInRefused {
  if (error instanceof SignInRefused) return error;
  const refused = (what: string): SignInRefused => new SignInRefused(`logout.${what}`, { cause: error });
  if (error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired)
    return refused(error.claim);
  if (error instanceof errors.JOSEAlgNotAllowed) return refused('alg');
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys)
    return refused('key');
  if (error instanceof errors.JWSSignatureVerificationFailed) return refused('signature');
  if (error instanceof errors.JOSEError) return refused('malformed');
  return new SignInRefused('provider.unreachable', { cause: error });
}

function checkClaims(claims: JWTPayload, now: Date): LogoutToken {
  const refuse = (what: string): never => {
    throw new SignInRefused(`logout.${what}`);
  };
  const { aud, iat = 0, exp = 0, jti = '', sub = null, sid, events, nonce } = claims;
  if (Array.isArray(aud) && aud.length !== 1) refuse('aud');
  const seconds = now.getTime() / 1_000;
  if (iat > seconds + SKEW_S || iat < seconds - MAX_AGE_S) refuse('iat');
  if (jti === '' || jti.length > 255) refuse('jti');
  if (nonce !== undefined) refuse('nonce');
  const event: unknown =
    typeof events === 'object' && events !== null ? Reflect.get(events, EVENT) : undefined;
  if (typeof event !== 'object' || event === null || Array.isArray(event)) refuse('events');
  if (sid !== undefined && typeof sid !== 'string') refuse('sid');
  const session = typeof sid === 'string' && sid !== '' ? sid : null;
  if ((sub === null || sub === '') && session === null) refuse('sub');
  return { subject: sub === '' ? null : sub, sid: session, jti, until: new Date((exp + SKEW_S) * 1_000) };
}
