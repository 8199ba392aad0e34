import { Inject, Injectable } from '@nestjs/common';
import type { BreakGlassHere } from '@maroquin/contracts';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { Duties } from '../duties/duties.service.js';
import { AccessService } from '../engine/access.service.js';
import { PeopleNames } from '../subjects/people-names.js';
import type { BreakGlassRow } from './break-glass-row.js';

const MOST_HERE = 20;
/** Of the place itself and of those above it that it inherits from. */
const HERE = `
select b.* from resource r
join scope_grant g on g.org_id = r.org_id and g.scope_id = r.scope_id
join break_glass b on b.org_id = g.org_id and b.resource_id = g.from_resource_id and b.asked_by = g.subject_id
where r.org_id = $1 and r.id = $2 and b.ends_at > $3 and b.ended_at is null order by b.ends_at limit ${String(MOST_HERE)}`;

/** Break-glass accesses that run, for the people of a place. */
@Injectable()
export class RunningBreakGlasses {
  constructor(
    private readonly access: AccessService,
    private readonly duties: Duties,
    private readonly database: Database,
    private readonly people: PeopleNames,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Who reads there by one. @throws {DomainError} request.not-found */
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
