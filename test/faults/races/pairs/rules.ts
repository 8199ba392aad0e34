import { randomUUID } from 'node:crypto';
import { reviewItemPageSchema } from '@maroquin/contracts';
import type { Ground } from '../ground.js';
import { countDone, end, onlyOne, type Pair } from '../pair.js';
import { manager, name } from './places.js';

const DAY = 24 * 60 * 60_000;

/** A review of the space, in which the friend decides on the manager's right to read. */
async function review(ground: Ground): Promise<{ id: string; number: number }> {
  const { owner, space, friend, manager: held } = ground;
  await owner.http.act('PUT', `/resources/${space}/grants/${held.id}`, { role: 'reader' });
  const id = await owner.http.create('/access-reviews', {
    name: name(),
    spaceId: space,
    rule: 'keep',
    reviewerIds: [friend.id],
    endsAt: new Date(Date.now() + DAY).toISOString(),
  });
  const { items } = await friend.http.get(reviewItemPageSchema, `/access-reviews/${id}/items?limit=200`);
  const item = items.find(({ subject, resource }) => subject.id === held.id && resource?.id === space);
  if (item === undefined) throw new Error('the review holds no item of the manager');
  return { id, number: item.number };
}

/** Rights with this role, and where they reach, that are not what the role is now. */
const STRAY = `access_grant g join scope_grant f
  on f.org_id = g.org_id and f.from_resource_id = g.resource_id and f.subject_id = g.subject_id
  left join custom_role r on r.id = g.custom_role_id
  where g.resource_id = $1 and g.subject_id = $2 and (r.deleted_at is not null or f.role <> g.role
    or (r.id is not null and (f.role <> r.base or not coalesce(f.acts, '{}') @> r.acts or not coalesce(f.acts, '{}') <@ r.acts))
    or (r.id is null and f.acts is not null))`;

async function roleAndRight(ground: Ground): Promise<{ role: string; grant: string }> {
  const { administrator, owner, space, friend } = ground;
  const grant = `/resources/${space}/grants/${friend.id}`;
  await owner.http.act('DELETE', grant);
  const role = await administrator.http.create('/roles', {
    name: `Rôle ${randomUUID()}`,
    base: 'reader',
    acts: ['access.answer'],
  });
  return { role, grant };
}

export const RULES: readonly Pair[] = [
  {
    name: 'review decided / review ended',
    prepare: async (ground) => {
      const { friend, owner } = ground;
      const { id, number } = await review(ground);
      return end(ground, {
        act: (http) =>
          http.act('POST', `/access-reviews/${id}/items/${String(number)}/decision`, {
            decision: 'withdraw',
            seen: 'reader',
          }),
        actorId: friend.id,
        connections: ground.connections(friend.http),
        decide: () => owner.http.act('POST', `/access-reviews/${id}/close`),
        decision: ['review.ended', id],
      });
    },
  },
  manager('review ended', async (ground) => {
    const { id } = await review(ground);
    await ground.owner.http.act('PUT', `/resources/${ground.space}/grants/${ground.manager.id}`, {
      role: 'manager',
    });
    return (http) => http.act('POST', `/access-reviews/${id}/close`);
  }),
  {
    name: 'role deleted / right given with it',
    prepare: async (ground) => {
      const { administrator, owner, space, friend, commits } = ground;
      const { role, grant } = await roleAndRight(ground);
      const clients = ground.connections(owner.http);
      return {
        acts: clients.map((http) => () => http.act('PUT', grant, { role })),
        decide: () => administrator.http.act('DELETE', `/roles/${role}`),
        judge: async (outcomes) => ({
          done: countDone(outcomes),
          wrong: await commits.count(STRAY, [space, friend.id]),
        }),
      };
    },
  },
  {
    name: 'role made more / right given with it',
    prepare: async (ground) => {
      const { administrator, owner, space, friend, commits } = ground;
      const { role, grant } = await roleAndRight(ground);
      const since = commits.now();
      const wider = { name: name(), base: 'reader', acts: ['access.answer', 'access.share'] };
      return {
        acts: [
          () => ground.on(1, administrator.http).act('PUT', `/roles/${role}`, wider, { 'if-match': '"1"' }),
        ],
        decide: () => owner.http.act('PUT', grant, { role }),
        judge: async () => {
          const order = await commits.order({
            since,
            act: { targetId: role },
            decision: { action: 'access.granted', targetId: space },
          });
          const stray = await commits.count(STRAY, [space, friend.id]);
          await owner.http.act('DELETE', grant);
          await administrator.http.act('DELETE', `/roles/${role}`);
          return { done: order.done, wrong: order.wrong + stray };
        },
      };
    },
  },
  {
    name: 'one name of a role taken twice',
    prepare: async (ground) => {
      const { administrator } = ground;
      const wanted = { name: name(), base: 'reader', acts: ['access.answer'] };
      const made: string[] = [];
      const { acts, judge } = onlyOne(
        ground.connections(administrator.http).map((http) => async () => {
          made.push(await http.create('/roles', wanted));
        }),
      );
      return {
        acts,
        judge: async (outcomes) => {
          for (const id of made) await administrator.http.act('DELETE', `/roles/${id}`);
          return judge(outcomes);
        },
      };
    },
  },
];
