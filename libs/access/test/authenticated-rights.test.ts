import { headProof, proveFormer, relations, signRights, verifyRights } from '@maroquin/platform/proofs';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@maroquin/platform/config';
import { type Actor, toPgConfig } from '@maroquin/platform/database';
import { GenuineRows } from '../src/engine/genuine-rows.js';
import { AccessWorld, type Node, startNode, until } from './access-world.js';

/** Somebody who holds PostgreSQL's superuser, has an account, and does not have the instance's key. */
let world: AccessWorld;
let superuser: Client;
let owner: Actor;
let thief: Actor;
let space: string;
let folder: string;
/** One that knows nothing yet, as after a restart. */
let fresh: Node;

beforeAll(async () => {
  world = await AccessWorld.open();
  superuser = new Client(toPgConfig(world.platform.connections.superuser));
  await superuser.connect();
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
  folder = await world.put(owner, space, 'folder');
});

const tamper = async (sql: string, params: readonly unknown[]): Promise<void> => {
  await superuser.query('set session_replication_role = replica');
  const { rowCount } = await superuser.query(sql, [...params]);
  expect(rowCount).toBeGreaterThan(0);
};
/** Without a right he sees nothing, whatever there is. */
const roleOf = (actor: Actor, id: string) => fresh.access.roleOf(actor, id);
const verified = () =>
  verifyRights({ database: world.platform.database, keys: world.platform.keys.instance }, world.orgId);
const forged = async () => (await verified()).forged;
const plant = async (scopeId: string, role = 'manager'): Promise<void> => {
  for (const sql of [
    `insert into access_grant (org_id, resource_id, subject_id, role, granted_at) values ($1, $2, $3, $4, now())`,
    `insert into scope_grant (org_id, scope_id, subject_id, from_resource_id, role) values ($1, $2, $3, $2, $4)`,
  ])
    await tamper(sql, [world.orgId, scopeId, thief.personId, role]);
};
const pull = (): Promise<void> =>
  tamper('delete from access_grant where subject_id = $1 and proof is null', [thief.personId]).then(() =>
    tamper('delete from scope_grant where subject_id = $1 and proof is null', [thief.personId]),
  );

describe('who writes a right into the database', () => {
  it('gets none by a row of his own making, and the audit names the row', async () => {
    await plant(space);
    expect(await roleOf(thief, space)).toBeNull();
    await expect(fresh.access.require(thief, 'resource.read', space)).rejects.toMatchObject({
      code: 'request.not-found',
    });
    expect(fresh.access.genuine.foundForged).toBe(true);
    const acts = () =>
      world.platform.asOwner<{ details: object }>(
        `select details from audit where action = 'access.forged' and target_id = $1`,
        [space],
      );
    await until(async () => (await acts()).length > 0);
    expect((await acts())[0]?.details).toEqual({
      table: 'scope_grant',
      row: `${space} ${thief.personId} ${space}`,
    });
    expect(await forged()).toContainEqual({
      relation: 'scope_grant',
      key: [world.orgId, space, thief.personId, space],
    });
    await pull();
    expect(await forged()).toEqual([]);
  });

  it.each([
    ['a stronger role', "role = 'manager'"],
    ['another end', "expires_at = now() + interval '10 years'"],
    ['no end', 'expires_at = null'],
    ['more acts', "acts = '{resource.trash}'"],
    ['another person', 'subject_id = $3'],
    ['another place', 'scope_id = $4'],
  ])('gets nothing by giving a row %s', async (_, change) => {
    const other = await world.space(owner, 'Ailleurs');
    const colleague = await world.person();
    await world.grant(owner, space, colleague, 'reader', new Date(world.clock.now().getTime() + 86_400_000));
    await tamper(
      `update scope_grant set ${change} where scope_id = $1 and subject_id = $2
         and $3::uuid is not null and $4::uuid is not null`,
      [space, colleague.personId, thief.personId, other],
    );
    for (const actor of [colleague, thief])
      for (const id of [space, other]) expect(await roleOf(actor, id)).toBeNull();
    await tamper('delete from access_grant where subject_id = $1', [colleague.personId]);
    await tamper('delete from scope_grant where subject_id = any($1)', [
      [colleague.personId, thief.personId],
    ]).catch(() => undefined);
  });

  it('has nothing signed for him by what inherits his row', async () => {
    await plant(space);
    const colleague = await world.person();
    // The folder gets a scope of its own, which starts as a copy of the one above it.
    await world.grant(owner, folder, colleague, 'reader');
    expect(await roleOf(colleague, folder)).toBe('reader');
    expect(await roleOf(owner, folder)).toBe('manager');
    expect(await roleOf(thief, folder)).toBeNull();
    await pull();
  });

  it('has nothing signed for him by whoever changes his row', async () => {
    await plant(space, 'reader');
    await expect(world.grant(owner, space, thief, 'reader')).rejects.toMatchObject({
      code: 'sealed.damaged',
    });
    expect(await roleOf(thief, space)).toBeNull();
    // Taking it away is always possible, and then the right can be given.
    await world.node.grants.remove(owner, space, thief.personId);
    await world.grant(owner, space, thief, 'reader');
    await until(async () => (await roleOf(thief, space)) === 'reader');
  });

  it('has nothing signed for him by an act that writes what stands there already', async () => {
    const administrator = await world.administrator('Claire Fontaine');
    const role = { base: 'reader' as const, acts: ['resource.trash' as const] };
    const { id } = await world.node.roles.create(administrator, { name: 'Classement', ...role });
    const place = [world.orgId, space, thief.personId];
    await tamper(
      `insert into access_grant (org_id, resource_id, subject_id, role, custom_role_id, granted_at)
       values ($1, $2, $3, 'reader', $4, now())`,
      [...place, id],
    );
    await tamper(
      `insert into scope_grant (org_id, scope_id, subject_id, from_resource_id, role, acts)
       values ($1, $2, $3, $2, 'reader', '{resource.trash}')`,
      place,
    );
    const renamed = world.node.roles.change(administrator, id, { name: 'Archivage', ...role }, 1);
    await expect(renamed).rejects.toMatchObject({ code: 'sealed.damaged' });
    await expect(world.node.roles.remove(administrator, id)).rejects.toMatchObject({
      code: 'sealed.damaged',
    });
    expect(await roleOf(thief, space)).toBeNull();
    await pull();
    await world.node.roles.change(administrator, id, { name: 'Archivage', ...role }, 1);
  });

  it('does not count as the manager that a place keeps', async () => {
    await plant(space);
    await expect(world.node.grants.remove(owner, space, owner.personId)).rejects.toMatchObject({
      code: 'access.last-manager',
    });
    await pull();
  });

  it('is written down by the next who meets his row, where PostgreSQL failed', async () => {
    let isLost = true;
    const errors: unknown[] = [];
    const { database, keys } = world.platform;
    const genuine = new GenuineRows({
      database: {
        inOrgs: (...asked) => (isLost ? Promise.reject(new Error('lost')) : database.inOrgs(...asked)),
      },
      ...{ keys, clock: world.clock, onError: (error) => void errors.push(error) },
    });
    const place = { org_id: world.orgId, scope_id: space, subject_id: thief.personId };
    const row = { ...place, from_resource_id: space, role: 'manager', proof: null };
    genuine.isGenuine('scope_grant', row);
    await until(() => Promise.resolve(errors.length > 0));
    isLost = false;
    genuine.isGenuine('scope_grant', row);
    await until(async () => {
      const acts = `select 1 from audit where action = 'access.forged' and target_id = $1`;
      return (await world.platform.asOwner(acts, [space])).length === 1;
    });
    expect(genuine.foundForged).toBe(true);
  });

  it('has nothing signed for him by asking for it before the fact', async () => {
    const colleague = await world.person();
    await world.grant(owner, space, colleague, 'reader');
    await tamper(
      `update scope_grant set role = 'manager', proof = null, was = to_jsonb(scope_grant) - 'was'
       where scope_id = $1 and subject_id = $2`,
      [space, colleague.personId],
    );
    await world.grant(owner, folder, await world.person(), 'reader');
    expect(await roleOf(colleague, space)).toBeNull();
    await expect(world.grant(owner, space, colleague, 'editor')).rejects.toMatchObject({
      code: 'sealed.damaged',
    });
    await world.node.grants.remove(owner, space, colleague.personId);
  });
});

describe('who writes a seat, a member of a team or a duty into the database', () => {
  const teamWith = async (...members: string[]): Promise<string> => {
    const administrator = await world.administrator('Claire Fontaine');
    const { id } = await world.node.teams.create(administrator, `Équipe ${newId()}`);
    for (const one of members) await world.node.teams.addMember(administrator, id, one);
    return id;
  };
  const join = (teamId: string, memberId: string): Promise<void> =>
    tamper('insert into membership (org_id, team_id, member_id, added_at) values ($1, $2, $3, now())', [
      ...[world.orgId, teamId, memberId],
    ]);
  const leave = (memberId: string): Promise<void> =>
    tamper('delete from membership where member_id = $1 and proof is null', [memberId]);
  const notFound = { code: 'request.not-found' };

  it('gets nothing by a team that he joins by himself, nor by one in it', async () => {
    const inner = await teamWith(owner.personId);
    const outer = await teamWith(inner);
    await world.grant(owner, space, outer, 'editor');
    await join(inner, thief.personId);
    expect(await roleOf(thief, space)).toBeNull();
    expect(await roleOf(owner, space)).toBe('manager');
    expect(await forged()).toContainEqual({
      relation: 'membership',
      key: [world.orgId, inner, thief.personId],
    });
    expect(fresh.access.genuine.foundForged).toBe(true);
    await leave(thief.personId);
    const own = await teamWith(thief.personId);
    await join(outer, own);
    fresh = startNode(world.platform, world.clock);
    expect(await roleOf(thief, space)).toBeNull();
    await leave(own);
  });

  it('gets nothing by taking the place of a member', async () => {
    const colleague = await world.person();
    const team = await teamWith(colleague.personId);
    await world.grant(owner, space, team, 'editor');
    await tamper('update membership set member_id = $2 where team_id = $1', [team, thief.personId]);
    expect(await roleOf(thief, space)).toBeNull();
    await tamper('delete from membership where team_id = $1', [team]);
  });

  it('administers nothing by the seat that he gives himself, and keeps no other seat by it', async () => {
    await world.grant(owner, space, thief, 'reader');
    await tamper(`update seat set kind = 'admin' where account_id = $1`, [thief.personId]);
    const act = world.node.access.locks.changeOrganisation(thief, world.orgId, (tx) =>
      tx.requireOrganisation(thief, 'people.manage'),
    );
    await expect(act).rejects.toMatchObject(notFound);
    expect(await roleOf(thief, space)).toBeNull();
    expect(await forged()).toContainEqual({ relation: 'seat', key: [world.orgId, thief.personId] });
    await tamper(`update seat set kind = 'member' where account_id = $1`, [thief.personId]);
    fresh = startNode(world.platform, world.clock);
    expect(await roleOf(thief, space)).toBe('reader');
    expect(await forged()).toEqual([]);
  });

  it('is not here any longer by putting off the end of a guest', async () => {
    const guest = await world.guest(space);
    await tamper(`update seat set ends_at = ends_at + interval '1 year' where account_id = $1`, [
      guest.personId,
    ]);
    expect(await roleOf(guest, space)).toBeNull();
    await tamper('delete from seat where account_id = $1', [guest.personId]);
  });

  it('has no duty by a row of his own, nor by a team that has it', async () => {
    await tamper(
      `insert into organisation_duty (org_id, subject_id, duty, granted_by, granted_at)
       values ($1, $2, 'auditor', $3, now())`,
      [world.orgId, thief.personId, owner.personId],
    );
    expect(await fresh.duties.holds(thief, 'auditor')).toBe(false);
    const underLock = world.node.access.locks.changeOrganisation(thief, world.orgId, (tx) =>
      world.node.duties.requireInTransaction(tx, thief, 'auditor'),
    );
    await expect(underLock).rejects.toMatchObject(notFound);
    expect(await forged()).toContainEqual({
      relation: 'organisation_duty',
      key: [world.orgId, thief.personId, 'auditor'],
    });
    await tamper('delete from organisation_duty where subject_id = $1', [thief.personId]);
    const team = await teamWith();
    await world.node.duties.grant(await world.administrator('Léa Roche'), 'auditor', team);
    await join(team, thief.personId);
    expect(await startNode(world.platform, world.clock).duties.holds(thief, 'auditor')).toBe(false);
    await leave(thief.personId);
  });

  it('does not count as who manages by a team, neither by joining it nor by a seat that was changed', async () => {
    const leaver = await world.person();
    const team = await teamWith(leaver.personId);
    await world.grant(owner, space, team, 'manager');
    await world.node.grants.remove(owner, space, owner.personId);
    const administrator = await world.administrator('Claire Fontaine');
    const leaves = () => world.node.teams.removeMember(administrator, team, leaver.personId);
    await join(team, thief.personId);
    await expect(leaves()).rejects.toMatchObject({ code: 'access.last-manager' });
    await leave(thief.personId);
    await world.node.teams.addMember(administrator, team, thief.personId);
    await tamper(`update seat set ends_at = now() + interval '9 years' where account_id = $1`, [
      thief.personId,
    ]);
    await expect(leaves()).rejects.toMatchObject({ code: 'access.last-manager' });
    await tamper('update seat set ends_at = null where account_id = $1', [thief.personId]);
    await leaves();
    expect(await startNode(world.platform, world.clock).access.roleOf(thief, space)).toBe('manager');
  });

  it('is replaced when somebody who may gives the same right', async () => {
    const team = await teamWith();
    await world.grant(owner, space, team, 'editor');
    const administrator = await world.administrator('Claire Fontaine');
    await join(team, thief.personId);
    await world.node.teams.addMember(administrator, team, thief.personId);
    await tamper(
      `insert into organisation_duty (org_id, subject_id, duty, granted_by, granted_at)
       values ($1, $2, 'auditor', $3, now())`,
      [world.orgId, thief.personId, owner.personId],
    );
    await world.node.duties.grant(administrator, 'auditor', thief.personId);
    expect(await roleOf(thief, space)).toBe('editor');
    expect(await fresh.duties.holds(thief, 'auditor')).toBe(true);
    const acts = await world.platform.asOwner<{ details: { table: string } }>(
      `select details from audit where action = 'access.forged-removed' and target_id = any($1) order by details->>'table'`,
      [[team, thief.personId]],
    );
    expect(acts.map(({ details }) => details.table)).toEqual(['membership', 'organisation_duty']);
    await world.node.duties.withdraw(administrator, 'auditor', thief.personId);
  });
});

describe('the service', () => {
  it('commits no row of rights without its proof', async () => {
    const write = world.platform.database.inOrgs({ orgs: [world.orgId] }, (tx) =>
      tx.query(
        `insert into access_grant (org_id, resource_id, subject_id, role, granted_at) values ($1, $2, $3, 'reader', now())`,
        [world.orgId, space, thief.personId],
      ),
    );
    await expect(write).rejects.toThrow('without a proof');
  });

  it('finds every row proven after all that people do with rights', async () => {
    const [reader, editor] = [await world.person(), await world.person()];
    await world.grant(owner, space, reader, 'reader');
    await world.grant(owner, folder, editor, 'editor', new Date(world.clock.now().getTime() + 1_000_000));
    await world.grant(owner, space, reader, 'commenter');
    await world.node.restricting.restrict(owner, folder);
    await world.node.restricting.restore(owner, folder, undefined);
    await world.node.grants.remove(owner, folder, editor.personId);
    const administrator = await world.administrator('Claire Fontaine');
    const { id: team } = await world.node.teams.create(administrator, 'Cabinet du préfet');
    await world.node.teams.addMember(administrator, team, reader.personId);
    await world.node.duties.grant(administrator, 'key-custodian', team);
    await world.guest(space);
    const { rows, forged } = await verified();
    expect(rows).toBeGreaterThan(5);
    expect(forged).toEqual([]);
  });
});

describe('rows from before the upgrade', () => {
  beforeAll(async () => {
    const { database, keys } = world.platform;
    await database.inOrgs({ orgs: [world.orgId] }, async (tx) => {
      const key = await keys.createDataKey(tx, await keys.forOrg(world.orgId, tx));
      const id = newId();
      await tx.query(
        `insert into feed (id, org_id, kind, key_id, proof) values ($1, $2, 'channel', $3, $4)`,
        [...[id, world.orgId, key.id], headProof(keys.instance, world.orgId, id, 0)],
      );
    });
  });
  const kept = new Set<string>();
  const memory = {
    known: () => Promise.resolve(kept),
    remember: (mark: string) => Promise.resolve(void kept.add(mark)),
  };
  const said: unknown[] = [];
  const logger = {
    info: () => undefined,
    warn: () => undefined,
    error: (what: unknown) => void said.push(what),
  };
  const start = () =>
    proveFormer(world.platform.connections.owner, {
      ...{ keys: world.platform.keys.instance, memory, logger },
    });
  const signed = () => {
    const { connections, database, keys } = world.platform;
    const parts = { owner: connections.owner, database, clock: world.clock };
    return signRights({ ...parts, keys: keys.instance, memory, logger }, owner.personId);
  };
  const marks = async () =>
    (
      await world.platform.asOwner<{ rights_proofs: Record<string, string> }>(
        'select rights_proofs from instance',
      )
    )[0]?.rights_proofs;
  const asBefore = async (): Promise<void> => {
    for (const relation of relations)
      await superuser.query(
        `update ${relation} set proof = null${relation === 'feed' ? '' : ', was = null'}`,
      );
    await superuser.query(`update instance set rights_proofs = '{}'`);
  };

  it('get their proofs once, and not again for whoever takes the mark away', async () => {
    await world.grant(owner, space, thief, 'reader');
    await asBefore();
    expect(await roleOf(thief, space)).toBeNull();
    await start();
    expect(await forged()).toEqual([]);
    fresh = startNode(world.platform, world.clock);
    expect(await roleOf(thief, space)).toBe('reader');
    // Where the file beside the data knows it, whatever the database says.
    await asBefore();
    expect(await start()).toEqual(relations);
    expect(said).not.toEqual([]);
    expect(await forged()).not.toEqual([]);
    // And where it does not, as long as anything has its proof.
    kept.clear();
    await start();
    expect(await forged()).toEqual([]);
    const elsewhere = await world.space(owner, 'Ailleurs');
    await plant(elsewhere);
    await superuser.query(`update instance set rights_proofs = '{}'`);
    kept.clear();
    await start();
    expect(await roleOf(thief, elsewhere)).toBeNull();
    expect(await forged()).not.toEqual([]);
  });

  it('give rights again where a person signs for a database that was put back, and the audit says who', async () => {
    await world.grant(owner, space, thief, 'reader');
    await asBefore();
    kept.clear();
    await start();
    await asBefore();
    expect(await start()).toEqual(relations);
    expect(await roleOf(thief, space)).toBeNull();
    expect(await signed()).toEqual(relations);
    expect(await forged()).toEqual([]);
    fresh = startNode(world.platform, world.clock);
    expect(await roleOf(thief, space)).toBe('reader');
    const acts = await world.platform.asOwner<{ actor_id: string }>(
      `select actor_id from audit where action = 'access.rights-signed' and org_id = $1`,
      [world.orgId],
    );
    expect(acts).toEqual([{ actor_id: owner.personId }]);
    // Nothing is lost now: nothing is signed.
    await plant(await world.space(owner, 'Ailleurs'));
    expect(await signed()).toEqual([]);
    expect(await forged()).not.toEqual([]);
    await tamper('delete from scope_grant where proof is null', []);
    await tamper('delete from access_grant where proof is null', []);
  });

  it('do not miss their mark where no row lost its proof', async () => {
    kept.clear();
    await start();
    await superuser.query(`update instance set rights_proofs = '{}'`);
    expect(await start()).toEqual([]);
    expect(Object.keys((await marks()) ?? {}).sort()).toEqual([...relations].sort());
  });

  it('get their proofs from a new instance on a folder that knows another one', async () => {
    kept.clear();
    for (const relation of relations) kept.add(relation).add(`mark of ${relation} by another key`);
    await asBefore();
    expect(await start()).toEqual([]);
    expect(await forged()).toEqual([]);
  });
});
