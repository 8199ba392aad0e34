import { type PersonClaims, readClaims } from '@maroquin/identity';
import { isLoopback, type OidcProviderConfig } from '@maroquin/platform/config';
import { Egress } from '@maroquin/platform/egress';
import * as oidc from 'openid-client';
import { checkIdToken, SKEW_S } from './id-token-checks.js';
import { SignInRefused } from './refusal.js';
import { toProviderRefusal, toRefusal } from './reasons.js';
import { TokenKeys } from './token-keys.js';

const WITHIN_MS = 10_000;
const MAX_BYTES = 512 * 1024;
/** What a provider says of itself is asked again after this long. */
const KEEP_MS = 60 * 60_000;

/** What is remembered between leaving for the provider and coming back. */
export interface FlowSecrets {
  readonly state: string;
  readonly nonce: string;
  /** null: this provider refuses PKCE. */
  readonly verifier: string | null;
}

export interface RecognisedPerson {
  readonly claims: PersonClaims;
  /** For signing out there (id_token_hint). */
  readonly idToken: string;
}

interface Opened {
  readonly config: oidc.Configuration;
  readonly until: number;
}

const ENDPOINTS = [
  'authorization_endpoint',
  'token_endpoint',
  'userinfo_endpoint',
  'jwks_uri',
  'end_session_endpoint',
] as const;

/** One provider: what we ask it, and what we believe of its answers (OpenID Connect Core 1.0, code flow only). */
export class ProviderClient {
  private opened: Opened | null = null;
  private opening: Promise<Opened> | null = null;
  private readonly egress: Egress;

  constructor(
    readonly provider: OidcProviderConfig,
    /** Public address of this instance. */
    private readonly publicUrl: string,
    private readonly now: () => Date,
    /** Below it lie the addresses that the provider knows. */
    private readonly root = '/api/v1/sign-in/oidc',
  ) {
    const { origin } = new URL(provider.issuer);
    this.egress = new Egress({
      origins: new Set([origin, ...provider.hosts.map((host) => new URL(`https://${host}`).origin)]),
      withinMs: WITHIN_MS,
      maxBytes: MAX_BYTES,
    });
  }

  /** An address of ours that the provider knows. */
  address(end: 'callback' | 'signed-out'): string {
    return `${this.publicUrl}${this.root}/${this.provider.id}/${end}`;
  }

  /** Where the browser goes to sign in. @throws {SignInRefused} provider.* */
  async authorizationUrl({ state, nonce, verifier }: FlowSecrets): Promise<string> {
    const { config } = await this.open();
    const { scope, acrValues } = this.provider;
    // Nothing but these: ProConnect refuses parameters that it does not know.
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: this.address('callback'),
      scope,
      state,
      nonce,
      ...(verifier === null
        ? {}
        : { code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' }),
      ...(acrValues.length === 0 ? {} : { claims: claimsParameter(acrValues) }),
    });
    return url.href;
  }

  /**
   * The provider's answer, checked and redeemed.
   * @throws {SignInRefused} response.*, provider.*, token.*, id-token.*, userinfo.*
   */
  async recognise(
    answer: URLSearchParams,
    { state, nonce, verifier }: FlowSecrets,
  ): Promise<RecognisedPerson> {
    const { config } = await this.open();
    checkAnswer(answer, config.serverMetadata());
    const current = new URL(this.address('callback'));
    current.search = answer.toString();
    const tokens = await oidc
      .authorizationCodeGrant(config, current, {
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
        ...(verifier === null ? {} : { pkceCodeVerifier: verifier }),
      })
      .catch((error: unknown) => {
        throw toRefusal('id-token', error);
      });
    const claims = tokens.claims();
    if (claims === undefined || tokens.id_token === undefined) throw new SignInRefused('id-token.missing');
    const accessToken = tokens.access_token;
    checkIdToken(this.provider, { claims, accessToken, now: this.now() });
    const userinfo = await this.userinfo(config, accessToken, claims.sub);
    return { claims: readClaims(claims.sub, claims, userinfo), idToken: tokens.id_token };
  }

  private async userinfo(
    config: oidc.Configuration,
    accessToken: string,
    subject: string,
  ): Promise<Record<string, unknown>> {
    if (config.serverMetadata().userinfo_endpoint === undefined) {
      if (this.provider.userinfo === 'jwt') throw new SignInRefused('userinfo.missing');
      return {};
    }
    return oidc.fetchUserInfo(config, accessToken, subject).catch((error: unknown) => {
      throw toRefusal('userinfo', error);
    });
  }

  /** Where the browser goes to sign out there as well (RP-Initiated Logout 1.0 §2); null: the provider has no such place. */
  async endSessionUrl(idToken: string, state: string): Promise<string | null> {
    const { config } = await this.open();
    if (config.serverMetadata().end_session_endpoint === undefined) return null;
    return oidc.buildEndSessionUrl(config, {
      id_token_hint: idToken,
      post_logout_redirect_uri: this.address('signed-out'),
      state,
    }).href;
  }

  /** For tokens that reach us by themselves. */
  readonly tokenKeys = new TokenKeys(
    async () => {
      const { config } = await this.open();
      return { address: new URL(config.serverMetadata().jwks_uri ?? ''), fetch: this.egress.fetch };
    },
    () => this.now(),
  );

  /** Asked once for all who wait, and again after a failure. */
  private async open(): Promise<Opened> {
    if (this.opened !== null && this.opened.until > this.now().getTime()) return this.opened;
    this.opening ??= this.discover().finally(() => (this.opening = null));
    this.opened = await this.opening;
    return this.opened;
  }

  private async discover(): Promise<Opened> {
    const { issuer, clientId, clientSecret, clientAuth, idTokenAlg, userinfo } = this.provider;
    const found = await oidc
      .discovery(new URL(issuer), clientId, undefined, undefined, {
        ...this.discovery,
        timeout: WITHIN_MS / 1_000,
      })
      .then((config) => this.checkMetadata(config.serverMetadata()))
      .catch((error: unknown) => {
        throw toProviderRefusal(error);
      });
    const config = new oidc.Configuration(
      // One algorithm, whatever the provider lists: a list is what an attacker chooses from.
      {
        ...found,
        id_token_signing_alg_values_supported: [idTokenAlg],
        userinfo_signing_alg_values_supported: [idTokenAlg],
      },
      clientId,
      {
        id_token_signed_response_alg: idTokenAlg,
        ...(userinfo === 'jwt' ? { userinfo_signed_response_alg: idTokenAlg } : {}),
        [oidc.clockTolerance]: SKEW_S,
      },
      clientAuth === 'basic' ? oidc.ClientSecretBasic(clientSecret) : oidc.ClientSecretPost(clientSecret),
    );
    if (this.isInClear) allowClear(config);
    config[oidc.customFetch] = this.fetch;
    config.timeout = WITHIN_MS / 1_000;
    // TLS alone is not enough for us: every signature is checked.
    oidc.enableNonRepudiationChecks(config);
    return { config, until: this.now().getTime() + KEEP_MS };
  }

  /** In clear on this machine alone; the configuration let nothing else pass. */
  private get isInClear(): boolean {
    const { protocol, hostname } = new URL(this.provider.issuer);
    return protocol === 'http:' && isLoopback(hostname);
  }

  private get discovery(): oidc.DiscoveryRequestOptions {
    return {
      [oidc.customFetch]: this.fetch,
      ...(this.isInClear ? { execute: [allowClear] } : {}),
    };
  }

  private readonly fetch: oidc.CustomFetch = (address, { body, headers, method, signal }) =>
    this.egress.fetch(address, {
      method,
      headers,
      ...(body === undefined ? {} : { body: body as NonNullable<RequestInit['body']> }),
      ...(signal === undefined ? {} : { signal }),
    });

  /** Its issuer is the one configured, to the letter; what it names lies where it may lie. */
  private checkMetadata(found: oidc.ServerMetadata): oidc.ServerMetadata {
    const refuse = (reason: 'provider.issuer' | 'provider.endpoint'): never => {
      throw new SignInRefused(reason);
    };
    if (found.issuer !== this.provider.issuer) refuse('provider.issuer');
    for (const name of ENDPOINTS) {
      const address = found[name];
      const isNeeded = name !== 'userinfo_endpoint' && name !== 'end_session_endpoint';
      if (address === undefined ? isNeeded : !this.egress.allows(address)) refuse('provider.endpoint');
    }
    // Plain data: the library's copy carries functions.
    return JSON.parse(JSON.stringify(found)) as oidc.ServerMetadata;
  }
}

/** Marked as deprecated so that it is noticed: for loopback only. */
const allowClear = oidc.allowInsecureRequests;

/** The level is essential; how it was reached is told if it is known (OpenID Connect Core §5.5). */
const claimsParameter = (acrValues: readonly string[]): string =>
  JSON.stringify({ id_token: { acr: { essential: true, values: acrValues }, amr: null } });

/** RFC 6749 §4.1.2, RFC 9207 §2.4: before anything is sent to anybody. @throws {SignInRefused} response.* */
function checkAnswer(
  answer: URLSearchParams,
  { issuer, authorization_response_iss_parameter_supported: sendsIssuer }: oidc.ServerMetadata,
): void {
  for (const name of ['code', 'state', 'iss', 'error'])
    if (answer.getAll(name).length > 1) throw new SignInRefused('response.malformed');
  for (const name of ['response', 'id_token', 'token', 'access_token'])
    if (answer.has(name)) throw new SignInRefused('response.malformed');
  const iss = answer.get('iss');
  if (iss === null ? sendsIssuer === true : iss !== issuer) throw new SignInRefused('response.issuer');
  const error = answer.get('error');
  if (error === 'access_denied') throw new SignInRefused('response.cancelled', { page: 'annule' });
  if (error !== null)
    throw new SignInRefused('response.error', {
      page: error === 'temporarily_unavailable' || error === 'server_error' ? 'fournisseur' : 'protocole',
    });
  const code = answer.get('code');
  if (code === null || code === '' || code.length > 4_000) throw new SignInRefused('response.malformed');
}
