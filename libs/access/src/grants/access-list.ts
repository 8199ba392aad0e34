import { Inject, Injectable } from '@nestjs/common';
import {
  type AccessEntry,
  type AccessList,
  idSchema,
  type AnyResourceKind,
  type Role,
  roles,
} from '@maroquin/contracts';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys, type Page, type Paging, readPage } from '@maroquin/platform/keys';
import { z } from 'zod';
import { AccessService } from '../engine/access.service.js';
import { toActs } from '../policy/extra-acts.js';
import { tokenCovers } from '../policy/token-scopes.policy.js';
import { roleSummaries } from '../roles/role-summaries.js';
import { PeopleNames } from '../subjects/people-names.js';
import { SubjectNames } from '../subjects/subject-names.js';

interface EntryRow {
  readonly subject_id: string;
  readonly kind: 'person' | 'team' | 'everyone';
  readonly role: Role;
  readonly custom_role_id: string | null;
  readonly expires_at: Date | null;
  readonly from_id: string;
  readonly from_kind: AnyResourceKind;
  readonly from_name: Buffer;
  readonly granted_by: string | null;
  readonly granted_at: Date;
}

/** Reasons shown for one subject. */
const MAX_THROUGH = 20;

const COLUMNS = `
select g.subject_id, s.kind, g.role, a.custom_role_id, g.expires_at, f.id as from_id, f.kind as from_kind, f.name_sealed as from_name,
  a.granted_by, a.granted_at`;
const REASONS = `
from scope_grant g
join subject s on s.org_id = g.org_id and s.id = g.subject_id
join access_grant a on a.org_id = g.org_id and a.resource_id = g.from_resource_id and a.subject_id = g.subject_id
join resource f on f.org_id = g.org_id and f.id = g.from_resource_id
`;

/** All that somebody has stands together, where the oldest of it belongs. */
const ENTRIES = `select * from (${COLUMNS}, min(a.granted_at) over (partition by g.subject_id) as first_at, (min(a.granted_at) over (partition by g.subject_id))::text as place_at
  ${REASONS}where g.org_id = $1 and g.scope_id = $2 and (g.expires_at is null or g.expires_at > $3) and s.kind <> 'link'
  and (not $5 or s.kind <> 'person' or exists (select 1 from seat
    where seat.org_id = s.org_id and seat.account_id = s.id and seat.kind <> 'guest'))) e
where $6::timestamptz is null or (first_at, subject_id, from_id) > ($6, $7::uuid, $8::uuid)
order by first_at, subject_id, from_id limit $4`;
const placeSchema = z.strictObject({ at: z.string(), id: idSchema, from: idSchema });
/** `place_at`: to the microsecond. */
type ListedRow = EntryRow & { readonly place_at: string };

/** As the engine decides (access-store.ts): itself, its teams and theirs, everyone unless it is a guest. */
const THROUGH = `
with recursive acting(id) as (
  select $3::uuid union select m.team_id from acting join membership m on m.org_id = $1 and m.member_id = acting.id
),
subjects(id) as (
  select id from acting union
  select $1::uuid where not exists (select 1 from seat where org_id = $1 and account_id = $3 and kind = 'guest')
)
${COLUMNS} ${REASONS} join resource r on r.org_id = g.org_id and r.scope_id = g.scope_id
where g.org_id = $1 and r.id = $2 and g.subject_id in (select id from subjects) and (g.expires_at is null or g.expires_at > $4)
  and s.kind <> 'link' and (not (r.internal or r.marking > 0) or $1 in (select id from subjects))
order by array_position($5::text[], g.role) desc, a.granted_at, g.subject_id, f.id limit $6`;

/** Who has access, and why. */
@Injectable()
export class AccessLists {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly people: PeopleNames,
    private readonly subjects: SubjectNames,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws {DomainError} request.not-found */
  async list(actor: Actor, resourceId: string, paging: Paging): Promise<AccessList> {
    const { orgId, role, extras, restricted, ...place } = await this.access.require(
      actor,
      'access.read',
      resourceId,
    );
    const entries = await this.entries(actor, orgId, place, paging);
    return { myRole: role, myActs: toActs(extras), restricted, ...entries };
  }

  /** Of a place; the caller asked. Guests have none where it is internal. Names of places are opened as far as the actor may see them. */
  async entries(
    actor: Actor,
    orgId: string,
    { scopeId, internal }: { readonly scopeId: string; readonly internal: boolean },
    paging: Paging,
  ): Promise<Page<AccessEntry>> {
    const now = this.clock.now();
    const { items, next } = await readPage(
      this.keys.instance,
      {
        ...{ audience: `access to ${scopeId}`, place: placeSchema },
        placeOf: ({ place_at, subject_id, from_id }: ListedRow) => ({
          at: place_at,
          id: subject_id,
          from: from_id,
        }),
        read: (after, limit) =>
          this.database.readOnce<ListedRow>({ orgs: [orgId] }, ENTRIES, [
            ...[orgId, scopeId, now, limit, internal],
            ...[after?.at ?? null, after?.id ?? null, after?.from ?? null],
          ]),
      },
      paging,
    );
    return { items: await this.views(actor, orgId, items), next };
  }

  /**
   * By what a subject has access there, the strongest first: a right of its own, of the teams it is in, of everyone.
   * The caller asked.
   */
  async through(actor: Actor, orgId: string, resourceId: string, subjectId: string): Promise<AccessEntry[]> {
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<EntryRow>(THROUGH, [orgId, resourceId, subjectId, this.clock.now(), roles, MAX_THROUGH]),
    );
    return this.views(actor, orgId, rows);
  }

  private async views(actor: Actor, orgId: string, rows: readonly EntryRow[]): Promise<AccessEntry[]> {
    const names = await this.subjects.names(orgId, rows);
    const marks = await this.subjects.marks(orgId, rows);
    const people = await this.people.names(
      orgId,
      rows.map((row) => row.granted_by),
    );
    const visible = await this.access.rolesOf(actor, [...new Set(rows.map((row) => row.from_id))]);
    const keys = await this.keys.forOrg(orgId);
    const roleOf = await roleSummaries(
      { database: this.database, keys: this.keys },
      orgId,
      rows.map((row) => row.custom_role_id),
    );
    return rows.map((row): AccessEntry => {
      // What was sent to some people has no list: who takes part says who has it.
      if (row.from_kind === 'direct') throw new DomainError('request.not-found');
      const isSeen =
        visible.has(row.from_id) && tokenCovers(actor.tokenScopes, 'resource.read', row.from_kind);
      const name = isSeen
        ? keys.openText({ table: 'resource', column: 'name', row: row.from_id }, row.from_name)
        : null;
      return {
        subject: {
          ...{ id: row.subject_id, kind: row.kind, name: names.get(row.subject_id) ?? '' },
          ...marks.get(row.subject_id),
        },
        role: row.role,
        customRole: roleOf(row.custom_role_id),
        expiresAt: row.expires_at?.toISOString() ?? null,
        from: { id: row.from_id, kind: row.from_kind, name },
        grantedBy: row.granted_by === null ? null : (people.get(row.granted_by) ?? null),
        grantedAt: row.granted_at.toISOString(),
      };
    });
  }
}
