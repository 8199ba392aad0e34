import { type Role, roles } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AccessWorld, type Node, startNode, until } from './access-world.js';

let world: AccessWorld;
let owner: Actor;
let administrator: Actor;
/** Another node, which remembers what it was asked before. */
let other: Node;
beforeAll(async () => {
  world = await AccessWorld.open();
  owner = await world.person();
  administrator = await world.administrator('Claire Fontaine');
  other = startNode(world.platform, world.clock);
});
afterAll(async () => {
  other.access.close();
  await world.close();
});

/** What each resource's rights are by the definition: its own grants and those of what is above it, up to what is restricted. */
const BY_DEFINITION = `
with recursive up(id, above) as (
  select id, id from resource union all
  select up.id, r.parent_id from up join resource r on r.id = up.above where r.parent_id is not null and not r.restricted)
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

/** What a scope says of inheritance, against what its resource and those above it say. */
const MISSAID = `
with recursive up(id, above) as (
  select id, id from resource union all
  select up.id, r.parent_id from up join resource r on r.id = up.above where r.parent_id is not null)
select r.id from resource r join permission_scope p on p.id = r.id where p.inherits <> not r.restricted
  or p.confined <> exists (select 1 from up join resource a on a.id = up.above where up.id = r.id and a.restricted)`;

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

const rows = <R extends object>(sql: string): Promise<R[]> =>
  world.platform.database.inOrgs({ orgs: [world.orgId] }, (tx) => tx.query<R>(sql));

interface Facts {
  readonly tree: Map<string, { parent_id: string | null; restricted: boolean }>;
  readonly grants: readonly { resource_id: string; subject_id: string; role: Role }[];
  readonly members: readonly { team_id: string; member_id: string }[];
}
async function facts(): Promise<Facts> {
  const tree = await rows<{ id: string; parent_id: string | null; restricted: boolean }>(
    'select id, parent_id, restricted from resource',
  );
  return {
    tree: new Map(tree.map((row) => [row.id, row])),
    grants: await rows('select resource_id, subject_id, role from access_grant'),
    members: await rows('select team_id, member_id from membership'),
  };
}

/** The whole model in words: the strongest of what is set on it and above, no further up than the first restricted one. */
function roleByModel({ tree, grants, members }: Facts, personId: string, resourceId: string): Role | null {
  const subjects = [personId, world.orgId];
  for (const id of subjects)
    subjects.push(
      ...members.flatMap((one) =>
        one.member_id === id && !subjects.includes(one.team_id) ? one.team_id : [],
      ),
    );
  let best = -1;
  for (let id: string | null = resourceId; id !== null;) {
    for (const grant of grants)
      if (grant.resource_id === id && subjects.includes(grant.subject_id))
        best = Math.max(best, roles.indexOf(grant.role));
    const row: { parent_id: string | null; restricted: boolean } | undefined = tree.get(id);
    id = row === undefined || row.restricted ? null : row.parent_id;
  }
  return roles[best] ?? null;
}

it.each([1, 2, 3, 4])(
  'the flattened rights equal the definition after any acts (seed %i)',
  async (seed) => {
    const random = randomFrom(seed);
    const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
    const people = [owner, await world.person(), await world.person(), await world.person()];
    const outer = (await world.node.teams.create(administrator, `Direction ${String(seed)}`)).id;
    const inner = (await world.node.teams.create(administrator, `Bureau ${String(seed)}`)).id;
    await world.node.teams.addMember(administrator, outer, inner);
    const subjects = [...people.map(({ personId }) => personId), outer, inner];
    const places = [await world.space(owner), await world.space(owner)];
    for (let step = 0; step < 90; step += 1) {
      const place = pick(places);
      const act = random();
      const actor = random() < 0.8 ? owner : pick(people);
      await other.access.roleOf(pick(people), place);
      // Refusals (rings, depth, the last manager, names) are answers too.
      const outcome = async (): Promise<void> => {
        if (act < 0.25) places.push(await world.put(actor, place, 'folder'));
        else if (act < 0.3) await world.put(actor, place, 'document');
        else if (act < 0.45) await world.grant(actor, place, pick(subjects), pick(roles));
        else if (act < 0.55) await world.node.grants.remove(actor, place, pick(subjects));
        else if (act < 0.66) await world.node.restricting.restrict(actor, place);
        else if (act < 0.72) await world.node.restricting.restore(actor, place, undefined);
        else if (act < 0.76) {
          const undo = await world.node.restricting.restrict(actor, place);
          if (undo !== null) await world.node.restricting.restore(actor, place, undo);
        } else if (act < 0.8)
          await world.node.teams.addMember(administrator, pick([inner, outer]), pick(people).personId);
        else if (act < 0.83)
          await world.node.teams.removeMember(administrator, pick([inner, outer]), pick(people).personId);
        else if (act < 0.94) {
          const { resource } = await world.node.tree.get(actor, place);
          await world.node.mover.move(actor, {
            id: place,
            parentId: pick(places),
            expectedVersion: resource.version,
          });
        } else if (act < 0.97) await world.node.trash.trash(actor, place);
        else await world.node.trash.restore(actor, place);
      };
      await outcome().catch((error: unknown) => {
        if (!(error instanceof Error) || error.name !== 'DomainError') throw error;
      });
    }
    expect(await rows(BY_SCOPE)).toEqual(await rows(BY_DEFINITION));
    expect(await rows(MISPLACED)).toEqual([]);
    expect(await rows(MISSAID)).toEqual([]);
    const known = await facts();
    expect([...known.tree.values()].filter(({ restricted }) => restricted)).not.toEqual([]);
    const alive = await rows<{ id: string }>('select id from resource where trashed_at is null');
    for (const { personId, orgs } of people) {
      const wanted = new Map(
        alive.flatMap(({ id }) => {
          const role = roleByModel(known, personId, id);
          return role === null ? [] : [[id, role] as const];
        }),
      );
      await until(async () => {
        const roleById = await other.access.rolesOf(
          { personId, orgs },
          alive.map(({ id }) => id),
        );
        return JSON.stringify([...roleById].sort()) === JSON.stringify([...wanted].sort());
      });
    }
  },
  60_000,
);

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
