import type { Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';

/**
 * Each of these scopes keeps somebody who manages it without end: a person, a team with somebody in it, or everyone.
 * Hold the tree alone.
 * @throws {DomainError} access.last-manager
 */
export async function requireManagers(tx: Tx, orgId: string, scopeIds: readonly string[]): Promise<void> {
  const orphans = await tx.query(
    `with recursive member(team_id, member_id) as (
       select team_id, member_id from membership where org_id = $1
       union
       select member.team_id, m.member_id from member join membership m on m.org_id = $1 and m.team_id = member.member_id
     )
     select scope from unnest($2::uuid[]) scope where not exists (
       select 1 from scope_grant g join subject s on s.org_id = g.org_id and s.id = g.subject_id
       where g.org_id = $1 and g.scope_id = scope and g.role = 'manager' and g.expires_at is null
         and (s.kind = 'everyone'
           or exists (select 1 from seat where seat.org_id = $1 and seat.account_id = s.id)
           or exists (select 1 from member join seat on seat.org_id = $1 and seat.account_id = member.member_id
                      where member.team_id = s.id)))`,
    [orgId, [...new Set(scopeIds)]],
  );
  if (orphans.length > 0) throw new DomainError('access.last-manager');
}

/** Scopes that this team manages by a right set on them. */
export async function scopesManagedBy(tx: Tx, orgId: string, teamId: string): Promise<string[]> {
  const rows = await tx.query<{ scope_id: string }>(
    `select distinct scope_id from scope_grant where org_id = $1 and subject_id = $2 and role = 'manager'`,
    [orgId, teamId],
  );
  return rows.map((row) => row.scope_id);
}
