import { Inject, Injectable } from '@nestjs/common';
import type { Review } from '@maroquin/contracts';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import { AccessService } from '../engine/access.service.js';
import { ResourceFaces } from '../oversight/resource-faces.js';
import { PeopleNames } from '../subjects/people-names.js';

interface ReviewRow {
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

const MAX_SHOWN = 200;

const REVIEWS = `
select v.id, v.space_id, v.name_sealed, v.rule, v.opened_by, v.opened_at, v.ends_at, v.closed_by, v.closed_at,
  array(select w.account_id from access_review_reviewer w where w.org_id = v.org_id and w.review_id = v.id order by w.account_id) as reviewers,
  (select jsonb_object_agg(coalesce(i.decision, 'open'), i.n) from (
    select decision, count(*)::integer as n from access_review_item i
    where i.org_id = v.org_id and i.review_id = v.id group by decision) i) as counts
from access_review v where v.org_id = $1`;

/** Campaigns, as far as somebody has to do with them. */
@Injectable()
export class Reviews {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly faces: ResourceFaces,
    private readonly people: PeopleNames,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Those that the actor reviews or opened; all, for who looks after rights. The newest first. */
  async list(actor: Actor): Promise<Review[]> {
    this.access.requireOrganisation(actor, 'review.take-part');
    const sees = this.access.mayInOrganisation(actor, 'access.audit');
    const rows = await this.database.inOrgs({ orgs: [actor.orgId] }, (tx) =>
      tx.query<ReviewRow>(
        `${REVIEWS} and ($2 or v.opened_by = $3 or exists (select 1 from access_review_reviewer w
           where w.org_id = v.org_id and w.review_id = v.id and w.account_id = $3))
         order by (v.closed_at is not null), v.opened_at desc, v.id limit $4`,
        [actor.orgId, sees, actor.personId, MAX_SHOWN],
      ),
    );
    return this.views(actor, rows);
  }

  /**
   * For who looks after rights, its reviewers, and those who manage access to its space.
   * @throws {DomainError} request.not-found
   */
  async get(actor: Actor, id: string): Promise<Review> {
    this.access.requireOrganisation(actor, 'review.take-part');
    const [row] = await this.database.inOrgs({ orgs: [actor.orgId] }, (tx) =>
      tx.query<ReviewRow>(`${REVIEWS} and v.id = $2`, [actor.orgId, id]),
    );
    if (row === undefined || !(await this.maySee(actor, row))) throw new DomainError('request.not-found');
    const [view] = await this.views(actor, [row]);
    if (view === undefined) throw new DomainError('request.not-found');
    return view;
  }

  private async maySee(actor: Actor, row: ReviewRow): Promise<boolean> {
    if (this.access.mayInOrganisation(actor, 'access.audit')) return true;
    return row.reviewers.includes(actor.personId) || this.mayClose(actor, row);
  }

  /** Who could open it now. */
  private async mayClose(actor: Actor, { space_id }: ReviewRow): Promise<boolean> {
    if (this.access.mayInOrganisation(actor, 'access.review')) return true;
    return space_id !== null && this.access.may(actor, 'access.manage', space_id);
  }

  private async views(actor: Actor, rows: readonly ReviewRow[]): Promise<Review[]> {
    const { orgId } = actor;
    const keys = await this.keys.forOrg(orgId);
    const faces = await this.faces.of(
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
          name: keys.openText({ table: 'access_review', column: 'name', row: row.id }, row.name_sealed),
          space: row.space_id === null ? null : (faces.get(row.space_id) ?? null),
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
