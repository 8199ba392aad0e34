import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Mailbox, SoftwareAuthenticator } from '@maroquin/testing';
import { type Client, IdentityWorld, secretOf } from './identity-world.js';

let box: Mailbox;
let world: IdentityWorld;
let orgId: string;
let admin: Client;
beforeAll(async () => {
  box = await Mailbox.start();
  world = await IdentityWorld.open([], null, box.url);
  ({ orgId, admin } = await world.organisation());
});
afterAll(async () => {
  await world?.close();
  await box?.close();
});
beforeEach(() => {
  box.mails.length = 0;
});

let count = 0;
const address = (): string => `agent${String((count += 1))}@var.example.fr`;
const open = (client: Client, link: string) => client.ask('POST', '/sign-in/link', { token: secretOf(link) });
const ask = (email: string) => world.client().ask('POST', '/sign-in/link-requests', { email });

/** Somebody who answered an invitation that was mailed. */
async function invited(): Promise<{ client: Client; id: string; email: string }> {
  const email = address();
  const { body } = await admin.ask('POST', '/invitations', { email, name: 'Inès Martin' });
  const client = await world.signedIn(await box.linkTo(email));
  box.mails.length = 0;
  return { client, id: body.id, email };
}

describe('an invitation', () => {
  it('goes to its address, and nobody else sees its link', async () => {
    const email = address();
    const { status, body } = await admin.ask('POST', '/invitations', { email, name: 'Inès Martin' });
    expect([status, body.delivery, body.link]).toEqual([201, 'mailed', null]);
    const invited = await world.signedIn(await box.linkTo(email));
    expect((await invited.ask('GET', '/me')).body).toMatchObject({ person: { email }, emailProven: true });
  });

  it('says nothing that anybody wrote', async () => {
    const email = address();
    await admin.ask('POST', '/invitations', { email, name: 'Cliquez https://evil.example' });
    await box.linkTo(email);
    const [mail] = box.of(email);
    expect(mail?.subject).toBe('Votre invitation / Your invitation');
    expect(`${mail?.subject ?? ''} ${mail?.text ?? ''}`).not.toMatch(/evil|Cliquez|Nadia|Préfecture/);
    expect(mail?.text).toMatch(/ne l’ouvrez pas[^]*English[^]*do not open it/);
  });

  it('is sent again while its relay is away, and its link is the same', async () => {
    const email = address();
    box.isDown = true;
    await admin.ask('POST', '/invitations', { email, name: 'Inès Martin' });
    const failed = 'select 1 from graphile_worker._private_jobs where last_error is not null';
    await expect.poll(() => world.platform.asOwner(failed), { timeout: 10_000 }).toHaveLength(1);
    box.isDown = false;
    await world.platform.asOwner('update graphile_worker._private_jobs set run_at = now()');
    expect((await open(world.client(), await box.linkTo(email))).status).toBe(204);
  });

  it('leaves no secret in the database, nor in the payload of its job', async () => {
    const email = address();
    box.isDown = true;
    await admin.ask('POST', '/invitations', { email, name: 'Inès Martin' });
    const jobs = await world.platform.asOwner<{ row: string }>(
      'select row_to_json(j)::text as row from graphile_worker._private_jobs j',
    );
    const links = await world.platform.asOwner<{ row: string }>(
      'select row_to_json(l)::text as row from sign_in_link l',
    );
    box.isDown = false;
    await world.platform.asOwner('update graphile_worker._private_jobs set run_at = now()');
    const secret = secretOf(await box.linkTo(email));
    expect(jobs.length).toBeGreaterThan(0);
    expect([...jobs, ...links].map(({ row }) => row).join(' ')).not.toContain(secret);
    expect(jobs.map(({ row }) => row).join(' ')).not.toContain('example.fr');
  });
});

describe('asking for a link', () => {
  it('sends it to the proven address', async () => {
    const { id, email } = await invited();
    expect((await ask(email)).status).toBe(202);
    const client = await world.signedIn(await box.linkTo(email));
    expect((await client.ask('GET', '/me')).body.person.id).toBe(id);
  });

  it('is not spoilt by somebody else who asks as well: what came stays good', async () => {
    const { email } = await invited();
    await ask(email);
    const first = await box.linkTo(email);
    world.clock.forward(11 * 60_000);
    await ask(email);
    await box.linkTo(email, 2);
    expect((await open(world.client(), first)).status).toBe(204);
  });

  it('fills nobody’s mailbox', async () => {
    const { email } = await invited();
    for (let turn = 0; turn < 3; turn += 1) await ask(email);
    await box.linkTo(email);
    const other = address();
    await admin.ask('POST', '/invitations', { email: other, name: 'Après' });
    await box.linkTo(other);
    expect(box.of(email)).toHaveLength(1);
  });

  it('of an account in use whose address nobody has proven sends nothing, and tells administrators', async () => {
    const { id, email } = await world.person(orgId);
    await ask(email);
    const { items } = (await admin.ask('GET', '/people')).body;
    expect(items.find((item) => item.id === id)?.linkRequestedAt).toEqual(expect.any(String));
    expect(box.of(email)).toEqual([]);
  });
});

describe('an administrator', () => {
  it('has a link sent, and never sees it', async () => {
    const { id, email } = await invited();
    const { body } = await admin.ask('POST', `/people/${id}/sign-in-link`);
    expect([body.delivery, body.link]).toEqual(['mailed', null]);
    expect((await open(world.client(), await box.linkTo(email))).status).toBe(204);
  });

  it('sends none to an address that is not proven: it is shown once another one agreed, and the person is told', async () => {
    const { client, id, email } = await world.person(orgId);
    const first = await admin.ask('POST', `/people/${id}/sign-in-link`);
    expect([first.body.delivery, first.body.link]).toEqual(['waiting', null]);
    const { client: second } = await world.colleague(orgId);
    await world.agree(second);
    const { body } = await admin.ask('POST', `/people/${id}/sign-in-link`);
    expect(body.delivery).toBe('shown');
    const { notices } = (await client.ask('GET', '/me')).body;
    expect(notices).toMatchObject([{ kind: 'link-shown', by: 'Nadia Belkacem', approvedBy: 'Collègue' }]);
    expect(box.of(email)).toEqual([]);
    expect((await open(world.client(), body.link)).status).toBe(204);
  });
});

describe('an address', () => {
  it('is proven by its person, who opens a link sent there', async () => {
    const { client, email } = await world.person(orgId);
    expect((await client.ask('GET', '/me')).body.emailProven).toBe(false);
    expect((await client.ask('POST', '/me/address-proof')).status).toBe(202);
    const again = await world.signedIn(await box.linkTo(email));
    expect((await again.ask('GET', '/me')).body.emailProven).toBe(true);
    await ask(email);
    await box.linkTo(email, 2);
  });

  it('is proven by a link only while it is still the account’s', async () => {
    const { id, email } = await invited();
    await ask(email);
    const link = await box.linkTo(email);
    const other = address();
    const hash = world.platform.keys.instance.emailHash(other);
    await world.platform.asOwner('update account set email_hash = $2 where id = $1', [id, hash]);
    expect((await open(world.client(), link)).status).toBe(410);
  });
});

describe('somebody who holds a passkey', () => {
  it('is asked for it after a link, which opens nothing by itself', async () => {
    const { client, email } = await invited();
    const device = new SoftwareAuthenticator('http://localhost:3000');
    const { options } = (await client.ask('POST', '/me/passkeys/options')).body;
    await client.ask('POST', '/me/passkeys', { name: 'Poste', credential: device.create(options) });
    await ask(email);
    const browser = world.client();
    const answer = await open(browser, await box.linkTo(email));
    expect([answer.status, answer.body.next]).toEqual([200, 'passkey']);
    expect((await browser.ask('GET', '/me')).status).toBe(401);
    const begun = await browser.ask('POST', '/sign-in/passkey-options');
    const entered = await browser.ask('POST', '/sign-in/passkey', {
      credential: device.get(begun.body.options),
    });
    expect(entered.status).toBe(204);
  });
});
