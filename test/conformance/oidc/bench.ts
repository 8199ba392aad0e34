import { asSuperuser } from '../../support/embedded-sql.js';
import { Maroquin } from '../../support/maroquin.js';
import { firstAdministrator, type Person } from '../../support/people.js';
import { HttpClient } from '../../support/http-client.js';
import { freePort } from '../../support/maroquin.js';
import { ForgedProvider } from './forged-provider.js';
import { type Agent, RealProvider } from './real-provider.js';
import { type Stop, Wanderer } from './wanderer.js';

export const SIRET = '13002526500013';
const agent = (sub: string, usual: string, more: Partial<Agent> = {}): Agent => ({
  sub,
  given_name: 'Amina',
  usual_name: usual,
  email: `${sub}@lac.example.fr`,
  siret: SIRET,
  roles: ['agent_public', 'agent_public_etat'],
  ...more,
});
/** Whom the real provider knows. */
export const AGENTS = {
  amina: agent('amina', 'Belkacem'),
  bruno: agent('bruno', 'Ferrand'),
  private: agent('private', 'Martin', { roles: [] }),
  elsewhere: agent('elsewhere', 'Petit', { siret: '99999999900001' }),
  weak: agent('weak', 'Faible', { acr: 'eidas1' }),
  claire: agent('claire', 'Fontaine', { email: 'claire.fontaine@prefecture.example' }),
} as const;
export const ORGANISATION = 'Préfecture du Lac';

const CLIENT = 'maroquin-client';
const SECRET = 'a-secret-of-these-tests';

/** The built server, a real provider and forged ones. */
export class OidcBench {
  private constructor(
    readonly server: Maroquin,
    readonly admin: Person,
    readonly real: RealProvider,
    /** Signed userinfo, ES256, level essential, `iss` in its answers. */
    readonly strict: ForgedProvider,
    /** Userinfo in plain JSON, RS256, no PKCE, no `iss` in its answers. */
    readonly plain: ForgedProvider,
    /** Each says something else about itself than it should. */
    readonly liars: readonly ForgedProvider[],
  ) {}

  static async open(): Promise<OidcBench> {
    const port = await freePort();
    const publicUrl = `http://localhost:${String(port)}`;
    const client = { clientId: CLIENT, clientSecret: SECRET };
    const agents = Object.values(AGENTS);
    const real = await RealProvider.start({ ...client, publicUrl, providerId: 'proconnect', agents });
    const strict = await ForgedProvider.start({
      ...client,
      alg: 'ES256',
      userinfoAs: 'jwt',
      tellsIssuer: true,
    });
    const lax = { ...client, alg: 'RS256', userinfoAs: 'json', tellsIssuer: false } as const;
    const plain = await ForgedProvider.start(lax);
    const liars = await Promise.all([
      ForgedProvider.start({ ...lax, metadata: (one) => ({ ...one, issuer: 'https://idp.example' }) }),
      ForgedProvider.start({
        ...lax,
        metadata: (one) => ({ ...one, token_endpoint: 'http://127.0.0.1:9/token' }),
      }),
      ForgedProvider.start({
        ...lax,
        metadata: (one) => ({ ...one, jwks_uri: 'http://169.254.169.254/jwks' }),
      }),
      ForgedProvider.start({
        ...lax,
        metadata: (one) => ({ ...one, authorization_endpoint: 'javascript:alert(1)' }),
      }),
    ]);
    const rules = `${SIRET}=${ORGANISATION}`;
    const server = await Maroquin.prepare(
      {
        env: {
          LOG_LEVEL: 'warn',
          PROCONNECT_ISSUER: real.issuer,
          PROCONNECT_CLIENT_ID: CLIENT,
          PROCONNECT_CLIENT_SECRET: SECRET,
          PROCONNECT_ORGANISATIONS: rules,
          PROCONNECT_ACCESS: 'roles=agent_public|agent_public_etat|agent_public_territorial',
          PROCONNECT_CONTACT: 'assistance@lac.example.fr',
          OIDC_PROVIDERS: ['PLAIN', ...liars.map((_, index) => `LIAR${String(index)}`)].join(','),
          ...forged('OIDC', strict, {
            ID_TOKEN_ALG: 'ES256',
            USERINFO: 'jwt',
            ACR_VALUES: 'eidas1-mfa eidas2',
            ORGANISATIONS: rules,
          }),
          ...forged('OIDC_PLAIN', plain, { PKCE: 'off', ORGANISATIONS: `*=${ORGANISATION}` }),
          ...Object.assign({}, ...liars.map((liar, index) => forged(`OIDC_LIAR${String(index)}`, liar, {}))),
        },
      },
      port,
    );
    await server.start();
    const admin = await firstAdministrator(server);
    return new OidcBench(server, admin, real, strict, plain, liars);
  }

  async close(): Promise<void> {
    await this.server.dispose();
    await Promise.all([this.real, this.strict, this.plain, ...this.liars].map((one) => one.close()));
  }

  address(provider: string, end = ''): string {
    return `${this.server.url}/api/v1/sign-in/oidc/${provider}${end}`;
  }

  /** Signs in at the real provider as a browser does. @returns where it ended */
  async signIn(browser: Wanderer, sub: string, next = '/'): Promise<Stop> {
    const at = `${this.address('proconnect')}?suite=${encodeURIComponent(next)}`;
    const stop = await browser.follow(at, (url) => this.isPage(url));
    if (stop.location !== null) return stop;
    const form = await browser.go(stop.url, { sub });
    return browser.follow(form.location ?? stop.url, (url) => this.isPage(url));
  }

  /** A page of ours, which needs no visit. */
  private isPage(url: URL): boolean {
    return url.origin === this.server.url && !url.pathname.startsWith('/api/');
  }

  /** Starts at a forged provider. @returns the authorization request */
  async begin(browser: Wanderer, provider: string, next = '/'): Promise<URL> {
    const stop = await browser.go(`${this.address(provider)}?suite=${encodeURIComponent(next)}`);
    if (stop.location === null) throw new Error(`starting answered ${String(stop.status)}`);
    return stop.location;
  }

  back(browser: Wanderer, provider: string, answer: URLSearchParams): Promise<Stop> {
    return browser.go(`${this.address(provider, '/callback')}?${answer.toString()}`);
  }

  /** The person that this browser is signed in as. */
  session(browser: Wanderer): HttpClient | null {
    const cookie = browser.cookie(this.server.url, '__Host-maroquin');
    return cookie === null ? null : new HttpClient(this.server.url, { cookie: `__Host-maroquin=${cookie}` });
  }

  /** What the audit says of a refusal, by the number on its page. */
  async reason(incident: string): Promise<string | null> {
    return asSuperuser(this.server.dataDir, async (client) => {
      const { rows } = await client.query<{ reason: string }>(
        'select reason from sign_in_refusal where id = $1',
        [incident],
      );
      return rows[0]?.reason ?? null;
    });
  }

  async lastReason(): Promise<string | null> {
    return asSuperuser(this.server.dataDir, async (client) => {
      const { rows } = await client.query<{ reason: string }>(
        'select reason from sign_in_refusal order by at desc, id desc limit 1',
      );
      return rows[0]?.reason ?? null;
    });
  }
}

const forged = (
  prefix: string,
  provider: ForgedProvider,
  more: Readonly<Record<string, string>>,
): Record<string, string> => ({
  [`${prefix}_ISSUER`]: provider.issuer,
  [`${prefix}_CLIENT_ID`]: CLIENT,
  [`${prefix}_CLIENT_SECRET`]: SECRET,
  ...Object.fromEntries(Object.entries(more).map(([name, value]) => [`${prefix}_${name}`, value])),
});
