import { Inject, Injectable } from '@nestjs/common';
import type { Review } from '@maroquin/contracts';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { Keys, type OrganisationKeys } from '@maroquin/platform/keys';
import { AccessService } from '../engine/access.service.js';
import { ResourceSummaries } from '../oversight/resource-summaries.js';
import { PeopleNames } from '../subjects/people-names.js';

export interface ReviewRow {
  readonly id: string;
  readonly space_id: string | null;
  readonly name_sealed: Buffer;
  readonly rule: Review['rule'];
  readonly opened_by: string;
  readonly opened_at: Date;
  readonly ends_at: Date;
  readonly closed_by: string | null;
  readonly closed_at: Date | null;
  readonly reviewers: string[];
  readonly counts: Record<string, number> | null;
}

export const openReviewName = (
  keys: OrganisationKeys,
  { id, name_sealed }: Pick<ReviewRow, 'id' | 'name_sealed'>,
): string => keys.openText({ table: 'access_review', column: 'name', row: id }, name_sealed);

/** Turns rows into answers: opens names, says what the actor may do. */
@Injectable()
export class ReviewViews {
  constructor(
    private readonly access: AccessService,
    private readonly keys: Keys,
    private readonly summaries: ResourceSummaries,
    private readonly people: PeopleNames,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Who could open it now. */
  async mayClose(actor: Actor, { space_id }: ReviewRow): Promise<boolean> {
    if (this.access.mayInOrganisation(actor, 'access.review')) return true;
    return space_id !== null && this.access.may(actor, 'access.manage', space_id);
  }

  async of(actor: Actor, rows: readonly ReviewRow[]): Promise<Review[]> {
    const { orgId } = actor;
    const keys = await this.keys.forOrg(orgId);
    const summaries = await this.summaries.of(
      actor,
      orgId,
      rows.flatMap((row) => row.space_id ?? []),
    );
    const people = await this.people.names(
      orgId,
      rows.flatMap((row) => [row.opened_by, row.closed_by, ...row.reviewers]),
    );
    const now = this.clock.now();
    return Promise.all(
      rows.map(async (row): Promise<Review> => {
        const state = stateOf(row, now);
        return {
          id: row.id,
          name: openReviewName(keys, row),
          space: row.space_id === null ? null : (summaries.get(row.space_id) ?? null),
          rule: row.rule,
          openedBy: people.get(row.opened_by) ?? null,
          openedAt: row.opened_at.toISOString(),
          endsAt: row.ends_at.toISOString(),
          state,
          closedAt: row.closed_at?.toISOString() ?? null,
          closedBy: row.closed_by === null ? null : (people.get(row.closed_by) ?? null),
          reviewers: row.reviewers.flatMap((id) => people.get(id) ?? []),
          counts: countsOf(row),
          mayDecide: state === 'open' && row.reviewers.includes(actor.personId),
          mayClose: state === 'open' && (await this.mayClose(actor, row)),
        };
      }),
    );
  }
}

const stateOf = ({ closed_at, ends_at }: ReviewRow, now: Date): Review['state'] =>
  closed_at !== null ? 'closed' : ends_at <= now ? 'closing' : 'open';

function countsOf({ counts }: ReviewRow): Review['counts'] {
  const { open = 0, kept = 0, lowered = 0, withdrawn = 0, gone = 0 } = counts ?? {};
  return { total: open + kept + lowered + withdrawn + gone, open, kept, lowered, withdrawn, gone };
}
