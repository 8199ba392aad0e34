import type { Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { RightsRow } from '@maroquin/platform/proofs';
import type { LockedTx } from '../engine/locked-tx.js';

interface AboveRow {
  readonly subject_id: string;
  readonly from_resource_id: string;
  readonly role: string;
  readonly acts: string[] | null;
  readonly expires_at: Date | null;
  readonly proof: Buffer | null;
}

/** Scopes that are set on one of these resources. */
export async function scopesSetOn(tx: Tx, orgId: string, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    'select id from permission_scope where org_id = $1 and id = any($2::uuid[])',
    [orgId, ids],
  );
  return rows.map((row) => row.id);
}

/** Scopes that these resources point at, set on them or above. */
export async function scopesUsedBy(tx: Tx, orgId: string, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ scope_id: string }>(
    'select distinct scope_id from resource where org_id = $1 and id = any($2::uuid[])',
    [orgId, ids],
  );
  return rows.map((row) => row.scope_id);
}

/** Whether the scope is restricted, or inherits from one that is. */
export async function isConfined(tx: Tx, orgId: string, scopeId: string): Promise<boolean> {
  const rows = await tx.query('select 1 from permission_scope where org_id = $1 and id = $2 and confined', [
    orgId,
    scopeId,
  ]);
  return rows.length > 0;
}

/** This scope and those that inherit from it, however far: to take away from, or to tell of a change. */
export const scopeAndInheriting = (tx: LockedTx, orgId: string, scopeId: string): Promise<string[]> =>
  withInheriting(tx, orgId, [scopeId], () => true);

/** The same, to give rights to. @throws {DomainError} sealed.damaged where somebody had one inherit who is not ours */
export const genuineScopeAndInheriting = (tx: LockedTx, orgId: string, scopeId: string): Promise<string[]> =>
  withInheriting(tx, orgId, [scopeId], genuineTo(tx));

interface ScopeRow extends RightsRow {
  readonly id: string;
  /** Written by this transaction: what it was before is looked at as it ends. */
  readonly fresh: boolean;
}

const genuineTo =
  (tx: LockedTx) =>
  (row: ScopeRow): boolean =>
    row.fresh || tx.isGenuine('permission_scope', row);

/** These scopes and those that inherit from them, however far, up to what is restricted; level by level, as subtreeOf. */
async function withInheriting(
  tx: LockedTx,
  orgId: string,
  scopeIds: readonly string[],
  isGenuine: (row: ScopeRow) => boolean,
): Promise<string[]> {
  const ids = [...scopeIds];
  for (let level = ids.slice(); level.length > 0; ids.push(...level)) {
    const rows = await tx.query<ScopeRow>(
      `select s.*, coalesce(s.xmin = pg_current_xact_id_if_assigned()::xid, false) as fresh from permission_scope s
       where org_id = $1 and parent_scope_id = any($2::uuid[]) and inherits`,
      [orgId, level],
    );
    if (!rows.every(isGenuine)) throw new DomainError('sealed.damaged');
    level = rows.map((row) => row.id);
  }
  return ids;
}

/** These scopes inherit all that holds in another one: its grants, and whether it is confined. */
export async function inheritFrom(
  tx: LockedTx,
  orgId: string,
  scopeIds: readonly string[],
  fromScopeId: string,
): Promise<void> {
  const above = await tx.query<AboveRow>(
    'select * from scope_grant where org_id = $1 and scope_id = $2 order by subject_id, from_resource_id',
    [orgId, fromScopeId],
  );
  // What somebody planted there would be ours once it was copied.
  const given = above.filter((row) => tx.isGenuine('scope_grant', row));
  await tx.query(
    `insert into scope_grant (org_id, scope_id, subject_id, from_resource_id, role, acts, expires_at)
     select $1, scope.id, g.subject_id, g.from_resource_id, g.role, g.acts, g.expires_at
     from unnest($2::uuid[]) scope(id) cross join jsonb_to_recordset($3::jsonb)
       as g (subject_id uuid, from_resource_id uuid, role text, acts text[], expires_at timestamptz)`,
    [
      ...[orgId, scopeIds],
      JSON.stringify(
        given.map(({ subject_id, from_resource_id, role, acts, expires_at }) => ({
          ...{ subject_id, from_resource_id, role, acts, expires_at },
        })),
      ),
    ],
  );
  await tx.query(
    `update permission_scope set confined = above.confined
     from (select confined from permission_scope where org_id = $1 and id = $3) above
     where org_id = $1 and id = any($2::uuid[]) and permission_scope.confined <> above.confined`,
    [orgId, scopeIds, fromScopeId],
  );
}

/** These scopes keep what is set on one of themselves, and nothing of what was set elsewhere. */
export async function keepOwnOnly(tx: LockedTx, orgId: string, scopeIds: readonly string[]): Promise<void> {
  await tx.query(
    'delete from scope_grant where org_id = $1 and scope_id = any($2::uuid[]) and from_resource_id <> all($2::uuid[])',
    [orgId, scopeIds],
  );
}

/** Of these, what pointed at the scope `from` now points at `to`: resources, and scopes as their parent. */
async function repoint(
  tx: LockedTx,
  orgId: string,
  ids: readonly string[],
  from: string,
  to: string,
): Promise<void> {
  await tx.query(
    'update resource set scope_id = $4 where org_id = $1 and id = any($2::uuid[]) and scope_id = $3',
    [orgId, ids, from, to],
  );
  await tx.query(
    `update permission_scope set parent_scope_id = $4
     where org_id = $1 and id = any($2::uuid[]) and parent_scope_id = $3 and id <> $4`,
    [orgId, ids, from, to],
  );
}

/** Gives a resource rights of its own: so far the same as those above it. */
export async function openScope(
  tx: LockedTx,
  orgId: string,
  resourceId: string,
  parentScopeId: string,
): Promise<void> {
  await tx.query('insert into permission_scope (org_id, id, parent_scope_id) values ($1, $2, $3)', [
    orgId,
    resourceId,
    parentScopeId,
  ]);
  await inheritFrom(tx, orgId, [resourceId], parentScopeId);
  // What points at the scope above it and stands below: two statements, however much that is.
  await tx.query(
    `update resource set scope_id = $2 where org_id = $1 and scope_id = $3
       and id = any ((select ids from subtree_of($1, $2))::uuid[])`,
    [orgId, resourceId, parentScopeId],
  );
  await tx.query(
    `update permission_scope set parent_scope_id = $2 where org_id = $1 and parent_scope_id = $3 and id <> $2
       and id = any ((select ids from subtree_of($1, $2))::uuid[])`,
    [orgId, resourceId, parentScopeId],
  );
}

/** A resource without grants of its own needs no scope of its own. */
export async function closeScope(
  tx: LockedTx,
  orgId: string,
  resourceId: string,
  parentScopeId: string,
): Promise<void> {
  await tx.query('update resource set scope_id = $3 where org_id = $1 and scope_id = $2', [
    orgId,
    resourceId,
    parentScopeId,
  ]);
  await tx.query(
    'update permission_scope set parent_scope_id = $3 where org_id = $1 and parent_scope_id = $2',
    [orgId, resourceId, parentScopeId],
  );
  await tx.query('delete from permission_scope where org_id = $1 and id = $2', [orgId, resourceId]);
}

/**
 * A subtree (`ids`) now stands below another scope: it loses what it inherited from `from` and inherits from `to`. What
 * is restricted in it, and what inherits from that, keeps exactly the rights that it had.
 */
export async function rescope(
  tx: LockedTx,
  orgId: string,
  ids: readonly string[],
  from: string,
  to: string,
): Promise<void> {
  if (from === to) return;
  await repoint(tx, orgId, ids, from, to);
  const topmost = await tx.query<{ id: string }>(
    `select id from permission_scope
     where org_id = $1 and id = any($2::uuid[]) and parent_scope_id = $3 and inherits`,
    [orgId, ids, to],
  );
  const inheriting = await withInheriting(
    tx,
    orgId,
    topmost.map(({ id }) => id),
    genuineTo(tx),
  );
  await keepOwnOnly(tx, orgId, inheriting);
  await inheritFrom(tx, orgId, inheriting, to);
}
