import { newId } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AccessWorld, PAGE } from './access-world.js';

let world: AccessWorld;
let administrator: Actor;
let member: Actor;
beforeAll(async () => {
  world = await AccessWorld.open();
});
afterAll(() => world.close());
beforeEach(async () => {
  member = await world.person('Luc Petit');
  administrator = await world.administrator('Claire Fontaine');
});

/** As who writes to the database without any service. */
const raw = (sql: string, params: readonly unknown[]): Promise<object[]> =>
  world.platform.database.inOrgs({ orgs: [world.orgId] }, (tx) => tx.query(sql, params));
const team = async (...members: string[]): Promise<string> => {
  const { id } = await world.node.teams.create(administrator, `Équipe ${newId()}`);
  for (const one of members) await world.node.teams.addMember(administrator, id, one);
  return id;
};
const incompatible = { code: 'duty.incompatible' };
const DUTY = `insert into organisation_duty (org_id, subject_id, duty, granted_by, granted_at) values ($1, $2, $3, $4, now())`;

describe('an auditor', () => {
  it('knows what anybody can see, without being an administrator and without changing anything', async () => {
    await expect(
      world.node.personRights.list(member, administrator.personId, { limit: 10 }),
    ).rejects.toMatchObject({ code: 'request.not-found' });
    await world.node.duties.grant(administrator, 'auditor', member.personId);
    const rights = await world.node.personRights.list(member, administrator.personId, { limit: 10 });
    expect(rights.person.name).toBe('Claire Fontaine');
    await expect(world.node.duties.grant(member, 'auditor', member.personId)).rejects.toMatchObject({
      code: 'request.not-found',
    });
  });

  it('is one by a team in a team, and none any more when it leaves', async () => {
    const inner = await team(member.personId);
    const outer = await team(inner);
    await world.node.duties.grant(administrator, 'auditor', outer);
    expect(await world.node.duties.holds(member, 'auditor')).toBe(true);
    expect(await world.node.duties.holds(member, 'key-custodian')).toBe(false);
    await world.node.teams.removeMember(administrator, inner, member.personId);
    expect(await world.node.duties.holds(member, 'auditor')).toBe(false);
  });

  it('is none any more when the duty is withdrawn', async () => {
    await world.node.duties.grant(administrator, 'auditor', member.personId);
    await world.node.duties.withdraw(administrator, 'auditor', member.personId);
    expect(await world.node.duties.mayAudit(member)).toBe(false);
  });

  it('is none by a token that is not for the organisation', async () => {
    await world.node.duties.grant(administrator, 'auditor', member.personId);
    const token: Actor = { ...member, tokenScopes: ['documents', 'files', 'messages'] };
    expect(await world.node.duties.mayAudit(token)).toBe(false);
    expect(await world.node.duties.mayAudit({ ...token, tokenScopes: ['admin'] })).toBe(true);
  });

  it('is no guest', async () => {
    const guest = await world.guest(await world.space(member));
    await expect(world.node.duties.grant(administrator, 'auditor', guest.personId)).rejects.toMatchObject({
      code: 'access.unknown-subject',
    });
  });
});

describe.each(['auditor', 'key-custodian'] as const)('%s and administrator', (duty) => {
  it('are not given to one person', async () => {
    await expect(world.node.duties.grant(administrator, duty, administrator.personId)).rejects.toMatchObject(
      incompatible,
    );
  });

  it('are not given through a team of an administrator, nor through a team in it', async () => {
    const outer = await team(await team(administrator.personId));
    await expect(world.node.duties.grant(administrator, duty, outer)).rejects.toMatchObject(incompatible);
    expect((await world.node.duties.list(administrator, PAGE)).items).not.toContainEqual(
      expect.objectContaining({ id: outer }),
    );
  });

  it('do not come together when an administrator joins a team that has the duty', async () => {
    const inner = await team();
    const outer = await team(inner);
    await world.node.duties.grant(administrator, duty, outer);
    await expect(
      world.node.teams.addMember(administrator, inner, administrator.personId),
    ).rejects.toMatchObject(incompatible);
    const other = await team(administrator.personId);
    await expect(world.node.teams.addMember(administrator, outer, other)).rejects.toMatchObject(incompatible);
  });

  it('do not come together when who has the duty is made an administrator', async () => {
    await world.node.duties.grant(administrator, duty, await team(member.personId));
    await expect(
      raw(`update seat set kind = 'admin' where account_id = $1`, [member.personId]),
    ).rejects.toMatchObject(incompatible);
  });

  it('are kept apart by the database against who goes by no service', async () => {
    const row = [world.orgId, administrator.personId, duty, member.personId];
    await expect(raw(DUTY, row)).rejects.toMatchObject(incompatible);
    await expect(raw(DUTY, [world.orgId, world.orgId, duty, member.personId])).rejects.toThrow(/check/);
  });

  it('are kept apart when both come about at the same moment', async () => {
    const teamId = await team();
    const outcomes = await Promise.allSettled([
      world.node.duties.grant(administrator, duty, teamId),
      world.node.teams.addMember(administrator, teamId, administrator.personId),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('duties', () => {
  it('that do not exclude each other may be with one person', async () => {
    await world.node.duties.grant(administrator, 'auditor', member.personId);
    await world.node.duties.grant(administrator, 'key-custodian', member.personId);
    const { items } = await world.node.duties.list(member, PAGE);
    expect(items.filter(({ id }) => id === member.personId).map(({ duty }) => duty)).toEqual([
      'auditor',
      'key-custodian',
    ]);
  });

  it('are written down: who entrusted whom with what', async () => {
    await world.node.duties.grant(administrator, 'auditor', member.personId);
    await world.node.duties.grant(administrator, 'auditor', member.personId);
    await world.node.duties.withdraw(administrator, 'auditor', member.personId);
    const acts = await raw(
      `select action, actor_id, details from audit where target_id = $1 and action like 'duty.%' order by at, id`,
      [member.personId],
    );
    expect(acts).toMatchObject([
      { action: 'duty.granted', actor_id: administrator.personId, details: { duty: 'auditor' } },
      { action: 'duty.withdrawn' },
    ]);
  });
});
