import { TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CodeGenerators } from '@maroquin/sign-in';
import { type Client, IdentityWorld, secretOf } from './identity-world.js';

let world: IdentityWorld;
let orgId: string;
beforeAll(async () => {
  world = await IdentityWorld.open();
  ({ orgId } = await world.organisation());
});
afterAll(() => world.close());

const GOOD = 'tuile orage banjo cumin 82';
const MINUTE = 60_000;
const STEP = 30_000;

/** What the person's app shows. */
const codeOf = (secret: string, ahead = 0): string =>
  TOTP.generate({
    secret: new TOTP({ secret }).secret,
    timestamp: world.clock.now().getTime() + ahead * STEP,
  });

interface Protected {
  readonly client: Client;
  readonly id: string;
  readonly email: string;
  readonly secret: string;
  readonly codes: readonly string[];
}
/** Somebody with a password and a code generator; the clock then stands in a time step of which no code was used. */
async function protectedPerson(): Promise<Protected> {
  const person = await world.person(orgId);
  await person.client.ask('PUT', '/me/password', { password: GOOD });
  const { secret } = (await person.client.ask('POST', '/me/totp')).body;
  const { codes } = (await person.client.ask('POST', '/me/totp/confirm', { code: codeOf(secret) })).body;
  world.clock.forward(2 * STEP);
  return { ...person, secret, codes };
}
const second = (client: Client, code: string) => client.ask('POST', '/sign-in/second-factor', { code });

describe('a code generator', () => {
  it('shows its secret as text and as an address for apps, and works from the first right code on', async () => {
    const { client, email } = await world.person(orgId);
    const { secret, uri } = (await client.ask('POST', '/me/totp')).body;
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(uri).toMatch(/^otpauth:\/\/totp\/Maroquin:/);
    expect(decodeURIComponent(uri)).toContain(email);
    expect((await client.ask('GET', '/me/security')).body.totp).toBeNull();
    const wrong = await client.ask('POST', '/me/totp/confirm', { code: '000000' });
    expect(wrong.body.code).toBe('sign-in.code-failed');
    const right = await client.ask('POST', '/me/totp/confirm', { code: codeOf(secret) });
    expect(right.body.codes).toHaveLength(10);
    const { totp, recoveryCodesLeft } = (await client.ask('GET', '/me/security')).body;
    expect([totp?.since, recoveryCodesLeft]).toEqual([expect.any(String), 10]);
  });

  it('does not bind its person before it is confirmed', async () => {
    const { client, email } = await world.person(orgId);
    await client.ask('PUT', '/me/password', { password: GOOD });
    await client.ask('POST', '/me/totp');
    expect((await world.byPassword(email, GOOD)).answer.status).toBe(204);
  });

  it('is set up, renewed and removed only after a fresh sign-in', async () => {
    const { client } = await protectedPerson();
    expect((await client.ask('POST', '/me/totp')).body.code).toBe('factor.totp-exists');
    world.clock.forward(11 * MINUTE);
    for (const [method, path] of [
      ['POST', '/me/totp'],
      ['DELETE', '/me/totp'],
      ['POST', '/me/recovery-codes'],
    ] as const)
      expect((await client.ask(method, path)).body.code).toBe('sign-in.not-fresh');
  });

  it('lets its person in by password alone again once it is removed', async () => {
    const { client, email } = await protectedPerson();
    expect((await client.ask('DELETE', '/me/totp')).status).toBe(204);
    expect((await world.byPassword(email, GOOD)).answer.status).toBe(204);
  });

  it('is asked for after a sign-in link too, so that nobody is the person by making one', async () => {
    const { id, secret, email } = await protectedPerson();
    const link = await world.commands.createLink(orgId, id);
    const client = world.client();
    const answer = await client.ask('POST', '/sign-in/link', { token: secretOf(link) });
    expect([answer.status, answer.body.next]).toEqual([200, 'code']);
    expect((await client.ask('GET', '/me')).status).toBe(401);
    expect((await second(client, '000000')).body.code).toBe('sign-in.code-failed');
    expect((await second(client, codeOf(secret))).status).toBe(204);
    expect((await client.ask('GET', '/me')).body.person.email).toBe(email);
  });

  it('after a link gives way to the next link that is used', async () => {
    const { id, secret } = await protectedPerson();
    const [early, late] = [world.client(), world.client()];
    for (const client of [early, late]) {
      const link = await world.commands.createLink(orgId, id);
      await client.ask('POST', '/sign-in/link', { token: secretOf(link) });
      world.clock.forward(1000);
    }
    expect((await second(early, codeOf(secret))).body.code).toBe('sign-in.step-expired');
    expect((await second(late, codeOf(secret))).status).toBe(204);
  });

  it('is forgotten, with its recovery codes, from the machine that the server runs on', async () => {
    const { id, email, codes } = await protectedPerson();
    await world.app.get(CodeGenerators).forgetOf(await world.commands.known(email));
    const { client, answer } = await world.byPassword(email, GOOD);
    expect(answer.status).toBe(204);
    expect((await client.ask('GET', '/me/security')).body).toMatchObject({
      totp: null,
      recoveryCodesLeft: 0,
    });
    expect(codes).toHaveLength(10);
    const again = world.app.get(CodeGenerators).forgetOf(await world.commands.known(id));
    await expect(again).rejects.toMatchObject({ code: 'factor.totp-unknown' });
  });

  it('lies sealed in the database, for its account', async () => {
    const [victim, thief] = [await protectedPerson(), await protectedPerson()];
    const rows = await world.platform.asOwner<{ row: string }>(
      `select encode(secret_sealed, 'escape') as row from totp`,
    );
    expect(rows.map(({ row }) => row).join('')).not.toContain(victim.secret);
    await world.platform.asOwner(
      'update totp set secret_sealed = (select secret_sealed from totp where account_id = $2) where account_id = $1',
      [victim.id, thief.id],
    );
    const { client } = await world.byPassword(victim.email, GOOD);
    expect((await second(client, codeOf(thief.secret))).status).not.toBe(204);
  });
});

describe('after a right password', () => {
  it('an account with a code generator has no rights until the code is given', async () => {
    const { email, secret } = await protectedPerson();
    const { client, answer } = await world.byPassword(email, GOOD);
    expect([answer.status, answer.body.next]).toEqual([200, 'code']);
    expect(client.cookie).toBeNull();
    expect((await client.ask('GET', '/me')).status).toBe(401);
    expect((await second(client, codeOf(secret))).status).toBe(204);
    expect((await client.ask('GET', '/me')).body.person.email).toBe(email);
    const { sessions } = (await client.ask('GET', '/me/security')).body;
    expect(sessions.find(({ current }) => current)).toMatchObject({ method: 'password', strong: true });
  });

  it('a code of the step before or after is taken, and no further one', async () => {
    for (const [ahead, status] of [
      [-2, 401],
      [-1, 204],
      [1, 204],
      [2, 401],
    ] as const) {
      const { email, secret } = await protectedPerson();
      world.clock.forward(2 * STEP);
      const { client } = await world.byPassword(email, GOOD);
      expect((await second(client, codeOf(secret, ahead))).status).toBe(status);
    }
  });

  it('a code is taken once, also when ten browsers show it at the same time', async () => {
    const { email, secret } = await protectedPerson();
    const clients: Client[] = [];
    for (let count = 0; count < 3; count += 1) clients.push((await world.byPassword(email, GOOD)).client);
    const code = codeOf(secret);
    const answers = await Promise.all(clients.map((client) => second(client, code)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 401, 401]);
  });

  it('the code that confirmed the generator is not taken again', async () => {
    const person = await world.person(orgId);
    await person.client.ask('PUT', '/me/password', { password: GOOD });
    const { secret } = (await person.client.ask('POST', '/me/totp')).body;
    const code = codeOf(secret);
    await person.client.ask('POST', '/me/totp/confirm', { code });
    const { client } = await world.byPassword(person.email, GOOD);
    expect((await second(client, code)).body.code).toBe('sign-in.code-failed');
  });

  it('the half session serves once, for five minutes, and not after the password changed', async () => {
    const { client: own, email, secret } = await protectedPerson();
    const { client } = await world.byPassword(email, GOOD);
    const ticket = client.jar.get('__Host-maroquin-step') ?? '';
    expect((await second(client, codeOf(secret))).status).toBe(204);
    client.jar.set('__Host-maroquin-step', ticket);
    world.clock.forward(STEP);
    expect((await second(client, codeOf(secret))).body.code).toBe('sign-in.step-expired');

    const { client: slow } = await world.byPassword(email, GOOD);
    world.clock.forward(5 * MINUTE + 1_000);
    expect((await second(slow, codeOf(secret))).body.code).toBe('sign-in.step-expired');

    const { client: overtaken } = await world.byPassword(email, GOOD);
    await own.ask('PUT', '/me/password', { password: 'agrafe lagune torchis busard', current: GOOD });
    expect((await second(overtaken, codeOf(secret))).body.code).toBe('sign-in.step-expired');
  });

  it('nobody gives a code without the half session', async () => {
    const { secret } = await protectedPerson();
    expect((await second(world.client(), codeOf(secret))).body.code).toBe('sign-in.step-expired');
  });

  it('an account that was closed meanwhile stays closed', async () => {
    const { id, email, secret } = await protectedPerson();
    const { client } = await world.byPassword(email, GOOD);
    await world.platform.asOwner('update account set disabled_at = now() where id = $1', [id]);
    expect((await second(client, codeOf(secret))).status).not.toBe(204);
  });
});

describe('recovery codes', () => {
  it('stand in for the generator, each once, however they are typed', async () => {
    const { email, codes } = await protectedPerson();
    const typed = (codes[0] ?? '').toLowerCase().replace('-', ' ');
    const { client } = await world.byPassword(email, GOOD);
    expect((await second(client, typed)).status).toBe(204);
    expect((await client.ask('GET', '/me/security')).body.recoveryCodesLeft).toBe(9);
    const again = await world.byPassword(email, GOOD);
    expect((await second(again.client, codes[0] ?? '')).body.code).toBe('sign-in.code-failed');
    expect((await second(again.client, codes[1] ?? '')).status).toBe(204);
  });

  it('are nobody else’s', async () => {
    const [one, other] = [await protectedPerson(), await protectedPerson()];
    const { client } = await world.byPassword(one.email, GOOD);
    expect((await second(client, other.codes[0] ?? '')).body.code).toBe('sign-in.code-failed');
  });

  it('end with the next ones', async () => {
    const { client, email, codes } = await protectedPerson();
    const renewed = (await client.ask('POST', '/me/recovery-codes')).body.codes;
    expect(renewed).toHaveLength(10);
    const half = await world.byPassword(email, GOOD);
    expect((await second(half.client, codes[0] ?? '')).body.code).toBe('sign-in.code-failed');
    expect((await second(half.client, renewed[0] ?? '')).status).toBe(204);
  });

  it('never lie readable in the database', async () => {
    const { codes } = await protectedPerson();
    const rows = await world.platform.asOwner<{ row: string }>(
      'select row_to_json(r)::text as row from recovery_code r',
    );
    const all = rows.map(({ row }) => row).join('');
    for (const code of codes) expect(all).not.toContain(code.replace('-', ''));
  });
});

describe('open sessions', () => {
  it('are listed, and ended one by one or all but this', async () => {
    const { client, email } = await world.person(orgId);
    await client.ask('PUT', '/me/password', { password: GOOD });
    const [first, other] = [await world.byPassword(email, GOOD), await world.byPassword(email, GOOD)];
    const listed = (await client.ask('GET', '/me/security')).body.sessions;
    expect(listed.map(({ method }) => method).sort()).toEqual(['link', 'password', 'password']);
    const target = (await first.client.ask('GET', '/me/security')).body.sessions.find((one) => one.current);
    world.ended.length = 0;
    expect((await client.ask('DELETE', `/me/sessions/${target?.id ?? ''}`)).status).toBe(204);
    expect((await first.client.ask('GET', '/me')).status).toBe(401);
    await expect.poll(() => world.ended).toMatchObject([{ sessionIds: [target?.id] }]);
    expect((await client.ask('POST', '/me/sessions/end-others')).status).toBe(204);
    expect((await other.client.ask('GET', '/me')).status).toBe(401);
    expect((await client.ask('GET', '/me/security')).body.sessions).toHaveLength(1);
  });

  it('of somebody else do not exist', async () => {
    const [one, other] = [await world.person(orgId), await world.person(orgId)];
    const [session] = (await other.client.ask('GET', '/me/security')).body.sessions;
    expect((await one.client.ask('DELETE', `/me/sessions/${session?.id ?? ''}`)).status).toBe(404);
    expect((await other.client.ask('GET', '/me')).status).toBe(200);
  });

  it('end when the same browser signs in again', async () => {
    const { client, email } = await world.person(orgId);
    await client.ask('PUT', '/me/password', { password: GOOD });
    const former = client.cookie;
    expect((await client.ask('POST', '/sign-in/password', { email, password: GOOD })).status).toBe(204);
    const replaced = world.client();
    replaced.cookie = former;
    expect((await replaced.ask('GET', '/me')).status).toBe(401);
    expect((await client.ask('GET', '/me')).status).toBe(200);
  });
});
