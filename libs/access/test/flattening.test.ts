import { roles } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AccessWorld } from './access-world.js';

let world: AccessWorld;
let owner: Actor;
beforeAll(async () => {
  world = await AccessWorld.open();
  owner = await world.person();
});
afterAll(() => world.close());

/** What each resource's rights are by the definition: its own grants and those of everything above it. */
const BY_DEFINITION = `
with recursive up(id, above) as (
  select id, id from resource union all
  select up.id, r.parent_id from up join resource r on r.id = up.above where r.parent_id is not null)
select up.id, g.subject_id, g.resource_id as from_id, g.role from up join access_grant g on g.resource_id = up.above
order by 1, 2, 3`;
const BY_SCOPE = `
select r.id, g.subject_id, g.from_resource_id as from_id, g.role from resource r join scope_grant g on g.scope_id = r.scope_id
order by 1, 2, 3`;
/** Every resource points at the nearest one that has grants of its own. */
const MISPLACED = `
with recursive up(id, above, depth) as (
  select id, id, 0 from resource union all
  select up.id, r.parent_id, depth + 1 from up join resource r on r.id = up.above where r.parent_id is not null)
select r.id from resource r where r.scope_id <> (
  select up.above from up join permission_scope p on p.id = up.above where up.id = r.id order by depth limit 1)
union all
select p.id from permission_scope p join resource r on r.id = p.id where p.parent_scope_id is distinct from (
  select up.above from up join permission_scope q on q.id = up.above where up.id = p.id and depth > 0 order by depth limit 1)`;

/** Small and repeatable: mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const rows = (sql: string): Promise<object[]> =>
  world.platform.database.inOrgs({ orgs: [world.orgId] }, (tx) => tx.query(sql));

it.each([1, 2, 3])('the flattened rights equal the definition after any acts (seed %i)', async (seed) => {
  const random = randomFrom(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const people = [owner, await world.person(), await world.person(), await world.person()];
  const places = [await world.space(owner), await world.space(owner)];
  for (let step = 0; step < 60; step += 1) {
    const place = pick(places);
    const act = random();
    // Refusals (rings, depth, the last manager, names) are answers too.
    const outcome = async (): Promise<void> => {
      if (act < 0.3) places.push(await world.put(owner, place, 'folder'));
      else if (act < 0.35) await world.put(owner, place, 'document');
      else if (act < 0.6) await world.grant(owner, place, pick(people), pick(roles));
      else if (act < 0.75) await world.node.grants.remove(owner, place, pick(people).personId);
      else if (act < 0.92) {
        const { resource } = await world.node.tree.get(owner, place);
        await world.node.mover.move(owner, {
          id: place,
          parentId: pick(places),
          expectedVersion: resource.version,
        });
      } else if (act < 0.96) await world.node.trash.trash(owner, place);
      else await world.node.trash.restore(owner, place);
    };
    await outcome().catch((error: unknown) => {
      if (!(error instanceof Error) || error.name !== 'DomainError') throw error;
    });
  }
  expect(await rows(BY_SCOPE)).toEqual(await rows(BY_DEFINITION));
  expect(await rows(MISPLACED)).toEqual([]);
});

it('a child that is created while its folder gets its first right is not forgotten', async () => {
  const reader = await world.person();
  const space = await world.space(owner);
  for (let round = 0; round < 15; round += 1) {
    const folder = await world.put(owner, space, 'folder');
    const [child] = await Promise.all([
      world.put(owner, folder, 'document'),
      world.grant(owner, folder, reader, 'reader'),
      world.put(owner, folder, 'document'),
    ]);
    expect(await world.role(reader, child)).toBe('reader');
  }
  expect(await rows(MISPLACED)).toEqual([]);
});
