import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, IdentityWorld, secretOf } from './identity-world.js';

let world: IdentityWorld;
let orgId: string;
let admin: Client;
let adminId: string;
beforeAll(async () => {
  world = await IdentityWorld.open();
  const created = await world.commands.createOrganisation({
    name: 'Préfecture du Var',
    adminName: 'Nadia Belkacem',
    adminEmail: 'nadia@var.example.fr',
    setUp: true,
  });
  orgId = created.orgId;
  adminId = created.personId;
  admin = await world.signedIn(created.link);
});
afterAll(() => world.close());

let count = 0;
const GOOD = 'tuile orage banjo cumin 82';
/** A person of the organisation, signed in by link. */
async function person(name = 'Camille Roy'): Promise<{ client: Client; id: string; email: string }> {
  count += 1;
  const email = `personne${String(count)}@var.example.fr`;
  const { id, link } = await world.commands.createUser({ email, name, org: orgId });
  return { client: await world.signedIn(link), id, email };
}
const byPassword = async (email: string, password: string) => {
  const client = world.client();
  return { client, answer: await client.ask('POST', '/auth/password', { email, password }) };
};

describe('sign-in links', () => {
  it('carry their secret in the fragment', async () => {
    const { link } = await world.commands.createUser({ email: 'lien@var.example.fr', name: 'Lou', org: orgId });
    expect(link).toMatch(/^http:\/\/localhost:3000\/bienvenue#[A-Za-z0-9_-]{43}$/);
  });

  it('start a session in a cookie that scripts and other sites cannot read', async () => {
    const { link } = await world.commands.createUser({ email: 'cookie@var.example.fr', name: 'Lou', org: orgId });
    const answer = await world.client().ask('POST', '/auth/link', { token: secretOf(link) });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('set-cookie')).toMatch(
      /^__Host-maroquin=[A-Za-z0-9_-]{43}; Path=\/; Max-Age=2592000; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  it('work once, also when twenty browsers come at the same time', async () => {
    const { link } = await world.commands.createUser({ email: 'vingt@var.example.fr', name: 'Lou', org: orgId });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => world.client().ask('POST', '/auth/link', { token: secretOf(link) })),
    );
    const statuses = answers.map((answer) => answer.status).sort();
    expect(statuses).toEqual([204, ...Array.from({ length: 19 }, () => 410)]);
    expect(answers.find((answer) => answer.status === 410)?.body.code).toBe('sign-in.link-used');
  });

  it('expire, and answer then like an unknown one', async () => {
    const { id } = await person();
    const { body } = await admin.ask('POST', `/people/${id}/sign-in-link`);
    world.clock.forward(31 * 60_000);
    const late = await world.client().ask('POST', '/auth/link', { token: secretOf(body.link) });
    const unknown = await world.client().ask('POST', '/auth/link', { token: 'A'.repeat(43) });
    expect([late.status, late.body.code]).toEqual([410, 'sign-in.link-used']);
    expect(unknown.body).toMatchObject({ status: 410, code: late.body.code, detail: late.body.detail });
  });

  it('end with the next one', async () => {
    const { id } = await person();
    const first = await admin.ask('POST', `/people/${id}/sign-in-link`);
    const second = await admin.ask('POST', `/people/${id}/sign-in-link`);
    expect((await world.client().ask('POST', '/auth/link', { token: secretOf(first.body.link) })).status).toBe(410);
    expect((await world.client().ask('POST', '/auth/link', { token: secretOf(second.body.link) })).status).toBe(204);
  });

  it('are made by administrators only', async () => {
    const { client } = await person();
    expect((await client.ask('POST', `/people/${adminId}/sign-in-link`)).status).toBe(404);
    expect((await client.ask('GET', '/people')).status).toBe(404);
  });

  it('never lie readable in the database', async () => {
    const { link } = await world.commands.createUser({ email: 'clair@var.example.fr', name: 'Lou', org: orgId });
    const rows = await world.platform.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ row: string }>('select row_to_json(l)::text as row from sign_in_link l'),
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map(({ row }) => row).join('')).not.toContain(secretOf(link));
  });
});

describe('asking for a link', () => {
  it('answers the same for everybody, and shows the request to administrators', async () => {
    const { id, email } = await person();
    const client = world.client();
    const known = await client.ask('POST', '/auth/link-requests', { email: email.toUpperCase() });
    const unknown = await client.ask('POST', '/auth/link-requests', { email: 'personne@ailleurs.example.fr' });
    expect([known.status, known.body]).toEqual([202, null]);
    expect([unknown.status, unknown.body]).toEqual([202, null]);
    const row = async () => (await admin.ask('GET', '/people')).body.items.find((item: { id: string }) => item.id === id);
    expect((await row()).linkRequestedAt).not.toBeNull();
    await admin.ask('POST', `/people/${id}/sign-in-link`);
    expect((await row()).linkRequestedAt).toBeNull();
  });

  it('is limited for each address', async () => {
    const statuses: number[] = [];
    for (let times = 0; times < 5; times += 1) {
      statuses.push((await world.client().ask('POST', '/auth/link-requests', { email: 'trop@example.fr' })).status);
    }
    expect(statuses).toEqual([202, 202, 202, 429, 429]);
  });
});

describe('passwords', () => {
  it('are set once after a link, then sign in', async () => {
    const { client, email } = await person();
    expect((await client.ask('PUT', '/me/password', { password: GOOD })).status).toBe(204);
    expect((await client.ask('GET', '/me')).body.hasPassword).toBe(true);
    const { client: other, answer } = await byPassword(email, GOOD);
    expect(answer.status).toBe(204);
    expect((await other.ask('GET', '/me')).body.person.email).toBe(email);
  });

  it('are refused when short, well known, or made of what is known of the person', async () => {
    const { client } = await person('Éloïse Garnier');
    const refused = async (password: string) => (await client.ask('PUT', '/me/password', { password })).body.code;
    expect(await refused('trop court')).toBe('password.too-short');
    expect(await refused('motdepasse123456')).toBe('password.too-common');
    expect(await refused('EloiseGarnier2026')).toBe('password.too-common');
    expect(await refused('Préfecture-du-Var-83')).toBe('password.too-common');
  });

  it('of an unknown address, of none and a wrong one answer the same', async () => {
    const [withPassword, without] = [await person(), await person()];
    await withPassword.client.ask('PUT', '/me/password', { password: GOOD });
    const answers = [];
    for (const email of [withPassword.email, without.email, 'inconnue@var.example.fr']) {
      const { body } = (await byPassword(email, 'un mauvais mot de passe')).answer;
      answers.push([body.status, body.code, body.detail, body.title]);
    }
    expect(answers[0]?.[1]).toBe('sign-in.failed');
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it('change only with the former one, once the link is an hour old', async () => {
    const { client } = await person();
    await client.ask('PUT', '/me/password', { password: GOOD });
    world.clock.forward(61 * 60_000);
    const next = 'agrafe lagune torchis busard';
    expect((await client.ask('PUT', '/me/password', { password: next })).body.code).toBe('sign-in.failed');
    expect((await client.ask('PUT', '/me/password', { password: next, current: GOOD })).status).toBe(204);
  });

  it('end the other sessions when they change, and their sockets', async () => {
    const { client, id, email } = await person();
    await client.ask('PUT', '/me/password', { password: GOOD });
    const { client: other } = await byPassword(email, GOOD);
    world.ended.length = 0;
    await client.ask('PUT', '/me/password', { password: 'agrafe lagune torchis busard' });
    expect((await other.ask('GET', '/me')).status).toBe(401);
    expect((await client.ask('GET', '/me')).status).toBe(200);
    expect(world.ended).toMatchObject([{ accountId: id, sessionIds: [expect.any(String)] }]);
  });

  it('are tried only so often for one account', async () => {
    const { email } = await person();
    const codes: string[] = [];
    for (let times = 0; times < 12; times += 1) codes.push((await byPassword(email, 'x')).answer.body.code);
    expect(codes.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 'sign-in.failed'));
    expect(codes.slice(10)).toEqual(['request.too-many', 'request.too-many']);
    const late = await byPassword(email, 'x');
    expect(late.answer.headers.get('retry-after')).not.toBeNull();
  });
});

describe('sessions', () => {
  it('end by signing out, at once and for good', async () => {
    const { client, id } = await person();
    const { cookie } = client;
    world.ended.length = 0;
    expect((await client.ask('POST', '/auth/sign-out')).status).toBe(204);
    client.cookie = cookie;
    expect((await client.ask('GET', '/me')).status).toBe(401);
    expect(world.ended).toMatchObject([{ accountId: id }]);
  });

  it('live on while they are used, and end after twelve hours of nothing', async () => {
    const { client } = await person();
    for (let times = 0; times < 3; times += 1) {
      world.clock.forward(11 * 3_600_000);
      expect((await client.ask('GET', '/me')).status).toBe(200);
    }
    world.clock.forward(12 * 3_600_000 + 1_000);
    expect((await client.ask('GET', '/me')).status).toBe(401);
    admin = await world.signedIn(await world.commands.createLink(orgId, adminId));
  });

  it('end after thirty days, used or not', async () => {
    const { client } = await person();
    let hours = 0;
    while ((await client.ask('GET', '/me')).status === 200) {
      world.clock.forward(11 * 3_600_000);
      hours += 11;
    }
    expect(hours).toBeGreaterThan(29 * 24);
    expect(hours).toBeLessThanOrEqual(30 * 24 + 11);
    admin = await world.signedIn(await world.commands.createLink(orgId, adminId));
  });

  it('are not what a stranger says they are', async () => {
    const client = world.client();
    for (const cookie of ['__Host-maroquin=', '__Host-maroquin=x', `__Host-maroquin=${'A'.repeat(43)}`, 'maroquin=y']) {
      client.cookie = cookie;
      expect((await client.ask('GET', '/me')).status).toBe(401);
    }
  });

  it('do not act for another site', async () => {
    const { client } = await person();
    const foreign = await client.ask('PATCH', '/me', { locale: 'en' }, { origin: 'https://evil.example' });
    expect([foreign.status, foreign.body.code]).toEqual([403, 'request.foreign-origin']);
  });
});

describe('tokens', () => {
  const program = async (user: string, scopes: ('documents' | 'admin' | 'all' | 'messages')[], days: number | null = null) => {
    const client = world.client();
    client.token = (await world.commands.createToken({ user, scopes, days })).token;
    return client;
  };

  it('act for their person within their scopes', async () => {
    const { id, email } = await person();
    const all = await program(email, ['all']);
    expect((await all.ask('GET', '/me')).body.person.id).toBe(id);
    const space = (await all.ask('POST', '/spaces', { name: 'Cabinet' })).body.id;
    const documents = await program(id, ['documents']);
    expect((await documents.ask('POST', '/folders', { name: 'Notes', parentId: space })).status).toBe(201);
    expect((await documents.ask('POST', '/spaces', { name: 'Autre' })).status).toBe(404);
    const admins = await program(id, ['admin']);
    expect((await admins.ask('GET', `/resources/${space}`)).status).toBe(404);
  });

  it('of an administrator need the admin scope to manage people', async () => {
    expect((await (await program(adminId, ['documents'])).ask('GET', '/people')).status).toBe(404);
    expect((await (await program(adminId, ['admin'])).ask('GET', '/people')).status).toBe(200);
  });

  it('end on their day', async () => {
    const { id } = await person();
    const client = await program(id, ['all'], 1);
    expect((await client.ask('GET', '/me')).status).toBe(200);
    world.clock.forward(24 * 3_600_000 + 1_000);
    expect((await client.ask('GET', '/me')).status).toBe(401);
    admin = await world.signedIn(await world.commands.createLink(orgId, adminId));
  });

  it('that are wrong are nobody, whatever the cookie says', async () => {
    const { client } = await person();
    client.token = 'B'.repeat(43);
    expect((await client.ask('GET', '/me')).status).toBe(401);
  });

  it('cannot change the password of their person', async () => {
    const { id } = await person();
    expect((await (await program(id, ['all'])).ask('PUT', '/me/password', { password: GOOD })).status).toBe(404);
  });

  it('are for people who exist', async () => {
    await expect(
      world.commands.createToken({ user: 'nul@var.example.fr', scopes: ['all'], days: null }),
    ).rejects.toMatchObject({ code: 'account.unknown' });
  });
});

describe('people', () => {
  it('are invited with a first right and a link of seven days', async () => {
    const space = (await admin.ask('POST', '/spaces', { name: 'Direction' })).body.id;
    const { status, body } = await admin.ask('POST', '/invitations', {
      email: 'invite@var.example.fr',
      name: 'Inès Martin',
      resourceId: space,
      role: 'commenter',
    });
    expect(status).toBe(201);
    const days = (new Date(body.expiresAt).getTime() - world.clock.now().getTime()) / 86_400_000;
    expect(days).toBeCloseTo(7, 1);
    const invited = await world.signedIn(body.link);
    expect((await invited.ask('GET', `/resources/${space}`)).body.resource.role).toBe('commenter');
    const me = (await invited.ask('GET', '/me')).body;
    expect(me).toMatchObject({
      person: { id: body.id, name: 'Inès Martin', email: 'invite@var.example.fr' },
      organisation: { id: orgId, name: 'Préfecture du Var' },
      capabilities: ['people.list', 'space.create'],
      locale: 'fr',
      timeZone: 'Europe/Paris',
      hasPassword: false,
    });
    expect((await invited.ask('GET', `/resources/${me.personalSpaceId}`)).body.resource).toMatchObject({
      personal: true,
      role: 'manager',
    });
  });

  it('are invited once, and only by administrators', async () => {
    const { client, email } = await person();
    const again = await admin.ask('POST', '/invitations', { email, name: 'Encore' });
    expect([again.status, again.body.code]).toEqual([409, 'account.exists']);
    const refused = await client.ask('POST', '/invitations', { email: 'autre@var.example.fr', name: 'Autre' });
    expect(refused.status).toBe(404);
  });

  it('are found by any beginning, without accents', async () => {
    const { client } = await person();
    await person('Gaëlle Le Bihan');
    const search = async (q: string) =>
      (await client.ask('POST', '/directory/search', { q })).body.items.map((item: { name: string }) => item.name);
    world.clock.forward(11_000);
    expect(await search('gaelle')).toEqual(['Gaëlle Le Bihan']);
    expect(await search('BIH gae')).toEqual(['Gaëlle Le Bihan']);
    expect(await search('aelle')).toEqual([]);
    expect(await search('nadia@var')).toEqual(['Nadia Belkacem']);
  });

  it('change their name, language and time zone', async () => {
    const { client } = await person();
    const changed = await client.ask('PATCH', '/me', { name: 'Zoé Roy', locale: 'en', timeZone: 'Indian/Reunion' });
    expect(changed.body).toMatchObject({ person: { name: 'Zoé Roy' }, locale: 'en', timeZone: 'Indian/Reunion' });
    const refused = await client.ask('PATCH', '/me', { timeZone: 'Lune/Tycho' });
    expect([refused.status, refused.body.fields[0].path, refused.body.title]).toEqual([
      400,
      'timeZone',
      'The request is malformed.',
    ]);
  });

  it('leave a trace of what they do, without a name in it', async () => {
    const rows = await world.platform.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ action: string; details: string }>('select distinct action, details::text from audit'),
    );
    const actions = new Set(rows.map((row) => row.action));
    for (const action of [
      'organisation.created',
      'person.created',
      'session.started',
      'session.ended',
      'password.changed',
      'sign-in.failed',
      'sign-in-link.created',
      'sign-in-link.requested',
      'token.created',
      'access.granted',
      'resource.created',
    ]) {
      expect(actions).toContain(action);
    }
    expect(rows.map((row) => row.details).join(' ')).not.toMatch(/Camille|Martin|example|Cabinet/);
  });
});

describe('requests', () => {
  it('with unknown fields are refused with the field’s place', async () => {
    const { status, body } = await admin.ask('POST', '/spaces', { name: 'A', colour: 'red' });
    expect([status, body.code]).toEqual([400, 'request.invalid']);
    expect(JSON.stringify(body)).not.toContain('red');
  });

  it('on resources carry their version', async () => {
    const space = (await admin.ask('POST', '/spaces', { name: 'Versions' })).body.id;
    const { body: folder } = await admin.ask('POST', '/folders', { name: 'Un', parentId: space });
    const seen = await admin.ask('GET', `/resources/${folder.id}`);
    expect(seen.headers.get('etag')).toBe('"1"');
    const path = `/resources/${folder.id}`;
    expect((await admin.ask('PATCH', path, { name: 'Deux' })).status).toBe(428);
    const renamed = await admin.ask('PATCH', path, { name: 'Deux' }, { 'if-match': '"1"' });
    expect([renamed.status, renamed.headers.get('etag'), renamed.body.name]).toEqual([200, '"2"', 'Deux']);
    expect((await admin.ask('PATCH', path, { name: 'Trois' }, { 'if-match': '"1"' })).status).toBe(412);
    expect((await admin.ask('POST', `${path}/trash`)).status).toBe(204);
    expect((await admin.ask('GET', '/trash')).body.items[0].id).toBe(folder.id);
    expect((await admin.ask('POST', `${path}/restore`)).body.name).toBe('Deux');
    expect((await admin.ask('GET', `/resources/${space}/children?kind=folder&kind=file`)).body.items).toHaveLength(1);
  });

  it('share and list rights', async () => {
    const { id, client } = await person('Hugo Petit');
    const space = (await admin.ask('POST', '/spaces', { name: 'Partage' })).body.id;
    expect((await client.ask('GET', `/resources/${space}`)).status).toBe(404);
    expect((await admin.ask('PUT', `/resources/${space}/grants/${id}`, { role: 'reader' })).status).toBe(204);
    expect((await client.ask('GET', `/resources/${space}`)).status).toBe(200);
    const list = (await client.ask('GET', `/resources/${space}/access`)).body;
    expect(list.entries.map((entry: { subject: { name: string } }) => entry.subject.name)).toEqual([
      'Nadia Belkacem',
      'Hugo Petit',
    ]);
    expect((await admin.ask('DELETE', `/resources/${space}/grants/${id}`)).status).toBe(204);
    expect((await client.ask('GET', `/resources/${space}`)).status).toBe(404);
    const last = await admin.ask('DELETE', `/resources/${space}/grants/${adminId}`);
    expect([last.status, last.body.code]).toEqual([409, 'access.last-manager']);
  });

  it('without an identity are told so', async () => {
    for (const path of ['/me', '/spaces', '/people', '/resources/recent', '/teams']) {
      expect((await world.client().ask('GET', path)).status).toBe(401);
    }
  });
});
