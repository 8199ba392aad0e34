import type { Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';

/**
 * Those of these scopes that nobody manages without end: no person whose account is open, no team with such a person
 * in it, not everyone (whose id is the organisation's). A guest's account is of another organisation and not seen here.
 * Hold the tree alone.
 */
export async function scopesWithoutManager(
  tx: Tx,
  orgId: string,
  scopeIds: readonly string[],
): Promise<string[]> {
  const orphans = await tx.query<{ scope: string }>(
    `with recursive manager(scope_id, subject_id) as (
       select g.scope_id, g.subject_id from scope_grant g
       where g.org_id = $1 and g.scope_id = any($2::uuid[]) and g.role = 'manager' and g.expires_at is null
       union
       select manager.scope_id, m.member_id from manager join membership m on m.org_id = $1 and m.team_id = manager.subject_id
     )
     select scope from unnest($2::uuid[]) scope where not exists (
       select 1 from manager where manager.scope_id = scope and (manager.subject_id = $1
         or (exists (select 1 from seat where seat.org_id = $1 and seat.account_id = manager.subject_id)
           and not exists (select 1 from account where account.id = manager.subject_id and account.disabled_at is not null))))`,
    [orgId, [...new Set(scopeIds)]],
  );
  return orphans.map(({ scope }) => scope);
}

/**
 * Each of these scopes keeps somebody who manages it. Hold the tree alone.
 * @throws {DomainError} access.last-manager
 */
export async function requireManagers(tx: Tx, orgId: string, scopeIds: readonly string[]): Promise<void> {
  const orphans = await scopesWithoutManager(tx, orgId, scopeIds);
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
