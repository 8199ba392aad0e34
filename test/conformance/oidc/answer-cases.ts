import assert from 'node:assert/strict';
import type { OidcBench } from './bench.js';
import { assertRefused, assertSignedIn, type Case, evil } from './case.js';
import { SOMEBODY } from './token-cases.js';
import { Wanderer } from './wanderer.js';

const FLOW = '__Host-maroquin-flow';

/** The answer that comes through the browser, changed on its way. */
const changedAnswer = (
  name: string,
  reason: string,
  change: (answer: URLSearchParams) => void,
  page?: string,
): Case =>
  evil(`answer: ${name}`, async (bench) => {
    const browser = new Wanderer();
    const answer = bench.strict.answer(await bench.begin(browser, 'oidc'), SOMEBODY);
    change(answer);
    await assertRefused(bench, browser, await bench.back(browser, 'oidc', answer), reason, page);
  });

const answers: readonly Case[] = [
  changedAnswer('another issuer', 'response.issuer', (one) => one.set('iss', 'https://idp.example')),
  changedAnswer('no issuer, though one is promised', 'response.issuer', (one) => one.delete('iss')),
  changedAnswer('two issuers', 'response.malformed', (one) => one.append('iss', 'https://idp.example')),
  changedAnswer('another state', 'flow.state', (one) => one.set('state', 'x'.repeat(43))),
  changedAnswer('no state', 'flow.state', (one) => one.delete('state')),
  changedAnswer('two states', 'flow.state', (one) => one.append('state', 'x')),
  changedAnswer('two codes', 'response.malformed', (one) => one.append('code', 'x')),
  changedAnswer('no code', 'response.malformed', (one) => one.delete('code')),
  changedAnswer('a code of another person', 'token.refused', (one) => one.set('code', 'guessed')),
  changedAnswer('a code without end', 'response.malformed', (one) => one.set('code', 'x'.repeat(4_500))),
  changedAnswer('an ID token in the address', 'response.malformed', (one) => one.set('id_token', 'a.b.c')),
  changedAnswer('an answer inside a token', 'response.malformed', (one) => one.set('response', 'a.b.c')),
  changedAnswer('an error', 'response.error', (one) => one.set('error', 'invalid_request')),
];

/** The browser that began, and the one that comes back. */
const browsers: readonly Case[] = [
  evil('answer: in another browser', async (bench) => {
    const answer = bench.strict.answer(await bench.begin(new Wanderer(), 'oidc'), SOMEBODY);
    const other = new Wanderer();
    await assertRefused(bench, other, await bench.back(other, 'oidc', answer), 'flow.missing');
  }),
  evil('answer: with the cookie of another sign-in', async (bench) => {
    const [mine, theirs] = [new Wanderer(), new Wanderer()];
    const answer = bench.strict.answer(await bench.begin(theirs, 'oidc'), SOMEBODY);
    await bench.begin(mine, 'oidc');
    await assertRefused(bench, mine, await bench.back(mine, 'oidc', answer), 'flow.state');
  }),
  evil('answer: with a cookie that was changed', async (bench) => {
    const browser = new Wanderer();
    const answer = bench.strict.answer(await bench.begin(browser, 'oidc'), SOMEBODY);
    const sealed = browser.cookie(bench.server.url, FLOW) ?? '';
    browser.setCookie(bench.server.url, FLOW, `${sealed.slice(0, -2)}AA`);
    await assertRefused(bench, browser, await bench.back(browser, 'oidc', answer), 'flow.missing');
  }),
  evil('answer: a second time', async (bench) => {
    const browser = new Wanderer();
    const answer = bench.strict.answer(await bench.begin(browser, 'oidc'), SOMEBODY);
    const kept = browser.cookie(bench.server.url, FLOW);
    await assertSignedIn(bench, browser, await bench.back(browser, 'oidc', answer));
    const again = new Wanderer();
    again.setCookie(bench.server.url, FLOW, kept);
    await assertRefused(bench, again, await bench.back(again, 'oidc', answer), 'flow.replayed');
  }),
  evil('answer: twenty times at once, one enters', async (bench) => {
    const browser = new Wanderer();
    const answer = bench.strict.answer(await bench.begin(browser, 'oidc'), SOMEBODY);
    const kept = browser.cookie(bench.server.url, FLOW);
    const stops = await Promise.all(
      Array.from({ length: 20 }, () => {
        const one = new Wanderer();
        one.setCookie(bench.server.url, FLOW, kept);
        return bench.back(one, 'oidc', answer);
      }),
    );
    const entered = stops.filter(({ location }) => location?.pathname === '/');
    assert.equal(entered.length, 1);
  }),
  evil('answer: the session that a browser already held is not the one it gets', async (bench) => {
    const browser = new Wanderer();
    const planted = 'A'.repeat(43);
    browser.setCookie(bench.server.url, '__Host-maroquin', planted);
    const answer = bench.strict.answer(await bench.begin(browser, 'oidc'), SOMEBODY);
    await assertSignedIn(bench, browser, await bench.back(browser, 'oidc', answer));
    assert.notEqual(browser.cookie(bench.server.url, '__Host-maroquin'), planted);
  }),
];

/** Two providers, one of which is the attacker's (RFC 9700 §4.4). */
const mixUps: readonly Case[] = [
  evil('mix-up: begun with one provider, answered at the address of another', async (bench) => {
    const browser = new Wanderer();
    const request = await bench.begin(browser, 'oidc-plain');
    const answer = bench.strict.answer(request, SOMEBODY);
    await assertRefused(bench, browser, await bench.back(browser, 'oidc', answer), 'flow.other-provider');
  }),
  evil('mix-up: the answer of one provider carried to another', async (bench) => {
    const browser = new Wanderer();
    const request = await bench.begin(browser, 'oidc-plain');
    const answer = bench.strict.answer(request, SOMEBODY);
    await assertRefused(bench, browser, await bench.back(browser, 'oidc-plain', answer), 'response.issuer');
  }),
  evil('mix-up: a code of one provider, without its name, carried to another', async (bench) => {
    const browser = new Wanderer();
    const answer = bench.strict.answer(await bench.begin(browser, 'oidc-plain'), SOMEBODY);
    answer.delete('iss');
    await assertRefused(bench, browser, await bench.back(browser, 'oidc-plain', answer), 'token.refused');
  }),
  evil('mix-up: the same subject of another provider is somebody else', async (bench) => {
    const browser = new Wanderer();
    const answer = bench.plain.answer(await bench.begin(browser, 'oidc-plain'), SOMEBODY);
    const stop = await bench.back(browser, 'oidc-plain', answer);
    await assertRefused(bench, browser, stop, 'account.merge-pending', 'rapprochement');
  }),
];

const liars: readonly Case[] = [
  'provider.issuer',
  'provider.endpoint',
  'provider.endpoint',
  'provider.endpoint',
].map((reason, index) =>
  evil(`provider ${String(index)}: says something else about itself`, async (bench) => {
    const browser = new Wanderer();
    const stop = await browser.go(bench.address(`oidc-liar${String(index)}`));
    await assertRefused(bench, browser, stop, reason);
  }),
);

/** Where a sign-in leads is decided here. */
const OUTSIDE = [
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'https://evil.example/',
  '/\t/evil.example',
  '/\r\nSet-Cookie: a=b',
  'javascript:alert(1)',
  '@evil.example',
  '/api/v1/sign-in/oidc/oidc',
  '',
];
const redirects: readonly Case[] = OUTSIDE.map((next) =>
  evil(`open redirect: ${JSON.stringify(next)}`, async (bench: OidcBench) => {
    const browser = new Wanderer();
    const answer = bench.strict.answer(await bench.begin(browser, 'oidc', next), SOMEBODY);
    await assertSignedIn(bench, browser, await bench.back(browser, 'oidc', answer), '/');
  }),
);

export const answerCases: readonly Case[] = [...answers, ...browsers, ...mixUps, ...liars, ...redirects];
