import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, IdentityWorld, secretOf } from './identity-world.js';

let world: IdentityWorld;
let orgId: string;
let adminId: string;
let admin: Client;
let auditor: Client;
beforeAll(async () => {
  world = await IdentityWorld.open();
  ({ orgId, adminId, admin } = await world.organisation());
  ({ client: auditor } = await world.auditor(orgId, admin));
});
afterAll(() => world.close());

const disable = async (id: string): Promise<number> =>
  (await admin.ask('POST', `/people/${id}/disable`)).status;
const enable = async (id: string): Promise<number> =>
  (await admin.ask('POST', `/people/${id}/enable`)).status;
/** To the administrator, who asks for it; the auditor agrees. */
async function handOver(id: string) {
  const asked = await admin.ask('POST', `/people/${id}/hand-over`, { toId: adminId });
  expect([asked.status, asked.body.waiting, asked.body.count]).toEqual([200, true, 0]);
  await world.agree(auditor);
  return admin.ask('POST', `/people/${id}/hand-over`, { toId: adminId });
}
const PASSWORD = 'tuile orage banjo cumin 82';

async function withToken(user: string): Promise<Client> {
  const client = world.client();
  client.token = (await world.commands.createToken({ user, scopes: ['all'], days: null })).token;
  return client;
}

describe('a disabled account', () => {
  it('ends sessions and tokens, tells every node, and refuses every way of signing in', async () => {
    const { client, id, email } = await world.person(orgId);
    await client.ask('PUT', '/me/password', { password: PASSWORD });
    const program = await withToken(email);
    const link = await world.commands.createLink(orgId, id);
    expect((await program.ask('GET', '/me')).status).toBe(200);
    world.ended.length = 0;
    expect(await disable(id)).toBe(204);
    expect((await client.ask('GET', '/me')).status).toBe(401);
    expect((await program.ask('GET', '/me')).status).toBe(401);
    await expect
      .poll(() => world.ended.flatMap((event) => event.sessionIds).length)
      .toBeGreaterThanOrEqual(2);
    const byPassword = await world.byPassword(email, PASSWORD);
    expect([byPassword.answer.status, byPassword.answer.body.code]).toEqual([401, 'sign-in.failed']);
    const byLink = await world.client().ask('POST', '/sign-in/link', { token: secretOf(link) });
    expect(byLink.body.code).toBe('sign-in.link-used');
    expect((await admin.ask('POST', `/people/${id}/sign-in-link`)).status).toBe(404);
    await expect(withToken(email)).rejects.toThrow();
  });

  it('opens again as it was: rights and password stay, old sessions and links do not', async () => {
    const { client, id, email } = await world.person(orgId);
    await client.ask('PUT', '/me/password', { password: PASSWORD });
    const space = (await client.ask('POST', '/spaces', { name: 'Chantier' })).body.id;
    const link = await world.commands.createLink(orgId, id);
    await disable(id);
    expect(await disable(id)).toBe(204);
    expect(await enable(id)).toBe(204);
    expect((await client.ask('GET', '/me')).status).toBe(401);
    expect((await world.client().ask('POST', '/sign-in/link', { token: secretOf(link) })).status).not.toBe(
      204,
    );
    const { client: again } = await world.byPassword(email, PASSWORD);
    expect((await again.ask('GET', `/resources/${space}`)).body.resource.role).toBe('manager');
  });

  it('stands apart in the list, and is not offered when something is shared', async () => {
    const { id } = await world.person(orgId, 'Océane Partie');
    await disable(id);
    const listed = (await admin.ask('GET', '/people')).body.items.find((item) => item.id === id);
    expect(listed?.disabledAt).not.toBeNull();
    expect((await admin.ask('POST', '/directory/search', { q: 'océane' })).body.items).toEqual([]);
  });

  it('is never that of the last administrator', async () => {
    const refused = await admin.ask('POST', `/people/${adminId}/disable`);
    expect([refused.status, refused.body.code]).toEqual([409, 'account.last-administrator']);
    const second = await admin.ask('POST', '/invitations', {
      email: 'seconde@var.example.fr',
      name: 'Seconde Administratrice',
      admin: true,
    });
    const other = await world.signedIn(second.body.link);
    const both = await Promise.all([
      admin.ask('POST', `/people/${second.body.id}/disable`),
      other.ask('POST', `/people/${adminId}/disable`),
    ]);
    // Of two who close each other's account one stays, whoever came first; the other may be signed out before it asks.
    expect(both.filter(({ status }) => status === 204)).toHaveLength(1);
    const stays = both[0]?.status === 204 ? admin : other;
    const gone = stays === admin ? second.body.id : adminId;
    expect((await stays.ask('POST', `/people/${gone}/enable`)).status).toBe(204);
    if (stays === other) admin = await world.signedIn(await world.commands.createLink(orgId, adminId));
  });

  it('is disabled by administrators of its own organisation only', async () => {
    const { id, client } = await world.person(orgId);
    const other = await world.commands.createOrganisation({
      name: 'Ailleurs',
      adminName: 'Paul Arène',
      adminEmail: 'paul@ailleurs.example.fr',
    });
    const stranger = await world.signedIn(other.link);
    for (const act of ['disable', 'enable', 'hand-over']) {
      const body = act === 'hand-over' ? { toId: other.personId } : undefined;
      expect((await stranger.ask('POST', `/people/${id}/${act}`, body)).status).toBe(404);
      expect((await client.ask('POST', `/people/${adminId}/${act}`, body)).status).toBe(404);
    }
    expect((await client.ask('GET', '/me')).status).toBe(200);
  });
});

describe('what a closed account managed alone', () => {
  it('is handed over to somebody who is there: its own space under its name, and nothing twice', async () => {
    const { client, id } = await world.person(orgId, 'Lucie Départ');
    const own = (await client.ask('GET', '/me')).body.personalSpaceId;
    const alone = (await client.ask('POST', '/spaces', { name: 'Seule' })).body.id;
    const shared = (await client.ask('POST', '/spaces', { name: 'À deux' })).body.id;
    const { id: colleague } = await world.person(orgId, 'Marc Collègue');
    await client.ask('PUT', `/resources/${shared}/grants/${colleague}`, { role: 'manager' });
    const early = await admin.ask('POST', `/people/${id}/hand-over`, { toId: adminId });
    expect([early.status, early.body.code]).toEqual([409, 'account.active']);
    await disable(id);
    const handed = await handOver(id);
    expect([handed.status, handed.body.count]).toEqual([200, 2]);
    expect((await admin.ask('GET', `/resources/${own}`)).body.resource).toMatchObject({
      name: 'Documents de Lucie Départ',
      role: 'manager',
      personal: false,
    });
    expect((await admin.ask('GET', `/resources/${alone}`)).status).toBe(200);
    expect((await admin.ask('GET', `/resources/${shared}`)).status).toBe(404);
    expect((await handOver(id)).body.count).toBe(0);
    const acts = await world.platform.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ action: string }>('select action from audit where target_id = $1 and actor_id = $2', [
        id,
        adminId,
      ]),
    );
    expect(acts.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['person.disabled', 'person.handed-over']),
    );
  });

  it('goes to nobody who is not there', async () => {
    const { id } = await world.person(orgId);
    const { id: gone } = await world.person(orgId);
    await disable(id);
    await disable(gone);
    for (const toId of [gone, orgId, '019330a0-0000-7000-8000-000000000000']) {
      const refused = await admin.ask('POST', `/people/${id}/hand-over`, { toId });
      expect([refused.status, refused.body.code]).toEqual([409, 'access.unknown-subject']);
    }
  });

  it('leaves a space of its own to whoever comes back', async () => {
    const { client, id, email } = await world.person(orgId);
    await client.ask('PUT', '/me/password', { password: PASSWORD });
    const before = (await client.ask('GET', '/me')).body.personalSpaceId;
    await disable(id);
    await handOver(id);
    await enable(id);
    const { client: again } = await world.byPassword(email, PASSWORD);
    const after = (await again.ask('GET', '/me')).body.personalSpaceId;
    expect(after).not.toBe(before);
    expect((await again.ask('GET', `/resources/${before}`)).body.resource.role).toBe('manager');
  });

  it('counts for nobody: who alone is left must keep managing', async () => {
    const { client, id } = await world.person(orgId);
    const space = (await client.ask('POST', '/spaces', { name: 'Relais' })).body.id;
    await client.ask('PUT', `/resources/${space}/grants/${adminId}`, { role: 'manager' });
    await disable(id);
    const refused = await admin.ask('DELETE', `/resources/${space}/grants/${adminId}`);
    expect(refused.body.code).toBe('access.last-manager');
  });
});
