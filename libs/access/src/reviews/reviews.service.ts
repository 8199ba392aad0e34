import { Injectable } from '@nestjs/common';
import type { Review } from '@maroquin/contracts';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Duties } from '../duties/duties.service.js';
import { AccessService } from '../engine/access.service.js';
import { type ReviewRow, ReviewViews } from './review-views.js';

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
    private readonly views: ReviewViews,
    private readonly duties: Duties,
  ) {}

  /** Those that the actor reviews or opened; all, for who looks after rights. The newest first. */
  async list(actor: Actor): Promise<Review[]> {
    this.access.requireOrganisation(actor, 'review.take-part');
    const sees = await this.duties.mayAudit(actor);
    const rows = await this.database.inOrgs({ orgs: [actor.orgId] }, (tx) =>
      tx.query<ReviewRow>(
        `${REVIEWS} and ($2 or v.opened_by = $3 or exists (select 1 from access_review_reviewer w
           where w.org_id = v.org_id and w.review_id = v.id and w.account_id = $3))
         order by (v.closed_at is not null), v.opened_at desc, v.id limit $4`,
        [actor.orgId, sees, actor.personId, MAX_SHOWN],
      ),
    );
    return this.views.of(actor, rows);
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
    const [view] = await this.views.of(actor, [row]);
    if (view === undefined) throw new DomainError('request.not-found');
    return view;
  }

  private async maySee(actor: Actor, row: ReviewRow): Promise<boolean> {
    if (await this.duties.mayAudit(actor)) return true;
    return row.reviewers.includes(actor.personId) || this.views.mayClose(actor, row);
  }
}
