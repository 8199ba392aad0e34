import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { newId } from '@maroquin/platform/config';
import { Guests } from '@maroquin/identity';
import { type Client, IdentityWorld } from './identity-world.js';

const DAY = 24 * 60 * 60_000;

let world: IdentityWorld;
let orgId: string;
let adminId: string;
let admin: Client;
let sponsor: { client: Client; id: string };
let space: string;

beforeAll(async () => {
  world = await IdentityWorld.open();
  ({ orgId, adminId, admin } = await world.organisation());
  sponsor = await world.person(orgId, 'Awa Diop');
  space = (await sponsor.client.ask('POST', '/spaces', { name: 'Cabinet' })).body.id;
});
afterAll(() => world.close());

const inDays = (days: number): string => new Date(world.clock.now().getTime() + days * DAY).toISOString();

async function guestIn(more: object = {}): Promise<{ client: Client; id: string; link: string }> {
  const email = `${newId()}@mairie.example.fr`;
  const { status, body } = await sponsor.client.ask('POST', `/spaces/${space}/guests`, {
    ...{ email, name: 'Paul Roux', role: 'editor' },
    ...more,
  });
  expect(status).toBe(201);
  return { client: await world.signedIn(body.link), id: body.id, link: body.link };
}
const listed = async (id: string) =>
  (await sponsor.client.ask('GET', `/spaces/${space}/guests`)).body.items.find(
    ({ person }) => person.id === id,
  );

describe('a guest', () => {
  it('works in the space it was invited to, and sees no other', async () => {
    const other = (await sponsor.client.ask('POST', '/spaces', { name: 'Autre' })).body.id;
    const { client } = await guestIn();
    expect((await client.ask('POST', '/folders', { name: newId(), parentId: space })).status).toBe(201);
    expect((await client.ask('GET', `/resources/${other}`)).status).toBe(404);
    expect((await client.ask('GET', '/spaces')).body.items.map(({ id }) => id)).toEqual([space]);
  });

  it('has no directory, no teams, no space of its own, and makes none', async () => {
    const { client } = await guestIn();
    expect((await client.ask('POST', '/directory/search', { q: 'awa' })).status).toBe(404);
    expect((await client.ask('GET', '/teams')).status).toBe(404);
    expect((await client.ask('POST', '/spaces', { name: 'x' })).status).toBe(404);
    const { body } = await client.ask('GET', '/me');
    expect([body.personalSpaceId, body.capabilities]).toEqual([null, []]);
  });

  it('does not act as everyone of the organisation, but sees what is shared with it', async () => {
    const open = (await sponsor.client.ask('POST', '/spaces', { name: 'Ouvert' })).body.id;
    await sponsor.client.ask('PUT', `/resources/${open}/grants/${orgId}`, { role: 'reader' });
    const { client, id } = await guestIn();
    expect((await client.ask('GET', `/resources/${open}`)).status).toBe(404);
    await sponsor.client.ask('PUT', `/resources/${open}/grants/${id}`, { role: 'reader' });
    expect((await client.ask('GET', `/resources/${open}`)).status).toBe(200);
  });

  it('manages nothing, and invites nobody', async () => {
    const { client, id } = await guestIn();
    const made = await client.ask('POST', `/spaces/${space}/guests`, {
      ...{ email: 'x@example.fr', name: 'x', role: 'reader' },
    });
    expect(made.status).toBe(404);
    const grant = await sponsor.client.ask('PUT', `/resources/${space}/grants/${id}`, { role: 'manager' });
    expect(grant.body.code).toBe('access.guest-role');
  });

  it('is there for 90 days, unless told', async () => {
    const { id } = await guestIn();
    const days = (Date.parse((await listed(id))?.endsAt ?? '') - world.clock.now().getTime()) / DAY;
    expect(Math.round(days)).toBe(90);
  });

  it('ends by itself: from that moment its session is nobody’s, and a job ends it', async () => {
    const { client, id } = await guestIn();
    await sponsor.client.ask(
      'PATCH',
      `/spaces/${space}/guests/${id}`,
      { endsAt: inDays(1 / 24) },
      { 'if-match': '"1"' },
    );
    expect((await client.ask('GET', '/me')).status).toBe(200);
    world.clock.forward(DAY / 24 + 1);
    expect((await client.ask('GET', '/me')).status).toBe(401);
    expect((await listed(id))?.over).toBe(true);
    expect(await world.app.get(Guests).endDue(orgId)).toBe(1);
    expect(await world.app.get(Guests).endDue(orgId)).toBe(0);
  });

  it('stays longer when its sponsor says so, at most a year ahead', async () => {
    const { client, id } = await guestIn();
    const path = `/spaces/${space}/guests/${id}`;
    await sponsor.client.ask('PATCH', path, { endsAt: inDays(1 / 24) }, { 'if-match': '"1"' });
    await sponsor.client.ask('PATCH', path, { endsAt: inDays(30) }, { 'if-match': '"2"' });
    world.clock.forward(DAY / 12);
    expect((await client.ask('GET', '/me')).status).toBe(200);
    expect(
      (await sponsor.client.ask('PATCH', path, { endsAt: inDays(400) }, { 'if-match': '"3"' })).status,
    ).toBe(400);
  });

  it('is ended at once by its sponsor, and its open sockets with it', async () => {
    const { client, id } = await guestIn();
    expect(
      (
        await sponsor.client.ask(
          'PATCH',
          `/spaces/${space}/guests/${id}`,
          { endsAt: inDays(0) },
          { 'if-match': '"1"' },
        )
      ).status,
    ).toBe(204);
    expect((await client.ask('GET', '/me')).status).toBe(401);
    expect(world.ended.length).toBeGreaterThan(0);
  });

  it('ends with the sockets of its programs', async () => {
    const { id } = await guestIn();
    const token = await world.commands.createToken({ user: id, scopes: ['all'], days: null });
    await sponsor.client.ask(
      'PATCH',
      `/spaces/${space}/guests/${id}`,
      { endsAt: inDays(0) },
      { 'if-match': '"1"' },
    );
    const told = (): readonly string[] => world.ended.flatMap(({ sessionIds }) => sessionIds);
    await vi.waitFor(() => expect(told()).toContain(token.id));
  });

  it('is not moved by a manager who is not its sponsor', async () => {
    const { id } = await guestIn();
    const other = await world.person(orgId, 'Jean Petit');
    await sponsor.client.ask('PUT', `/resources/${space}/grants/${other.id}`, { role: 'manager' });
    const answer = await other.client.ask(
      'PATCH',
      `/spaces/${space}/guests/${id}`,
      { endsAt: inDays(1) },
      { 'if-match': '"1"' },
    );
    expect(answer.status).toBe(404);
  });

  it('gets an administrator as its sponsor when its sponsor is gone', async () => {
    const gone = await world.person(orgId, 'Léa Morel');
    await sponsor.client.ask('PUT', `/resources/${space}/grants/${gone.id}`, { role: 'manager' });
    const made = await gone.client.ask('POST', `/spaces/${space}/guests`, {
      ...{ email: `${newId()}@mairie.example.fr`, name: 'Ivo', role: 'reader' },
    });
    // Who only looks like one, and for longer, by what was changed in the database.
    const thief = await world.person(orgId);
    await world.platform.asOwner(
      `update seat set kind = 'admin', created_at = '2020-01-01T00:00:00Z' where account_id = $1`,
      [thief.id],
    );
    await admin.ask('POST', `/people/${gone.id}/disable`);
    expect((await listed(made.body.id))?.sponsor?.id).toBe(adminId);
  });

  it('whose seat was changed in the database gets a new one where its sponsor sets its end', async () => {
    const { client, id } = await guestIn();
    await world.platform.asOwner(
      `update seat set ends_at = ends_at + interval '1 year' where account_id = $1`,
      [id],
    );
    expect((await client.ask('GET', '/me')).status).toBe(401);
    const path = `/spaces/${space}/guests/${id}`;
    const answer = await sponsor.client.ask('PATCH', path, { endsAt: inDays(30) }, { 'if-match': '"1"' });
    expect(answer.status).toBe(204);
    expect((await client.ask('GET', '/me')).status).toBe(200);
  });
});

describe('inviting a guest', () => {
  it('is for whoever manages the space', async () => {
    const { client } = await world.person(orgId);
    const body = { email: 'y@example.fr', name: 'y', role: 'reader' };
    expect((await client.ask('POST', `/spaces/${space}/guests`, body)).status).toBe(404);
    expect((await client.ask('GET', `/spaces/${space}/guests`)).status).toBe(404);
  });

  it('refuses an address that somebody has', async () => {
    const { email } = await world.person(orgId);
    const body = { email, name: 'y', role: 'reader' };
    expect((await sponsor.client.ask('POST', `/spaces/${space}/guests`, body)).body.code).toBe(
      'account.exists',
    );
  });
});
