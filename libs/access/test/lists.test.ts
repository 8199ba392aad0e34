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

describe('lists', () => {
  it('sort by name as a French reader does, page by page', async () => {
    const space = await world.space(owner);
    for (const name of ['Note 10', 'Été', 'note 2', 'Étable', 'zèbre', 'eau'])
      await world.put(owner, space, 'document', name);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await world.node.lists.children(owner, space, {
        kinds: null,
        sort: 'name',
        limit: 4,
        cursor,
      });
      seen.push(...page.items.map((item) => item.name));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(['eau', 'Étable', 'Été', 'note 2', 'Note 10', 'zèbre']);
  });

  it('keep their place when the item of the cursor is gone', async () => {
    const space = await world.space(owner);
    const ids = new Map<string, string>();
    for (const name of ['a', 'b', 'c', 'd']) ids.set(name, await world.put(owner, space, 'document', name));
    const first = await world.node.lists.children(owner, space, { kinds: null, sort: 'name', limit: 2 });
    await world.node.trash.trash(owner, ids.get('b')!);
    const rest = await world.node.lists.children(owner, space, {
      kinds: null,
      sort: 'name',
      limit: 2,
      cursor: first.next ?? undefined,
    });
    expect(rest.items.map((item) => item.name)).toEqual(['c', 'd']);
  });

  it('refuse a cursor of another list', async () => {
    const [one, other] = [await world.space(owner), await world.space(owner)];
    for (const name of ['a', 'b']) await world.put(owner, one, 'document', name);
    const { next } = await world.node.lists.children(owner, one, { kinds: null, sort: 'name', limit: 1 });
    await expect(
      world.node.lists.children(owner, other, {
        kinds: null,
        sort: 'name',
        limit: 1,
        cursor: next ?? undefined,
      }),
    ).rejects.toMatchObject({ code: 'request.cursor-unknown' });
  });

  it('filter by kind and sort by the last change', async () => {
    const space = await world.space(owner);
    const first = await world.put(owner, space, 'document', 'a');
    world.clock.forward(1_000);
    const second = await world.put(owner, space, 'document', 'b');
    await world.put(owner, space, 'folder', 'c');
    world.clock.forward(1_000);
    await world.platform.database.inOrgs({ orgs: [world.orgId] }, (tx) =>
      world.node.tree.touch(tx, first, owner),
    );
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await world.node.lists.children(owner, space, {
        kinds: ['document'],
        sort: 'updated',
        limit: 1,
        cursor,
      });
      seen.push(...page.items.map((item) => item.id));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual([first, second]);
  });

  it('sort by the last change when many are touched at once, and wait for none that is being changed', async () => {
    const { database } = world.platform;
    const space = await world.space(owner);
    const [free, held, untouched] = [
      await world.put(owner, space, 'document'),
      await world.put(owner, space, 'document'),
      await world.put(owner, space, 'document'),
    ];
    const editor = await world.person();
    world.clock.forward(1_000);
    const touch = (): Promise<string[]> =>
      database.inOrgs({ orgs: [world.orgId] }, (tx) =>
        world.node.tree.touchFree(
          tx,
          [free, held].map((id) => ({ id, personId: editor.personId })),
        ),
      );
    const during = await database.inOrgs({ orgs: [world.orgId] }, async (tx) => {
      await tx.query('select 1 from resource where id = $1 for update', [held]);
      return touch();
    });
    expect(during).toEqual([held]);
    const newest = async (): Promise<[string, string | undefined][]> => {
      const { items } = await world.node.lists.children(owner, space, {
        kinds: null,
        sort: 'updated',
        limit: 10,
      });
      return items.map(({ id, updatedBy }) => [id, updatedBy?.id]);
    };
    expect((await newest())[0]).toEqual([free, editor.personId]);
    expect(await touch()).toEqual([]);
    expect(new Map(await newest()).get(held)).toBe(editor.personId);
    expect(new Map(await newest()).get(untouched)).toBe(owner.personId);
  });

  it('of the newest hold what the person can see, from every space, and no more', async () => {
    const reader = await world.person();
    const [open, closed] = [await world.space(owner), await world.space(owner)];
    const visible: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      world.clock.forward(1_000);
      visible.unshift(await world.put(owner, open, 'document'));
      await world.put(owner, closed, 'document');
    }
    const single = await world.put(owner, closed, 'file');
    world.clock.forward(1_000);
    await world.put(owner, open, 'folder');
    await world.grant(owner, open, reader, 'reader');
    await world.grant(owner, single, reader, 'reader');
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await world.node.lists.recent(reader, { kind: null, limit: 2, cursor });
      seen.push(...page.items.map((item) => item.id));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual([single, ...visible]);
    const files = await world.node.lists.recent(reader, { kind: 'file', limit: 50 });
    expect(files.items.map((item) => item.id)).toEqual([single]);
  });

  it('of spaces hold one’s own and those shared with one', async () => {
    const person = await world.person();
    await world.space(owner, 'Fermé');
    await world.grant(owner, await world.space(owner, 'Ouvert'), person, 'reader');
    const { items } = await world.node.lists.spaces(person, { limit: 50 });
    expect(items.map((item) => [item.name, item.personal, item.role])).toEqual([
      ['Mes documents', true, 'manager'],
      ['Ouvert', false, 'reader'],
    ]);
  });
});
