import type { Actor } from '@maroquin/platform/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccessWorld, PAGE } from './access-world.js';

const MINUTE = 60_000;
let world: AccessWorld;
let owner: Actor;
let colleague: Actor;
let space: string;
let document: string;

beforeAll(async () => {
  world = await AccessWorld.open();
  owner = await world.person('Claire Fontaine');
  colleague = await world.person('Thomas Lefèvre');
  space = await world.space(owner);
  document = await world.put(owner, space, 'document');
});
afterAll(() => world.close());

const setOn = async (id: string, subjectId: string) => {
  const { items } = await world.node.accessLists.list(owner, id, PAGE);
  return items.find((entry) => entry.subject.id === subjectId && entry.from.id === id);
};
/** Takes a right away. @returns the ticket that gives it back, and what is left */
const take = async (actor: Actor, id: string, subjectId: string) => {
  const { orgId, taken } = await world.node.grants.remove(actor, id, subjectId);
  return {
    undo: taken === null ? '' : world.node.restoring.grant.ticket(actor, taken),
    left: await world.node.accessLists.through(actor, orgId, id, subjectId),
  };
};
const restore = (actor: Actor, id: string, subjectId: string, undo: string): Promise<void> =>
  world.node.restoring.grant.restore(actor, id, subjectId, undo);

describe('a right that was taken away', () => {
  it('comes back exactly as it was: its role, its end, who gave it and when', async () => {
    const other = await world.person('Léa Morel');
    await world.grant(owner, document, other, 'manager');
    const end = new Date(world.clock.now().getTime() + 30 * 86_400_000);
    await world.grant(other, document, colleague, 'editor', end);
    const before = await setOn(document, colleague.personId);
    expect(before).toMatchObject({ role: 'editor', grantedBy: { id: other.personId } });
    const { undo } = await take(owner, document, colleague.personId);
    expect(await world.role(colleague, document)).toBeNull();
    await restore(owner, document, colleague.personId, undo);
    expect(await setOn(document, colleague.personId)).toEqual(before);
    expect(await world.role(colleague, document)).toBe('editor');
  });

  it('comes back for whoever took it and nobody else, on nothing else, and for some minutes only', async () => {
    await world.grant(owner, document, colleague, 'reader');
    const manager = await world.person('Nadia Belkacem');
    await world.grant(owner, space, manager, 'manager');
    const elsewhere = await world.put(owner, space, 'document');
    const { undo } = await take(owner, document, colleague.personId);
    const over = { code: 'access.undo-over' };
    await expect(restore(manager, document, colleague.personId, undo)).rejects.toMatchObject(over);
    await expect(restore(owner, elsewhere, colleague.personId, undo)).rejects.toMatchObject(over);
    await expect(restore(owner, document, manager.personId, undo)).rejects.toMatchObject(over);
    world.clock.forward(11 * MINUTE);
    await expect(restore(owner, document, colleague.personId, undo)).rejects.toMatchObject(over);
    expect(await setOn(document, colleague.personId)).toBeUndefined();
  });

  it('stays away when whoever took it may no longer share', async () => {
    const manager = await world.person('Samir Haddad');
    await world.grant(owner, document, manager, 'manager');
    await world.grant(owner, document, colleague, 'reader');
    const { undo } = await take(manager, document, colleague.personId);
    await world.grant(owner, document, manager, 'editor');
    const refusal = { code: 'request.not-found' };
    await expect(restore(manager, document, colleague.personId, undo)).rejects.toMatchObject(refusal);
    expect(await setOn(document, colleague.personId)).toBeUndefined();
  });

  it('does not overwrite what somebody else has set meanwhile', async () => {
    await world.grant(owner, document, colleague, 'editor');
    const { undo } = await take(owner, document, colleague.personId);
    await world.grant(owner, document, colleague, 'reader');
    const refusal = { code: 'request.conflict' };
    await expect(restore(owner, document, colleague.personId, undo)).rejects.toMatchObject(refusal);
    expect((await setOn(document, colleague.personId))?.role).toBe('reader');
  });
});

describe('what is left to somebody whose right was taken away', () => {
  it('is named: the place above, the team, everyone', async () => {
    const person = await world.person('Awa Diallo');
    const folder = await world.put(owner, space, 'folder', 'Budget');
    const note = await world.put(owner, folder, 'document');
    const admin = await world.administrator('Hélène Kervran');
    const { id: team } = await world.node.teams.create(admin, 'Cabinet');
    await world.node.teams.addMember(admin, team, person.personId);
    await world.grant(owner, note, person, 'manager');
    expect((await take(owner, note, person.personId)).left).toEqual([]);

    await world.grant(owner, note, person, 'manager');
    await world.grant(owner, folder, person, 'editor');
    await world.grant(owner, note, team, 'commenter');
    await world.grant(owner, space, world.orgId, 'reader');
    const { left } = await take(owner, note, person.personId);
    expect(left.map(({ role, subject, from }) => [role, subject.kind, from.id])).toEqual([
      ['editor', 'person', folder],
      ['commenter', 'team', note],
      ['reader', 'everyone', space],
    ]);
    expect(left[0]?.from.name).toBe('Budget');
    expect(left[1]?.subject.name).toBe('Cabinet');
  });

  it('does not count everyone for a guest', async () => {
    const place = await world.space(owner, 'Marché');
    const guest = await world.guest(place);
    await world.grant(owner, place, world.orgId, 'reader');
    expect((await take(owner, place, guest.personId)).left).toEqual([]);
  });
});

describe('an external link that was withdrawn', () => {
  it('opens again as it did, with the uses of whoever was put out given back', async () => {
    const folder = await world.put(owner, space, 'folder');
    const { links, visits, withdrawing, restoring } = world.node;
    const wanted = { name: 'Mairie', role: 'editor' as const, maxUses: 2 };
    const { id, link } = await links.create(owner, folder, wanted);
    const token = new URL(link).hash.slice(1);
    const { secret } = await visits.open({ token }, '192.0.2.1');
    const before = (await world.node.linkLists.ofResource(owner, folder, PAGE)).items;
    const taken = await withdrawing.revoke(owner, folder, id);
    expect(await visits.authenticate(secret)).toBeNull();
    await expect(visits.open({ token }, '192.0.2.2')).rejects.toMatchObject({ code: 'link.unusable' });
    await restoring.link.restore(owner, folder, id, restoring.link.ticket(owner, taken) ?? '');
    const after = (await world.node.linkLists.ofResource(owner, folder, PAGE)).items;
    expect(after).toEqual(before.map((one) => ({ ...one, uses: 0 })));
    await visits.open({ token }, '192.0.2.1');
    await visits.open({ token }, '192.0.2.2');
    await expect(visits.open({ token }, '192.0.2.3')).rejects.toMatchObject({ code: 'link.unusable' });
  });

  it('is given back once, and not to somebody else', async () => {
    const folder = await world.put(owner, space, 'folder');
    const { links, withdrawing, restoring } = world.node;
    const manager = await world.person('Pauline Lefèvre');
    await world.grant(owner, folder, manager, 'manager');
    const { id } = await links.create(owner, folder, { name: 'Mairie', role: 'reader' });
    const undo = restoring.link.ticket(owner, await withdrawing.revoke(owner, folder, id)) ?? '';
    await expect(restoring.link.restore(manager, folder, id, undo)).rejects.toMatchObject({
      code: 'access.undo-over',
    });
    await restoring.link.restore(owner, folder, id, undo);
    await expect(restoring.link.restore(owner, folder, id, undo)).rejects.toMatchObject({
      code: 'request.conflict',
    });
  });
});
