import { Inject, Injectable } from '@nestjs/common';
import type { Review, ReviewItem } from '@maroquin/contracts';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { RightsLocks } from '../engine/rights-locks.js';
import { AccessGrant } from '../engine/grant.entities.js';
import { requireMayReview } from './open-review.js';
import { ReviewActs } from './review-acts.js';
import { Reviews } from './reviews.service.js';

interface LeftItem {
  readonly number: number;
  readonly kind: ReviewItem['kind'];
  readonly resource_id: string;
  readonly subject_id: string;
}

/** So many are settled while somebody waits for it; the rest by the schedule. */
const AT_ONCE = 500;
const SYSTEM = { personId: null };

/** The end of a campaign: its rule is followed for all that nobody decided on. */
@Injectable()
export class CloseReviews {
  constructor(
    private readonly reviews: Reviews,
    private readonly acts: ReviewActs,
    private readonly database: Database,
    private readonly locks: RightsLocks,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Before its time, by whoever could have opened it. @throws {DomainError} request.not-found, review.over */
  async close(actor: Actor, id: string): Promise<Review> {
    const review = await this.reviews.get(actor, id);
    if (review.state !== 'open') throw new DomainError('review.over');
    if (!review.mayClose) throw new DomainError('request.not-found');
    const { orgId, personId } = actor;
    await this.locks.changeOrganisation(actor, orgId, async (tx) => {
      await requireMayReview(tx, actor, review.space?.id ?? null);
      const at = tx.now;
      const ended = await tx.query(
        `update access_review set ends_at = $3, closed_by = $4 where org_id = $1 and id = $2 and ends_at > $3 returning id`,
        [orgId, id, at, personId],
      );
      if (ended.length === 0) throw new DomainError('review.over');
      await recordAct(tx, { orgId, actorId: personId, action: 'review.ended', targetId: id, at });
    });
    await this.settle(orgId, id, AT_ONCE);
    return this.reviews.get(actor, id);
  }

  /** Those whose end has come. Answers how many were closed; several nodes may do it at once. */
  async closeDue(orgId: string): Promise<number> {
    const due = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ id: string }>(
        'select id from access_review where org_id = $1 and closed_at is null and ends_at <= $2 order by ends_at, id',
        [orgId, this.clock.now()],
      ),
    );
    let closed = 0;
    for (const { id } of due) if (await this.settle(orgId, id, Number.POSITIVE_INFINITY)) closed += 1;
    return closed;
  }

  /** Each right in a transaction of its own: one that cannot be withdrawn holds up no other. */
  private async settle(orgId: string, reviewId: string, most: number): Promise<boolean> {
    let done = 0;
    for (let last = 0; done < most; done += 1) {
      const left = await this.next(orgId, reviewId, last);
      if (left === null) return this.finish(orgId, reviewId);
      await this.follow(orgId, reviewId, left);
      last = left.number;
    }
    return false;
  }

  private async next(orgId: string, reviewId: string, after: number): Promise<LeftItem | null> {
    const [row] = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<LeftItem>(
        `select number, kind, resource_id, subject_id from access_review_item
         where org_id = $1 and review_id = $2 and decision is null and number > $3 order by number limit 1`,
        [orgId, reviewId, after],
      ),
    );
    return row ?? null;
  }

  private async follow(orgId: string, reviewId: string, item: LeftItem): Promise<void> {
    try {
      await this.followItem(orgId, reviewId, item, null);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'access.last-manager') throw error;
      // Somebody must manage it: it is kept, and the report says why.
      await this.followItem(orgId, reviewId, item, error.code);
    }
  }

  private followItem(
    orgId: string,
    reviewId: string,
    item: LeftItem,
    obstacle: string | null,
  ): Promise<void> {
    return this.locks.changePlaces(null, orgId, [item.resource_id], async (tx) => {
      tx.actAsSystem('schedule');
      const [open] = await tx.query<{ rule: Review['rule'] }>(
        `select v.rule from access_review v join access_review_item i on i.org_id = v.org_id and i.review_id = v.id
         where v.org_id = $1 and v.id = $2 and i.number = $3 and i.decision is null for update of i`,
        [orgId, reviewId, item.number],
      );
      if (open === undefined) return;
      const record = (decision: 'kept' | 'withdrawn' | 'gone'): Promise<void> => {
        const outcome = { decision, ...(obstacle === null ? {} : { obstacle }) };
        return this.acts.record(tx, { orgId, reviewId, number: item.number, author: SYSTEM, outcome, item });
      };
      const { resource_id: resourceId, subject_id: subjectId } = item;
      const isThere = await tx.manager.existsBy(AccessGrant, { orgId, resourceId, subjectId });
      if (!isThere) return record('gone');
      if (open.rule === 'keep' || obstacle !== null) return record('kept');
      await this.acts.withdraw(tx, SYSTEM, orgId, item);
      return record('withdrawn');
    });
  }

  private finish(orgId: string, reviewId: string): Promise<boolean> {
    return this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const at = this.clock.now();
      const closed = await tx.query(
        `update access_review v set closed_at = $3 where v.org_id = $1 and v.id = $2 and v.closed_at is null
           and not exists (select 1 from access_review_item i where i.org_id = v.org_id and i.review_id = v.id and i.decision is null)
         returning id`,
        [orgId, reviewId, at],
      );
      if (closed.length === 0) return false;
      await recordAct(tx, { orgId, actorId: null, action: 'review.closed', targetId: reviewId, at });
      return true;
    });
  }
}
