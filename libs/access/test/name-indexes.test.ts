import { Admission, RequesterTurns, runFor, type WorkContext } from '@maroquin/platform/admission';
import { type Actor, Database, type ReadParam, type ReadStatement } from '@maroquin/platform/database';
import { ListResources, NameIndexes } from '@maroquin/access';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccessWorld, startNode } from './access-world.js';

let world: AccessWorld;
let owner: Actor;
beforeAll(async () => {
  world = await AccessWorld.open();
  owner = await world.person('Awa Diallo');
});
afterAll(() => world.close());

type Lists = Pick<ListResources, 'children'>;
/** All names of a place, page by page. */
async function namesIn(lists: Lists, place: string, limit = 7): Promise<string[]> {
  const names: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await lists.children(owner, place, { kinds: null, sort: 'name', limit, cursor });
    names.push(...page.items.map((item) => item.name));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return names;
}

class SmallIndexes extends NameIndexes {
  protected override readonly bounds = { sorted: 5, kept: 3, nodeBytes: 6_000, organisationBytes: 4_000 };
}
describe('a place listed by name', () => {
  it('is the same as read afresh after whatever was done to it, here or on another node', async () => {
    const other = startNode(world.platform, world.clock);
    const [place, elsewhere] = [await world.space(owner), await world.space(owner)];
    const ids: string[] = [];
    const version = async (id: string): Promise<number> => (await other.tree.get(owner, id)).resource.version;
    /** A small linear congruential generator (Numerical Recipes): the same acts every time. */
    let state = 20_261_201;
    const random = (below: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state % below;
    };
    const pick = (): string => ids[random(ids.length)] ?? '';
    const acts: ((node: typeof other, turn: number) => Promise<unknown>)[] = [
      async (_, turn) => ids.push(await world.put(owner, place, 'document', `Note ${String(turn)}`)),
      async (node, turn) => {
        const id = pick();
        await node.tree.rename(owner, id, `Avis ${String(turn)}`, await version(id));
      },
      async (node) => {
        const id = pick();
        const { resource } = await node.tree.get(owner, id);
        const parentId = resource.parentId === place ? elsewhere : place;
        await node.mover.move(owner, { id, parentId, expectedVersion: resource.version });
      },
      async (node) => {
        const id = pick();
        await node.trash.trash(owner, id);
        if (random(2) === 0) await node.trash.restore(owner, id);
        else ids.splice(ids.indexOf(id), 1);
      },
    ];
    for (let turn = 0; turn < 40; turn += 1) {
      const act = turn < 10 ? acts[0] : acts[random(acts.length)];
      await act?.(random(2) === 0 ? world.node : other, turn);
      const fresh = startNode(world.platform, world.clock);
      expect(await namesIn(world.node.lists, place)).toEqual(await namesIn(fresh.lists, place));
      fresh.access.close();
    }
    other.access.close();
  });

  it('is opened once, however many list it at the same time, and a renamed one alone after that', async () => {
    const asked: string[][] = [];
    /** Sees which names are fetched. */
    const watched = new Proxy(world.platform.database, {
      get: (target, property, receiver): unknown =>
        property === 'readIn'
          ? (orgs: string[], statement: ReadStatement, params: ReadParam[]) => {
              if (statement.name === 'names of resources') asked.push(params[0] as string[]);
              return target.readIn(orgs, statement, params);
            }
          : Reflect.get(target, property, receiver),
    });
    const node = startNode(world.platform, world.clock, watched);
    const place = await world.space(owner);
    const ids = await Promise.all(Array.from({ length: 30 }, () => world.put(owner, place, 'document')));
    await Promise.all(Array.from({ length: 20 }, () => namesIn(node.lists, place)));
    expect(asked.flat().sort()).toEqual([...ids].sort());
    asked.length = 0;
    const [first = ''] = ids;
    await world.node.tree.rename(owner, first, 'Autre', 1);
    await Promise.all(Array.from({ length: 20 }, () => namesIn(node.lists, place)));
    expect(asked).toEqual([[first]]);
    node.access.close();
  });

  it('keeps its kinds apart', async () => {
    const place = await world.space(owner);
    for (const name of ['a', 'b', 'c']) {
      await world.put(owner, place, 'folder', name);
      await world.put(owner, place, 'document', name);
    }
    const page = await world.node.lists.children(owner, place, {
      kinds: ['folder'],
      sort: 'name',
      limit: 2,
    });
    expect(page.items.map(({ kind, name }) => [kind, name])).toEqual([
      ['folder', 'a'],
      ['folder', 'b'],
    ]);
    expect(page.next).not.toBeNull();
  });

  it('that holds too much is listed in the order in which things were made', async () => {
    const { database, keys } = world.platform;
    const node = startNode(world.platform, world.clock, database, new SmallIndexes(database, keys));
    const place = await world.space(owner);
    for (const name of ['f', 'e', 'd', 'c', 'b', 'a']) await world.put(owner, place, 'document', name);
    expect(await namesIn(node.lists, place, 4)).toEqual(['f', 'e', 'd', 'c', 'b', 'a']);
    node.access.close();
  });
});

describe('the indexes of a node', () => {
  it('stay below their bytes and their number, and forget what was asked for longest ago', async () => {
    const indexes = new SmallIndexes(world.platform.database, world.platform.keys);
    const place = await world.space(owner);
    for (const name of ['a', 'b', 'c', 'd']) await world.put(owner, place, 'document', name);
    for (let turn = 0; turn < 10; turn += 1) {
      const index = await indexes.of({
        ...{ key: String(turn), name: 'children of the test', orgs: [world.orgId] },
        ...{ from: 'resource r where r.org_id = $1 and r.parent_id = $2', params: [world.orgId, place] },
        orgId: turn % 2 === 0 ? world.orgId : 'another',
      });
      expect(index?.page(null, 10, null).places).toHaveLength(4);
      expect(indexes.bytes).toBeLessThan(6_000);
    }
    expect(indexes.bytes).toBeGreaterThan(1_000);
  });
});

describe('an index that several wait for', () => {
  it('is made for the others when the client that was to begin it has left', async () => {
    const admission = new Admission({
      read: { slots: 1, waitingEach: 9, waitingInAll: 99, waitMs: 60_000 },
    });
    const database = await Database.open({
      ...{ app: world.platform.connections.app, entities: [], onError: () => undefined },
      turns: new RequesterTurns(admission),
    });
    const place = await world.space(owner);
    await world.put(owner, place, 'document', 'Avis');
    await world.platform.keys.forOrg(world.orgId);
    const indexes = new NameIndexes(database, world.platform.keys);
    const source = {
      ...{ key: place, name: 'children of the test', orgs: [world.orgId], orgId: world.orgId },
      ...{ from: 'resource r where r.org_id = $1 and r.parent_id = $2', params: [world.orgId, place] },
    };
    const list = (person: string, context: Partial<WorkContext> = {}): Promise<unknown> =>
      runFor(
        { requester: { person, organisation: world.orgId }, resource: 'read', ...context },
        async () => (await indexes.of(source))?.page(null, 10, null).places.length,
      );
    // There is always somebody else, so that whoever comes has to wait.
    let isOver = false;
    const busy = ['Karim', 'Yasmine'].map(async (person) => {
      while (!isOver)
        await admission.run('read', { person, organisation: null }, () => new Promise(setImmediate));
    });
    const client = new AbortController();
    const underWay = list('Nadia');
    const left = list('Awa', { signal: client.signal }).catch((error: unknown) => error);
    const shares = list('Thomas');
    client.abort();
    expect(await Promise.all([underWay, shares])).toEqual([1, 1]);
    expect(await left).toMatchObject({ code: 'request.too-many' });
    isOver = true;
    await Promise.all(busy);
    await database.close();
  });
});
