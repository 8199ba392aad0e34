import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { IdentityWorld } from './identity-world.js';

let world: IdentityWorld;
let orgId: string;
let adminId: string;
beforeAll(async () => {
  world = await IdentityWorld.open();
  ({ orgId, adminId } = await world.organisation());
});
afterAll(() => world.close());

const GOOD = 'tuile orage banjo cumin 82';

describe('sessions', () => {
  it('end by signing out, at once and for good', async () => {
    const { client } = await world.person(orgId);
    const { cookie } = client;
    world.ended.length = 0;
    expect((await client.ask('POST', '/sign-out')).status).toBe(200);
    client.cookie = cookie;
    expect((await client.ask('GET', '/me')).status).toBe(401);
    await expect.poll(() => world.ended).toMatchObject([{ sessionIds: [expect.any(String)] }]);
  });

  it('live on while they are used, and end after twelve hours of nothing', async () => {
    const { client } = await world.person(orgId);
    for (let times = 0; times < 3; times += 1) {
      world.clock.forward(11 * 3_600_000);
      expect((await client.ask('GET', '/me')).status).toBe(200);
    }
    world.clock.forward(12 * 3_600_000 + 1_000);
    expect((await client.ask('GET', '/me')).status).toBe(401);
  });

  it('end after thirty days, used or not', async () => {
    const { client } = await world.person(orgId);
    let hours = 0;
    while ((await client.ask('GET', '/me')).status === 200) {
      world.clock.forward(11 * 3_600_000);
      hours += 11;
    }
    expect(hours).toBeGreaterThan(29 * 24);
    expect(hours).toBeLessThanOrEqual(30 * 24 + 11);
  });

  it('are not what a stranger says they are', async () => {
    const client = world.client();
    for (const cookie of [
      '__Host-maroquin=',
      '__Host-maroquin=x',
      `__Host-maroquin=${'A'.repeat(43)}`,
      'maroquin=y',
    ]) {
      client.cookie = cookie;
      expect((await client.ask('GET', '/me')).status).toBe(401);
    }
  });

  it('do not act for another site', async () => {
    const { client } = await world.person(orgId);
    const foreign = await client.ask('PATCH', '/me', { locale: 'en' }, { origin: 'https://evil.example' });
    expect([foreign.status, foreign.body.code]).toEqual([403, 'request.foreign-origin']);
  });
});

describe('tokens', () => {
  const program = async (
    user: string,
    scopes: ('documents' | 'admin' | 'all' | 'messages')[],
    days: number | null = null,
  ) => {
    const client = world.client();
    client.token = (await world.commands.createToken({ user, scopes, days })).token;
    return client;
  };

  it('act for their person within their scopes', async () => {
    const { id, email } = await world.person(orgId);
    const all = await program(email, ['all']);
    expect((await all.ask('GET', '/me')).body.person.id).toBe(id);
    const space = (await all.ask('POST', '/spaces', { name: 'Cabinet' })).body.id;
    const documents = await program(id, ['documents']);
    expect((await documents.ask('POST', '/folders', { name: 'Notes', parentId: space })).status).toBe(201);
    expect((await documents.ask('POST', '/spaces', { name: 'Autre' })).status).toBe(404);
    const admins = await program(id, ['admin']);
    expect((await admins.ask('GET', `/resources/${space}`)).status).toBe(404);
  });

  it('for some things do not change who the person is', async () => {
    const { id } = await world.person(orgId);
    const client = await program(id, ['documents']);
    expect((await client.ask('PATCH', '/me', { name: 'Autre' }, { 'if-match': '"1"' })).status).toBe(404);
  });

  it('of an administrator need the admin scope to manage people', async () => {
    expect((await (await program(adminId, ['documents'])).ask('GET', '/people')).status).toBe(404);
    expect((await (await program(adminId, ['admin'])).ask('GET', '/people')).status).toBe(200);
  });

  it('end on their day', async () => {
    const { id } = await world.person(orgId);
    const client = await program(id, ['all'], 1);
    expect((await client.ask('GET', '/me')).status).toBe(200);
    world.clock.forward(24 * 3_600_000 + 1_000);
    expect((await client.ask('GET', '/me')).status).toBe(401);
  });

  it('end when they are revoked, one or all of a person, and their sockets on every node with them', async () => {
    const { id: user } = await world.person(orgId);
    const open = async () => {
      const made = await world.commands.createToken({ user, scopes: ['all'], days: null });
      const client = world.client();
      client.token = made.token;
      return { id: made.id, status: async () => (await client.ask('GET', '/me')).status };
    };
    const [first, second, third] = [await open(), await open(), await open()];
    expect(await world.commands.revokeTokens({ user, id: first.id })).toEqual({ revoked: 1 });
    expect([await first.status(), await second.status()]).toEqual([401, 200]);
    expect(await world.commands.revokeTokens({ user, id: null })).toEqual({ revoked: 2 });
    expect([await second.status(), await third.status()]).toEqual([401, 401]);
    expect(await world.commands.revokeTokens({ user, id: first.id })).toEqual({ revoked: 0 });
    const told = (): readonly string[] => world.ended.flatMap(({ sessionIds }) => sessionIds);
    await vi.waitFor(() => expect(told()).toEqual(expect.arrayContaining([first.id, second.id, third.id])));
  });

  it('that are wrong are nobody, whatever the cookie says', async () => {
    const { client } = await world.person(orgId);
    client.token = 'B'.repeat(43);
    expect((await client.ask('GET', '/me')).status).toBe(401);
  });

  it('cannot change the password of their person', async () => {
    const { id } = await world.person(orgId);
    expect((await (await program(id, ['all'])).ask('PUT', '/me/password', { password: GOOD })).status).toBe(
      404,
    );
  });

  it('are for people who exist', async () => {
    await expect(
      world.commands.createToken({ user: 'nul@var.example.fr', scopes: ['all'], days: null }),
    ).rejects.toMatchObject({ code: 'account.unknown' });
  });
});
