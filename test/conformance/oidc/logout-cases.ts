import assert from 'node:assert/strict';
import { io, type Socket } from 'socket.io-client';
import { Refused } from '../../support/http-client.js';
import { until } from '../../support/until.js';
import type { OidcBench } from './bench.js';
import { assertSignedIn, type Case, evil, good } from './case.js';
import { SOMEBODY } from './token-cases.js';
import { logoutVariants } from './token-variants.js';
import { Wanderer } from './wanderer.js';

async function enter(bench: OidcBench): Promise<Wanderer> {
  const browser = new Wanderer();
  const answer = bench.strict.answer(await bench.begin(browser, 'oidc'), SOMEBODY);
  await assertSignedIn(bench, browser, await bench.back(browser, 'oidc', answer));
  return browser;
}

const send = (bench: OidcBench, token: string): Promise<Response> =>
  fetch(bench.address('oidc', '/backchannel-logout'), {
    method: 'POST',
    body: new URLSearchParams({ logout_token: token }),
  });

async function isIn(bench: OidcBench, browser: Wanderer): Promise<boolean> {
  try {
    await bench.session(browser)?.me();
    return true;
  } catch (error) {
    if (error instanceof Refused && error.status === 401) return false;
    throw error;
  }
}

/** An open messaging socket of that browser's session, which does not come back by itself. */
async function openSocket(bench: OidcBench, browser: Wanderer): Promise<Socket> {
  const socket = io(bench.server.url, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders: { ...bench.session(browser)?.headers },
  });
  await until(() => socket.connected, 'the socket is open', 5_000);
  return socket;
}

const MINE = { sub: SOMEBODY.sub, sid: `session-of-${SOMEBODY.sub}` };

/** Logout tokens that the provider sends by itself. */
export const logoutCases: readonly Case[] = [
  good('back-channel: ends the session of that name, and no other', async (bench) => {
    const browser = await enter(bench);
    const socket = await openSocket(bench, browser);
    const other = await bench.strict.logoutToken({ sub: SOMEBODY.sub, sid: 'another-session' });
    assert.equal((await send(bench, other)).status, 200);
    assert.equal(await isIn(bench, browser), true, 'another session was named');
    assert.equal((await send(bench, await bench.strict.logoutToken(MINE))).status, 200);
    await until(async () => !(await isIn(bench, browser)), 'the session ended', 1_000);
    await until(() => socket.disconnected, 'its socket closed', 1_000);
    socket.close();
  }),
  good('back-channel: ends all sessions of a person when it names none', async (bench) => {
    const [one, two] = [await enter(bench), await enter(bench)];
    assert.equal((await send(bench, await bench.strict.logoutToken({ sub: SOMEBODY.sub }))).status, 200);
    await until(async () => !(await isIn(bench, one)) && !(await isIn(bench, two)), 'both ended', 1_000);
  }),
  evil('back-channel: the same token again', async (bench) => {
    const token = await bench.strict.logoutToken(MINE);
    assert.equal((await send(bench, token)).status, 200);
    const browser = await enter(bench);
    assert.equal((await send(bench, token)).status, 400);
    assert.equal(await bench.lastReason(), 'logout.replayed');
    assert.equal(await isIn(bench, browser), true);
  }),
  evil('back-channel: of another provider’s keys', async (bench) => {
    const browser = await enter(bench);
    assert.equal((await send(bench, await bench.plain.logoutToken(MINE))).status, 400);
    assert.equal(await isIn(bench, browser), true);
  }),
  evil('back-channel: what is no form, no token, or two', async (bench) => {
    const address = bench.address('oidc', '/backchannel-logout');
    const twice = new URLSearchParams([
      ['logout_token', 'a'],
      ['logout_token', 'b'],
    ]);
    const statuses = [];
    for (const body of [new URLSearchParams({ token: 'a' }), twice, '{"logout_token":"a"}'])
      statuses.push((await fetch(address, { method: 'POST', body })).status);
    assert.deepEqual(statuses, [400, 400, 400]);
    assert.equal((await send(bench, 'x'.repeat(20_000))).status, 400);
    assert.equal((await send(bench, 'x'.repeat(40_000))).status, 413);
  }),
  ...logoutVariants.map(({ name, reason, claims, sign, header }) =>
    evil(`back-channel: ${name}`, async (bench) => {
      const browser = await enter(bench);
      const token = await bench.strict.logoutToken(MINE, {
        ...(claims === undefined ? {} : { claims }),
        ...(sign === undefined ? {} : { sign }),
        ...(header === undefined ? {} : { header }),
      });
      assert.equal((await send(bench, token)).status, 400);
      assert.equal(await bench.lastReason(), reason);
      assert.equal(await isIn(bench, browser), true, 'it ended the session');
    }),
  ),
];
