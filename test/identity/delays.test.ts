import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Client, IdentityWorld } from './identity-world.js';

// That a refusal takes 300 ms is shown in sign-in.test.ts; here a hundred of them need not be waited for.
vi.mock('node:timers/promises', async (load) => {
  const timers = await load<typeof import('node:timers/promises')>();
  const setTimeout: typeof timers.setTimeout = (ms, value, options) =>
    timers.setTimeout(ms === 300 ? 1 : ms, value, options);
  return { ...timers, setTimeout };
});

let world: IdentityWorld;
let orgId: string;
beforeAll(async () => {
  world = await IdentityWorld.open();
  ({ orgId } = await world.organisation());
});
afterAll(() => world.close());

const GOOD = 'tuile orage banjo cumin 82';
const HOUR = 3_600_000;

const tryWith = (client: Client, email: string, password = 'un mot de passe faux') =>
  client.ask('POST', '/sign-in/password', { email, password });
/** Fails as often as it may, waiting each time as long as it is told. @returns the waits, in seconds */
async function waitsOf(email: string, failures: number, client = world.client()): Promise<number[]> {
  const waits: number[] = [];
  for (let count = 0; count < failures;) {
    const { body, headers } = await tryWith(client, email);
    if (body.code === 'sign-in.failed') count += 1;
    else {
      expect([body.code, body.status]).toEqual(['sign-in.wait', 429]);
      const seconds = Number(headers.get('retry-after'));
      waits.push(seconds);
      world.clock.forward(seconds * 1_000);
    }
  }
  return waits;
}
async function withPassword() {
  const person = await world.person(orgId);
  await person.client.ask('PUT', '/me/password', { password: GOOD });
  return person;
}

describe('failed sign-ins', () => {
  it('are a person’s own slips three times, then wait twice as long each time, up to five minutes', async () => {
    const { email } = await withPassword();
    expect(await waitsOf(email, 15)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
  });

  it('wait alike for an address that nobody has', async () => {
    const { email } = await withPassword();
    expect(await waitsOf('personne-du-tout@var.example.fr', 8)).toEqual(await waitsOf(email, 8));
  });

  it('do not lock anybody out for good', async () => {
    const { email } = await withPassword();
    await waitsOf(email, 14);
    world.clock.forward(300_000);
    expect((await tryWith(world.client(), email, GOOD)).status).toBe(204);
    // and what was is forgotten with it
    expect(await waitsOf(email, 4)).toEqual([]);
  });

  it('are forgotten after an hour of nothing', async () => {
    const { email } = await withPassword();
    await waitsOf(email, 9);
    world.clock.forward(HOUR + 1_000);
    expect(await waitsOf(email, 4)).toEqual([]);
  });

  it('are counted before they are judged, so that many at once are not many free ones', async () => {
    const { email } = await withPassword();
    const answers = await Promise.all(Array.from({ length: 10 }, () => tryWith(world.client(), email)));
    expect(answers.filter(({ body }) => body.code === 'sign-in.failed')).toHaveLength(4);
  });

  it('of strangers do not keep a person out of its own browser', async () => {
    const { email } = await withPassword();
    const own = world.client();
    expect((await tryWith(own, email, GOOD)).status).toBe(204);
    own.cookie = null;
    await waitsOf(email, 13);
    expect((await tryWith(world.client(), email, GOOD)).body.code).toBe('sign-in.wait');
    expect((await tryWith(own, email, GOOD)).status).toBe(204);
  });

  it('in a known browser wait as well', async () => {
    const { email } = await withPassword();
    const own = world.client();
    await tryWith(own, email, GOOD);
    expect(await waitsOf(email, 6, own)).toEqual([1, 2]);
  });

  it('are not excused by a cookie of another browser’s making', async () => {
    const { email } = await withPassword();
    const client = world.client();
    client.jar.set('__Host-maroquin-known', `__Host-maroquin-known=${'A'.repeat(200)}`);
    await waitsOf(email, 8, client);
    expect((await tryWith(world.client(), email, GOOD)).body.code).toBe('sign-in.wait');
  });

  it('are not excused by having signed in as somebody else', async () => {
    const [victim, thief] = [await withPassword(), await withPassword()];
    const client = world.client();
    await tryWith(client, thief.email, GOOD);
    await waitsOf(victim.email, 8, client);
    expect((await tryWith(client, victim.email, GOOD)).body.code).toBe('sign-in.wait');
  });
});
