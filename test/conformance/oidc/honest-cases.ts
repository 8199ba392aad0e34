import assert from 'node:assert/strict';
import { identityMergesSchema, signInProvidersSchema, signOutSchema } from '@maroquin/contracts';
import { asSuperuser } from '../../support/embedded-sql.js';
import { HttpClient, Refused } from '../../support/http-client.js';
import { tokenOf } from '../../support/people.js';
import { until } from '../../support/until.js';
import { AGENTS, type OidcBench } from './bench.js';
import { assertRefused, assertSignedIn, type Case, good } from './case.js';
import { Wanderer } from './wanderer.js';

/** A real provider, as ProConnect is configured. */
const entering: readonly Case[] = [
  good('the providers are listed without their secrets', async (bench) => {
    const list = await new HttpClient(bench.server.url, null).get(
      signInProvidersSchema,
      '/sign-in/providers',
    );
    assert.deepEqual(list.items[0], {
      id: 'proconnect',
      kind: 'proconnect',
      name: 'ProConnect',
      contact: 'assistance@lac.example.fr',
    });
  }),
  good(
    'the request carries what ProConnect knows, state and nonce of at least 32 characters',
    async (bench) => {
      const query = (await bench.begin(new Wanderer(), 'proconnect')).searchParams;
      assert.equal(query.get('response_type'), 'code');
      assert.equal(query.get('code_challenge_method'), 'S256');
      assert.ok((query.get('state') ?? '').length >= 32 && (query.get('nonce') ?? '').length >= 32);
      assert.deepEqual(JSON.parse(query.get('claims') ?? ''), {
        id_token: { acr: { essential: true, values: ['eidas1-mfa', 'eidas2', 'eidas3'] }, amr: null },
      });
    },
  ),
  good('a first sign-in makes an account in the organisation of the SIRET', async (bench) => {
    const browser = new Wanderer();
    const person = await assertSignedIn(
      bench,
      browser,
      await bench.signIn(browser, 'amina', '/espaces'),
      '/espaces',
    );
    assert.deepEqual([person.name, person.email], ['Amina Belkacem', AGENTS.amina.email]);
    assert.deepEqual(bench.real.refusedParameters, []);
  }),
  good(
    'the next sign-in is the same account, without a form while the provider knows the browser',
    async (bench) => {
      const [first, second] = [new Wanderer(), new Wanderer()];
      const one = await assertSignedIn(bench, first, await bench.signIn(first, 'amina'));
      const two = await assertSignedIn(bench, second, await bench.signIn(second, 'amina'));
      assert.equal(one.id, two.id);
      await assertSignedIn(bench, first, await bench.signIn(first, 'amina'));
    },
  ),
];

const refusals: readonly Case[] = [
  good('somebody whom the access rule does not let in is told what is missing', async (bench) => {
    const browser = new Wanderer();
    const stop = await bench.signIn(browser, 'private');
    await assertRefused(bench, browser, stop, 'access.denied', 'acces');
    assert.equal(stop.location?.searchParams.get('manque'), 'roles');
  }),
  good('somebody of an unknown organisation is refused', async (bench) => {
    const browser = new Wanderer();
    await assertRefused(
      bench,
      browser,
      await bench.signIn(browser, 'elsewhere'),
      'organisation.unknown',
      'organisation',
    );
  }),
  good('somebody who gives up at the provider is led back', async (bench) => {
    const browser = new Wanderer();
    await assertRefused(
      bench,
      browser,
      await bench.signIn(browser, 'nobody'),
      'response.cancelled',
      'annule',
    );
  }),
];

/** An account that was there before is opened by an administrator's word only. */
const merging: readonly Case[] = [
  good('an address that has an account already opens it after an administrator said so', async (bench) => {
    const browser = new Wanderer();
    const before = await bench.signIn(browser, 'claire');
    await assertRefused(bench, browser, before, 'account.merge-pending', 'rapprochement');
    await assertRefused(
      bench,
      browser,
      await bench.signIn(browser, 'claire'),
      'account.merge-pending',
      'rapprochement',
    );
    const { http } = bench.admin;
    const { items } = await http.get(identityMergesSchema, '/identity-merges');
    const mine = items.filter(({ person }) => person.id === bench.admin.id);
    assert.equal(mine.length, 1);
    assert.deepEqual(mine[0]?.claims.name, 'Amina Fontaine');
    await http.act('POST', `/identity-merges/${mine[0]?.id ?? ''}/approve`);
    const person = await assertSignedIn(bench, browser, await bench.signIn(browser, 'claire'));
    assert.equal(person.id, bench.admin.id);
  }),
  good('a request that was refused stays refused, and bothers nobody again', async (bench) => {
    const other = new Wanderer();
    const made = await assertSignedIn(bench, other, await bench.signIn(other, 'bruno'));
    assert.equal(made.email, AGENTS.bruno.email);
    const browser = new Wanderer();
    const person = { sub: 'impostor', email: AGENTS.bruno.email };
    const back = async (): Promise<Awaited<ReturnType<OidcBench['back']>>> =>
      bench.back(browser, 'oidc-plain', bench.plain.answer(await bench.begin(browser, 'oidc-plain'), person));
    await assertRefused(bench, browser, await back(), 'account.merge-pending', 'rapprochement');
    const { http } = bench.admin;
    const waiting = async () =>
      (await http.get(identityMergesSchema, '/identity-merges')).items.filter(
        (one) => one.person.id === made.id,
      );
    await http.act('POST', `/identity-merges/${(await waiting())[0]?.id ?? ''}/refuse`);
    await assertRefused(bench, browser, await back(), 'account.merge-refused', 'rapprochement');
    assert.deepEqual(await waiting(), []);
  }),
  good('merges are shown to administrators only', async (bench) => {
    const browser = new Wanderer();
    await bench.signIn(browser, 'bruno');
    const session = bench.session(browser);
    await assert.rejects(
      () => session?.get(identityMergesSchema, '/identity-merges') ?? Promise.resolve(),
      (error: unknown) => error instanceof Refused && error.status === 404,
    );
  }),
];

/** What an organisation's administrators and the operator can look up. */
const kept: readonly Case[] = [
  good('a closed account stays closed', async (bench) => {
    const browser = new Wanderer();
    const person = { sub: 'leaver', email: 'leaver@lac.example.fr' };
    const back = async (): Promise<Awaited<ReturnType<OidcBench['back']>>> =>
      bench.back(browser, 'oidc-plain', bench.plain.answer(await bench.begin(browser, 'oidc-plain'), person));
    const { id } = await assertSignedIn(bench, browser, await back());
    await asSuperuser(bench.server.dataDir, (client) =>
      client.query('update account set disabled_at = now() where id = $1', [id]),
    );
    const again = new Wanderer();
    const answer = bench.plain.answer(await bench.begin(again, 'oidc-plain'), person);
    await assertRefused(
      bench,
      again,
      await bench.back(again, 'oidc-plain', answer),
      'account.closed',
      'compte',
    );
    const another = bench.plain.answer(await bench.begin(again, 'oidc-plain'), { ...person, sub: 'another' });
    await assertRefused(
      bench,
      again,
      await bench.back(again, 'oidc-plain', another),
      'account.closed',
      'compte',
    );
  }),
  good('somebody who left for good comes back as somebody new', async (bench) => {
    const person = { sub: 'back-again', email: 'back-again@lac.example.fr' };
    const enter = async (): Promise<string> => {
      const browser = new Wanderer();
      const answer = bench.plain.answer(await bench.begin(browser, 'oidc-plain'), person);
      const stop = await bench.back(browser, 'oidc-plain', answer);
      return (await assertSignedIn(bench, browser, stop)).id;
    };
    const first = await enter();
    const token = await tokenOf(bench.server, bench.admin.email, 'scim');
    const gone = await fetch(`${bench.server.url}/scim/v2/Users/${first}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${token}` },
    });
    assert.equal(gone.status, 204);
    assert.notEqual(await enter(), first);
  }),
  good('nobody enters with an address that the provider has not verified, or without one', async (bench) => {
    for (const [claims, reason] of [
      [{ sub: 'u1', email: 'u1@lac.example.fr', email_verified: false }, 'claims.email-unverified'],
      [{ sub: 'u2' }, 'claims.email'],
      [{ sub: 'u3', email: 'not an address' }, 'claims.email'],
    ] as const) {
      const browser = new Wanderer();
      const answer = bench.plain.answer(await bench.begin(browser, 'oidc-plain'), claims);
      await assertRefused(bench, browser, await bench.back(browser, 'oidc-plain', answer), reason, 'adresse');
    }
  }),
  good('the audit of the organisation has each act, and no name', async (bench) => {
    const rows = await asSuperuser(bench.server.dataDir, async (client) => {
      const { rows: found } = await client.query<{ action: string; details: string }>(
        "select action, details::text as details from audit where action like 'identity.%' or action = 'sign-in.refused'",
      );
      return found;
    });
    const actions = new Set(rows.map(({ action }) => action));
    for (const action of ['linked', 'merge-asked', 'merge-approved', 'merge-refused'])
      assert.ok(actions.has(`identity.${action}`), action);
    assert.ok(actions.has('sign-in.refused'));
    assert.doesNotMatch(rows.map(({ details }) => details).join(' '), /example\.fr|Belkacem|amina/);
  }),
];

const leaving: readonly Case[] = [
  good('signing out ends both sessions and comes back with the state it left with', async (bench) => {
    const browser = new Wanderer();
    await assertSignedIn(bench, browser, await bench.signIn(browser, 'amina'));
    const session = bench.session(browser);
    const cookie = browser.cookie(bench.server.url, '__Host-maroquin');
    const answer = await fetch(`${bench.server.url}/api/v1/sign-out`, {
      method: 'POST',
      headers: { ...session?.headers },
    });
    const { location } = signOutSchema.parse(await answer.json());
    assert.ok(location !== null && location.startsWith(`${bench.real.issuer}/session/end?`));
    assert.ok(new URL(location).searchParams.has('id_token_hint'));
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      browser.setCookie(bench.server.url, name, value === '' ? null : value);
    }
    const page = await browser.go(location);
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const action = /action="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const done = await browser.go(new URL(action, page.url), { xsrf, logout: 'yes' });
    assert.equal(done.location?.pathname, '/api/v1/sign-in/oidc/proconnect/signed-out');
    const home = await browser.go(done.location ?? '');
    assert.equal(home.location?.href, `${bench.server.url}/connexion?sortie=1`);
    const old = new HttpClient(bench.server.url, { cookie: `__Host-maroquin=${cookie ?? ''}` });
    await assert.rejects(() => old.me());
    const again = await browser.follow(bench.address('proconnect'));
    assert.equal(again.location, null, 'the provider asks who it is');
    assert.match(again.text, /Identifiant/);
  }),
  good('coming back with another state says nothing', async (bench) => {
    const stop = await new Wanderer().go(`${bench.address('proconnect', '/signed-out')}?state=abc`);
    assert.equal(stop.location?.href, `${bench.server.url}/connexion`);
  }),
  good('signing out elsewhere at the provider ends the session here (back-channel)', async (bench) => {
    const browser = new Wanderer();
    await assertSignedIn(bench, browser, await bench.signIn(browser, 'amina'));
    const page = await browser.go(`${bench.real.issuer}/session/end`);
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const action = /action="([^"]+)"/.exec(page.text)?.[1] ?? '';
    await browser.go(new URL(action, page.url), { xsrf, logout: 'yes' });
    const { backchannel } = bench.real;
    await until(() => backchannel.taken > 0, 'the logout token is taken', 5_000).catch((error: unknown) => {
      throw new Error(`not taken: ${page.text.slice(0, 300)} ${backchannel.errors.join()}`, { cause: error });
    });
    const session = bench.session(browser);
    await until(
      () =>
        session?.me().then(
          () => false,
          (error: unknown) => error instanceof Refused && error.status === 401,
        ),
      'the session ended',
      1_000,
    );
    assert.deepEqual(backchannel.errors, []);
  }),
];

export const honestCases: readonly Case[] = [...entering, ...refusals, ...merging, ...kept, ...leaving];
