import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ForgedProvider } from '../conformance/oidc/forged-provider.js';
import { type Stop, Wanderer } from '../conformance/oidc/wanderer.js';
import { freePort, Maroquin } from '../support/maroquin.js';
import { firstAdministrator } from '../support/people.js';

const CLIENT = { clientId: 'maroquin-client', clientSecret: 'a-secret-of-these-tests' };
const ORGANISATION = 'Préfecture du Lac';

/** A server whose provider's people belong to the organisation of their address's domain. */
let provider: ForgedProvider;
let server: Maroquin;

beforeAll(async () => {
  provider = await ForgedProvider.start({ ...CLIENT, alg: 'RS256', userinfoAs: 'json', tellsIssuer: false });
  server = await Maroquin.prepare(
    {
      env: {
        LOG_LEVEL: 'warn',
        OIDC_ISSUER: provider.issuer,
        OIDC_CLIENT_ID: CLIENT.clientId,
        OIDC_CLIENT_SECRET: CLIENT.clientSecret,
        OIDC_PKCE: 'off',
        OIDC_ORGANISATIONS: `@lac.example.fr=${ORGANISATION}`,
      },
    },
    await freePort(),
  );
  await server.start();
  await firstAdministrator(server);
}, 120_000);
afterAll(async () => {
  await server.dispose();
  await provider.close();
});

async function arrive(claims: Record<string, unknown>): Promise<Stop> {
  const browser = new Wanderer();
  const { location } = await browser.go(`${server.url}/api/v1/sign-in/oidc/oidc`);
  if (location === null) throw new Error('starting led nowhere');
  const answer = provider.answer(location, claims);
  return browser.go(`${server.url}/api/v1/sign-in/oidc/oidc/callback?${answer.toString()}`);
}

describe('the domain of an address', () => {
  it.each([{}, { email_verified: null }, { email_verified: 'yes?' }])(
    'that the provider does not vouch for chooses no organisation: %j',
    async (claims) => {
      const { location } = await arrive({ sub: 'mallory', email: 'mallory@lac.example.fr', ...claims });
      expect(location?.pathname).toBe('/connexion/refus');
      expect(location?.searchParams.get('motif')).toBe('organisation');
    },
  );

  it('that the provider says is not verified is what the refusal names, where it would have chosen one', async () => {
    const claims = { sub: 'mallory', email_verified: false };
    const ours = await arrive({ ...claims, email: 'mallory@lac.example.fr' });
    expect(ours.location?.searchParams.get('motif')).toBe('adresse');
    const foreign = await arrive({ ...claims, email: 'mallory@elsewhere.example' });
    expect(foreign.location?.searchParams.get('motif')).toBe('organisation');
  });

  it('that the provider vouches for chooses the organisation', async () => {
    const { location } = await arrive({ sub: 'amina', email: 'amina@lac.example.fr', email_verified: true });
    expect(location?.pathname).toBe('/');
  });
});

describe('logout tokens that anybody sends', () => {
  const send = (token: string): Promise<Response> =>
    fetch(`${server.url}/api/v1/sign-in/oidc/oidc/backchannel-logout`, {
      method: 'POST',
      body: new URLSearchParams({ logout_token: token }),
    });
  const fetched = (): number => provider.asked.filter((path) => path === '/jwks').length;

  it('do not make the server ask the provider for its keys each time', async () => {
    const before = fetched();
    for (const sign of ['unknown-kid', 'foreign-key', 'other-alg'] as const) {
      const token = await provider.logoutToken({ sub: 'amina' }, { sign });
      const answers = await Promise.all(Array.from({ length: 40 }, () => send(token)));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([400]));
    }
    expect(fetched() - before).toBeLessThanOrEqual(2);
    expect((await send(await provider.logoutToken({ sub: 'amina' }))).status).toBe(200);
  });
});
