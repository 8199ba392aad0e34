import type { AnyResourceKind, Role } from '@maroquin/contracts';
import { BatchedLookUp, type Database, type ReadStatement } from '@maroquin/platform/database';
import type { RightsRow } from '@maroquin/platform/proofs';
import { toExtras } from '../policy/extra-acts.js';
import type { Genuine } from './genuine-rows.js';
import type { FlatGrant, Placement, ScopeGrants, Subjects } from './rights.js';
import { type SubjectRow, toSubjects } from './to-subjects.js';

export interface AccessChange {
  readonly seq: number;
  readonly orgId: string;
  /** null with personId and sessionId null: anything of the organisation. */
  readonly scopeId: string | null;
  readonly personId: string | null;
  /** A browser's session, or a token, that ended; rights are as they were. */
  readonly sessionId: string | null;
}

/**
 * Seats of these people, and members of teams from each person upwards: toSubjects keeps what is genuine of them. Of a visit,
 * the link it came in by.
 */
const SUBJECTS: ReadStatement = {
  name: 'access subjects',
  text: `
with recursive acting(person_id, org_id, subject_id, member_id, added_at, proof) as (
  select seat.account_id, seat.org_id, seat.account_id, null::uuid, null::timestamptz, null::bytea
  from seat where seat.account_id = any($1::uuid[])
  union
  select acting.person_id, m.org_id, m.team_id, m.member_id, m.added_at, m.proof
  from acting join membership m on m.org_id = acting.org_id and m.member_id = acting.subject_id
)
select 'membership' as source, person_id, org_id, subject_id, member_id, added_at, proof,
  null::text as kind, null::timestamptz as created_at, null::timestamptz as ends_at
from acting where member_id is not null
union all
select 'seat', account_id, org_id, account_id, null, null, proof, kind, created_at, ends_at
from seat where account_id = any($1::uuid[])
union all
select 'visit', id, org_id, link_id, null, null, null, null, null, least(expires_at, ended_at)
from link_visit where id = any($1::uuid[])`,
};

const PLACEMENTS: ReadStatement = {
  name: 'access placements',
  text: `
select id, org_id, kind, parent_id, scope_id, trashed_at is not null as trashed, personal_of, internal, marking, restricted,
  archived_at, suggestions_only, created_by, proof,
  coalesce(xmin = pg_current_xact_id_if_assigned()::xid, false) as fresh
from resource where id = any($1::uuid[])`,
};

const GRANTS: ReadStatement = {
  name: 'access grants',
  // Beside each the break-glass access that it is there for, if it is (break-glass/).
  text: `select g.org_id, g.scope_id, g.subject_id, g.from_resource_id, g.role, g.acts, g.expires_at, g.proof, b.id as break_glass
    from scope_grant g left join break_glass b on b.org_id = g.org_id and b.resource_id = g.from_resource_id
      and b.asked_by = g.subject_id and b.ends_at is not null and b.ended_at is null
    where g.scope_id = any($1::uuid[])`,
};

const GRANTS_OF: ReadStatement = {
  name: 'access grants of subjects',
  text: `${GRANTS.text} and g.subject_id = any($2::uuid[])`,
};

/** Who asks PostgreSQL: the pool, or a transaction. */
type Source = Pick<Database, 'readAlong' | 'call'>;

/** What PostgreSQL knows of rights, read in bulk. Row level security limits each answer to `orgs`. */
export class AccessStore {
  private readonly onePlacement = oneByOne((orgs, ids) => this.placements(orgs, ids));
  private readonly oneSubjects = oneByOne((orgs, ids) => this.subjects(orgs, ids));

  constructor(
    private readonly database: Source,
    /** What is not genuine gives nothing. */
    private readonly genuine: Genuine,
  ) {}

  /** Of one resource, by one statement for all who ask at the same moment. */
  placement(orgs: readonly string[], id: string): Promise<Placement | undefined> {
    return this.onePlacement.get(keyOf(orgs, id));
  }

  /** Of one person; the same holds for `orgs` as below. */
  subjectsOf(orgs: readonly string[], personId: string): Promise<Subjects | undefined> {
    return this.oneSubjects.get(keyOf(orgs, personId));
  }

  async placements(orgs: readonly string[], ids: readonly string[]): Promise<Map<string, Placement>> {
    const rows = await this.read<PlacementRow>(orgs, PLACEMENTS, ids);
    // What somebody put elsewhere, or marked less, is nowhere.
    return new Map(
      rows
        .filter((row) => (row.fresh && row.proof === null) || this.genuine('resource', row))
        .map((row) => [row.id, toPlacement(row)]),
    );
  }

  /** `orgs` must hold every organisation where these people have a seat, or more. */
  async subjects(orgs: readonly string[], personIds: readonly string[]): Promise<Map<string, Subjects>> {
    const rows = new Map<string, SubjectRow[]>(personIds.map((id) => [id, []]));
    for (const row of await this.read<SubjectRow>(orgs, SUBJECTS, personIds))
      rows.get(row.person_id)?.push(row);
    return new Map([...rows].map(([id, own]) => [id, toSubjects(own, this.genuine)]));
  }

  /** A scope without any grant answers an empty map. */
  async grants(orgs: readonly string[], scopeIds: readonly string[]): Promise<Map<string, ScopeGrants>> {
    return this.toScopes(scopeIds, await this.read<GrantRow>(orgs, GRANTS, scopeIds));
  }

  /** What these subjects have in one scope. */
  async grantsOf(
    orgs: readonly string[],
    scopeId: string,
    subjectIds: readonly string[],
  ): Promise<ScopeGrants> {
    const rows = await this.database.readAlong<GrantRow>(orgs, GRANTS_OF, [[scopeId], subjectIds]);
    return this.toScopes([scopeId], rows).get(scopeId) ?? new Map<string, FlatGrant[]>();
  }

  private toScopes(scopeIds: readonly string[], rows: readonly GrantRow[]): Map<string, ScopeGrants> {
    return toScopes(
      scopeIds,
      rows.filter((row) => this.genuine('scope_grant', row)),
    );
  }

  private read<R extends object>(
    orgs: readonly string[],
    statement: ReadStatement,
    ids: readonly string[],
  ): Promise<R[]> {
    return this.database.readAlong<R>(orgs, statement, [ids]);
  }

  /** Number of the last change of rights of the whole instance. */
  async seq(): Promise<number> {
    const [row] = await this.database.call<{ seq: string }>('select access_seq() as seq');
    return Number(row?.seq ?? 0);
  }

  /** At most 10,000, in order. */
  async changes(since: number): Promise<AccessChange[]> {
    const rows = await this.database.call<{
      seq: string;
      org_id: string;
      scope_id: string | null;
      person_id: string | null;
      session_id: string | null;
    }>('select seq, org_id, scope_id, person_id, session_id from access_changes($1)', [since]);
    return rows.map((row) => ({
      seq: Number(row.seq),
      orgId: row.org_id,
      scopeId: row.scope_id,
      personId: row.person_id,
      sessionId: row.session_id,
    }));
  }
}

interface PlacementRow extends RightsRow {
  readonly id: string;
  readonly org_id: string;
  readonly kind: AnyResourceKind;
  readonly parent_id: string | null;
  readonly scope_id: string;
  readonly trashed: boolean;
  readonly personal_of: string | null;
  readonly internal: boolean;
  readonly marking: number;
  readonly restricted: boolean;
  readonly archived_at: Date | null;
  readonly suggestions_only: boolean;
  readonly created_by: string | null;
  /** Written by this transaction, which gives it its proof as it ends. */
  readonly fresh: boolean;
}

const toPlacement = (row: PlacementRow): Placement => ({
  id: row.id,
  orgId: row.org_id,
  kind: row.kind,
  parentId: row.parent_id,
  scopeId: row.scope_id,
  trashed: row.trashed,
  personal: row.personal_of !== null,
  internal: row.internal || row.marking > 0,
  restricted: row.restricted,
  archived: row.archived_at !== null,
  suggestionsOnly: row.suggestions_only,
  createdBy: row.created_by,
});

interface GrantRow extends RightsRow {
  readonly scope_id: string;
  readonly subject_id: string;
  readonly role: Role;
  readonly acts: string[] | null;
  readonly expires_at: Date | null;
  readonly break_glass: string | null;
}

function toScopes(scopeIds: readonly string[], rows: readonly GrantRow[]): Map<string, ScopeGrants> {
  const found = new Map(scopeIds.map((id) => [id, new Map<string, FlatGrant[]>()]));
  for (const row of rows) {
    const scope = found.get(row.scope_id);
    const grants = scope?.get(row.subject_id) ?? [];
    grants.push({
      role: row.role,
      extras: toExtras(row.acts),
      expiresAt: row.expires_at?.getTime() ?? null,
      ...(row.break_glass !== null && { breakGlass: row.break_glass }),
    });
    scope?.set(row.subject_id, grants);
  }
  return found;
}

const keyOf = (orgs: readonly string[], id: string): string => `${orgs.join(',')} ${id}`;

/** Gathers questions about one id each. Who may see other organisations is not answered by the same statement. */
function oneByOne<V>(
  askFor: (orgs: readonly string[], ids: readonly string[]) => Promise<ReadonlyMap<string, V>>,
): BatchedLookUp<V> {
  return new BatchedLookUp(async (keys) => {
    const byOrgs = new Map<string, string[]>();
    for (const key of keys) {
      const [orgs = '', id = ''] = key.split(' ');
      byOrgs.set(orgs, [...(byOrgs.get(orgs) ?? []), id]);
    }
    const found = new Map<string, V>();
    for (const [orgs, ids] of byOrgs) {
      for (const [id, value] of await askFor(orgs.split(','), ids)) found.set(`${orgs} ${id}`, value);
    }
    return found;
  });
}
