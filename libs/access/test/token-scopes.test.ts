import type { TokenScope } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccessWorld } from './access-world.js';

let world: AccessWorld;
let owner: Actor;
let space: string;
beforeAll(async () => {
  world = await AccessWorld.open();
  owner = await world.person('Awa Diallo');
  space = await world.space(owner);
});
afterAll(() => world.close());

const tokenFor = (...tokenScopes: TokenScope[]): Actor => ({ ...owner, sessionId: null, tokenScopes });
const notFound = { code: 'request.not-found' };

describe('a token', () => {
  it.each(['admin', 'scim'] as const)('for %s lists nothing that people keep', async (scope) => {
    const { lists } = world.node;
    const program = tokenFor(scope);
    await expect(lists.spaces(program, { limit: 10 })).rejects.toMatchObject(notFound);
    await expect(lists.recent(program, { limit: 10, kind: null })).rejects.toMatchObject(notFound);
    await expect(lists.trash(program, { limit: 10 })).rejects.toMatchObject(notFound);
  });

  it('makes only what it is for', async () => {
    const program = tokenFor('messages');
    await expect(world.put(program, space, 'document')).rejects.toMatchObject(notFound);
    await expect(world.put(program, space, 'file')).rejects.toMatchObject(notFound);
    await expect(world.put(program, space, 'channel')).resolves.toBeTypeOf('string');
  });

  it('trashes, renames and shares only what it is for', async () => {
    const document = await world.put(owner, space, 'document');
    const files = tokenFor('files');
    await expect(world.node.trash.trash(files, document)).rejects.toMatchObject(notFound);
    await expect(world.node.tree.rename(files, document, 'x', 1)).rejects.toMatchObject(notFound);
    await expect(world.grant(files, document, owner, 'manager')).rejects.toMatchObject(notFound);
    await world.node.trash.trash(tokenFor('documents'), document);
  });

  it('changes a folder only when it is for everything that stands in it, however deep', async () => {
    const { mover, trash, tree } = world.node;
    const folder = await world.put(owner, space, 'folder');
    const below = await world.put(owner, folder, 'folder');
    await world.put(owner, below, 'channel');
    const elsewhere = await world.put(owner, space, 'folder');
    const files = tokenFor('files', 'documents');
    await expect(trash.trash(files, folder)).rejects.toMatchObject(notFound);
    await expect(tree.rename(files, folder, 'x', 1)).rejects.toMatchObject(notFound);
    const move = { id: folder, parentId: elsewhere, expectedVersion: 1 };
    await expect(mover.move(files, move)).rejects.toMatchObject(notFound);
    await trash.trash(tokenFor('files', 'documents', 'messages'), folder);
    const ofFiles = await world.put(owner, space, 'folder');
    await world.put(owner, ofFiles, 'file');
    await expect(trash.trash(tokenFor('documents'), ofFiles)).rejects.toMatchObject(notFound);
    await trash.trash(tokenFor('files'), ofFiles);
  });

  it('moves a folder out of its space as its person may, when it is for all that stands in it', async () => {
    const { mover, previews } = world.node;
    const other = await world.space(owner);
    const folder = await world.put(owner, space, 'folder');
    await world.put(owner, folder, 'file');
    const move = { id: folder, parentId: other, expectedVersion: 1 };
    await expect(mover.move(tokenFor('documents'), move)).rejects.toMatchObject(notFound);
    expect((await previews.preview(tokenFor('files'), folder, other)).refusal).toBeNull();
    await mover.move(tokenFor('files'), move);
  });

  it('moves no folder out of its space for an editor, who may not either', async () => {
    const other = await world.space(owner);
    const editor = await world.person('Luc Petit');
    for (const place of [space, other]) await world.grant(owner, place, editor, 'editor');
    const id = await world.put(owner, space, 'folder');
    const program: Actor = { ...editor, sessionId: null, tokenScopes: ['files'] };
    const move = { id, parentId: other, expectedVersion: 1 };
    await expect(world.node.mover.move(program, move)).rejects.toMatchObject(notFound);
  });

  it('changes a space only when it is for everything a place can hold', async () => {
    const another = await world.space(owner);
    const some = tokenFor('files', 'documents');
    await expect(world.node.trash.trash(some, another)).rejects.toMatchObject(notFound);
    await world.node.trash.trash(tokenFor('files', 'documents', 'messages'), another);
  });
});
