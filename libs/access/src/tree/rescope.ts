import type { Tx } from '@maroquin/platform/database';
import { SUBTREE } from './tree-queries.js';

/** Hold the tree alone for everything here (tree-lock.ts). */

/** Scopes that are set inside this subtree. */
export async function scopesBelow(tx: Tx, orgId: string, rootId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `${SUBTREE} select p.id from permission_scope p join sub on p.org_id = $1 and p.id = sub.id`,
    [orgId, rootId],
  );
  return rows.map((row) => row.id);
}

/** Scopes that resources of this subtree point at, set inside it or above. */
export async function scopesUsedBelow(tx: Tx, orgId: string, rootId: string): Promise<string[]> {
  const rows = await tx.query<{ scope_id: string }>(
    `${SUBTREE} select distinct r.scope_id from resource r join sub on r.org_id = $1 and r.id = sub.id`,
    [orgId, rootId],
  );
  return rows.map((row) => row.scope_id);
}

/** This scope and those that inherit from it, however far. */
export async function scopeAndHeirs(tx: Tx, orgId: string, scopeId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `with recursive heir(id) as (
       select $2::uuid
       union
       select p.id from permission_scope p join heir on p.org_id = $1 and p.parent_scope_id = heir.id and p.inherits
     ) select id from heir`,
    [orgId, scopeId],
  );
  return rows.map((row) => row.id);
}

/** What pointed at the scope `from` inside the subtree now points at `to`: resources, and scopes as their parent. */
async function repoint(tx: Tx, orgId: string, rootId: string, from: string, to: string): Promise<void> {
  await tx.query(
    `${SUBTREE} update resource r set scope_id = $4 from sub where r.org_id = $1 and r.id = sub.id and r.scope_id = $3`,
    [orgId, rootId, from, to],
  );
  await tx.query(
    `${SUBTREE} update permission_scope p set parent_scope_id = $4 from sub
     where p.org_id = $1 and p.id = sub.id and p.parent_scope_id = $3 and p.id <> $4`,
    [orgId, rootId, from, to],
  );
}

/** Gives a resource rights of its own: so far the same as those above it. */
export async function openScope(
  tx: Tx,
  orgId: string,
  resourceId: string,
  parentScopeId: string,
): Promise<void> {
  await tx.query('insert into permission_scope (org_id, id, parent_scope_id) values ($1, $2, $3)', [
    orgId,
    resourceId,
    parentScopeId,
  ]);
  await tx.query(
    `insert into scope_grant (org_id, scope_id, subject_id, from_resource_id, role, expires_at)
     select org_id, $2, subject_id, from_resource_id, role, expires_at from scope_grant where org_id = $1 and scope_id = $3`,
    [orgId, resourceId, parentScopeId],
  );
  await repoint(tx, orgId, resourceId, parentScopeId, resourceId);
}

/** A resource without grants of its own needs no scope of its own. */
export async function closeScope(
  tx: Tx,
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

/** A subtree now stands below another scope: it loses what it inherited from `from` and inherits from `to`. */
export async function rescope(
  tx: Tx,
  orgId: string,
  rootId: string,
  from: string,
  to: string,
): Promise<void> {
  if (from === to) return;
  await repoint(tx, orgId, rootId, from, to);
  await tx.query(
    `${SUBTREE} delete from scope_grant g where g.org_id = $1
     and g.scope_id in (select id from sub) and g.from_resource_id not in (select id from sub)`,
    [orgId, rootId],
  );
  await tx.query(
    `${SUBTREE} insert into scope_grant (org_id, scope_id, subject_id, from_resource_id, role, expires_at)
     select $1, p.id, g.subject_id, g.from_resource_id, g.role, g.expires_at
     from permission_scope p join sub on p.org_id = $1 and p.id = sub.id
     join scope_grant g on g.org_id = $1 and g.scope_id = $3`,
    [orgId, rootId, to],
  );
}
