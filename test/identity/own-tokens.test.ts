import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, IdentityWorld } from './identity-world.js';

let world: IdentityWorld;
let orgId: string;
beforeAll(async () => {
  world = await IdentityWorld.open();
  ({ orgId } = await world.organisation());
});
afterAll(() => world.close());

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const wanted = { name: 'Export mensuel du suivi', scopes: ['documents', 'files'], days: 30 };
const create = async (client: Client, changes: object = {}) =>
  client.ask('POST', '/me/tokens', { ...wanted, ...changes });
const list = async (client: Client) => (await client.ask('GET', '/me/tokens')).body.items;
const asProgram = (token: string): Client => {
  const program = world.client();
  program.token = token;
  return program;
};

describe('a person’s own token', () => {
  it('acts for its person, is listed under the name it was given, and its secret is told once', async () => {
    const { client, email } = await world.person(orgId);
    const made = await create(client);
    expect(made.status).toBe(201);
    const { secret, ...view } = made.body;
    expect(view).toMatchObject({ name: wanted.name, scopes: wanted.scopes, lastSeenAt: null });
    expect((await asProgram(secret).ask('GET', '/me')).body.person.email).toBe(email);
    const listed = await list(client);
    expect(listed).toMatchObject([{ id: view.id, name: wanted.name }]);
    expect(JSON.stringify(listed)).not.toContain(secret);
  });

  it('opens nothing from the moment that it is revoked, or past its end', async () => {
    const { client } = await world.person(orgId);
    const [first, second] = [await create(client), await create(client)];
    expect((await client.ask('DELETE', `/me/tokens/${first.body.id}`)).status).toBe(204);
    expect((await asProgram(first.body.secret).ask('GET', '/me')).status).toBe(401);
    expect((await asProgram(second.body.secret).ask('GET', '/me')).status).toBe(200);
    expect((await client.ask('DELETE', `/me/tokens/${first.body.id}`)).status).toBe(404);
    world.clock.forward(31 * DAY);
    expect((await asProgram(second.body.secret).ask('GET', '/me')).status).toBe(401);
  });

  it('is neither seen nor ended by somebody else', async () => {
    const [mine, other] = [await world.person(orgId), await world.person(orgId)];
    const made = await create(mine.client);
    expect(await list(other.client)).toEqual([]);
    for (const id of [made.body.id, randomUUID()])
      expect((await other.client.ask('DELETE', `/me/tokens/${id}`)).status).toBe(404);
    expect((await asProgram(made.body.secret).ask('GET', '/me')).status).toBe(200);
  });

  it('is made neither by a program nor long after a sign-in', async () => {
    const { client, email } = await world.person(orgId);
    const { token } = await world.commands.createToken({ user: email, scopes: ['all'], days: 1 });
    const program = asProgram(token);
    expect((await create(program)).status).toBe(404);
    expect((await program.ask('GET', '/me/tokens')).status).toBe(404);
    world.clock.forward(11 * MINUTE);
    expect((await create(client)).body.code).toBe('sign-in.not-fresh');
  });

  it('cannot be given what only the command line gives, nor be without scope, name or end', async () => {
    const { client } = await world.person(orgId);
    for (const wrong of [
      { scopes: ['all'] },
      { scopes: ['admin'] },
      { scopes: [] },
      { scopes: ['files', 'files'] },
      { name: '  ' },
      { days: 0 },
      { days: 367 },
    ])
      expect((await create(client, wrong)).status, JSON.stringify(wrong)).toBe(400);
    expect(await list(client)).toEqual([]);
  });

  it('is one of fifty at most, also when many are made at once', async () => {
    const { client } = await world.person(orgId);
    const made = await Promise.all(Array.from({ length: 55 }, () => create(client)));
    const codes = made.map(({ status, body }) => (status === 201 ? 'made' : body.code));
    expect(codes.filter((code) => code === 'made')).toHaveLength(50);
    expect(codes.filter((code) => code === 'token.too-many')).toHaveLength(5);
  });

  it('has a name that the database does not know', async () => {
    const { client, id } = await world.person(orgId);
    await create(client);
    const rows = await world.platform.asOwner<{ sealed: Buffer }>(
      'select name_sealed as sealed from api_token where account_id = $1',
      [id],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.sealed.toString('latin1')).not.toContain('Export');
  });
});
