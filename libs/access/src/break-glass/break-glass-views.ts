import { Inject, Injectable } from '@nestjs/common';
import type { BreakGlass } from '@maroquin/contracts';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { Keys } from '@maroquin/platform/keys';
import { ResourceSummaries } from '../oversight/resource-summaries.js';
import { PeopleNames } from '../subjects/people-names.js';
import { type BreakGlassRow, reasonContext } from './break-glass-row.js';

/** Rows as they are answered: with the names that whoever asks may see. */
@Injectable()
export class BreakGlassViews {
  constructor(
    private readonly keys: Keys,
    private readonly people: PeopleNames,
    private readonly summaries: ResourceSummaries,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async of(actor: Actor, rows: readonly BreakGlassRow[]): Promise<BreakGlass[]> {
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
}

function stateOf(row: BreakGlassRow, now: Date): BreakGlass['state'] {
  if (row.refused) return 'refused';
  if (row.ends_at === null) return row.lapses_at > now ? 'asked' : 'lapsed';
  return row.ended_at === null && row.ends_at > now ? 'running' : 'ended';
}
