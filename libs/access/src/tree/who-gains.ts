import { type HeldRight, rightCovers, type Role, roles } from '@maroquin/contracts';
import { DomainError } from '@maroquin/platform/errors';
import type { LockedTx } from '../engine/locked-tx.js';
import { knownActs } from '../roles/role-faces.js';
import type { Resource } from './resource.entity.js';

interface Candidate {
  readonly role: Role;
  readonly acts: string[] | null;
  /** What the same people have already, as it lasts at least as long. */
  readonly held: readonly (readonly [role: Role, acts: string[] | null])[];
}

/**
 * Each right in force in the new place, with what its subject holds in the old one: by itself, by the teams that it is
 * in, and as everyone of the organisation, to whom a person or a team without a guest belongs.
 */
const GAINS = `
with recursive gain as (
  select g.subject_id, g.role, g.acts, g.expires_at from scope_grant g
  where g.org_id = $1 and g.scope_id = $3 and (g.expires_at is null or g.expires_at > $4)
), above(start, id) as (
  select subject_id, subject_id from gain
  union
  select above.start, m.team_id from above join membership m on m.org_id = $1 and m.member_id = above.id
), below(start, id) as (
  select subject_id, subject_id from gain
  union
  select below.start, m.member_id from below join membership m on m.org_id = $1 and m.team_id = below.id
), covering(start, id) as (
  select start, id from above
  union
  select s.id, $1::uuid from subject s
  where s.org_id = $1 and s.id in (select subject_id from gain) and s.kind in ('person', 'team')
    and not exists (select 1 from below join seat on seat.org_id = $1 and seat.account_id = below.id and seat.kind = 'guest'
      where below.start = s.id)
)
select gain.role, gain.acts, coalesce((
  select jsonb_agg(jsonb_build_array(h.role, h.acts)) from covering c
  join scope_grant h on h.org_id = $1 and h.scope_id = $2 and h.subject_id = c.id
  where c.start = gain.subject_id and (h.expires_at is null or h.expires_at >= gain.expires_at)), '[]') as held
from gain`;

const together = (rights: Candidate['held']): HeldRight | null => {
  const best = Math.max(-1, ...rights.map(([role]) => roles.indexOf(role)));
  const role = roles[best];
  return role === undefined ? null : { role, acts: rights.flatMap(([, acts]) => knownActs(acts ?? [])) };
};

/**
 * A move gives nobody more than before: what is in the new place would otherwise be given by who may not give it. What
 * stands below has at least the same people, so that nobody gains there either.
 * @throws {DomainError} resource.move-gives
 */
export async function requireNobodyGains(
  tx: LockedTx,
  { orgId, scopeId }: Pick<Resource, 'orgId' | 'scopeId'>,
  target: Pick<Resource, 'scopeId'>,
): Promise<void> {
  if (scopeId === target.scopeId) return;
  const candidates = await tx.query<Candidate>(GAINS, [orgId, scopeId, target.scopeId, tx.now]);
  const gains = candidates.some(({ role, acts, held }) => {
    const before = together(held);
    return before === null || !rightCovers(before, { role, acts: knownActs(acts ?? []) });
  });
  if (gains) throw new DomainError('resource.move-gives');
}
