import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, IdentityWorld, secretOf } from './identity-world.js';

let world: IdentityWorld;
let orgId: string;
let adminId: string;
let admin: Client;
let colleague: Client;
beforeAll(async () => {
  world = await IdentityWorld.open();
  ({ orgId, adminId, admin } = await world.organisation());
  ({ client: colleague } = await world.colleague(orgId));
});
afterAll(() => world.close());

/** A link for somebody who has signed in before: one administrator asks, another agrees. */
async function linkFor(id: string): Promise<string> {
  await admin.ask('POST', `/people/${id}/sign-in-link`);
  await world.agree(colleague);
  return (await admin.ask('POST', `/people/${id}/sign-in-link`)).body.link;
}

const GOOD = 'tuile orage banjo cumin 82';

describe('sign-in links', () => {
  it('carry their secret in the fragment', async () => {
    const { link } = await world.commands.createUser({
      email: 'lien@var.example.fr',
      name: 'Lou',
      org: orgId,
    });
    expect(link).toMatch(/^http:\/\/localhost:3000\/bienvenue#[A-Za-z0-9_-]{43}$/);
  });

  it('start a session in a cookie that scripts and other sites cannot read', async () => {
    const { link } = await world.commands.createUser({
      email: 'cookie@var.example.fr',
      name: 'Lou',
      org: orgId,
    });
    const answer = await world.client().ask('POST', '/sign-in/link', { token: secretOf(link) });
    expect(answer.status).toBe(204);
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^__Host-maroquin=[A-Za-z0-9_-]{43}; Path=\/; Max-Age=2592000; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  it('work once, also when twenty browsers come at the same time', async () => {
    const { link } = await world.commands.createUser({
      email: 'vingt@var.example.fr',
      name: 'Lou',
      org: orgId,
    });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        world.client().ask('POST', '/sign-in/link', { token: secretOf(link) }),
      ),
    );
    const statuses = answers.map((answer) => answer.status).sort();
    expect(statuses).toEqual([204, ...Array.from({ length: 19 }, () => 410)]);
    expect(answers.find((answer) => answer.status === 410)?.body.code).toBe('sign-in.link-used');
  });

  it('expire, and answer then like an unknown one', async () => {
    const { id } = await world.person(orgId);
    const link = await linkFor(id);
    world.clock.forward(31 * 60_000);
    const late = await world.client().ask('POST', '/sign-in/link', { token: secretOf(link) });
    const unknown = await world.client().ask('POST', '/sign-in/link', { token: 'A'.repeat(43) });
    expect([late.status, late.body.code]).toEqual([410, 'sign-in.link-used']);
    expect(unknown.body).toMatchObject({ status: 410, code: late.body.code, detail: late.body.detail });
  });

  it('end with the next one', async () => {
    const { id } = await world.person(orgId);
    const [first, second] = [await linkFor(id), await linkFor(id)];
    expect((await world.client().ask('POST', '/sign-in/link', { token: secretOf(first) })).status).toBe(410);
    expect((await world.client().ask('POST', '/sign-in/link', { token: secretOf(second) })).status).toBe(204);
  });

  it('are made by administrators only', async () => {
    const { client } = await world.person(orgId);
    expect((await client.ask('POST', `/people/${adminId}/sign-in-link`)).status).toBe(404);
    expect((await client.ask('GET', '/people')).status).toBe(404);
  });

  it('never lie readable in the database', async () => {
    const { link } = await world.commands.createUser({
      email: 'clair@var.example.fr',
      name: 'Lou',
      org: orgId,
    });
    const rows = await world.platform.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ row: string }>('select row_to_json(l)::text as row from sign_in_link l'),
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map(({ row }) => row).join('')).not.toContain(secretOf(link));
  });
});

describe('asking for a link', () => {
  it('answers the same for everybody, and shows the request to administrators', async () => {
    const { id, email } = await world.person(orgId);
    const client = world.client();
    const known = await client.ask('POST', '/sign-in/link-requests', { email: email.toUpperCase() });
    const unknown = await client.ask('POST', '/sign-in/link-requests', {
      email: 'personne@ailleurs.example.fr',
    });
    expect([known.status, known.body]).toEqual([202, null]);
    expect([unknown.status, unknown.body]).toEqual([202, null]);
    const row = async () => (await admin.ask('GET', '/people')).body.items.find((item) => item.id === id);
    expect((await row())?.linkRequestedAt).toEqual(expect.any(String));
    await linkFor(id);
    expect((await row())?.linkRequestedAt).toBeNull();
  });

  it('is limited for each address', async () => {
    const statuses: number[] = [];
    for (let times = 0; times < 5; times += 1) {
      statuses.push(
        (await world.client().ask('POST', '/sign-in/link-requests', { email: 'trop@example.fr' })).status,
      );
    }
    expect(statuses).toEqual([202, 202, 202, 429, 429]);
  });
});

describe('passwords', () => {
  it('are set once after a link, then sign in', async () => {
    const { client, email } = await world.person(orgId);
    expect((await client.ask('PUT', '/me/password', { password: GOOD })).status).toBe(204);
    expect((await client.ask('GET', '/me')).body.hasPassword).toBe(true);
    const { client: other, answer } = await world.byPassword(email, GOOD);
    expect(answer.status).toBe(204);
    expect((await other.ask('GET', '/me')).body.person.email).toBe(email);
  });

  it('are refused when short, well known, or made of what is known of the person', async () => {
    const { client } = await world.person(orgId, 'Éloïse Garnier');
    const refused = async (password: string) =>
      (await client.ask('PUT', '/me/password', { password })).body.code;
    expect(await refused('trop court')).toBe('password.too-short');
    expect(await refused('motdepasse123456')).toBe('password.too-common');
    expect(await refused('EloiseGarnier2026')).toBe('password.too-common');
    expect(await refused('Préfecture-du-Var-83')).toBe('password.too-common');
  });

  it('are refused after the same time, whether somebody has the address', async () => {
    const { email } = await world.person(orgId);
    for (const tried of [email, 'personne-du-tout@var.example.fr']) {
      const started = performance.now();
      expect((await world.byPassword(tried, 'un mot de passe faux')).answer.status).toBe(401);
      expect(performance.now() - started).toBeGreaterThanOrEqual(295);
    }
  });

  it('of an unknown address, of none and a wrong one answer the same', async () => {
    const [withPassword, without] = [await world.person(orgId), await world.person(orgId)];
    await withPassword.client.ask('PUT', '/me/password', { password: GOOD });
    const answers = [];
    for (const email of [withPassword.email, without.email, 'inconnue@var.example.fr']) {
      const { body } = (await world.byPassword(email, 'un mauvais mot de passe')).answer;
      answers.push([body.status, body.code, body.detail, body.title]);
    }
    expect(answers[0]?.[1]).toBe('sign-in.failed');
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it('change only with the former one, once the link is an hour old', async () => {
    const { client } = await world.person(orgId);
    await client.ask('PUT', '/me/password', { password: GOOD });
    world.clock.forward(61 * 60_000);
    const next = 'agrafe lagune torchis busard';
    expect((await client.ask('PUT', '/me/password', { password: next })).body.code).toBe('sign-in.failed');
    expect((await client.ask('PUT', '/me/password', { password: next, current: GOOD })).status).toBe(204);
  });

  it('end the other sessions when they change, and their sockets', async () => {
    const { client, email } = await world.person(orgId);
    await client.ask('PUT', '/me/password', { password: GOOD });
    const { client: other } = await world.byPassword(email, GOOD);
    world.ended.length = 0;
    await client.ask('PUT', '/me/password', { password: 'agrafe lagune torchis busard' });
    expect((await other.ask('GET', '/me')).status).toBe(401);
    expect((await client.ask('GET', '/me')).status).toBe(200);
    await expect.poll(() => world.ended).toMatchObject([{ sessionIds: [expect.any(String)] }]);
  });
});
