import type { Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { Relation, RightsRow } from '@maroquin/platform/proofs';
import type { LockedTx } from './locked-tx.js';

type Locked = Pick<LockedTx, 'query' | 'isGenuine'>;
type Fresh = RightsRow & { readonly fresh: boolean };
type Managing = Fresh & { readonly scope_id: string; readonly subject_id: string };
type Member = Fresh & { readonly team_id: string; readonly member_id: string };
type Seated = Fresh & { readonly account_id: string };

/** What stands there to be believed: this transaction's own rows are proven at its end, or refused then. */
const FRESH = 'coalesce(t.xmin = pg_current_xact_id_if_assigned()::xid, false) as fresh';

async function believed<R extends Fresh>(
  tx: Locked,
  relation: Relation,
  sql: string,
  params: readonly unknown[],
): Promise<R[]> {
  const rows = await tx.query<R>(sql, params);
  return rows.filter((row) => row.fresh || tx.isGenuine(relation, row));
}

/** Managers without end. */
const managing = (tx: Locked, orgId: string, scopeIds: readonly string[]): Promise<Managing[]> =>
  believed(
    tx,
    'scope_grant',
    `select t.*, ${FRESH} from scope_grant t
     where t.org_id = $1 and t.scope_id = any($2::uuid[]) and t.role = 'manager' and t.expires_at is null`,
    [orgId, scopeIds],
  );

/** By team, who is in it: of these teams and of those below them. */
async function membersOf(
  tx: Locked,
  orgId: string,
  teamIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await believed<Member>(
    tx,
    'membership',
    `with recursive below(id) as (
       select unnest($2::uuid[])
       union select m.member_id from below join membership m on m.org_id = $1 and m.team_id = below.id
     ) select t.*, ${FRESH} from membership t join below on t.team_id = below.id where t.org_id = $1`,
    [orgId, teamIds],
  );
  const members = new Map<string, string[]>();
  for (const { team_id, member_id } of rows) {
    const known = members.get(team_id);
    if (known === undefined) members.set(team_id, [member_id]);
    else known.push(member_id);
  }
  return members;
}

/** Those of these subjects who are people with a seat, and whose account is not closed. */
async function present(tx: Locked, orgId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await believed<Seated>(
    tx,
    'seat',
    `select t.*, ${FRESH} from seat t where t.org_id = $1 and t.account_id = any($2::uuid[])
       and not exists (select 1 from account where account.id = t.account_id and account.disabled_at is not null)`,
    [orgId, ids],
  );
  return new Set(rows.map((row) => row.account_id));
}

/** Itself, and who is in it by teams of teams. */
function reachedFrom(start: string, members: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const reached = new Set([start]);
  // A set that grows is walked to its end.
  for (const id of reached) for (const member of members.get(id) ?? []) reached.add(member);
  return reached;
}

/**
 * Those of these scopes that nobody manages without end: no person whose account is open, no team with such a person
 * in it, not everyone (whose id is the organisation's). A guest's account is of another organisation and not seen here.
 * A row that somebody else put into the database (a right, a member of a team, a seat) counts for nothing. Hold the tree
 * alone.
 */
export async function scopesWithoutManager(
  tx: Locked,
  orgId: string,
  scopeIds: readonly string[],
): Promise<string[]> {
  const scopes = [...new Set(scopeIds)];
  if (scopes.length === 0) return [];
  const rows = await managing(tx, orgId, scopes);
  const subjects = [...new Set(rows.map((row) => row.subject_id))];
  const members = await membersOf(tx, orgId, subjects);
  const people = await present(tx, orgId, [...new Set([...subjects, ...[...members.values()].flat()])]);
  const manages = new Set(
    subjects.filter((id) =>
      [...reachedFrom(id, members)].some((reached) => reached === orgId || people.has(reached)),
    ),
  );
  const managed = new Set(rows.filter((row) => manages.has(row.subject_id)).map((row) => row.scope_id));
  return scopes.filter((id) => !managed.has(id));
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
