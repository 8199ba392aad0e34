import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OidcProviderConfig } from '@maroquin/platform/config';
import { flowCookie, newFlow } from '@maroquin/sign-in';
import { IdentityWorld } from './identity-world.js';

/** A provider that nobody needs to reach here: what comes back is refused before it is asked. */
const AWAY: OidcProviderConfig = {
  id: 'away',
  kind: 'oidc',
  name: 'Loin',
  issuer: 'http://127.0.0.1:9',
  clientId: 'maroquin',
  clientSecret: 'secret',
  clientAuth: 'post',
  scope: 'openid',
  idTokenAlg: 'ES256',
  userinfo: 'auto',
  pkce: true,
  acrValues: [],
  hosts: [],
  organisations: [],
  access: [],
  contact: null,
};
const MINUTE = 60_000;
let world: IdentityWorld;
beforeAll(async () => {
  world = await IdentityWorld.open([AWAY]);
});
afterAll(() => world.close());

/** Comes back with what was kept at a time. @returns the reason that is recorded */
async function comeBack(begun: Date, provider = AWAY.id): Promise<string | undefined> {
  const flow = newFlow(provider, true, '/', begun);
  const [cookie = ''] = flowCookie.set(world.platform.keys.instance, flow).split(';');
  const [name = ''] = cookie.split('=');
  const client = world.client();
  client.jar.set(name, cookie);
  const answer = await client.ask('GET', `/sign-in/oidc/away/callback?code=a&state=${flow.state}`);
  expect(answer.headers.get('location')).toMatch(/^http:\/\/localhost:3000\/connexion\/refus\?/);
  const [row] = await world.platform.asOwner<{ reason: string }>(
    'select reason from sign_in_refusal order by at desc, id desc limit 1',
  );
  return row?.reason;
}

describe('coming back from a provider', () => {
  it('takes ten minutes at most', async () => {
    const now = world.clock.now().getTime();
    expect(await comeBack(new Date(now - 11 * MINUTE))).toBe('flow.expired');
    expect(await comeBack(new Date(now + 11 * MINUTE))).toBe('flow.expired');
  });

  it('says so when the provider cannot be reached', async () => {
    expect(await comeBack(world.clock.now())).toBe('provider.unreachable');
  });

  it('is refused when another provider was left for', async () => {
    expect(await comeBack(world.clock.now(), 'other')).toBe('flow.other-provider');
  });

  it('of a provider that does not exist is not found', async () => {
    expect((await world.client().ask('GET', '/sign-in/oidc/nobody/callback?code=a')).status).toBe(404);
    expect((await world.client().ask('GET', '/sign-in/oidc/nobody')).status).toBe(404);
  });
});

describe('what is kept in the browser', () => {
  it('opens for what it was sealed for only', () => {
    const { instance } = world.platform.keys;
    const sealed = instance.sealState('one', { a: 1 });
    expect(instance.openState('one', sealed)).toEqual({ a: 1 });
    expect(instance.openState('two', sealed)).toBeNull();
    expect(instance.openState('one', `${sealed.slice(0, -3)}AAA`)).toBeNull();
  });
});
