import type { RightChanges } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AccessWorld, type Node, PAGE, startNode, until } from './access-world.js';

/** A space of three: an owner and a second manager, an editor; the administrator of the organisation is not in it. */
let world: AccessWorld;
let other: Node;
let owner: Actor;
let manager: Actor;
let editor: Actor;
let administrator: Actor;
let space: string;
let folder: string;
let document: string;

beforeAll(async () => {
  world = await AccessWorld.open();
  other = startNode(world.platform, world.clock);
  owner = await world.person('Awa Diallo');
  manager = await world.person('Luc Petit');
  editor = await world.person('Paul Roux');
  administrator = await world.administrator('Claire Fontaine');
});
afterAll(async () => {
  other.access.close();
  await world.close();
});
beforeEach(async () => {
  space = await world.space(owner);
  await world.grant(owner, space, manager, 'manager');
  await world.grant(owner, space, editor, 'editor');
  folder = await world.put(owner, space, 'folder', 'Réorganisation');
  document = await world.put(owner, folder, 'document');
});

const restrict = (actor: Actor = owner, id = folder): Promise<string | null> =>
  world.node.restricting.restrict(actor, id);
const restore = (actor: Actor = owner, undo?: string): Promise<void> =>
  world.node.restricting.restore(actor, folder, undo);
const rolesOn = (id: string): Promise<unknown[]> =>
  Promise.all([owner, manager, editor].map((person) => world.role(person, id)));
const lines = ({ items }: RightChanges): string[] =>
  items.map(({ subject, before, after }) => `${subject.name}: ${before ?? 'none'} -> ${after ?? 'none'}`);
const notFound = { code: 'request.not-found' };
const versionOf = async (id: string): Promise<number> =>
  (await world.node.tree.get(owner, id)).resource.version;

describe('restricting a folder', () => {
  it('leaves who is named on it, and who did it as its manager', async () => {
    await world.grant(owner, folder, editor, 'reader');
    await restrict();
    expect(await rolesOn(folder)).toEqual(['manager', null, 'reader']);
    expect(await rolesOn(document)).toEqual(['manager', null, 'reader']);
    expect((await world.node.tree.get(owner, folder)).resource.restricted).toBe(true);
  });

  it('cuts the open sockets of those who lose it, on every node', async () => {
    const watch = await other.access.live.watch(editor, document, () => undefined);
    expect(watch.current()).toBe('editor');
    await restrict();
    await until(() => watch.current() === null);
    watch.close();
  });

  it('is for whoever manages its access, and never for a space', async () => {
    await expect(restrict(editor)).rejects.toMatchObject(notFound);
    await expect(restrict(owner, space)).rejects.toMatchObject({ code: 'access.inherits-nothing' });
  });

  it('is undone as if it had not been', async () => {
    await world.grant(owner, folder, manager, 'reader');
    const undo = await restrict(manager);
    expect(await world.role(owner, folder)).toBeNull();
    await restore(manager, undo ?? '');
    expect(await rolesOn(document)).toEqual(['manager', 'manager', 'editor']);
    const { items } = await world.node.accessLists.list(owner, folder, PAGE);
    const own = items.filter(({ from }) => from.id === folder);
    expect(own.map(({ subject, role }) => [subject.name, role])).toEqual([['Luc Petit', 'reader']]);
  });

  it('is not undone by somebody else, or with the ticket of something else', async () => {
    const undo = (await restrict()) ?? '';
    await world.grant(owner, folder, manager, 'manager');
    await expect(restore(manager, undo)).rejects.toMatchObject({ code: 'access.undo-over' });
    expect(await world.role(editor, folder)).toBeNull();
  });

  it('ends by restoring what it inherits, for all below', async () => {
    await restrict();
    await world.grant(owner, document, administrator, 'reader');
    await restore();
    expect(await rolesOn(document)).toEqual(['manager', 'manager', 'editor']);
    expect((await world.node.tree.get(owner, folder)).resource.restricted).toBe(false);
  });

  it('keeps what is restricted inside it as it is, when it ends', async () => {
    await world.node.restricting.restrict(manager, document);
    await restrict();
    await restore();
    expect(await rolesOn(document)).toEqual([null, 'manager', null]);
    expect(await rolesOn(folder)).toEqual(['manager', 'manager', 'editor']);
  });

  it('is told by the list of whoever has access', async () => {
    await restrict();
    const list = await world.node.accessLists.list(owner, folder, PAGE);
    expect([list.restricted, list.items.map(({ subject }) => subject.name)]).toEqual([true, ['Awa Diallo']]);
    const inside = await world.node.accessLists.list(owner, document, PAGE);
    expect([inside.restricted, inside.items.map(({ from }) => from.name)]).toEqual([
      false,
      ['Réorganisation'],
    ]);
  });

  it('closes it to a link on a place above, and not to one on itself', async () => {
    const above = await world.node.links.create(owner, folder, { name: 'Dossier', role: 'reader' });
    const own = await world.node.links.create(owner, document, { name: 'Document', role: 'reader' });
    await world.node.restricting.restrict(owner, document);
    expect(await world.node.access.subjectsOn(world.orgId, document)).not.toContain(above.id);
    expect(await world.node.access.subjectsOn(world.orgId, document)).toContain(own.id);
  });

  it('keeps a manager: the last one is not taken away', async () => {
    await restrict();
    const team = await world.node.teams.create(administrator, 'Cellule');
    await world.grant(owner, folder, team.id, 'reader');
    await world.node.grants.remove(owner, folder, team.id);
    await expect(world.node.grants.remove(owner, folder, owner.personId)).rejects.toMatchObject({
      code: 'access.last-manager',
    });
    expect(await rolesOn(folder)).toEqual(['manager', null, null]);
  });
});

describe('the preview', () => {
  it('names who would lose access, and not who would do it', async () => {
    await world.grant(owner, folder, editor, 'reader');
    const { restricted, gains, losses } = await world.node.restrictions.preview(owner, folder);
    expect([restricted, gains.items, lines(losses)]).toEqual([
      false,
      [],
      expect.arrayContaining(['Luc Petit: manager -> none', 'Paul Roux: editor -> reader']),
    ]);
    expect(losses.items).toHaveLength(2);
  });

  it('names who would gain access by restoring', async () => {
    await restrict();
    const { restricted, gains, losses } = await world.node.restrictions.preview(owner, folder);
    expect([restricted, losses.items]).toEqual([true, []]);
    expect(lines(gains).sort()).toEqual(['Luc Petit: none -> manager', 'Paul Roux: none -> editor']);
  });

  it('is for whoever manages access', async () => {
    await expect(world.node.restrictions.preview(editor, folder)).rejects.toMatchObject(notFound);
    await restrict();
    await expect(world.node.restrictions.preview(manager, folder)).rejects.toMatchObject(notFound);
  });
});

describe('what is restricted', () => {
  it('keeps its people when it is moved, and when the place above it is', async () => {
    const colleague = await world.person('Inès Morel');
    const shared = await world.put(owner, space, 'folder');
    await world.grant(owner, shared, colleague, 'editor');
    await world.node.restricting.restrict(owner, document);
    const none = { items: [], more: 0, links: 0 };
    const preview = await world.node.previews.preview(owner, document, shared);
    expect([preview.gains, preview.losses]).toEqual([none, none]);
    await world.node.mover.move(owner, { id: folder, parentId: shared, expectedVersion: 1 });
    expect(await world.role(colleague, folder)).toBe('editor');
    expect(await world.role(colleague, document)).toBeNull();
    const move = { id: document, parentId: shared, expectedVersion: await versionOf(document) };
    await world.node.mover.move(owner, move);
    expect(await world.role(colleague, document)).toBeNull();
    expect(await rolesOn(document)).toEqual(['manager', null, null]);
  });

  it('goes into the trash with its folder, is seen there by its people, and comes back restricted', async () => {
    const inner = await world.put(manager, folder, 'folder', 'Confidentiel');
    await world.node.restricting.restrict(manager, inner);
    await world.node.grants.remove(owner, space, manager.personId);
    await world.node.trash.trash(editor, folder);
    const trashOf = async (actor: Actor): Promise<string[]> =>
      (await world.node.lists.trash(actor, { limit: 100 })).items.map(({ id }) => id);
    expect(await trashOf(manager)).toEqual([inner]);
    expect(await trashOf(owner)).toContain(folder);
    expect(await trashOf(owner)).not.toContain(inner);
    await world.node.trash.restore(manager, inner);
    expect(await rolesOn(inner)).toEqual([null, 'manager', null]);
    expect((await world.node.tree.get(manager, inner)).resource.parentId).toBe(space);
  });

  it('comes back with its folder, still restricted', async () => {
    await world.node.restricting.restrict(owner, document);
    await world.node.trash.trash(editor, folder);
    await world.node.trash.restore(editor, folder);
    expect(await rolesOn(document)).toEqual(['manager', null, null]);
  });
});

describe('to others of the space and to the administrator, what is restricted', () => {
  it('is in no list, whatever its order and however small its pages', async () => {
    await world.put(owner, space, 'folder', 'Zones');
    await restrict();
    for (const sort of ['name', 'updated'] as const) {
      const page = { limit: 1, kinds: null, sort };
      const first = await world.node.lists.children(editor, space, page);
      expect([first.items.map(({ name }) => name), first.next]).toEqual([['Zones'], null]);
      const all = await world.node.lists.children(owner, space, { ...page, limit: 10 });
      expect(all.items.map(({ name }) => name).sort()).toEqual(['Réorganisation', 'Zones']);
    }
    const recent = async (actor: Actor): Promise<string[]> =>
      (await world.node.lists.recent(actor, { limit: 50, kind: null })).items.map(({ id }) => id);
    expect(await recent(editor)).not.toContain(document);
    expect(await recent(owner)).toContain(document);
  });

  it('takes no name away', async () => {
    await restrict();
    const same = await world.put(editor, space, 'folder', 'Réorganisation');
    expect(await world.role(owner, same)).toBe('manager');
    // Both would be of that name: it waits for another one.
    await expect(restore()).rejects.toMatchObject({ code: 'resource.name-taken' });
  });

  it('is in no overview of rights', async () => {
    const hidden = await world.person('Inès Morel');
    await world.grant(owner, folder, hidden, 'reader');
    await restrict();
    const seenBy = async (actor: Actor): Promise<string[]> =>
      (await world.node.personRights.list(actor, hidden.personId, PAGE)).items
        .filter(({ resource }) => !resource.personal)
        .map(({ resource }) => resource.id);
    expect(await seenBy(administrator)).toEqual([]);
    await expect(world.node.resourceRights.of(administrator, folder, PAGE)).rejects.toMatchObject(notFound);
    await expect(world.node.resourceRights.of(administrator, document, PAGE)).rejects.toMatchObject(notFound);
    await world.grant(owner, folder, administrator, 'reader');
    expect((await seenBy(administrator)).sort()).toEqual([folder, document].sort());
    const { resource } = await world.node.resourceRights.of(administrator, folder, PAGE);
    expect(resource.restricted).toBe(true);
  });

  it('is in no list of links of the organisation', async () => {
    const { id } = await world.node.links.create(owner, document, { name: 'Lien', role: 'reader' });
    await restrict();
    const links = await world.node.linkLists.ofOrganisation(administrator, { limit: 200 });
    expect(links.items.map((link) => link.id)).not.toContain(id);
  });

  it('is in no access review, neither one that begins nor one that is open', async () => {
    const open = (): Promise<{ id: string }> =>
      world.node.reviews.opening.open(manager, {
        ...{ name: 'Revue', spaceId: space, rule: 'withdraw', reviewerIds: [editor.personId] },
        endsAt: new Date(world.clock.now().getTime() + 86_400_000).toISOString(),
      });
    const seen = async (reviewId: string): Promise<string[]> =>
      (await world.node.reviews.items.list(editor, reviewId, { limit: 100 })).items.flatMap(
        ({ resource }) => resource?.id ?? [],
      );
    await world.grant(owner, document, manager, 'reader');
    const before = await open();
    expect(await seen(before.id)).toContain(document);
    await restrict();
    expect(await seen(before.id)).not.toContain(document);
    expect(await seen((await open()).id)).not.toContain(document);
    await world.node.reviews.closing.close(manager, before.id);
    expect(await world.role(owner, document)).toBe('manager');
  });
});
