import { newId } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccessWorld } from './access-world.js';

const SIZE = 10_000;
let world: AccessWorld;
let owner: Actor;
let folder: string;
beforeAll(async () => {
  world = await AccessWorld.open();
  owner = await world.person();
  const space = await world.space(owner);
  folder = await world.put(owner, space, 'folder');
  const keys = await world.platform.keys.forOrg(world.orgId);
  const rows = Array.from({ length: SIZE }, (_, index) => {
    const id = newId();
    const name = keys.seal({ table: 'resource', column: 'name', row: id }, `Compte rendu ${String(index)}`);
    return { id, name };
  });
  await world.platform.asService(
    `insert into resource (id, org_id, parent_id, kind, scope_id, name_sealed, name_hash, created_by, created_at, updated_by, updated_at)
     select i, $1, $2, 'document', $3, n, '\\x00', $4, now(), $4, now() from unnest($5::uuid[], $6::bytea[]) as t(i, n)`,
    [world.orgId, folder, space, owner.personId, rows.map((row) => row.id), rows.map((row) => row.name)],
  );
});
afterAll(() => world.close());

/** Seconds; a plan that compares all with all took 28 here. */
const secondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1_000;
};

describe('a folder of ten thousand documents, right after it was filled', () => {
  it('is listed by name', async () => {
    const list = () => world.node.lists.children(owner, folder, { kinds: null, sort: 'name', limit: 50 });
    expect((await list()).items.slice(0, 3).map((item) => item.name)).toEqual([
      'Compte rendu 0',
      'Compte rendu 1',
      'Compte rendu 2',
    ]);
    expect(await secondsOf(list)).toBeLessThan(3);
  });

  it('is shared, moved, trashed and restored within seconds', async () => {
    const reader = await world.person();
    const elsewhere = await world.space(owner);
    expect(await secondsOf(() => world.grant(owner, folder, reader, 'reader'))).toBeLessThan(10);
    expect(await secondsOf(() => world.node.grants.remove(owner, folder, reader.personId))).toBeLessThan(10);
    const { resource } = await world.node.tree.get(owner, folder);
    const move = { id: folder, parentId: elsewhere, expectedVersion: resource.version };
    expect(await secondsOf(() => world.node.mover.move(owner, move))).toBeLessThan(10);
    expect(await secondsOf(() => world.node.trash.trash(owner, folder))).toBeLessThan(10);
    expect(await secondsOf(() => world.node.trash.restore(owner, folder))).toBeLessThan(10);
    expect(await world.role(owner, folder)).toBe('manager');
  });
});
