import { verifyRights } from '@maroquin/platform/proofs';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Actor, toPgConfig } from '@maroquin/platform/database';
import { AccessWorld, type Node, startNode } from './access-world.js';

/** Somebody who holds PostgreSQL's superuser, has an account and a place of his own, and does not have the instance's key. */
let world: AccessWorld;
let superuser: Client;
let owner: Actor;
let thief: Actor;
let space: string;
let secret: string;
let own: string;
/** One that knows nothing yet, as after a restart. */
let fresh: Node;

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
  fresh = startNode(world.platform, world.clock);
  owner = await world.person('Awa Diallo');
  thief = await world.person('Luc Petit');
  space = await world.space(owner);
  secret = await world.put(owner, space, 'document', 'Mutations');
  own = await world.space(thief, 'Chez Luc');
});

const tamper = async (sql: string, params: readonly unknown[]): Promise<void> => {
  expect((await superuser.query(sql, [...params])).rowCount).toBeGreaterThan(0);
};
const forged = async () =>
  (await verifyRights({ database: world.platform.database, keys: world.platform.keys.instance }, world.orgId))
    .forged;
const damaged = { code: 'sealed.damaged' };
/** As it was, with its proof, so that others' tests find nothing. */
const whileChanged = async (table: string, id: string, change: string, work: () => Promise<void>) => {
  await superuser.query(`create table kept as select * from ${table} where id = '${id}'`);
  try {
    await tamper(`update ${table} set ${change} where id = $1`, [id]);
    await work();
  } finally {
    const columns = (
      await superuser.query<{ name: string }>(
        `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
        [table],
      )
    ).rows.map(({ name }) => name);
    await superuser.query(
      `update ${table} t set ${columns.map((name) => `${name} = k.${name}`).join(', ')} from kept k where k.id = t.id;
       drop table kept`,
    );
  }
};

describe('who moves something in the database', () => {
  it.each([
    ['below a place of his own', 'parent_id = $own, scope_id = $own'],
    ['into the rights of a place of his own', 'scope_id = $own'],
    ['among what he made himself', 'created_by = $thief, scope_id = $own'],
  ])('%s, gets nothing by that, and is found', async (_, change) => {
    const said = change.replaceAll('$own', `'${own}'`).replaceAll('$thief', `'${thief.personId}'`);
    await whileChanged('resource', secret, said, async () => {
      for (const actor of [thief, owner]) expect(await fresh.access.roleOf(actor, secret)).toBeNull();
      expect(await forged()).toEqual([{ relation: 'resource', key: [world.orgId, secret] }]);
      expect(fresh.access.genuine.foundForged).toBe(true);
    });
    expect(await forged()).toEqual([]);
  });

  it('has it signed neither by a change of rights above it nor by touching it first', async () => {
    await whileChanged('resource', secret, `parent_id = '${own}', scope_id = '${own}'`, async () => {
      const folder = await world.put(thief, own, 'folder', 'Un dossier');
      // What stands there is given another scope.
      await world.grant(thief, own, await world.person(), 'reader');
      await world.grant(thief, folder, await world.person(), 'reader');
      const touched = world.node.access.locks.changePlaces(thief, world.orgId, [own], async (tx) => {
        await tx.require(thief, 'resource.read', own);
        await tx.query('update resource set updated_at = now() where id = $1', [secret]);
        await tx.query('update resource set marking = 1 where id = $1', [secret]);
      });
      await expect(touched).rejects.toMatchObject(damaged);
      expect(await startNode(world.platform, world.clock).access.roleOf(thief, secret)).toBeNull();
    });
  });

  it('has one that he plants signed by nobody who touches it', async () => {
    const planted = (
      await superuser.query<{ id: string }>(
        `insert into resource (id, org_id, parent_id, kind, scope_id, name_sealed, name_hash, created_at, updated_at)
         select gen_random_uuid(), org_id, id, 'folder', id, '', '', now(), now() from resource where id = $1 returning id`,
        [own],
      )
    ).rows[0]?.id;
    const touched = world.node.access.locks.changePlaces(thief, world.orgId, [own], async (tx) => {
      await tx.require(thief, 'resource.read', own);
      await tx.query('update resource set updated_at = now() where id = $1', [planted]);
      await tx.query('update resource set marking = 1 where id = $1', [planted]);
    });
    await expect(touched).rejects.toMatchObject(damaged);
    await tamper('delete from resource where id = $1', [planted]);
  });
});

describe('who changes what is inherited', () => {
  it('has a secret place inherit nothing of what is given in his own', async () => {
    const folder = await world.put(owner, space, 'folder', 'Fermé');
    await world.node.restricting.restrict(owner, folder);
    await whileChanged(
      'permission_scope',
      folder,
      `parent_scope_id = '${own}', inherits = true`,
      async () => {
        await expect(world.grant(thief, own, await world.person(), 'reader')).rejects.toMatchObject(damaged);
        expect(await forged()).toEqual([{ relation: 'permission_scope', key: [world.orgId, folder] }]);
      },
    );
    await world.grant(thief, own, await world.person(), 'reader');
  });
});

describe('who marks something less in the database', () => {
  it('opens it to no guest, and is found', async () => {
    const guest = await world.guest(space);
    await world.platform.asService('update resource set marking = 1, version = version + 1 where id = $1', [
      secret,
    ]);
    expect(await forged()).toEqual([]);
    expect(await fresh.access.may(guest, 'resource.read', secret)).toBe(false);
    await whileChanged('resource', secret, 'marking = 0', async () => {
      const node = startNode(world.platform, world.clock);
      expect(await node.access.may(guest, 'resource.read', secret)).toBe(false);
      expect(await forged()).toEqual([{ relation: 'resource', key: [world.orgId, secret] }]);
    });
  });
});

describe('the service', () => {
  it('commits no place without its proof', async () => {
    const write = world.platform.database.inOrgs({ orgs: [world.orgId] }, (tx) =>
      tx.query('update resource set marking = 1 where id = $1', [secret]),
    );
    await expect(write).rejects.toThrow('without a proof');
  });

  it('finds every place proven after all that people do with places', async () => {
    const folder = await world.put(owner, space, 'folder', 'Lot');
    await world.grant(owner, folder, await world.person(), 'editor');
    await world.node.restricting.restrict(owner, folder);
    await world.node.restricting.restore(owner, folder, undefined);
    const { version } = (await world.node.tree.get(owner, secret)).resource;
    await world.node.mover.move(owner, { id: secret, parentId: folder, expectedVersion: version });
    expect(await forged()).toEqual([]);
    expect(await fresh.access.roleOf(owner, secret)).toBe('manager');
  });
});
