import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, IdentityWorld } from './identity-world.js';

let world: IdentityWorld;
let orgId: string;
let adminId: string;
let admin: Client;
beforeAll(async () => {
  world = await IdentityWorld.open();
  ({ orgId, adminId, admin } = await world.organisation());
});
afterAll(() => world.close());

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
      capabilities: ['people.list', 'space.create', 'review.take-part', 'role.list'],
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
    const { client, email } = await world.person(orgId);
    const again = await admin.ask('POST', '/invitations', { email, name: 'Encore' });
    expect([again.status, again.body.code]).toEqual([409, 'account.exists']);
    const refused = await client.ask('POST', '/invitations', {
      email: 'autre@var.example.fr',
      name: 'Autre',
    });
    expect(refused.status).toBe(404);
  });

  it('are found by any beginning, without accents', async () => {
    const { client } = await world.person(orgId);
    await world.person(orgId, 'Gaëlle Le Bihan');
    const search = async (q: string) =>
      (await client.ask('POST', '/directory/search', { q })).body.items.map(
        (item: { name: string }) => item.name,
      );
    world.clock.forward(11_000);
    expect(await search('gaelle')).toEqual(['Gaëlle Le Bihan']);
    expect(await search('BIH gae')).toEqual(['Gaëlle Le Bihan']);
    expect(await search('aelle')).toEqual([]);
    expect(await search('nadia@var')).toEqual(['Nadia Belkacem']);
  });

  it('change their name, language and time zone', async () => {
    const { client } = await world.person(orgId);
    const changed = await client.ask(
      'PATCH',
      '/me',
      {
        name: 'Zoé Roy',
        locale: 'en',
        timeZone: 'Indian/Reunion',
      },
      { 'if-match': '"1"' },
    );
    expect(changed.headers.get('etag')).toBe('"2"');
    const late = await client.ask('PATCH', '/me', { name: 'Trop tard' }, { 'if-match': '"1"' });
    expect([late.status, late.body.code]).toEqual([412, 'request.conflict']);
    expect((await client.ask('PATCH', '/me', { name: 'Sans version' })).status).toBe(428);
    expect(changed.body).toMatchObject({
      person: { name: 'Zoé Roy' },
      locale: 'en',
      timeZone: 'Indian/Reunion',
    });
    const refused = await client.ask('PATCH', '/me', { timeZone: 'Lune/Tycho' }, { 'if-match': '"2"' });
    expect([refused.status, refused.body.fields[0]?.path, refused.body.title]).toEqual([
      422,
      'timeZone',
      'The request is well formed, but a value does not fit here.',
    ]);
  });

  it('leave a trace of what they do, without a name in it', async () => {
    const { client, email } = await world.person(orgId, 'Yann Trace');
    await client.ask('PUT', '/me/password', { password: 'tuile orage banjo cumin 82' });
    await world.byPassword(email, 'faux');
    await client.ask('POST', '/spaces', { name: 'Secret' });
    await client.ask('POST', '/sign-in/link-requests', { email });
    await client.ask('POST', '/sign-out');
    const rows = await world.platform.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ action: string; row: string }>('select a.action, row_to_json(a)::text as row from audit a'),
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
      'access.granted',
      'resource.created',
    ]) {
      expect(actions).toContain(action);
    }
    expect(rows.map(({ row }) => row).join(' ')).not.toMatch(/Yann|Trace|example|Secret|banjo/);
  });
});

describe('another organisation', () => {
  it('is another world: its people see, share and find nothing of this one', async () => {
    const other = await world.commands.createOrganisation({
      name: 'Mairie de Brignoles',
      adminName: 'Paul Arène',
      adminEmail: 'paul@brignoles.example.fr',
      setUp: true,
    });
    const stranger = await world.signedIn(other.link);
    const space = (await admin.ask('POST', '/spaces', { name: 'Cabinet' })).body.id;
    const own = (await stranger.ask('POST', '/spaces', { name: 'Cabinet' })).body.id;
    for (const [method, path, body] of [
      ['GET', `/resources/${space}`],
      ['GET', `/resources/${space}/children`],
      ['GET', `/resources/${space}/access`],
      ['POST', `/resources/${space}/trash`],
      ['POST', '/folders', { name: 'Intrus', parentId: space }],
      ['PUT', `/resources/${space}/grants/${other.personId}`, { role: 'reader' }],
      ['POST', `/people/${adminId}/sign-in-link`],
    ] as const) {
      expect([path, (await stranger.ask(method, path, body)).status]).toEqual([path, 404]);
    }
    const shared = await admin.ask('PUT', `/resources/${space}/grants/${other.personId}`, { role: 'reader' });
    expect([shared.status, shared.body.code]).toEqual([409, 'access.unknown-subject']);
    expect((await stranger.ask('GET', '/people')).body.items.map((item) => item.name)).toEqual([
      'Paul Arène',
    ]);
    expect((await stranger.ask('POST', '/directory/search', { q: 'nadia' })).body.items).toEqual([]);
    expect((await stranger.ask('GET', '/spaces')).body.items.map((item) => item.id)).toContain(own);
    expect((await stranger.ask('GET', '/spaces')).body.items.map((item) => item.id)).not.toContain(space);
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
    expect((await admin.ask('GET', path)).body.resource.trashedAt).toEqual(expect.any(String));
    expect((await admin.ask('POST', `${path}/restore`)).body.name).toBe('Deux');
    expect(
      (await admin.ask('GET', `/resources/${space}/children?kind=folder&kind=file`)).body.items,
    ).toHaveLength(1);
  });

  it('share and list rights', async () => {
    const { id, client } = await world.person(orgId, 'Hugo Petit');
    const space = (await admin.ask('POST', '/spaces', { name: 'Partage' })).body.id;
    expect((await client.ask('GET', `/resources/${space}`)).status).toBe(404);
    expect((await admin.ask('PUT', `/resources/${space}/grants/${id}`, { role: 'reader' })).status).toBe(200);
    expect((await client.ask('GET', `/resources/${space}`)).status).toBe(200);
    const list = (await client.ask('GET', `/resources/${space}/access`)).body;
    expect(list.items.map(({ subject }) => subject.name)).toEqual(['Nadia Belkacem', 'Hugo Petit']);
    expect((await admin.ask('DELETE', `/resources/${space}/grants/${id}`)).status).toBe(200);
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
