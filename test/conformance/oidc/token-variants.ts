import type { ServerResponse } from 'node:http';
import type { Claims, Tampering } from './forged-provider.js';

/** One thing that a provider gets wrong, and the reason that the audit must keep. */
export interface Variant {
  readonly name: string;
  readonly reason: string;
  readonly tampering: Tampering;
}

const seconds = (): number => Math.floor(Date.now() / 1_000);
const without = (name: string) => (claims: Claims) => {
  const { [name]: _gone, ...rest } = claims;
  return rest;
};
const having = (more: () => Claims) => (claims: Claims) => ({ ...claims, ...more() });
const parts = (token: string): [string, string, string] => {
  const [header = '', payload = '', signature = ''] = token.split('.');
  return [header, payload, signature];
};
const changed = (part: string, change: (value: Claims) => Claims): string =>
  Buffer.from(
    JSON.stringify(change(JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Claims)),
  ).toString('base64url');

const idToken = (name: string, reason: string, forged: NonNullable<Tampering['idToken']>): Variant => ({
  name: `ID token: ${name}`,
  reason: `id-token.${reason}`,
  tampering: { idToken: forged },
});
const withClaims = (name: string, reason: string, more: () => Claims): Variant =>
  idToken(name, reason, { claims: having(more) });
const userinfo = (name: string, reason: string, forged: NonNullable<Tampering['userinfo']>): Variant => ({
  name: `userinfo: ${name}`,
  reason: `userinfo.${reason}`,
  tampering: { userinfo: forged },
});
const answers =
  (status: number, headers: Readonly<Record<string, string>>, body: string) => (response: ServerResponse) =>
    void response.writeHead(status, headers).end(body);

/** Claims of the ID token (OpenID Connect Core §3.1.3.7). */
const claims: readonly Variant[] = [
  withClaims('another issuer', 'iss', () => ({ iss: 'https://idp.example' })),
  idToken('our issuer with one slash more', 'iss', {
    claims: (honest) => ({ ...honest, iss: `${String(honest['iss'])}/` }),
  }),
  idToken('no issuer', 'iss', { claims: without('iss') }),
  withClaims('for another client', 'aud', () => ({ aud: 'another-client' })),
  idToken('for us and for another client', 'aud', {
    claims: (honest) => ({ ...honest, aud: [honest['aud'], 'another-client'], azp: honest['aud'] }),
  }),
  idToken('for nobody', 'aud', { claims: without('aud') }),
  withClaims('another authorized party', 'azp', () => ({ azp: 'another-client' })),
  withClaims('another nonce', 'nonce', () => ({ nonce: 'x'.repeat(43) })),
  idToken('no nonce', 'nonce', { claims: without('nonce') }),
  withClaims('expired', 'exp', () => ({ iat: seconds() - 400, exp: seconds() - 300 })),
  idToken('without an end', 'exp', { claims: without('exp') }),
  withClaims('an end that is no number', 'exp', () => ({ exp: String(seconds() + 60) })),
  withClaims('made in the future', 'iat', () => ({ iat: seconds() + 600, exp: seconds() + 660 })),
  withClaims('made long ago', 'iat', () => ({ iat: seconds() - 7_200, exp: seconds() + 60 })),
  idToken('without the time it was made', 'iat', { claims: without('iat') }),
  withClaims('not valid yet', 'nbf', () => ({ nbf: seconds() + 600 })),
  idToken('of nobody', 'sub', { claims: without('sub') }),
  withClaims('of somebody without a name', 'sub', () => ({ sub: '' })),
  withClaims('of a number', 'sub', () => ({ sub: 42 })),
  withClaims('a subject without end', 'sub', () => ({ sub: 'a'.repeat(4_000) })),
  withClaims('the hash of another access token', 'at_hash', () => ({ at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' })),
  withClaims('a hash that is no text', 'at_hash', () => ({ at_hash: 7 })),
  idToken('no level, though one is essential', 'acr', { claims: without('acr') }),
  withClaims('a lower level than asked for', 'acr', () => ({ acr: 'eidas1' })),
];

/** How the ID token is signed (RFC 7515, RFC 8725). */
const signatures: readonly Variant[] = [
  idToken('alg none', 'alg', { sign: 'none' }),
  idToken('HS256 with our secret', 'alg', { sign: 'hs256-secret' }),
  idToken('HS256 with the public key as secret', 'alg', { sign: 'hs256-public-key' }),
  idToken('a good signature by another algorithm', 'alg', { sign: 'other-alg' }),
  idToken('an unknown key', 'key', { sign: 'unknown-kid' }),
  idToken('an unknown key, carried in the token', 'key', {
    sign: 'unknown-kid',
    header: { jwk: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' } },
  }),
  idToken('an unknown key, to be fetched elsewhere', 'key', {
    sign: 'unknown-kid',
    header: { jku: 'http://127.0.0.1:9/jwks' },
  }),
  idToken('another key under the known name', 'signature', { sign: 'foreign-key' }),
  idToken('changed after it was signed', 'signature', {
    raw: (token) => {
      const [header, payload, signature] = parts(token);
      return `${header}.${changed(payload, (one) => ({ ...one, sub: 'somebody-else' }))}.${signature}`;
    },
  }),
  idToken('no signature', 'signature', { raw: (token) => `${parts(token).slice(0, 2).join('.')}.` }),
  idToken('a critical header that we do not know', 'crit', {
    raw: (token) => {
      const [header, payload, signature] = parts(token);
      return `${changed(header, (one) => ({ ...one, crit: ['b64'], b64: false }))}.${payload}.${signature}`;
    },
  }),
  idToken('two parts', 'malformed', { raw: (token) => parts(token).slice(0, 2).join('.') }),
  idToken('encrypted, five parts', 'malformed', { raw: (token) => `${token}.AA.AA` }),
  idToken('no JSON inside', 'malformed', {
    raw: (token) => `${parts(token)[0]}.${Buffer.from('{').toString('base64url')}.${parts(token)[2]}`,
  }),
];

const tokenEndpoint: readonly Variant[] = [
  { name: 'token: no ID token', reason: 'id-token.missing', tampering: { tokenBody: without('id_token') } },
  {
    name: 'token: no access token',
    reason: 'token.malformed',
    tampering: { tokenBody: without('access_token') },
  },
  {
    name: 'token: of a type that we did not ask for',
    reason: 'token.malformed',
    tampering: { tokenBody: having(() => ({ token_type: 'mac' })) },
  },
  {
    name: 'token: the code is refused',
    reason: 'token.refused',
    tampering: {
      tokenAnswer: answers(400, { 'content-type': 'application/json' }, '{"error":"invalid_grant"}'),
    },
  },
  {
    name: 'token: a page instead of JSON',
    reason: 'token.malformed',
    tampering: { tokenAnswer: answers(200, { 'content-type': 'text/html' }, '<h1>Bonjour</h1>') },
  },
  {
    name: 'token: leads elsewhere',
    reason: 'provider.endpoint',
    tampering: { tokenAnswer: answers(307, { location: 'http://127.0.0.1:9/token' }, '') },
  },
  {
    name: 'token: an answer without end',
    reason: 'provider.too-large',
    tampering: { tokenAnswer: answers(200, { 'content-type': 'application/json' }, ' '.repeat(2_000_000)) },
  },
];

const userinfoVariants: readonly Variant[] = [
  userinfo('another subject', 'sub', { claims: having(() => ({ sub: 'somebody-else' })) }),
  userinfo('no subject', 'sub', { claims: without('sub') }),
  userinfo('for another client', 'aud', { claims: having(() => ({ aud: 'another-client' })) }),
  userinfo('by another issuer', 'iss', { claims: having(() => ({ iss: 'https://idp.example' })) }),
  userinfo('expired', 'exp', { claims: having(() => ({ exp: seconds() - 300 })) }),
  userinfo('alg none', 'alg', { sign: 'none' }),
  userinfo('HS256 with our secret', 'alg', { sign: 'hs256-secret' }),
  userinfo('HS256 with the public key as secret', 'alg', { sign: 'hs256-public-key' }),
  userinfo('an unknown key', 'key', { sign: 'unknown-kid' }),
  userinfo('another key under the known name', 'signature', { sign: 'foreign-key' }),
  {
    name: 'userinfo: unsigned, though a signature is required',
    reason: 'userinfo.unsigned',
    tampering: { userinfoAs: 'json' },
  },
  {
    name: 'userinfo: no JSON and no token',
    reason: 'userinfo.unsigned',
    tampering: { userinfoAnswer: answers(200, { 'content-type': 'text/html' }, '<h1>Bonjour</h1>') },
  },
  {
    name: 'userinfo: leads elsewhere',
    reason: 'provider.endpoint',
    tampering: { userinfoAnswer: answers(302, { location: 'http://127.0.0.1:9/' }, '') },
  },
];

/** What the provider itself answers. */
export const tokenVariants: readonly Variant[] = [
  ...claims,
  ...signatures,
  ...tokenEndpoint,
  ...userinfoVariants,
];

/** Logout tokens (Back-Channel Logout 1.0 §2.6). */
export interface LogoutVariant {
  readonly name: string;
  readonly reason: string;
  readonly claims?: (honest: Claims) => Claims;
  readonly sign?: NonNullable<Tampering['idToken']>['sign'];
  readonly header?: Readonly<Record<string, unknown>>;
}
const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
export const logoutVariants: readonly LogoutVariant[] = [
  { name: 'another issuer', reason: 'logout.iss', claims: having(() => ({ iss: 'https://idp.example' })) },
  { name: 'for another client', reason: 'logout.aud', claims: having(() => ({ aud: 'another-client' })) },
  {
    name: 'for us and for another client',
    reason: 'logout.aud',
    claims: (honest) => ({ ...honest, aud: [honest['aud'], 'another-client'] }),
  },
  { name: 'no event', reason: 'logout.events', claims: without('events') },
  { name: 'another event', reason: 'logout.events', claims: having(() => ({ events: { 'urn:other': {} } })) },
  {
    name: 'an event that is no object',
    reason: 'logout.events',
    claims: having(() => ({ events: { [EVENT]: [] } })),
  },
  { name: 'a nonce, as an ID token has', reason: 'logout.nonce', claims: having(() => ({ nonce: 'abc' })) },
  { name: 'no number of its own', reason: 'logout.jti', claims: without('jti') },
  { name: 'of nobody', reason: 'logout.sub', claims: (honest) => without('sub')(without('sid')(honest)) },
  {
    name: 'expired',
    reason: 'logout.exp',
    claims: having(() => ({ iat: seconds() - 200, exp: seconds() - 100 })),
  },
  { name: 'without an end', reason: 'logout.exp', claims: without('exp') },
  {
    name: 'made in the future',
    reason: 'logout.iat',
    claims: having(() => ({ iat: seconds() + 600, exp: seconds() + 700 })),
  },
  { name: 'made long ago', reason: 'logout.iat', claims: having(() => ({ iat: seconds() - 3_600 })) },
  { name: 'alg none', reason: 'logout.alg', sign: 'none' },
  { name: 'HS256 with our secret', reason: 'logout.alg', sign: 'hs256-secret' },
  { name: 'HS256 with the public key as secret', reason: 'logout.alg', sign: 'hs256-public-key' },
  { name: 'an unknown key', reason: 'logout.key', sign: 'unknown-kid' },
  { name: 'another key under the known name', reason: 'logout.signature', sign: 'foreign-key' },
  { name: 'a token of another kind', reason: 'logout.typ', header: { typ: 'at+jwt' } },
];
