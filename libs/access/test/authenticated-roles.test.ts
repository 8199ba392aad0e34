import { verifyRights } from '@maroquin/platform/proofs';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newId } from '@maroquin/platform/config';
import { type Actor, toPgConfig } from '@maroquin/platform/database';
import { AccessWorld } from './access-world.js';

/** Somebody who holds PostgreSQL's superuser and does not have the instance's key. */
let world: AccessWorld;
let superuser: Client;
let administrator: Actor;
let owner: Actor;
let holder: Actor;
let space: string;
let role: string;

beforeAll(async () => {
  world = await AccessWorld.open();
  superuser = new Client(toPgConfig(world.platform.connections.superuser));
  await superuser.connect();
  await superuser.query('set session_replication_role = replica');
});
afterAll(async () => {
  await superuser?.end();
  await world?.close();
});
beforeEach(async () => {
  administrator = await world.administrator('Claire Fontaine');
  owner = await world.person('Awa Diallo');
  holder = await world.person('Luc Petit');
  space = await world.space(owner);
  const wanted = {
    name: `Rôle ${newId()}`,
    base: 'reader',
    acts: ['resource.move', 'resource.trash'],
  } as const;
  role = (await world.node.roles.create(administrator, { ...wanted, acts: [...wanted.acts] })).id;
});

const damaged = { code: 'sealed.damaged' };
const give = (): Promise<unknown> =>
  world.node.grants.set(owner, {
    ...{ resourceId: space, subjectId: holder.personId, role, expiresAt: null },
  });
const forged = async () =>
  (await verifyRights({ database: world.platform.database, keys: world.platform.keys.instance }, world.orgId))
    .forged;
const write = async (sql: string, params: readonly unknown[]): Promise<void> => {
  expect((await superuser.query(sql, [...params])).rowCount).toBeGreaterThan(0);
};
const found = () => [{ relation: 'custom_role', key: [world.orgId, role] }];
const putRight = (): Promise<void> => write(`delete from custom_role where id = $1`, [role]);

it.each([
  ['has a role allow more', `update custom_role set acts = acts || '{access.share}' where id = $1`],
  ['has a role begin from more', `update custom_role set base = 'editor' where id = $1`],
])('who %s in the database has it given to nobody, and is found', async (_, sql) => {
  await write(sql, [role]);
  await expect(give()).rejects.toMatchObject(damaged);
  expect(await world.node.access.roleOf(holder, space)).toBeNull();
  expect(await forged()).toEqual(found());
  await putRight();
});

it('who brings back a role that was taken away has it given to nobody', async () => {
  await world.node.roles.remove(administrator, role);
  expect(await forged()).toEqual([]);
  await write('update custom_role set deleted_at = null where id = $1', [role]);
  await expect(give()).rejects.toMatchObject(damaged);
  expect(await forged()).toEqual(found());
  await putRight();
});

it('who changes a role that is given has it signed by nobody who changes it after him', async () => {
  await give();
  await write(`update custom_role set acts = acts || '{access.share}' where id = $1`, [role]);
  const change = world.node.roles.change(
    administrator,
    role,
    { name: `Rôle ${newId()}`, base: 'reader', acts: ['access.share'] },
    1,
  );
  await expect(change).rejects.toMatchObject(damaged);
  await expect(world.node.roles.remove(administrator, role)).rejects.toMatchObject(damaged);
  // What was given before stays what it was.
  expect(await world.node.access.may(holder, 'access.share', space)).toBe(false);
  expect(await forged()).toEqual(found());
  await write(`update custom_role set acts = '{resource.move,resource.trash}' where id = $1`, [role]);
  expect(await forged()).toEqual([]);
});

it('a role is given, changed and taken away as before, and its proof goes along', async () => {
  await give();
  await world.node.roles.change(
    administrator,
    role,
    { name: `Rôle ${newId()}`, base: 'reader', acts: ['resource.move'] },
    1,
  );
  expect(await forged()).toEqual([]);
  await world.node.roles.remove(administrator, role);
  expect(await forged()).toEqual([]);
});
