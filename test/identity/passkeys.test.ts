import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, IdentityWorld } from './identity-world.js';
import { type Misdeed, SoftwareAuthenticator } from '@maroquin/testing';

let world: IdentityWorld;
let orgId: string;
beforeAll(async () => {
  world = await IdentityWorld.open();
  ({ orgId } = await world.organisation());
});
afterAll(() => world.close());

const GOOD = 'tuile orage banjo cumin 82';
const MINUTE = 60_000;

async function enrol(client: Client, device = new SoftwareAuthenticator(), name = 'Ordinateur du bureau') {
  const { body } = await client.ask('POST', '/me/passkeys/options');
  const answer = await client.ask('POST', '/me/passkeys', { name, credential: device.create(body.options) });
  return { device, answer };
}
async function signIn(device: SoftwareAuthenticator, misdeed: Misdeed = {}, client = world.client()) {
  const { body } = await client.ask('POST', '/sign-in/passkey-options');
  const credential = device.get(body.options, misdeed);
  return { client, credential, answer: await client.ask('POST', '/sign-in/passkey', { credential }) };
}
const refused = ['sign-in.passkey-failed', 401];
const failuresOf = (personId: string) =>
  world.platform.asOwner<{ reason: string }>(
    `select details ->> 'reason' as reason from audit
     where target_id = $1 and action = 'sign-in.failed' and details ->> 'method' = 'passkey' order by at`,
    [personId],
  );

describe('making a passkey', () => {
  it('asks the device to keep it and to verify its person', async () => {
    const { client, email } = await world.person(orgId);
    const { body } = await client.ask('POST', '/me/passkeys/options');
    expect(body.options).toMatchObject({
      rp: { id: 'localhost' },
      user: { name: email },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
  });

  it('lists it under the name its person gave', async () => {
    const { client } = await world.person(orgId);
    const { answer } = await enrol(client, undefined, 'Téléphone');
    expect(answer.status).toBe(201);
    const { passkeys } = (await client.ask('GET', '/me/security')).body;
    expect(passkeys).toMatchObject([{ id: answer.body.id, name: 'Téléphone', lastUsedAt: null }]);
  });

  it('needs a sign-in of the last ten minutes', async () => {
    const { client } = await world.person(orgId);
    const begun = await client.ask('POST', '/me/passkeys/options');
    world.clock.forward(11 * MINUTE);
    expect((await client.ask('POST', '/me/passkeys/options')).body.code).toBe('sign-in.not-fresh');
    const credential = new SoftwareAuthenticator().create(begun.body.options);
    expect((await client.ask('POST', '/me/passkeys', { name: 'x', credential })).status).toBeGreaterThan(400);
  });

  it('is not for programs', async () => {
    const { email } = await world.person(orgId);
    const program = world.client();
    program.token = (await world.commands.createToken({ user: email, scopes: ['all'], days: 1 })).token;
    for (const path of ['/me/passkeys/options', '/me/totp', '/me/sessions/end-others'])
      expect((await program.ask('POST', path)).status).toBe(404);
    expect((await program.ask('GET', '/me/security')).status).toBe(404);
  });

  it('takes a challenge once, and from the session that asked for it', async () => {
    const { client } = await world.person(orgId);
    const other = await world.person(orgId);
    const device = new SoftwareAuthenticator();
    const { body } = await client.ask('POST', '/me/passkeys/options');
    const ticket = [...client.jar];
    const credential = device.create(body.options);
    for (const [name, value] of ticket) other.client.jar.set(name, value);
    const stolen = await other.client.ask('POST', '/me/passkeys', { name: 'x', credential });
    expect(stolen.body.code).toBe('sign-in.step-expired');
    expect((await client.ask('POST', '/me/passkeys', { name: 'x', credential })).status).toBe(201);
    const again = await client.ask('POST', '/me/passkeys', { name: 'x', credential });
    expect(again.body.code).toBe('sign-in.step-expired');
  });

  it.each<[string, Misdeed]>([
    ['of another site', { origin: 'https://evil.example' }],
    ['for another host', { rpId: 'evil.example' }],
    ['of another challenge', { challenge: 'A'.repeat(43) }],
    ['without its person verified', { userVerified: false }],
    ['that is a sign-in', { type: 'webauthn.get' }],
  ])('refuses one %s', async (_name, misdeed) => {
    const { client } = await world.person(orgId);
    const { body } = await client.ask('POST', '/me/passkeys/options');
    const credential = new SoftwareAuthenticator().create(body.options, misdeed);
    const answer = await client.ask('POST', '/me/passkeys', { name: 'x', credential });
    expect([answer.body.code, answer.status]).toEqual(refused);
  });

  it('registers a device once, and tells the browser which ones there are', async () => {
    const [first, second] = [await world.person(orgId), await world.person(orgId)];
    const { device } = await enrol(first.client);
    expect((await enrol(second.client, device)).answer.body.code).toBe('factor.passkey-exists');
    const { body } = await first.client.ask('POST', '/me/passkeys/options');
    expect(body.options.excludeCredentials).toMatchObject([
      { id: device.credentialId.toString('base64url') },
    ]);
  });
});

describe('signing in by a passkey', () => {
  it('needs no address and no password', async () => {
    const person = await world.person(orgId);
    const { device } = await enrol(person.client);
    const { client, answer } = await signIn(device);
    expect(answer.status).toBe(204);
    expect((await client.ask('GET', '/me')).body.person.id).toBe(person.id);
    const { sessions, passkeys } = (await client.ask('GET', '/me/security')).body;
    expect(sessions.find(({ current }) => current)).toMatchObject({ method: 'passkey', strong: true });
    expect(passkeys[0]?.lastUsedAt).toEqual(expect.any(String));
  });

  it('takes a challenge once, within five minutes, in the browser that asked for it', async () => {
    const { client } = await world.person(orgId);
    const { device } = await enrol(client);
    const used = await signIn(device);
    const jar = new Map(used.client.jar);
    const replay = await used.client.ask('POST', '/sign-in/passkey', { credential: used.credential });
    expect([replay.body.code, jar.has('__Host-maroquin-ceremony')]).toEqual(['sign-in.step-expired', false]);

    const browser = world.client();
    const { body } = await browser.ask('POST', '/sign-in/passkey-options');
    const ticket = browser.jar.get('__Host-maroquin-ceremony') ?? '';
    const credential = device.get(body.options);
    const elsewhere = await world.client().ask('POST', '/sign-in/passkey', { credential });
    expect(elsewhere.body.code).toBe('sign-in.step-expired');
    expect((await browser.ask('POST', '/sign-in/passkey', { credential })).status).toBe(204);
    browser.jar.set('__Host-maroquin-ceremony', ticket);
    expect((await browser.ask('POST', '/sign-in/passkey', { credential })).body.code).toBe(
      'sign-in.step-expired',
    );

    const late = world.client();
    const asked = await late.ask('POST', '/sign-in/passkey-options');
    world.clock.forward(5 * MINUTE + 1_000);
    const slow = await late.ask('POST', '/sign-in/passkey', { credential: device.get(asked.body.options) });
    expect(slow.body.code).toBe('sign-in.step-expired');
  });

  it.each<[string, Misdeed, string]>([
    ['another site', { origin: 'https://evil.example' }, 'signature'],
    ['another host', { rpId: 'evil.example' }, 'signature'],
    ['another challenge', { challenge: 'A'.repeat(43) }, 'signature'],
    ['a person who was not verified', { userVerified: false }, 'signature'],
    ['another key', { key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey }, 'signature'],
    ['another person', { userHandle: 'AAAAAAAAAAAAAAAAAAAAAA' }, 'user-handle'],
    ['a counter that stands still', { counter: 1 }, 'counter'],
  ])('refuses %s, and says why in the audit only', async (_name, misdeed, reason) => {
    const { client, id } = await world.person(orgId);
    const { device } = await enrol(client);
    const { answer } = await signIn(device, misdeed);
    expect([answer.body.code, answer.status]).toEqual(refused);
    expect(await failuresOf(id)).toEqual([{ reason }]);
  });

  it('answers the same for a passkey that nobody has', async () => {
    const { client } = await world.person(orgId);
    const { device } = await enrol(client);
    const wrong = (await signIn(device, { userVerified: false })).answer;
    const stranger = new SoftwareAuthenticator();
    const unknown = (await signIn(stranger)).answer;
    expect(unknown.body).toEqual(wrong.body);
  });

  it('lets nobody into an account that is closed', async () => {
    const { client, id } = await world.person(orgId);
    const { device } = await enrol(client);
    await world.platform.asOwner('update account set disabled_at = now() where id = $1', [id]);
    expect((await signIn(device)).answer.body.code).toBe('sign-in.passkey-failed');
  });

  it('works with an authenticator that does not count', async () => {
    const { client } = await world.person(orgId);
    const device = new SoftwareAuthenticator();
    const { body } = await client.ask('POST', '/me/passkeys/options');
    const credential = device.create(body.options, { counter: 0 });
    await client.ask('POST', '/me/passkeys', { name: 'Coffre', credential });
    for (const status of [204, 204])
      expect((await signIn(device, { counter: 0 })).answer.status).toBe(status);
  });
});

describe('who writes to the database', () => {
  it('cannot plant a passkey of its own', async () => {
    const { client } = await world.person(orgId);
    const victim = await world.person(orgId);
    const { device, answer } = await enrol(client);
    // its own row, given to somebody else
    await world.platform.asOwner('update passkey set account_id = $2 where id = $1', [
      answer.body.id,
      victim.id,
    ]);
    const handle = Buffer.from(victim.id.replaceAll('-', ''), 'hex').toString('base64url');
    const tried = await signIn(device, { userHandle: handle });
    expect(tried.answer.body.code).toBe('sign-in.passkey-failed');
    expect(await failuresOf(victim.id)).toEqual([{ reason: 'planted' }]);
  });

  it('cannot put its key in the place of another', async () => {
    const [thief, victim] = [await world.person(orgId), await world.person(orgId)];
    const [own, theirs] = [await enrol(thief.client), await enrol(victim.client)];
    await world.platform.asOwner(
      `update passkey set record_sealed = (select record_sealed from passkey where id = $2) where id = $1`,
      [theirs.answer.body.id, own.answer.body.id],
    );
    expect((await signIn(theirs.device)).answer.body.code).toBe('sign-in.passkey-failed');
  });

  it('reads neither the name of a passkey nor its credential', async () => {
    const { client } = await world.person(orgId);
    const { device } = await enrol(client, undefined, 'Clé du coffre');
    const rows = await world.platform.asOwner<{ row: string }>(
      `select encode(record_sealed, 'escape') || encode(name_sealed, 'escape') || encode(credential_hash, 'hex') as row from passkey`,
    );
    const all = rows.map(({ row }) => row).join('');
    for (const clear of [
      'coffre',
      device.credentialId.toString('base64url'),
      device.credentialId.toString('hex'),
    ])
      expect(all).not.toContain(clear);
  });
});

describe('a person’s passkeys', () => {
  it('are renamed and removed by that person only', async () => {
    const { client } = await world.person(orgId);
    const stranger = await world.person(orgId);
    await client.ask('PUT', '/me/password', { password: GOOD });
    const { device, answer } = await enrol(client);
    const path = `/me/passkeys/${answer.body.id}`;
    expect((await stranger.client.ask('PATCH', path, { name: 'À moi' }, { 'if-match': '"1"' })).status).toBe(
      404,
    );
    expect((await stranger.client.ask('DELETE', path)).status).toBe(404);
    expect((await client.ask('PATCH', path, { name: 'Poste 12' }, { 'if-match': '"1"' })).status).toBe(204);
    expect((await client.ask('GET', '/me/security')).body.passkeys[0]?.name).toBe('Poste 12');
    expect((await client.ask('DELETE', path)).status).toBe(204);
    expect((await signIn(device)).answer.body.code).toBe('sign-in.passkey-failed');
  });

  it('stay while one is the last way in', async () => {
    const { client } = await world.person(orgId);
    const [first, second] = [await enrol(client), await enrol(client)];
    expect((await client.ask('DELETE', `/me/passkeys/${first.answer.body.id}`)).status).toBe(204);
    const last = await client.ask('DELETE', `/me/passkeys/${second.answer.body.id}`);
    expect([last.status, last.body.code]).toEqual([409, 'factor.last-way-in']);
    expect((await signIn(second.device)).answer.status).toBe(204);
  });

  it('both removed at the same time leave one', async () => {
    const { client } = await world.person(orgId);
    const made = [await enrol(client), await enrol(client)];
    const answers = await Promise.all(
      made.map(({ answer }) => client.ask('DELETE', `/me/passkeys/${answer.body.id}`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
  });

  it('are twenty at most', async () => {
    const { client } = await world.person(orgId);
    for (let count = 0; count < 20; count += 1) expect((await enrol(client)).answer.status).toBe(201);
    expect((await client.ask('POST', '/me/passkeys/options')).body.code).toBe('factor.too-many');
  });
});
