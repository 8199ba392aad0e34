import { Injectable } from '@nestjs/common';
import { idSchema, type Review } from '@maroquin/contracts';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys, type Page, type Paging, readPage } from '@maroquin/platform/keys';
import { z } from 'zod';
import { Duties } from '../duties/duties.service.js';
import { AccessService } from '../engine/access.service.js';
import { matching } from '../subjects/search-words.js';
import { openReviewName, type ReviewRow, ReviewViews } from './review-views.js';

const REVIEWS = `
select v.id, v.space_id, v.name_sealed, v.rule, v.opened_by, v.opened_at, v.ends_at, v.closed_by, v.closed_at,
  array(select w.account_id from access_review_reviewer w where w.org_id = v.org_id and w.review_id = v.id order by w.account_id) as reviewers,
  (select jsonb_object_agg(coalesce(i.decision, 'open'), i.n) from (
    select decision, count(*)::integer as n from access_review_item i
    where i.org_id = v.org_id and i.review_id = v.id group by decision) i) as counts
from access_review v where v.org_id = $1`;

const LISTED = `${REVIEWS} and ($2 or v.opened_by = $3 or exists (select 1 from access_review_reviewer w
    where w.org_id = v.org_id and w.review_id = v.id and w.account_id = $3))
  and ($5::uuid is null or (v.closed_at is not null) > $4 or ((v.closed_at is not null) = $4 and v.id < $5))
  order by (v.closed_at is not null), v.id desc limit $6`;

const placeSchema = z.strictObject({ closed: z.boolean(), id: idSchema });

/** Campaigns, as far as somebody has to do with them. */
@Injectable()
export class Reviews {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly views: ReviewViews,
    private readonly duties: Duties,
  ) {}

  /**
   * Those that the actor reviews or opened; all, for those who look after rights. Open ones first, then the newest first.
   * @param q what is looked for in their names
   */
  async list(actor: Actor, { q = '', ...paging }: Paging & { q?: string }): Promise<Page<Review>> {
    this.access.requireOrganisation(actor, 'review.take-part');
    const { orgId, personId } = actor;
    const sees = await this.duties.mayAudit(actor);
    const keys = await this.keys.forOrg(orgId);
    const { items, next } = await readPage(
      this.keys.instance,
      {
        ...{ audience: `reviews ${orgId} ${personId} ${q}`, place: placeSchema },
        placeOf: ({ id, closed_at }: ReviewRow) => ({ id, closed: closed_at !== null }),
        read: (after, limit) =>
          this.database.inOrgs({ orgs: [orgId] }, (tx) =>
            tx.query<ReviewRow>(LISTED, [
              ...[orgId, sees, personId],
              ...[after?.closed ?? null, after?.id ?? null, limit],
            ]),
          ),
        isWanted: matching(q, (row: ReviewRow) => openReviewName(keys, row)),
      },
      paging,
    );
    return { items: await this.views.of(actor, items), next };
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
