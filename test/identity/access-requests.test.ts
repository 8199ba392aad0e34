import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@maroquin/platform/config';
import { type Client, IdentityWorld } from './identity-world.js';

let world: IdentityWorld;
let orgId: string;
let manager: Client;
let space: string;

beforeAll(async () => {
  world = await IdentityWorld.open();
  ({ orgId } = await world.organisation());
  manager = (await world.person(orgId, 'Awa Diop')).client;
  space = (await manager.ask('POST', '/spaces', { name: 'Cabinet' })).body.id;
});
afterAll(() => world.close());

const folder = async (): Promise<string> =>
  (await manager.ask('POST', '/folders', { name: `Dossier ${newId()}`, parentId: space })).body.id;
const ask = (client: Client, resourceId: string) => client.ask('POST', '/access-requests', { resourceId });
const requestsOn = async (id: string) =>
  (await manager.ask('GET', `/resources/${id}/access-requests`)).body.items;

describe('asking for access', () => {
  it('gives one and the same answer for what exists and what does not', async () => {
    const { client } = await world.person(orgId);
    const real = await ask(client, await folder());
    const absent = await ask(client, newId());
    expect([real.status, real.body]).toEqual([absent.status, absent.body]);
    expect(real.status).toBe(202);
  });

  it('is seen by whoever manages the resource, there and among all that it manages', async () => {
    const wanted = await folder();
    const { client, id } = await world.person(orgId, 'Paul Roux');
    await ask(client, wanted);
    expect(await requestsOn(wanted)).toMatchObject([{ person: { id, name: 'Paul Roux' } }]);
    const all = (await manager.ask('GET', '/access-requests')).body.items;
    expect(all.map(({ resource }) => resource.id)).toContain(wanted);
    expect((await client.ask('GET', '/access-requests')).body.items).toEqual([]);
    expect((await client.ask('GET', `/resources/${wanted}/access-requests`)).status).toBe(404);
  });

  it('twice is asking once', async () => {
    const wanted = await folder();
    const { client } = await world.person(orgId);
    await ask(client, wanted);
    await ask(client, wanted);
    expect(await requestsOn(wanted)).toHaveLength(1);
  });

  it('leaves nothing where one may read already', async () => {
    const wanted = await folder();
    const { client, id } = await world.person(orgId);
    await manager.ask('PUT', `/resources/${wanted}/grants/${id}`, { role: 'reader' });
    await ask(client, wanted);
    expect(await requestsOn(wanted)).toEqual([]);
  });

  it('is bounded for each person', async () => {
    const { client } = await world.person(orgId);
    const statuses = new Set<number>();
    for (let turn = 0; turn < 21; turn += 1) statuses.add((await ask(client, newId())).status);
    expect(statuses).toEqual(new Set([202, 429]));
  });
});

describe('a request', () => {
  it('that is approved gives the right at once, and is gone from the list', async () => {
    const wanted = await folder();
    const { client } = await world.person(orgId);
    await ask(client, wanted);
    const [request] = await requestsOn(wanted);
    const path = `/access-requests/${request?.id ?? ''}/approve`;
    expect((await manager.ask('POST', path, { role: 'commenter' })).status).toBe(204);
    expect((await client.ask('GET', `/resources/${wanted}`)).body.resource.role).toBe('commenter');
    expect(await requestsOn(wanted)).toEqual([]);
    expect((await manager.ask('POST', path, { role: 'editor' })).status).toBe(404);
  });

  it('that is refused gives nothing, and may be made again a week later', async () => {
    const wanted = await folder();
    const person = await world.person(orgId);
    await ask(person.client, wanted);
    const [request] = await requestsOn(wanted);
    await manager.ask('POST', `/access-requests/${request?.id ?? ''}/refuse`);
    expect((await person.client.ask('GET', `/resources/${wanted}`)).status).toBe(404);
    await ask(person.client, wanted);
    expect(await requestsOn(wanted)).toEqual([]);
    await world.platform.asOwner(
      `update access_request set requested_at = requested_at - interval '8 days' where resource_id = '${wanted}'`,
    );
    await ask(person.client, wanted);
    expect(await requestsOn(wanted)).toHaveLength(1);
  });

  it('is decided by whoever manages the resource only', async () => {
    const wanted = await folder();
    const { client } = await world.person(orgId);
    await ask(client, wanted);
    const [request] = await requestsOn(wanted);
    for (const id of [request?.id ?? '', newId()]) {
      const path = `/access-requests/${id}/approve`;
      expect((await client.ask('POST', path, { role: 'manager' })).status).toBe(404);
    }
  });

  it('and its decision are in the audit', async () => {
    const rows = await world.platform.asOwner(
      `select distinct action from audit where action like 'access.request%'`,
    );
    expect(rows.map((row) => (row as { action: string }).action).sort()).toEqual([
      'access.request-approved',
      'access.request-refused',
      'access.requested',
    ]);
  });
});
