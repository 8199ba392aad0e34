import type { Actor } from '@maroquin/platform/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccessWorld } from './access-world.js';

let world: AccessWorld;
let owner: Actor;
beforeAll(async () => {
  world = await AccessWorld.open();
  owner = await world.person('Awa Diallo');
});
afterAll(() => world.close());

const notFound = { code: 'request.not-found' };
const version = async (actor: Actor, id: string): Promise<number> =>
  (await world.node.tree.get(actor, id)).resource.version;
const move = async (actor: Actor, id: string, parentId: string, name?: string) =>
  world.node.mover.move(actor, {
    id,
    parentId,
    expectedVersion: await version(actor, id),
    ...(name === undefined ? {} : { name }),
  });
const names = async (actor: Actor, parentId: string): Promise<string[]> =>
  (await world.node.lists.children(actor, parentId, { kinds: null, sort: 'name', limit: 200 })).items.map(
    (item) => item.name,
  );

describe('creating and renaming', () => {
  it('answers a resource with its place', async () => {
    const space = await world.space(owner, 'Cabinet');
    const folder = await world.put(owner, space, 'folder', 'Notes');
    const document = await world.put(owner, folder, 'document', 'Note du 3 mars');
    const { resource, breadcrumb } = await world.node.tree.get(owner, document);
    expect(resource).toMatchObject({
      id: document,
      kind: 'document',
      parentId: folder,
      name: 'Note du 3 mars',
      version: 1,
      role: 'manager',
      createdBy: { name: 'Awa Diallo' },
      trashedAt: null,
      personal: false,
      restricted: false,
      marking: 'none',
    });
    expect(breadcrumb.map((step) => step.name)).toEqual(['Cabinet', 'Notes']);
  });

  it('shows of the way down only what the person may see', async () => {
    const guest = await world.person();
    const folder = await world.put(owner, await world.space(owner), 'folder', 'Partagé');
    const document = await world.put(owner, folder, 'document');
    await world.grant(owner, folder, guest, 'reader');
    expect((await world.node.tree.get(guest, document)).breadcrumb.map((step) => step.name)).toEqual([
      'Partagé',
    ]);
  });

  it('refuses a folder whose name differs only by capitals, and allows two documents of one title', async () => {
    const space = await world.space(owner);
    await world.put(owner, space, 'folder', 'Été');
    await expect(world.put(owner, space, 'folder', 'ÉTÉ')).rejects.toMatchObject({
      code: 'resource.name-taken',
    });
    await world.put(owner, space, 'document', 'Note');
    await world.put(owner, space, 'document', 'Note');
  });

  it('puts things into spaces and folders only, a discussion also beside its document', async () => {
    const document = await world.put(owner, await world.space(owner), 'document');
    await expect(world.put(owner, document, 'file')).rejects.toMatchObject({ code: 'resource.wrong-parent' });
    await world.put(owner, document, 'channel');
  });

  it('stops at twenty levels', async () => {
    let parent = await world.space(owner);
    for (let depth = 1; depth <= 20; depth += 1) parent = await world.put(owner, parent, 'folder');
    await expect(world.put(owner, parent, 'document')).rejects.toMatchObject({ code: 'resource.too-deep' });
  });

  it('renames from the version that was seen, and from no other', async () => {
    const space = await world.space(owner);
    const document = await world.put(owner, space, 'document', 'Avant');
    expect(await world.node.tree.rename(owner, document, 'Après', 1)).toMatchObject({
      name: 'Après',
      version: 2,
    });
    await expect(world.node.tree.rename(owner, document, 'Trop tard', 1)).rejects.toMatchObject({
      code: 'request.conflict',
    });
    expect(await names(owner, space)).toEqual(['Après']);
  });
});

describe('moving', () => {
  it('takes the rights of the new place and keeps its own', async () => {
    const [before, after, own] = [await world.person(), await world.person(), await world.person()];
    const [from, to] = [await world.space(owner), await world.space(owner)];
    const folder = await world.put(owner, from, 'folder');
    const shared = await world.put(owner, folder, 'folder');
    const document = await world.put(owner, shared, 'document');
    await world.grant(owner, from, before, 'editor');
    await world.grant(owner, to, after, 'reader');
    await world.grant(owner, shared, own, 'commenter');
    await move(owner, folder, to);
    expect(await world.role(before, document)).toBeNull();
    expect(await world.role(after, document)).toBe('reader');
    expect(await world.role(own, document)).toBe('commenter');
    expect(await world.role(own, folder)).toBeNull();
    expect((await world.node.tree.get(owner, document)).breadcrumb[0]?.id).toBe(to);
  });

  it('needs the right to create in the new place', async () => {
    const editor = await world.person();
    const space = await world.space(owner);
    const folder = await world.put(owner, space, 'folder');
    const document = await world.put(owner, folder, 'document');
    await world.grant(owner, folder, editor, 'editor');
    await expect(move(editor, document, space)).rejects.toMatchObject(notFound);
    const inner = await world.put(owner, folder, 'folder');
    await move(editor, document, inner);
    expect((await world.node.tree.get(owner, document)).resource.parentId).toBe(inner);
  });

  it('out of a space is for whoever manages the access', async () => {
    const editor = await world.person();
    const space = await world.space(owner);
    const document = await world.put(owner, space, 'document');
    await world.grant(owner, space, editor, 'editor');
    const own = await world.node.spaces.personalSpaceOf(editor);
    await expect(move(editor, document, own)).rejects.toMatchObject(notFound);
    expect(await world.role(owner, document)).toBe('manager');
  });

  it('never makes a ring, also when two people move at the same time', async () => {
    const space = await world.space(owner);
    const [a, b] = [await world.put(owner, space, 'folder'), await world.put(owner, space, 'folder')];
    await expect(move(owner, a, a)).rejects.toMatchObject({ code: 'resource.wrong-parent' });
    const results = await Promise.allSettled([move(owner, a, b), move(owner, b, a)]);
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    expect((await world.node.tree.get(owner, a)).breadcrumb[0]?.id).toBe(space);
  });

  it('never moves a space', async () => {
    const [space, other] = [await world.space(owner), await world.space(owner)];
    await expect(move(owner, space, other)).rejects.toMatchObject(notFound);
  });

  it('counts what hangs below before it goes deeper', async () => {
    const space = await world.space(owner);
    let parent = space;
    for (let depth = 1; depth <= 18; depth += 1) parent = await world.put(owner, parent, 'folder');
    const top = await world.put(owner, space, 'folder');
    await world.put(owner, await world.put(owner, top, 'folder'), 'folder');
    await expect(move(owner, top, parent)).rejects.toMatchObject({ code: 'resource.too-deep' });
  });

  it('refuses a taken name, and takes a new one on the way', async () => {
    const space = await world.space(owner);
    const target = await world.put(owner, space, 'folder', 'Cible');
    await world.put(owner, target, 'file', 'plan.pdf');
    const file = await world.put(owner, space, 'file', 'plan.pdf');
    await expect(move(owner, file, target)).rejects.toMatchObject({ code: 'resource.name-taken' });
    expect(await move(owner, file, target, 'plan 2.pdf')).toMatchObject({
      name: 'plan 2.pdf',
      parentId: target,
    });
  });
});

describe('the trash', () => {
  it('takes along what is below, hides it, and gives all of it back', async () => {
    const space = await world.space(owner);
    const folder = await world.put(owner, space, 'folder', 'Dossier');
    const document = await world.put(owner, folder, 'document');
    await world.node.trash.trash(owner, folder);
    expect(await world.role(owner, document)).toBeNull();
    await expect(world.node.access.require(owner, 'document.read', document)).rejects.toMatchObject(notFound);
    expect(await names(owner, space)).toEqual([]);
    const trashed = (await world.node.lists.trash(owner, { limit: 50 })).items.map((item) => item.id);
    expect(trashed).toContain(folder);
    expect(trashed).not.toContain(document);
    await world.node.trash.restore(owner, folder);
    expect(await world.role(owner, document)).toBe('manager');
    expect(await names(owner, space)).toEqual(['Dossier']);
  });

  it('keeps apart what was trashed before its folder', async () => {
    const space = await world.space(owner);
    const folder = await world.put(owner, space, 'folder');
    const early = await world.put(owner, folder, 'document', 'Avant');
    await world.put(owner, folder, 'document', 'Reste');
    await world.node.trash.trash(owner, early);
    await world.node.trash.trash(owner, folder);
    await world.node.trash.restore(owner, folder);
    expect(await names(owner, folder)).toEqual(['Reste']);
  });

  it('puts back next to the nearest living folder when its own is trashed', async () => {
    const space = await world.space(owner);
    const folder = await world.put(owner, space, 'folder');
    const document = await world.put(owner, await world.put(owner, folder, 'folder'), 'document', 'Seul');
    await world.node.trash.trash(owner, folder);
    await world.node.trash.restore(owner, document);
    expect(await names(owner, space)).toEqual(['Seul']);
  });

  it('puts back into the person’s own space when the space is trashed', async () => {
    const space = await world.space(owner);
    const document = await world.put(owner, space, 'document', 'Rescapé');
    await world.node.trash.trash(owner, space);
    await world.node.trash.restore(owner, document);
    const own = await world.node.spaces.personalSpaceOf(owner);
    expect((await world.node.tree.get(owner, document)).resource.parentId).toBe(own);
    expect(await world.role(owner, document)).toBe('manager');
  });

  it('gives another name when the name was taken meanwhile', async () => {
    const space = await world.space(owner);
    const folder = await world.put(owner, space, 'folder', 'Plan');
    await world.node.trash.trash(owner, folder);
    await world.put(owner, space, 'folder', 'Plan');
    await world.node.trash.restore(owner, folder);
    expect(await names(owner, space)).toEqual(['Plan', 'Plan (2)']);
  });

  it('is out of reach for readers', async () => {
    const reader = await world.person();
    const space = await world.space(owner);
    const document = await world.put(owner, space, 'document');
    await world.grant(owner, space, reader, 'reader');
    await expect(world.node.trash.trash(reader, document)).rejects.toMatchObject(notFound);
    await world.node.trash.trash(owner, document);
    await expect(world.node.trash.restore(reader, document)).rejects.toMatchObject(notFound);
    expect((await world.node.lists.trash(reader, { limit: 50 })).items).toEqual([]);
  });

  it('is not for a space of one’s own', async () => {
    const own = await world.node.spaces.personalSpaceOf(owner);
    await expect(world.node.trash.trash(owner, own)).rejects.toMatchObject(notFound);
  });
});
