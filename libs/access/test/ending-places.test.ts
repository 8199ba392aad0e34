import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { AccessWorld, until } from './access-world.js';

/** Seats and visits that end by themselves: nothing is committed at that moment, and the right is over all the same. */
let world: AccessWorld;
let owner: Actor;
let space: string;

beforeAll(async () => {
  world = await AccessWorld.open();
  owner = await world.person();
  space = await world.space(owner);
});
afterAll(() => world.close());

const HOUR = 60 * 60_000;
const inAnHour = (): Date => new Date(world.clock.now().getTime() + HOUR);
const run = (sql: string, params: readonly unknown[]): Promise<unknown> =>
  world.platform.database.inOrgs({ orgs: [world.orgId] }, (tx) => tx.query(sql, params));

/** Somebody who came in by a link, as the engine sees it. */
async function visitor(resourceId: string): Promise<Actor> {
  const [linkId, visitId] = [newId(), newId()];
  await run("insert into subject (org_id, id, kind) values ($1, $2, 'link')", [world.orgId, linkId]);
  await run(
    `insert into external_link (id, org_id, resource_id, token_hash, name_sealed, created_at) values ($1, $2, $3, $4, '', now())`,
    [linkId, world.orgId, resourceId, Buffer.from(linkId)],
  );
  await run(
    `insert into link_visit (id, org_id, link_id, token_hash, created_at, last_seen_at, expires_at) values ($1, $2, $3, $4, now(), now(), $5)`,
    [visitId, world.orgId, linkId, Buffer.from(visitId), inAnHour()],
  );
  await world.node.access.locks.changePlaces(owner, world.orgId, [resourceId], async (tx) => {
    await tx.require(owner, 'access.link', resourceId);
    await world.node.grants.setLinkInTransaction(tx, owner, world.orgId, {
      ...{ resourceId, subjectId: linkId, role: 'editor', expiresAt: null },
    });
  });
  return { ...owner, personId: visitId, sessionId: visitId, standing: 'visitor' };
}

it('a guest’s rights are over with its seat, in an open watch too', async () => {
  const guest = { ...(await world.person()), standing: 'guest' as const };
  await world.platform.asService("update seat set kind = 'guest', ends_at = $2 where account_id = $1", [
    guest.personId,
    inAnHour(),
  ]);
  await world.grant(owner, space, guest, 'editor');
  const seen: (string | null)[] = [];
  const watch = await world.node.access.live.watch(guest, space, (role) => seen.push(role));
  expect(watch.current()).toBe('editor');
  world.clock.forward(HOUR + 1);
  expect(watch.current()).toBeNull();
  expect(await world.role(guest, space)).toBeNull();
  await until(() => seen.includes(null));
  watch.close();
});

it('a guest acts for itself only, not as everyone of the organisation', async () => {
  const guest = { ...(await world.person()), standing: 'guest' as const };
  await world.platform.asService("update seat set kind = 'guest', ends_at = $2 where account_id = $1", [
    guest.personId,
    inAnHour(),
  ]);
  await world.grant(owner, space, world.orgId, 'reader');
  expect(await world.role(guest, space)).toBeNull();
  expect(world.node.access.mayInOrganisation(guest, 'people.list')).toBe(false);
  expect(world.node.access.mayInOrganisation(guest, 'space.create')).toBe(false);
});

it('a guest is not given the managing of access', async () => {
  const guest = await world.person();
  await world.platform.asService("update seat set kind = 'guest', ends_at = $2 where account_id = $1", [
    guest.personId,
    inAnHour(),
  ]);
  await expect(world.grant(owner, space, guest, 'manager')).rejects.toMatchObject({
    code: 'access.guest-role',
  });
});

it('a visit is over at its end, in an open watch too', async () => {
  const opened = await world.put(owner, space, 'document');
  const actor = await visitor(opened);
  const seen: (string | null)[] = [];
  const watch = await world.node.access.live.watch(actor, opened, (role) => seen.push(role));
  expect(watch.current()).toBe('editor');
  world.clock.forward(HOUR + 1);
  expect(watch.current()).toBeNull();
  await until(() => seen.includes(null));
  watch.close();
});

it('a visitor is told no names of whoever has access, whatever its role', async () => {
  const opened = await world.put(owner, space, 'document');
  const actor = await visitor(opened);
  expect((await world.node.access.require(actor, 'document.edit', opened)).role).toBe('editor');
  await expect(world.node.access.require(actor, 'access.read', opened)).rejects.toMatchObject({
    code: 'request.not-found',
  });
});
