import { Inject, Injectable } from '@nestjs/common';
import {
  type AccessReason,
  idSchema,
  type personRightsQuerySchema,
  type PersonRight,
  type PersonRights,
  type ResourceSummary,
  type Role,
  roles,
} from '@maroquin/contracts';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { type Actor, Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import type { z } from 'zod';
import { Duties } from '../duties/duties.service.js';
import { roleSummaries } from '../roles/role-summaries.js';
import type { SeatKind } from '../engine/subject.entities.js';
import { SubjectNames } from '../subjects/subject-names.js';
import { ResourceSummaries } from './resource-summaries.js';
import { pathsToTeams } from './team-paths.js';

type Query = z.infer<typeof personRightsQuerySchema>;
interface SeatRow {
  readonly kind: SeatKind;
  readonly ends_at: Date | null;
  readonly closed: boolean;
}
interface HeldRow {
  readonly id: string;
  readonly scope_id: string;
  readonly rank: number;
}
interface ReasonRow {
  readonly scope_id: string;
  readonly subject_id: string;
  readonly kind: 'person' | 'team' | 'everyone';
  readonly role: Role;
  readonly custom_role_id: string | null;
  readonly expires_at: Date | null;
  readonly from_id: string;
  readonly granted_by: string | null;
  readonly granted_at: Date;
}

/** Reasons shown for one resource; the strongest, of which one is why. */
const MAX_REASONS = 20;

const SEAT = `
select seat.kind, seat.ends_at, exists (select 1 from account a where a.id = seat.account_id and a.disabled_at is not null) as closed
from seat where seat.org_id = $1 and seat.account_id = $2`;

const MEMBERSHIPS = `
with recursive acting(member_id, team_id) as (
  select m.member_id, m.team_id from membership m where m.org_id = $1 and m.member_id = $2
  union
  select m.member_id, m.team_id from acting join membership m on m.org_id = $1 and m.member_id = acting.team_id
) select member_id, team_id from acting`;

/**
 * Newest first, by id: a UUIDv7 begins with the moment of its making. What is restricted to others than who asks ($10) is
 * left out.
 */
const HELD = `
with held as materialized (
  select g.scope_id, max(array_position($4::text[], g.role)) as rank, array_agg(distinct s.kind) as ways
  from scope_grant g join subject s on s.org_id = g.org_id and s.id = g.subject_id
  where g.org_id = $1 and g.subject_id = any($2::uuid[]) and (g.expires_at is null or g.expires_at > $3)
    and not exists (select 1 from resource d where d.org_id = $1 and d.id = g.scope_id and d.kind = 'direct')
  group by g.scope_id
)
select r.id, r.scope_id, held.rank from held join resource r on r.org_id = $1 and r.scope_id = held.scope_id
join permission_scope scope on scope.org_id = $1 and scope.id = held.scope_id
where (not scope.confined or exists (select 1 from scope_grant mine where mine.org_id = $1 and mine.scope_id = scope.id
    and mine.subject_id = any($10::uuid[]) and (mine.expires_at is null or mine.expires_at > $3)))
  and r.trashed_at is null and (not (r.internal or r.marking > 0) or $1 = any($2::uuid[])) and ($5::text is null or r.kind = $5) and ($6::int is null or held.rank = $6)
  and ($7::text is null or $7 = any(held.ways)) and ($8::uuid is null or r.id < $8)
order by r.id desc limit $9`;

const REASONS = `
select g.scope_id, g.subject_id, s.kind, g.role, a.custom_role_id, g.expires_at, g.from_resource_id as from_id, a.granted_by, a.granted_at
from scope_grant g
join subject s on s.org_id = g.org_id and s.id = g.subject_id
join access_grant a on a.org_id = g.org_id and a.resource_id = g.from_resource_id and a.subject_id = g.subject_id
where g.org_id = $1 and g.scope_id = any($2::uuid[]) and g.subject_id = any($3::uuid[]) and (g.expires_at is null or g.expires_at > $4)
order by array_position($5::text[], g.role) desc, a.granted_at, g.subject_id, g.from_resource_id`;

/** What can this person see, and why. For who looks after rights in its organisation. */
@Injectable()
export class PersonRightsService {
  constructor(
    private readonly duties: Duties,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly summaries: ResourceSummaries,
    private readonly names: SubjectNames,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The first page is an act that the audit knows. @throws {DomainError} request.not-found */
  async list(actor: Actor, personId: string, query: Query): Promise<PersonRights> {
    await this.duties.requireAudit(actor);
    const { orgId } = actor;
    const now = this.clock.now();
    const audience = `rights of ${personId} ${query.kind ?? ''} ${query.role ?? ''} ${query.way ?? ''}`;
    const last =
      query.cursor === undefined
        ? null
        : idSchema.parse(this.keys.instance.openCursor(audience, query.cursor));
    const mine = await this.summaries.subjectsOf(actor);
    const found = await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const [seat] = await tx.query<SeatRow>(SEAT, [orgId, personId]);
      if (seat === undefined) throw new DomainError('request.not-found');
      if (last === null) await this.record(tx, actor, personId, now);
      return { seat, ...(await read(tx, orgId, personId, { ...query, seat, last, now, mine })) };
    });
    const page = found.rows.slice(0, query.limit);
    const end = found.rows.length > query.limit ? page.at(-1) : undefined;
    return {
      person: await this.personOf(orgId, personId),
      seat: seatView(found.seat, now),
      closed: found.seat.closed,
      items: await this.views(actor, page, found),
      next: end === undefined ? null : this.keys.instance.sealCursor(audience, end.id),
    };
  }

  private record(tx: Tx, { orgId, personId: actorId }: Actor, targetId: string, at: Date): Promise<void> {
    return recordAct(tx, { orgId, actorId, action: 'access.inspected', targetId, at });
  }

  /** A guest's account is of another organisation: its name is not known here. */
  private async personOf(orgId: string, id: string): Promise<PersonRights['person']> {
    return (await this.names.people.names(orgId, [id])).get(id) ?? { id, name: '' };
  }

  private async views(
    actor: Actor,
    rows: readonly HeldRow[],
    { reasons, ways }: Pick<Found, 'reasons' | 'ways'>,
  ): Promise<PersonRight[]> {
    const { orgId } = actor;
    const summaries = await this.summaries.of(
      actor,
      orgId,
      rows.map((row) => row.id),
    );
    const teams = [...ways.keys()].map((subject_id) => ({ subject_id, kind: 'team' as const }));
    const names = await this.names.names(orgId, [...reasons, ...teams]);
    const people = await this.names.people.names(
      orgId,
      reasons.map((reason) => reason.granted_by),
    );
    const roleOf = await roleSummaries(
      { database: this.database, keys: this.keys },
      orgId,
      reasons.map((reason) => reason.custom_role_id),
    );
    const nameOf = (id: string): string => names.get(id) ?? '';
    const toReason = (row: ReasonRow, resource: ResourceSummary): AccessReason => ({
      role: row.role,
      customRole: roleOf(row.custom_role_id),
      expiresAt: row.expires_at?.toISOString() ?? null,
      subject: { id: row.subject_id, kind: row.kind, name: nameOf(row.subject_id) },
      through: (ways.get(row.subject_id) ?? []).slice(0, -1).map((id) => ({ id, name: nameOf(id) })),
      from: placeIn(resource, row.from_id),
      grantedBy: row.granted_by === null ? null : (people.get(row.granted_by) ?? null),
      grantedAt: row.granted_at.toISOString(),
    });
    return rows.flatMap(({ id, scope_id, rank }) => {
      const resource = summaries.get(id);
      const role = roles[rank - 1];
      if (resource === undefined || role === undefined) return [];
      const mine = reasons.filter((reason) => reason.scope_id === scope_id).slice(0, MAX_REASONS);
      return [{ resource, role, reasons: mine.map((row) => toReason(row, resource)) }];
    });
  }
}

interface Found {
  readonly rows: readonly HeldRow[];
  readonly reasons: readonly ReasonRow[];
  /** To each team, by which teams. */
  readonly ways: ReadonlyMap<string, readonly string[]>;
}

async function read(
  tx: Tx,
  orgId: string,
  personId: string,
  {
    seat,
    last,
    now,
    mine,
    ...query
  }: Query & { seat: SeatRow; last: string | null; now: Date; mine: readonly string[] },
): Promise<Found> {
  const ways = pathsToTeams(personId, await tx.query(MEMBERSHIPS, [orgId, personId]));
  if (seatView(seat, now).over) return { rows: [], reasons: [], ways };
  // What the engine gives: itself, its teams and theirs, everyone where it is no guest (access-store.ts).
  const subjects = [personId, ...ways.keys(), ...(seat.kind === 'guest' ? [] : [orgId])];
  const rank = query.role === undefined ? null : roles.indexOf(query.role) + 1;
  const rows = await tx.query<HeldRow>(HELD, [
    ...[orgId, subjects, now, roles],
    ...[query.kind ?? null, rank, query.way ?? null, last, query.limit + 1],
    mine,
  ]);
  const scopes = [...new Set(rows.map((row) => row.scope_id))];
  const reasons = await tx.query<ReasonRow>(REASONS, [orgId, scopes, subjects, now, roles]);
  return { rows, reasons, ways };
}

const seatView = ({ kind, ends_at }: SeatRow, now: Date): PersonRights['seat'] => ({
  kind,
  endsAt: ends_at?.toISOString() ?? null,
  over: ends_at !== null && ends_at <= now,
});

/** A right comes from the resource itself or from a place above it. */
const placeIn = ({ path, ...resource }: ResourceSummary, id: string): AccessReason['from'] => {
  const { kind, name } = path.find((place) => place.id === id) ?? resource;
  return { id, kind, name };
};
