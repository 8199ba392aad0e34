import type { ExtraAct, GivenRole, WriteCustomRole } from '@maroquin/contracts';
import { newId } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { createTestOrganisation } from '@maroquin/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accessEntities } from '@maroquin/access';
import { AccessWorld, type Node, PAGE, startNode, until } from './access-world.js';

let world: AccessWorld;
/** A second server process: its own connections and caches, no hint from the first. */
let elsewhere: Node;
let secondDatabase: Database;
let administrator: Actor;
let owner: Actor;
let holder: Actor;
let spaceId: string;
let noteId: string;
beforeAll(async () => {
  world = await AccessWorld.open();
  secondDatabase = await Database.open({
    ...{ app: world.platform.connections.app, entities: accessEntities },
    ...{ poolSize: 4, onError: () => undefined },
  });
  elsewhere = startNode(world.platform, world.clock, secondDatabase);
});
afterAll(async () => {
  elsewhere.access.close();
  await secondDatabase.close();
  await world.close();
});
beforeEach(async () => {
  administrator = await world.administrator('Claire Fontaine');
  owner = await world.person('Awa Diallo');
  holder = await world.person('Luc Petit');
  spaceId = await world.space(owner);
  noteId = await world.put(owner, spaceId, 'document');
});

const wanted = (acts: readonly ExtraAct[], base: WriteCustomRole['base'] = 'reader'): WriteCustomRole => ({
  name: `Rôle ${newId()}`,
  ...{ base, acts: [...acts] },
});
const make = async (...of: Parameters<typeof wanted>): Promise<string> =>
  (await world.node.roles.create(administrator, wanted(...of))).id;
const give = (by: Actor, role: GivenRole, to: Actor | string = holder, on = spaceId): Promise<unknown> =>
  world.node.grants.set(by, {
    ...{ resourceId: on, subjectId: typeof to === 'string' ? to : to.personId },
    ...{ role, expiresAt: null },
  });
const beyondOwn = { code: 'access.beyond-own' };
const notFound = { code: 'request.not-found' };

describe('a right by a custom role', () => {
  it('allows what its base allows and what it adds, here and below, and nothing else', async () => {
    await give(owner, await make(['resource.trash']));
    const { access } = world.node;
    expect(await access.roleOf(holder, noteId)).toBe('reader');
    expect(await access.may(holder, 'resource.trash', noteId)).toBe(true);
    expect(await access.may(holder, 'resource.trash', spaceId)).toBe(false);
    expect(await access.may(holder, 'resource.move', noteId)).toBe(false);
    expect(await access.may(holder, 'document.edit', noteId)).toBe(false);
    expect(await access.may(holder, 'access.share', noteId)).toBe(false);
  });

  it('is shown with the resource, and finds in the trash what it may take out', async () => {
    await give(owner, await make(['resource.trash']));
    const { resource } = await world.node.tree.get(holder, noteId);
    expect(resource).toMatchObject({ role: 'reader', acts: ['resource.trash'] });
    await world.node.trash.trash(holder, noteId);
    const { items } = await world.node.lists.trash(holder, { limit: 10 });
    expect(items.map(({ id }) => id)).toEqual([noteId]);
  });

  it('comes by a team, and joins with what another right allows', async () => {
    const { id: team } = await world.node.teams.create(administrator, `Équipe ${newId()}`);
    await world.node.teams.addMember(administrator, team, holder.personId);
    await give(owner, await make(['access.answer']), team);
    await give(owner, 'editor', holder, noteId);
    const rights = await world.node.access.rightsOf(holder, [noteId]);
    expect(rights.get(noteId)).toEqual({ role: 'editor', acts: ['access.answer'] });
  });

  it('reaches a place with rights of its own, and what is moved in', async () => {
    const folder = await world.put(owner, spaceId, 'folder');
    await world.grant(owner, folder, world.orgId, 'reader');
    await give(owner, await make(['resource.trash']));
    const within = await world.put(owner, folder, 'document');
    expect(await world.node.access.may(holder, 'resource.trash', within)).toBe(true);
  });

  it('says its name to whoever asks who has access and why', async () => {
    const id = await make(['access.link'], 'editor');
    await give(owner, id);
    const role = { role: 'editor', customRole: { id, acts: ['access.link'] } };
    const { items: entries } = await world.node.accessLists.list(owner, noteId, PAGE);
    const mine = entries.find(({ subject }) => subject.id === holder.personId);
    expect(mine).toMatchObject(role);
    expect(mine?.customRole?.name).toMatch(/^Rôle /u);
    const rights = await world.node.personRights.list(administrator, holder.personId, { limit: 50 });
    const space = rights.items.find(({ resource }) => resource.id === spaceId);
    expect(space?.reasons[0]).toMatchObject(role);
  });

  it('gives way to a standard role', async () => {
    await give(owner, await make(['resource.trash']));
    await give(owner, 'commenter');
    expect(await world.node.access.may(holder, 'resource.trash', noteId)).toBe(false);
    const { items: entries } = await world.node.accessLists.list(owner, spaceId, PAGE);
    expect(entries.find(({ subject }) => subject.id === holder.personId)).toMatchObject({
      ...{ role: 'commenter', customRole: null },
    });
  });
});

describe('who shares by a custom role', () => {
  let other: Actor;
  beforeEach(async () => {
    other = await world.person('Inès Moreau');
    await give(owner, await make(['access.share'], 'editor'));
  });

  it('gives no more than it has', async () => {
    await give(holder, 'editor', other);
    expect(await world.role(other, noteId)).toBe('editor');
    await expect(give(holder, 'manager', other)).rejects.toMatchObject(beyondOwn);
    await expect(give(holder, await make(['access.link']), other)).rejects.toMatchObject(beyondOwn);
    await give(holder, await make(['access.share']), other);
    expect(await world.node.access.may(other, 'access.share', noteId)).toBe(true);
  });

  it('neither lowers nor takes away a wider right', async () => {
    await expect(give(holder, 'reader', owner)).rejects.toMatchObject(beyondOwn);
    await expect(world.node.grants.remove(holder, spaceId, owner.personId)).rejects.toMatchObject(beyondOwn);
    expect(await world.role(owner, spaceId)).toBe('manager');
  });

  it('is not one who manages: no link, no review', async () => {
    const { access } = world.node;
    expect(await access.may(holder, 'access.link', noteId)).toBe(false);
    expect(await access.may(holder, 'access.manage', spaceId)).toBe(false);
  });
});

describe('who moves by a custom role', () => {
  it('does not move something to where it may do more with it', async () => {
    const [low, mine] = [
      await world.put(owner, spaceId, 'folder'),
      await world.put(owner, spaceId, 'folder'),
    ];
    const note = await world.put(owner, low, 'document');
    await give(owner, await make(['resource.create', 'resource.move']));
    await give(owner, 'editor', holder, mine);
    const move = (parentId: string, expectedVersion: number) =>
      world.node.mover.move(holder, { id: note, parentId, expectedVersion });
    await expect(move(mine, 1)).rejects.toMatchObject(beyondOwn);
    await move(spaceId, 1);
    expect((await world.node.tree.get(owner, note)).resource.parentId).toBe(spaceId);
  });
});

describe('a custom role', () => {
  it('that becomes less is less at once on another node, for open sockets too', async () => {
    /** @returns how long after the change it was less, ms */
    const lessen = async (): Promise<number> => {
      const id = await make(['access.share'], 'editor');
      await give(owner, id);
      const watch = await elsewhere.access.live.watch(holder, noteId, () => undefined);
      await until(() => watch.current() === 'editor');
      await until(() => elsewhere.access.may(holder, 'access.share', noteId));
      await world.node.roles.change(administrator, id, wanted(['resource.trash'], 'reader'), 1);
      const start = performance.now();
      await until(() => watch.current() === 'reader');
      await until(async () => !(await elsewhere.access.may(holder, 'access.share', noteId)));
      const took = performance.now() - start;
      expect(await elsewhere.access.may(holder, 'resource.trash', noteId)).toBe(true);
      watch.close();
      return took;
    };
    // The quickest of three: the machine of the tests is shared.
    expect(Math.min(await lessen(), await lessen(), await lessen())).toBeLessThan(250);
  });

  it('that is given does not become more; one that is not does', async () => {
    const id = await make(['resource.trash']);
    await world.node.roles.change(administrator, id, wanted(['resource.trash', 'resource.move']), 1);
    await give(owner, id);
    const more = world.node.roles.change(administrator, id, wanted(['access.link'], 'editor'), 2);
    await expect(more).rejects.toMatchObject({ code: 'role.widens' });
    expect(await world.role(holder, noteId)).toBe('reader');
  });

  it('that is deleted leaves its base, and is given no more', async () => {
    const id = await make(['resource.trash'], 'commenter');
    await give(owner, id);
    expect(await elsewhere.access.may(holder, 'resource.trash', noteId)).toBe(true);
    await world.node.roles.remove(administrator, id);
    await until(async () => !(await elsewhere.access.may(holder, 'resource.trash', noteId)));
    expect(await world.role(holder, noteId)).toBe('commenter');
    await expect(give(owner, id)).rejects.toMatchObject({ code: 'access.unknown-role' });
  });

  it('is written by administrators only, and known to members', async () => {
    const id = await make(['resource.trash']);
    await expect(world.node.roles.create(owner, wanted(['access.link']))).rejects.toMatchObject(notFound);
    await expect(world.node.roles.change(owner, id, wanted(['access.link']), 1)).rejects.toMatchObject(
      notFound,
    );
    await expect(world.node.roles.remove(owner, id)).rejects.toMatchObject(notFound);
    const { items } = await world.node.roles.list(owner, PAGE);
    expect(items.find((role) => role.id === id)).toMatchObject({ base: 'reader', rights: null });
    const guest = await world.guest(spaceId);
    await expect(world.node.roles.list(guest, PAGE)).rejects.toMatchObject(notFound);
  });

  it('of another organisation does not exist', async () => {
    const id = await make(['resource.trash']);
    const orgId = await createTestOrganisation(world.platform);
    const stranger: Actor = { ...administrator, orgId, orgs: [orgId], adminOf: [orgId] };
    expect(await world.node.roles.list(stranger, PAGE)).toEqual({ items: [], next: null });
    await expect(world.node.roles.remove(stranger, id)).rejects.toMatchObject(notFound);
  });

  it('by which others come in is given to no guest', async () => {
    const guest = await world.guest(spaceId);
    const refused = give(owner, await make(['access.link']), guest);
    await expect(refused).rejects.toMatchObject({ code: 'access.guest-role' });
    await give(owner, await make(['resource.trash']), guest);
  });

  it('has a name of its own', async () => {
    const first = wanted(['resource.trash']);
    await world.node.roles.create(administrator, first);
    const again = world.node.roles.create(administrator, { ...first, name: first.name.toUpperCase() });
    await expect(again).rejects.toMatchObject({ code: 'role.name-taken' });
  });

  it('is sealed before it is stored', async () => {
    const role = wanted(['resource.trash']);
    const { id } = await world.node.roles.create(administrator, role);
    const rows = await world.platform.database.inOrgs({ orgs: [world.orgId] }, (tx) =>
      tx.query<{ name_sealed: Buffer }>('select name_sealed from custom_role where id = $1', [id]),
    );
    expect(rows[0]?.name_sealed.includes(role.name)).toBe(false);
  });
});

describe('an external link', () => {
  const link = (by: Actor, role: string) =>
    world.node.links.create(by, noteId, { name: 'Prestataire', role });

  it('gives a custom role to its visitors as far as visitors go, and says its name', async () => {
    const role = await make(['resource.create', 'resource.rename']);
    const { id, link: address } = await link(owner, role);
    const { secret } = await world.node.visits.open({ token: address.split('#')[1] ?? '' }, '192.0.2.1');
    const visitor = await world.node.visits.authenticate(secret);
    if (visitor === null) throw new Error('the visit did not begin');
    expect(await world.node.access.may(visitor, 'resource.create', noteId)).toBe(true);
    expect(await world.node.access.may(visitor, 'resource.rename', noteId)).toBe(false);
    const [shown] = (await world.node.linkLists.ofResource(owner, noteId, PAGE)).items;
    expect(shown).toMatchObject({ id, role: 'reader', customRole: { id: role } });
    await world.node.links.change(owner, noteId, id, { expiresAt: null, expectedVersion: 1 });
    expect((await world.node.linkLists.ofResource(owner, noteId, PAGE)).items[0]?.customRole?.id).toBe(role);
    await world.node.links.change(owner, noteId, id, { role: 'reader', expectedVersion: 2 });
    expect(await world.node.access.may(visitor, 'resource.create', noteId)).toBe(false);
  });

  it('gives no role by which others come in', async () => {
    const refused = link(owner, await make(['access.share']));
    await expect(refused).rejects.toMatchObject({ code: 'link.wrong-kind' });
  });

  it('is made by a custom role, within one’s own right', async () => {
    await give(owner, await make(['access.link'], 'commenter'));
    await link(holder, 'commenter');
    await expect(link(holder, 'editor')).rejects.toMatchObject(beyondOwn);
    await expect(link(holder, await make(['resource.trash']))).rejects.toMatchObject(beyondOwn);
  });
});

describe('a review', () => {
  const open = async (): Promise<string> => {
    const endsAt = new Date(world.clock.now().getTime() + 86_400_000).toISOString();
    const { id } = await world.node.reviews.opening.open(owner, {
      ...{ name: 'Revue', spaceId, rule: 'keep', endsAt, reviewerIds: [owner.personId] },
    });
    return id;
  };
  const numberOf = async (review: string): Promise<number> => {
    const { items } = await world.node.reviews.items.list(owner, review, { limit: 200 });
    const item = items.find(({ subject }) => subject.id === holder.personId);
    expect(item?.customRole).toMatchObject({ acts: ['access.share'] });
    return item?.number ?? 0;
  };

  it('names the custom role, and lowers it to its base', async () => {
    await give(owner, await make(['access.share'], 'editor'));
    const review = await open();
    const number = await numberOf(review);
    const { deciding, exporting } = world.node.reviews;
    const seen = { seen: 'editor' as const, seenActs: ['access.share' as const] };
    const higher = deciding.decide(owner, review, number, { decision: 'lower', ...seen, role: 'manager' });
    await expect(higher).rejects.toMatchObject({ code: 'review.not-lower' });
    await deciding.decide(owner, review, number, {
      ...{ decision: 'lower', role: 'editor', ...seen },
    });
    expect(await world.node.access.may(holder, 'access.share', noteId)).toBe(false);
    expect(await world.role(holder, noteId)).toBe('editor');
    expect(await exporting.csv(owner, review)).toMatch(/Rôle /u);
  });

  it('decides nothing on a role that is not what the reviewer saw', async () => {
    await give(owner, await make(['access.share'], 'editor'));
    const review = await open();
    const number = await numberOf(review);
    const kept = world.node.reviews.deciding.decide(owner, review, number, {
      ...{ decision: 'keep', seen: 'editor', seenActs: [] },
    });
    await expect(kept).rejects.toMatchObject({ code: 'request.conflict' });
  });
});
