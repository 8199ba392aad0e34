import type { Actor } from '@maroquin/platform/database';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AccessWorld, PAGE } from './access-world.js';

const HOUR = 3_600_000;
const REASON = 'Panne signalée par le service, ticket 4711';
let world: AccessWorld;
let administrator: Actor;
let custodian: Actor;
let owner: Actor;
let space: string;
let document: string;
beforeAll(async () => {
  world = await AccessWorld.open();
});
afterAll(() => world.close());
beforeEach(async () => {
  administrator = await world.administrator('Claire Fontaine');
  custodian = await world.person('Garance Clé');
  owner = await world.person('Thomas Lefèvre');
  await world.node.duties.grant(administrator, 'key-custodian', custodian.personId);
  space = await world.space(owner);
  document = await world.put(owner, space, 'document');
  // Who agrees has been here for longer than a day.
  world.clock.forward(25 * HOUR);
});

const ask = (resourceId = space, hours = 2): Promise<string> =>
  world.node.breakGlass.service
    .ask(administrator, { resourceId, reason: REASON, hours })
    .then(({ id }) => id);
const reads = (who: Actor, id: string) => world.node.access.may(who, 'document.read', id);
const acts = (action: string): Promise<{ target_id: string; actor_id: string }[]> =>
  world.platform.database.inOrgs({ orgs: [world.orgId] }, (tx) =>
    tx.query('select target_id, actor_id from audit where org_id = $1 and action = $2 and at > $3', [
      ...[world.orgId, action, new Date(world.clock.now().getTime() - 10 * HOUR)],
    ]),
  );

describe('a break-glass access', () => {
  it('is asked for by administrators alone, and given by key custodians alone', async () => {
    const hidden = { code: 'request.not-found' };
    const wanted = { resourceId: space, reason: REASON, hours: 1 };
    await expect(world.node.breakGlass.service.ask(owner, wanted)).rejects.toMatchObject(hidden);
    await expect(world.node.breakGlass.service.ask(custodian, wanted)).rejects.toMatchObject(hidden);
    const id = await ask();
    expect(await reads(administrator, document)).toBe(false);
    for (const nobody of [administrator, owner])
      await expect(world.node.breakGlass.service.decide(nobody, id, true)).rejects.toMatchObject(hidden);
    const program: Actor = { ...custodian, sessionId: null };
    await expect(world.node.breakGlass.service.decide(program, id, true)).rejects.toMatchObject(hidden);
    expect(await reads(administrator, document)).toBe(false);
    await world.node.breakGlass.service.decide(custodian, id, true);
    expect(await reads(administrator, document)).toBe(true);
  });

  it('reads one place and changes nothing there', async () => {
    const elsewhere = await world.put(owner, await world.space(owner), 'document');
    await world.node.breakGlass.service.decide(custodian, await ask(), true);
    expect(await reads(administrator, elsewhere)).toBe(false);
    for (const act of ['document.comment', 'document.edit', 'resource.rename', 'access.share'] as const)
      expect(await world.node.access.may(administrator, act, document)).toBe(false);
  });

  it('ends by itself at its hour, before anything has tidied it up', async () => {
    await world.node.breakGlass.service.decide(custodian, await ask(space, 1), true);
    world.clock.forward(HOUR - 60_000);
    expect(await reads(administrator, document)).toBe(true);
    world.clock.forward(120_000);
    expect(await reads(administrator, document)).toBe(false);
    await world.node.breakGlass.service.endDue(world.orgId);
    expect(await acts('break-glass.ended')).toContainEqual({
      ...{ target_id: space, actor_id: administrator.personId },
    });
    const { items } = await world.node.accessLists.list(owner, space, PAGE);
    expect(items.some(({ subject }) => subject.id === administrator.personId)).toBe(false);
  });

  it('is ended at once by a manager of the place, and by nobody who only reads there', async () => {
    const id = await ask();
    await world.node.breakGlass.service.decide(custodian, id, true);
    const reader = await world.person('Lucie Bernard');
    await world.node.grants.set(owner, {
      ...{ resourceId: space, subjectId: reader.personId, role: 'reader', expiresAt: null },
    });
    await expect(world.node.breakGlass.service.end(reader, id)).rejects.toMatchObject({
      code: 'request.not-found',
    });
    expect((await world.node.breakGlass.running.here(reader, document)).running).toMatchObject([
      { person: { id: administrator.personId }, mayEnd: false },
    ]);
    await world.node.breakGlass.service.end(owner, id);
    expect(await reads(administrator, document)).toBe(false);
    expect((await world.node.breakGlass.running.here(reader, document)).running).toEqual([]);
  });

  it('writes each read into the audit before it is answered, and nothing of people who have a right of their own', async () => {
    await world.node.breakGlass.service.decide(custodian, await ask(), true);
    const before = (await acts('break-glass.read')).length;
    await world.node.access.require(owner, 'document.read', document);
    expect((await acts('break-glass.read')).length).toBe(before);
    await world.node.access.require(administrator, 'document.read', document);
    const read = await acts('break-glass.read');
    expect(read.length).toBe(before + 1);
    expect(read).toContainEqual({ target_id: document, actor_id: administrator.personId });
    await world.node.access.rightsOf(administrator, [document, space]);
    expect((await acts('break-glass.read')).length).toBe(before + 3);
  });

  it('is given to no former administrator, and refused to a person who can read anyway', async () => {
    const id = await ask();
    await world.node.grants.set(owner, {
      ...{ resourceId: space, subjectId: administrator.personId, role: 'reader', expiresAt: null },
    });
    const needless = { code: 'break-glass.needless' };
    await expect(world.node.breakGlass.service.decide(custodian, id, true)).rejects.toMatchObject(needless);
    await expect(ask(document)).rejects.toMatchObject(needless);
    const other = await world.space(owner);
    const second = await ask(other);
    await world.node.access.locks.changeOrganisation(null, world.orgId, async (tx) => {
      tx.actAsSystem('command');
      await tx.query(`update seat set kind = 'member' where org_id = $1 and account_id = $2`, [
        world.orgId,
        administrator.personId,
      ]);
    });
    await expect(world.node.breakGlass.service.decide(custodian, second, true)).rejects.toMatchObject({
      code: 'access.unknown-subject',
    });
    expect(await reads(administrator, other)).toBe(false);
  });

  it('is not agreed to by an account that was made for it, and lapses without an answer', async () => {
    const id = await ask();
    const fresh = await world.person('Prête-nom');
    await world.platform.asService('update account set created_at = $2 where id = $1', [
      ...[fresh.personId, world.clock.now()],
    ]);
    await world.node.duties.grant(administrator, 'key-custodian', fresh.personId);
    await expect(world.node.breakGlass.service.decide(fresh, id, true)).rejects.toMatchObject({
      code: 'approval.other-person',
    });
    world.clock.forward(8 * 24 * HOUR);
    await expect(world.node.breakGlass.service.decide(custodian, id, true)).rejects.toMatchObject({
      code: 'request.not-found',
    });
  });
});
