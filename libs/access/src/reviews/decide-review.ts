import { Injectable } from '@nestjs/common';
import { type HeldRight, rightCovers, type ReviewDecision, type ReviewItem } from '@maroquin/contracts';
import { type Actor, Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { AccessService } from '../engine/access.service.js';
import type { LockedTx } from '../engine/locked-tx.js';
import { AccessGrant } from '../engine/grant.entities.js';
import { actsOfRole } from '../roles/role-summaries.js';
import { type OpenItem, type Outcome, ReviewActs } from './review-acts.js';
import { ReviewItems } from './review-items.js';
import { Reviews } from './reviews.service.js';

/** Confirms, lowers or withdraws one right of a campaign. It only ever takes away. */
@Injectable()
export class DecideReview {
  constructor(
    private readonly access: AccessService,
    private readonly reviews: Reviews,
    private readonly items: ReviewItems,
    private readonly database: Database,
    private readonly acts: ReviewActs,
  ) {}

  /**
   * By a reviewer, while the review is open. What a reviewer holds, itself or by a team, it may give up but not confirm.
   * @throws {DomainError} request.not-found, request.conflict when the right is not what the reviewer saw,
   * review.decided, review.own-right, review.not-lower, access.last-manager
   */
  async decide(actor: Actor, reviewId: string, number: number, wanted: ReviewDecision): Promise<ReviewItem> {
    this.access.requireOrganisation(actor, 'review.take-part');
    const { orgId } = actor;
    await this.reviews.get(actor, reviewId);
    const { resource_id } = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      this.openItem(tx, orgId, reviewId, number),
    );
    await this.access.locks.changePlaces(actor, orgId, [resource_id], async (tx) => {
      await this.requireReviewer(tx, actor, reviewId);
      const item = await this.openItem(tx, orgId, reviewId, number);
      const outcome = await this.apply(tx, actor, item, wanted);
      await this.acts.record(tx, { orgId, reviewId, number, author: actor, outcome, item });
    });
    return this.items.one(actor, reviewId, number);
  }

  /** Closing the review waits for what is decided in it. */
  private async requireReviewer(tx: LockedTx, actor: Actor, reviewId: string): Promise<void> {
    const { orgId, personId } = actor;
    await tx.requireOrganisation(actor, 'review.take-part');
    const [mine] = await tx.query<{ open: boolean }>(
      `select v.closed_at is null and v.closed_by is null and v.ends_at > $4 as open from access_review v
       join access_review_reviewer w on w.org_id = v.org_id and w.review_id = v.id
       where v.org_id = $1 and v.id = $2 and w.account_id = $3 for share of v`,
      [orgId, reviewId, personId, tx.now],
    );
    if (mine === undefined) throw new DomainError('request.not-found');
    if (!mine.open) throw new DomainError('review.over');
  }

  private async openItem(tx: Tx, orgId: string, reviewId: string, number: number): Promise<OpenItem> {
    const [row] = await tx.query<OpenItem & { decided: boolean }>(
      `select kind, resource_id, subject_id, decision is not null as decided from access_review_item
       where org_id = $1 and review_id = $2 and number = $3 for update`,
      [orgId, reviewId, number],
    );
    if (row === undefined) throw new DomainError('request.not-found');
    if (row.decided) throw new DomainError('review.decided');
    return row;
  }

  private async apply(tx: LockedTx, actor: Actor, item: OpenItem, wanted: ReviewDecision): Promise<Outcome> {
    const grant = await tx.manager.findOneBy(AccessGrant, {
      ...{ orgId: actor.orgId, resourceId: item.resource_id, subjectId: item.subject_id },
    });
    if (grant === null) return { decision: 'gone' };
    const acts = await actsOfRole(tx, actor.orgId, grant.customRoleId);
    const held = { role: grant.role, acts };
    if (!isAsSeen(held, wanted)) throw new DomainError('request.conflict');
    switch (wanted.decision) {
      case 'keep':
        if (await isOwn(tx, actor, item.subject_id)) throw new DomainError('review.own-right');
        return { decision: 'kept' };
      case 'lower':
        requireLower(held, { role: wanted.role, acts: [] });
        await this.acts.lower(tx, actor, grant, wanted.role);
        return { decision: 'lowered', newRole: wanted.role };
      case 'withdraw':
        await this.acts.withdraw(tx, actor, actor.orgId, item);
        return { decision: 'withdrawn' };
    }
  }
}

/** Not as everyone of the organisation: no reviewer could decide on that. */
async function isOwn(tx: LockedTx, { orgId, personId }: Actor, subjectId: string): Promise<boolean> {
  const rows = await tx.query(
    `with recursive acting(id) as (
       select $2::uuid union select m.team_id from acting join membership m on m.org_id = $1 and m.member_id = acting.id
     ) select 1 from acting where id = $3`,
    [orgId, personId, subjectId],
  );
  return rows.length > 0;
}

/** A custom role that became less or more meanwhile is not what the reviewer saw. */
const isAsSeen = ({ role, acts }: HeldRight, { seen, seenActs = [] }: ReviewDecision): boolean =>
  role === seen && acts.length === seenActs.length && acts.every((act) => seenActs.includes(act));

/** @throws {DomainError} review.not-lower unless some of the acts are left, and no others come. */
function requireLower(held: HeldRight, wanted: HeldRight): void {
  if (!rightCovers(held, wanted) || rightCovers(wanted, held)) throw new DomainError('review.not-lower');
}
