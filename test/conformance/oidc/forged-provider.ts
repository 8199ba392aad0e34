import { createHash, createHmac, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, type JWK, SignJWT } from 'jose';

export type Claims = Record<string, unknown>;
type Alg = 'ES256' | 'RS256';

/** How a token is signed. */
export type Signing =
  'honest' | 'none' | 'hs256-secret' | 'hs256-public-key' | 'foreign-key' | 'unknown-kid' | 'other-alg';

export interface Forged {
  readonly sign?: Signing;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: (claims: Claims) => Claims;
  /** What leaves in the token's place. */
  readonly raw?: (token: string) => string;
}

/** What this provider does wrong, until it is told otherwise. */
export interface Tampering {
  readonly idToken?: Forged;
  readonly userinfo?: Forged;
  readonly userinfoAs?: 'jwt' | 'json';
  readonly tokenBody?: (body: Claims) => Claims;
  readonly tokenAnswer?: (response: ServerResponse) => void;
  readonly userinfoAnswer?: (response: ServerResponse) => void;
}

export interface ForgedOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly alg: Alg;
  readonly userinfoAs: 'jwt' | 'json';
  readonly tellsIssuer: boolean;
  readonly metadata?: (honest: Claims) => Claims;
}

interface Pending {
  readonly nonce: string | null;
  readonly challenge: string | null;
  readonly person: Claims;
}

/** Milliseconds to whole seconds. */
const now = (): number => Math.floor(Date.now() / 1_000);
const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * A provider whose every answer can be made wrong, one at a time. Untouched it is honest: each run signs in through it
 * first, so that a refusal is known to come from what was changed.
 */
export class ForgedProvider {
  tampering: Tampering = {};
  /** Paths that were asked for. */
  readonly asked: string[] = [];
  /** Every code challenge came with its verifier. */
  pkceHeld = true;
  private readonly codes = new Map<string, Pending>();
  private readonly accessTokens = new Map<string, Claims>();

  private constructor(
    readonly issuer: string,
    readonly options: ForgedOptions,
    private readonly server: Server,
    private readonly keys: Readonly<Record<Alg | 'foreign', { privateKey: CryptoKey; publicKey: CryptoKey }>>,
    private readonly published: readonly JWK[],
    private readonly publicPem: string,
  ) {}

  static async start(options: ForgedOptions): Promise<ForgedProvider> {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const keys = {
      ES256: await generateKeyPair('ES256', { extractable: true }),
      RS256: await generateKeyPair('RS256', { extractable: true }),
      foreign: await generateKeyPair(options.alg, { extractable: true }),
    };
    const published = await Promise.all(
      (['ES256', 'RS256'] as const).map(async (alg) => ({
        ...(await exportJWK(keys[alg].publicKey)),
        use: 'sig',
        kid: alg,
      })),
    );
    const issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const pem = await exportSPKI(keys[options.alg].publicKey);
    const made = new ForgedProvider(issuer, options, server, keys, published, pem);
    server.on('request', (request, response) => {
      made.serve(request, response).catch(() => response.destroy());
    });
    return made;
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((done) => this.server.close(() => done()));
  }

  /** What the browser would carry back, after somebody signed in here. */
  answer(authorization: URL, person: Claims): URLSearchParams {
    const query = authorization.searchParams;
    const code = randomBytes(16).toString('hex');
    this.codes.set(code, { nonce: query.get('nonce'), challenge: query.get('code_challenge'), person });
    return new URLSearchParams({
      code,
      state: query.get('state') ?? '',
      ...(this.options.tellsIssuer ? { iss: this.issuer } : {}),
    });
  }

  /** A logout token, honest but for what is forged. */
  logoutToken(claims: Claims, forged: Forged = {}): Promise<string> {
    return this.token(
      {
        iss: this.issuer,
        aud: this.options.clientId,
        iat: now(),
        exp: now() + 120,
        jti: randomBytes(8).toString('hex'),
        events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
        ...claims,
      },
      { ...forged, header: { typ: 'logout+jwt', ...forged.header } },
    );
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', this.issuer).pathname;
    this.asked.push(path);
    if (path === '/.well-known/openid-configuration') json(response, this.metadata());
    else if (path === '/jwks') json(response, { keys: this.published });
    else if (path === '/token') await this.redeem(request, response);
    else if (path === '/userinfo') await this.describe(request, response);
    else response.writeHead(404).end();
  }

  private metadata(): Claims {
    const { issuer } = this;
    const honest = {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/userinfo`,
      jwks_uri: `${issuer}/jwks`,
      end_session_endpoint: `${issuer}/end`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      // It claims to support everything, as an attacker would.
      id_token_signing_alg_values_supported: ['ES256', 'RS256', 'HS256', 'none'],
      userinfo_signing_alg_values_supported: ['ES256', 'RS256', 'HS256', 'none'],
      ...(this.options.tellsIssuer ? { authorization_response_iss_parameter_supported: true } : {}),
    };
    return this.options.metadata?.(honest) ?? honest;
  }

  private async redeem(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = new URLSearchParams(await textOf(request));
    const pending = this.codes.get(form.get('code') ?? '');
    this.codes.delete(form.get('code') ?? '');
    if (this.tampering.tokenAnswer !== undefined) return this.tampering.tokenAnswer(response);
    if (pending === undefined) return json(response, { error: 'invalid_grant' }, 400);
    const { nonce, challenge, person } = pending;
    if (challenge !== null) {
      const verifier = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url');
      if (verifier !== challenge) this.pkceHeld = false;
    }
    const accessToken = randomBytes(16).toString('hex');
    this.accessTokens.set(accessToken, person);
    const claims = {
      iss: this.issuer,
      aud: this.options.clientId,
      sub: person['sub'],
      iat: now(),
      exp: now() + 60,
      nonce,
      acr: 'eidas1-mfa',
      amr: ['pwd', 'mfa'],
      sid: `session-of-${String(person['sub'])}`,
      at_hash: createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url'),
    };
    const body = {
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: 60,
      id_token: await this.token(claims, this.tampering.idToken),
    };
    json(response, this.tampering.tokenBody?.(body) ?? body);
  }

  private async describe(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.tampering.userinfoAnswer !== undefined) return this.tampering.userinfoAnswer(response);
    const person = this.accessTokens.get((request.headers.authorization ?? '').replace(/^Bearer /i, ''));
    if (person === undefined) return json(response, { error: 'invalid_token' }, 401);
    const forged = this.tampering.userinfo;
    if ((this.tampering.userinfoAs ?? this.options.userinfoAs) === 'json')
      return json(response, forged?.claims?.(person) ?? person);
    const claims = { iss: this.issuer, aud: this.options.clientId, iat: now(), exp: now() + 60, ...person };
    response.writeHead(200, { 'content-type': 'application/jwt' }).end(await this.token(claims, forged));
  }

  private async token(
    honest: Claims,
    { sign = 'honest', header = {}, claims, raw }: Forged = {},
  ): Promise<string> {
    const payload = claims?.(honest) ?? honest;
    const token = await this.signed(payload, sign, header);
    return raw?.(token) ?? token;
  }

  private async signed(
    claims: Claims,
    how: Signing,
    header: Readonly<Record<string, unknown>>,
  ): Promise<string> {
    const { alg, clientSecret } = this.options;
    const byHand = (head: object, signature: (input: string) => string): string => {
      const input = `${base64url({ ...head, ...header })}.${base64url(claims)}`;
      return `${input}.${signature(input)}`;
    };
    const hmac = (key: string) => (input: string) =>
      createHmac('sha256', key).update(input).digest('base64url');
    if (how === 'none') return byHand({ alg: 'none' }, () => '');
    if (how === 'hs256-secret') return byHand({ alg: 'HS256' }, hmac(clientSecret));
    if (how === 'hs256-public-key') return byHand({ alg: 'HS256', kid: alg }, hmac(this.publicPem));
    const used = how === 'other-alg' ? (alg === 'ES256' ? 'RS256' : 'ES256') : alg;
    const key = how === 'foreign-key' || how === 'unknown-kid' ? this.keys.foreign : this.keys[used];
    const kid = how === 'unknown-kid' ? 'nobody-knows' : used;
    return new SignJWT(claims).setProtectedHeader({ ...header, alg: used, kid }).sign(key.privateKey);
  }
}

function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}
