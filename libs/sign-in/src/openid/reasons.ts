import { EgressRefused } from '@maroquin/platform/egress';
import { SignInRefused } from './refusal.js';

/** Which answer of the provider was being looked at. */
export type Stage = 'id-token' | 'userinfo';

/** An error and what caused it, outermost first. */
function chainOf(error: unknown): object[] {
  const chain: object[] = [];
  let next: unknown = error;
  while (typeof next === 'object' && next !== null && chain.length < 8) {
    chain.push(next);
    next = Reflect.get(next, 'cause');
  }
  return chain;
}

const textAt = (holder: object, name: string): string | null => {
  const value: unknown = Reflect.get(holder, name);
  return typeof value === 'string' ? value : null;
};

/** The library names the claim (or `alg`) it stumbled over in quotes: `unexpected JWT "alg" header parameter`. */
const NAMED = /\bJWT "([a-z_]{2,12})"/;
const TOKEN_BODY = /body "(?:access_token|token_type|expires_in|scope|refresh_token)"|`token_type`/;
const UNREACHABLE = new Set(['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM']);

/** Why the library refused, as one of our codes. What it says is never shown: it may repeat what the provider sent. */
export function toRefusal(stage: Stage, error: unknown): SignInRefused {
  if (error instanceof SignInRefused) return error;
  const chain = chainOf(error);
  const refused = (what: string): SignInRefused => new SignInRefused(`${stage}.${what}`, { cause: error });
  const codes = new Set(chain.map((one) => textAt(one, 'code')));
  const messages = chain.map((one) => textAt(one, 'message') ?? '');
  const strayed = outside(chain, error);
  if (strayed !== null) return strayed;
  for (const one of chain) {
    const claim = textAt(one, 'claim') ?? textAt(one, 'attribute');
    if (claim !== null) return refused(claim);
  }
  const named = messages.map((message) => NAMED.exec(message)?.[1]).find((name) => name !== undefined);
  if (named !== undefined) return refused(named);
  if (codes.has('OAUTH_KEY_SELECTION_FAILED')) return refused('key');
  if (codes.has('OAUTH_JWT_USERINFO_EXPECTED')) return refused('unsigned');
  if (messages.some((message) => message.includes('signature verification failed')))
    return refused('signature');
  if (messages.some((message) => message.includes('JWS algorithm'))) return refused('alg');
  if (messages.some((message) => message.includes('"crit"'))) return refused('crit');
  if (messages.some((message) => message.includes('body "id_token"'))) return refused('missing');
  if (messages.some((message) => message.includes('body "sub"'))) return refused('sub');
  if (stage === 'id-token' && codes.has('OAUTH_RESPONSE_BODY_ERROR'))
    return new SignInRefused('token.refused', { cause: error });
  if (
    stage === 'id-token' &&
    (codes.has('OAUTH_RESPONSE_IS_NOT_JSON') || messages.some((one) => TOKEN_BODY.test(one)))
  )
    return new SignInRefused('token.malformed', { cause: error });
  if (isUnreachable(chain, codes))
    return new SignInRefused('provider.unreachable', { page: 'fournisseur', cause: error });
  return refused('malformed');
}

const isUnreachable = (chain: readonly object[], codes: ReadonlySet<string | null>): boolean =>
  [...codes].some((code) => code !== null && (UNREACHABLE.has(code) || /^(?:E[A-Z]+|UND_)/.test(code))) ||
  chain.some((one) => one instanceof TypeError && one.message === 'fetch failed') ||
  chain.some((one) => one instanceof DOMException && one.name === 'TimeoutError');

/** It led elsewhere, or would not end. */
function outside(chain: readonly object[], cause: unknown): SignInRefused | null {
  const refused = chain.find((one) => one instanceof EgressRefused);
  if (refused === undefined) return null;
  return new SignInRefused(refused.reason === 'too-large' ? 'provider.too-large' : 'provider.endpoint', {
    cause,
  });
}

/** Discovery failed: the provider is away, or is not the one it should be. */
export function toProviderRefusal(error: unknown): SignInRefused {
  if (error instanceof SignInRefused) return error;
  const chain = chainOf(error);
  const strayed = outside(chain, error);
  if (strayed !== null) return strayed;
  if (chain.some((one) => textAt(one, 'attribute') === 'issuer'))
    return new SignInRefused('provider.issuer', { cause: error });
  return new SignInRefused('provider.unreachable', { page: 'fournisseur', cause: error });
}
