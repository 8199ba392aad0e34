import { Inject, Injectable } from '@nestjs/common';
import { type BreakGlass, type BreakGlassHere, idSchema } from '@maroquin/contracts';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { Keys, type Page, type Paging, readPage } from '@maroquin/platform/keys';
import { Duties } from '../duties/duties.service.js';
import { AccessService } from '../engine/access.service.js';
import { ResourceSummaries } from '../oversight/resource-summaries.js';
import { PeopleNames } from '../subjects/people-names.js';
import { type BreakGlassRow, reasonContext } from './break-glass-row.js';
import { requireBrowser } from './break-glass.service.js';

const MOST_HERE = 20;
const LIST = `
select * from break_glass where org_id = $1 and ($2::uuid is null or id < $2) and ($3::uuid is null or asked_by = $3)
order by id desc limit $4`;
/** Of the place itself and of those above it that it inherits from. */
const HERE = `
select b.* from resource r
join scope_grant g on g.org_id = r.org_id and g.scope_id = r.scope_id
join break_glass b on b.org_id = g.org_id and b.resource_id = g.from_resource_id and b.asked_by = g.subject_id
where r.org_id = $1 and r.id = $2 and b.ends_at > $3 and b.ended_at is null order by b.ends_at limit ${String(MOST_HERE)}`;

/** What was asked and runs, for those who answer for it and for the people of a place. */
@Injectable()
export class BreakGlassLists {
  constructor(
    private readonly access: AccessService,
    private readonly duties: Duties,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly people: PeopleNames,
    private readonly summaries: ResourceSummaries,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Who keeps the keys and who audits see all; who administers, its own. @throws {DomainError} request.not-found */
  async list(actor: Actor, paging: Paging): Promise<Page<BreakGlass>> {
    requireBrowser(actor);
    const { orgId, personId } = actor;
    const seesAll =
      (await this.duties.holds(actor, 'key-custodian')) || (await this.duties.holds(actor, 'auditor'));
    if (!seesAll) this.access.requireOrganisation(actor, 'break-glass.ask');
    const { items, next } = await readPage(
      this.keys.instance,
      {
        ...{ audience: `break glass ${orgId} ${personId}`, place: idSchema },
        placeOf: ({ id }: BreakGlassRow) => id,
        read: (after, limit) =>
          this.database.inOrgs({ orgs: [orgId] }, (tx) =>
            tx.query<BreakGlassRow>(LIST, [orgId, after, seesAll ? null : personId, limit]),
          ),
      },
      paging,
    );
    return { items: await this.views(actor, items), next };
  }

  private async views(actor: Actor, rows: readonly BreakGlassRow[]): Promise<BreakGlass[]> {
    const { orgId, personId } = actor;
    const keys = await this.keys.forOrg(orgId);
    const faces = await this.summaries.of(
      actor,
      orgId,
      rows.map((row) => row.resource_id),
    );
    const names = await this.people.names(
      orgId,
      rows.flatMap((row) => [row.asked_by, row.decided_by]),
    );
    const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null));
    const now = this.clock.now();
    return rows.map((row) => ({
      id: row.id,
      resource: {
        id: row.resource_id,
        kind: faces.get(row.resource_id)?.kind ?? null,
        name: faces.get(row.resource_id)?.name ?? null,
      },
      reason: keys.openText(reasonContext(row.id), row.reason_sealed),
      hours: row.hours,
      askedBy: nameOf(row.asked_by),
      askedAt: row.asked_at.toISOString(),
      state: stateOf(row, now),
      decidedBy: nameOf(row.decided_by),
      endsAt: (row.ends_at ?? row.lapses_at).toISOString(),
      endedAt: row.ended_at?.toISOString() ?? null,
      mine: row.asked_by === personId,
    }));
  }

  /** For the people of a place: who reads there by it. @throws {DomainError} request.not-found */
  async here(actor: Actor, resourceId: string): Promise<BreakGlassHere> {
    const { orgId } = await this.access.require(actor, 'resource.read', resourceId);
    // Who comes by a link is told of no people.
    if (actor.standing === 'visitor') return { running: [] };
    const rows = await this.database.readOnce<BreakGlassRow>({ orgs: [orgId] }, HERE, [
      ...[orgId, resourceId, this.clock.now()],
    ]);
    if (rows.length === 0) return { running: [] };
    const names = await this.people.names(
      orgId,
      rows.flatMap((row) => [row.asked_by, row.decided_by]),
    );
    const keepsKeys = await this.duties.holds(actor, 'key-custodian');
    const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null));
    const running: BreakGlassHere['running'] = [];
    for (const row of rows)
      running.push({
        id: row.id,
        person: nameOf(row.asked_by),
        approvedBy: nameOf(row.decided_by),
        endsAt: (row.ends_at ?? row.lapses_at).toISOString(),
        mayEnd:
          actor.sessionId !== null &&
          (keepsKeys ||
            row.asked_by === actor.personId ||
            (await this.access.may(actor, 'access.manage', row.resource_id))),
      });
    return { running };
  }
}

function stateOf(row: BreakGlassRow, now: Date): BreakGlass['state'] {
  if (row.refused) return 'refused';
  if (row.ends_at === null) return row.lapses_at > now ? 'asked' : 'lapsed';
  return row.ended_at === null && row.ends_at > now ? 'running' : 'ended';
}
