import { type HeldRight, rightCovers, type Role, roles } from '@maroquin/contracts';
import type { Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { LockedTx } from '../engine/locked-tx.js';
import { knownActs } from '../roles/role-summaries.js';
import type { SubjectKind } from '../engine/subject.entities.js';
import type { Resource } from './resource.entity.js';

interface Candidate {
  readonly subject_id: string;
  readonly kind: SubjectKind;
  readonly role: Role;
  readonly acts: string[] | null;
  /** What the same people have already, as it lasts at least as long. */
  readonly held: readonly (readonly [role: Role, acts: string[] | null])[];
}

/** A right that its subject has in one of two places, and more than it has in the other. */
export interface UncoveredRight {
  readonly subjectId: string;
  readonly kind: SubjectKind;
  readonly role: Role;
  /** In the other place. */
  readonly elsewhere: Role | null;
}

interface TwoScopes {
  readonly orgId: string;
  /** What may be moved between them: its own grants stay with it. */
  readonly id: string;
  readonly inScope: string;
  /** null: nothing but what is set on the resource itself. */
  readonly otherScope: string | null;
  readonly now: Date;
}

/**
 * Each right in force in one scope ($3), with what its subject holds in another ($2): by itself, by the teams that it is
 * in, and as everyone of the organisation, to whom a person or a team without a guest belongs. Grants of the moved
 * resource itself ($5) hold in both.
 */
const RIGHTS_OF_ONE_SCOPE = `
with recursive gain as (
  select g.subject_id, g.role, g.acts, g.expires_at from scope_grant g
  where g.org_id = $1 and g.scope_id = $3 and g.from_resource_id <> $5 and (g.expires_at is null or g.expires_at > $4)
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
select gain.subject_id, s.kind, gain.role, gain.acts, coalesce((
  select jsonb_agg(jsonb_build_array(h.role, h.acts)) from covering c
  join scope_grant h on h.org_id = $1 and h.subject_id = c.id
    and (h.scope_id = $2 or (h.scope_id = $3 and h.from_resource_id = $5))
  where c.start = gain.subject_id and (h.expires_at is null or h.expires_at >= gain.expires_at)), '[]') as held
from gain join subject s on s.org_id = $1 and s.id = gain.subject_id
order by gain.subject_id`;

const together = (rights: Candidate['held']): HeldRight | null => {
  const best = Math.max(-1, ...rights.map(([role]) => roles.indexOf(role)));
  const role = roles[best];
  return role === undefined ? null : { role, acts: rights.flatMap(([, acts]) => knownActs(acts ?? [])) };
};

/** Rights in `inScope` that the same people do not have in `otherScope`. */
export async function uncoveredRights(
  tx: Tx,
  { orgId, id, inScope, otherScope, now }: TwoScopes,
): Promise<UncoveredRight[]> {
  if (inScope === otherScope) return [];
  const candidates = await tx.query<Candidate>(RIGHTS_OF_ONE_SCOPE, [orgId, otherScope, inScope, now, id]);
  return candidates.flatMap(({ subject_id, kind, role, acts, held }) => {
    const other = together(held);
    if (other !== null && rightCovers(other, { role, acts: knownActs(acts ?? []) })) return [];
    return { subjectId: subject_id, kind, role, elsewhere: other?.role ?? null };
  });
}

/**
 * A move gives nobody more than before: what is in the new place would otherwise be given by whoever may not give it. What
 * stands below has at least the same people, or is restricted and keeps its own: nobody gains there either.
 * @throws {DomainError} resource.move-gives
 */
export async function requireNobodyGains(
  tx: LockedTx,
  { orgId, id, scopeId, restricted }: Pick<Resource, 'orgId' | 'id' | 'scopeId' | 'restricted'>,
  target: Pick<Resource, 'scopeId'>,
): Promise<void> {
  // It inherits nothing, there or here.
  if (restricted) return;
  const places = { inScope: target.scopeId, otherScope: scopeId };
  const gains = await uncoveredRights(tx, { orgId, id, ...places, now: tx.now });
  if (gains.length > 0) throw new DomainError('resource.move-gives');
}
