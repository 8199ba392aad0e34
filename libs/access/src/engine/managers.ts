import type { Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { RightsRow } from '@maroquin/platform/proofs';
import type { LockedTx } from './locked-tx.js';

type Locked = Pick<LockedTx, 'query' | 'isGenuine'>;
type Managing = RightsRow & {
  readonly scope_id: string;
  readonly subject_id: string;
  readonly fresh: boolean;
};

/** Rows of managers without end. What this transaction wrote is proven at its end, or refused then. */
async function managing(tx: Locked, orgId: string, scopeIds: readonly string[]): Promise<Managing[]> {
  const rows = await tx.query<Managing>(
    `select g.*, coalesce(g.xmin = pg_current_xact_id_if_assigned()::xid, false) as fresh from scope_grant g
     where g.org_id = $1 and g.scope_id = any($2::uuid[]) and g.role = 'manager' and g.expires_at is null`,
    [orgId, scopeIds],
  );
  return rows.filter((row) => row.fresh || tx.isGenuine('scope_grant', row));
}

/**
 * Those of these scopes that nobody manages without end: no person whose account is open, no team with such a person
 * in it, not everyone (whose id is the organisation's). A guest's account is of another organisation and not seen here.
 * A row that somebody else put into the database manages nothing. Hold the tree alone.
 */
export async function scopesWithoutManager(
  tx: Locked,
  orgId: string,
  scopeIds: readonly string[],
): Promise<string[]> {
  const scopes = [...new Set(scopeIds)];
  if (scopes.length === 0) return [];
  const rows = await managing(tx, orgId, scopes);
  const orphans = await tx.query<{ scope: string }>(
    `with recursive manager(scope_id, subject_id) as (
       select * from unnest($3::uuid[], $4::uuid[])
       union
       select manager.scope_id, m.member_id from manager join membership m on m.org_id = $1 and m.team_id = manager.subject_id
     )
     select scope from unnest($2::uuid[]) scope where not exists (
       select 1 from manager where manager.scope_id = scope and (manager.subject_id = $1
         or (exists (select 1 from seat where seat.org_id = $1 and seat.account_id = manager.subject_id)
           and not exists (select 1 from account where account.id = manager.subject_id and account.disabled_at is not null))))`,
    [orgId, scopes, rows.map((row) => row.scope_id), rows.map((row) => row.subject_id)],
  );
  return orphans.map(({ scope }) => scope);
}

/**
 * Each of these scopes keeps somebody who manages it. Hold the tree alone.
 * @throws {DomainError} access.last-manager
 */
export async function requireManagers(tx: Locked, orgId: string, scopeIds: readonly string[]): Promise<void> {
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
