import type { MovePreview } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccessWorld } from './access-world.js';

/** A space that the owner manages and the editor may write in; a colleague reads one of its folders. */
let world: AccessWorld;
let owner: Actor;
let editor: Actor;
let colleague: Actor;
let space: string;
let common: string;
let shared: string;

beforeAll(async () => {
  world = await AccessWorld.open();
  owner = await world.person('Awa Diallo');
  editor = await world.person('Luc Petit');
  colleague = await world.person('Paul Roux');
  space = await world.space(owner);
  common = await world.put(owner, space, 'folder', 'Commun');
  shared = await world.put(owner, space, 'folder', 'Partagé');
  await world.grant(owner, space, editor, 'editor');
  await world.grant(owner, shared, colleague, 'reader');
});
afterAll(() => world.close());

const preview = (actor: Actor, id: string, parentId: string): Promise<MovePreview> =>
  world.node.previews.preview(actor, id, parentId);
const lines = ({ items }: MovePreview['gains']): string[] =>
  items.map(({ subject, before, after }) => `${subject.name}: ${before ?? 'none'} -> ${after ?? 'none'}`);
const none = { items: [], more: 0, links: 0 };

describe('the preview of a move', () => {
  it('names who gains an access, and says that an editor may not give it', async () => {
    const id = await world.put(owner, common, 'document');
    const { gains, losses, refusal } = await preview(editor, id, shared);
    expect([lines(gains), losses, refusal]).toEqual([['Paul Roux: none -> reader'], none, 'gives']);
    expect((await preview(owner, id, shared)).refusal).toBeNull();
  });

  it('names who loses an access, and allows it', async () => {
    const id = await world.put(owner, shared, 'document');
    const { gains, losses, refusal } = await preview(editor, id, common);
    expect([gains, lines(losses), refusal]).toEqual([none, ['Paul Roux: reader -> none'], null]);
  });

  it('names nobody where the same people have access to both places', async () => {
    const id = await world.put(owner, common, 'document');
    expect(await preview(editor, id, space)).toEqual({ gains: none, losses: none, refusal: null });
  });

  it('leaves out a right that was given on the document itself', async () => {
    const id = await world.put(owner, shared, 'document');
    await world.grant(owner, id, colleague, 'reader');
    expect((await preview(owner, id, common)).losses).toEqual(none);
    const other = await world.put(owner, common, 'document');
    await world.grant(owner, other, colleague, 'editor');
    expect((await preview(owner, other, shared)).gains).toEqual(none);
  });

  it('says from which right to which one somebody changes', async () => {
    const better = await world.put(owner, shared, 'folder');
    await world.grant(owner, better, colleague, 'editor');
    const id = await world.put(owner, shared, 'document');
    expect(lines((await preview(owner, id, better)).gains)).toEqual(['Paul Roux: reader -> editor']);
    const inner = await world.put(owner, better, 'document');
    expect(lines((await preview(owner, inner, shared)).losses)).toEqual(['Paul Roux: editor -> reader']);
  });

  it('says that only a manager takes something out of its space', async () => {
    const elsewhere = await world.space(owner, 'Ailleurs');
    await world.grant(owner, elsewhere, editor, 'editor');
    const id = await world.put(owner, common, 'document');
    expect((await preview(editor, id, elsewhere)).refusal).toBe('leaves-space');
    expect((await preview(owner, id, elsewhere)).refusal).toBeNull();
  });

  it('names at most twenty people, and counts the others', async () => {
    const crowd = await world.put(owner, space, 'folder');
    for (let i = 0; i < 22; i += 1) await world.grant(owner, crowd, await world.person(), 'reader');
    const { gains } = await preview(owner, await world.put(owner, common, 'document'), crowd);
    expect([gains.items.length, gains.more]).toEqual([20, 2]);
  });

  it('agrees with the move about what is refused', async () => {
    const id = await world.put(owner, common, 'document');
    const move = (parentId: string): Promise<unknown> =>
      world.node.mover.move(editor, { id, parentId, expectedVersion: 1 });
    expect((await preview(editor, id, shared)).refusal).toBe('gives');
    await expect(move(shared)).rejects.toMatchObject({ code: 'resource.move-gives' });
    expect((await preview(editor, id, space)).refusal).toBeNull();
    await move(space);
  });

  it('is for whoever may move it and create there only', async () => {
    const id = await world.put(owner, common, 'document');
    const notFound = { code: 'request.not-found' };
    await world.grant(owner, id, colleague, 'reader');
    await expect(preview(colleague, id, common)).rejects.toMatchObject(notFound);
    await world.grant(owner, id, colleague, 'editor');
    await expect(preview(colleague, id, shared)).rejects.toMatchObject(notFound);
    await expect(preview(owner, common, common)).rejects.toMatchObject({ code: 'resource.wrong-parent' });
  });
});
