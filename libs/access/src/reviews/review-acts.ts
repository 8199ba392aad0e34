import { Inject, Injectable } from '@nestjs/common';
import type { ReviewItem, Role } from '@maroquin/contracts';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { AccessService } from '../engine/access.service.js';
import { dropForged } from '../engine/drop-forged.js';
import type { LockedTx } from '../engine/locked-tx.js';
import type { AccessGrant } from '../engine/grant.entities.js';
import { Grants } from '../grants/grants.service.js';
import { WithdrawLinks } from '../links/withdraw-links.js';

export interface OpenItem {
  readonly kind: ReviewItem['kind'];
  readonly resource_id: string;
  readonly subject_id: string;
}
export interface Outcome {
  readonly decision: NonNullable<ReviewItem['decision']>;
  readonly newRole?: Role;
  readonly obstacle?: string;
}
/** Who decides; null: the rule of the review. */
type Author = { readonly personId: string | null };

/** What a decision does, whoever took it. In a transaction that holds the place alone. */
@Injectable()
export class ReviewActs {
  constructor(
    private readonly access: AccessService,
    private readonly grants: Grants,
    private readonly links: WithdrawLinks,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Until the same moment as before. */
  async lower(tx: LockedTx, actor: Pick<Actor, 'personId'>, grant: AccessGrant, role: Role): Promise<void> {
    const { orgId, resourceId, subjectId, expiresAt } = grant;
    await this.grants.lowerInTransaction(tx, actor, orgId, { resourceId, subjectId, role, expiresAt });
  }

  /** @throws {DomainError} access.last-manager */
  async withdraw(tx: LockedTx, author: Author, orgId: string, item: OpenItem): Promise<void> {
    const { kind, resource_id: resourceId, subject_id: subjectId } = item;
    if (kind === 'link') {
      await this.links.revokeInTransaction(tx, author, orgId, resourceId, subjectId);
      return;
    }
    await this.grants.removeInTransaction(tx, author, orgId, resourceId, subjectId);
    if (kind === 'guest') await this.endSeat(tx, orgId, subjectId);
  }

  /** From this moment the engine gives the guest nothing; its sessions are ended by whoever looks after guests. */
  private async endSeat(tx: LockedTx, orgId: string, personId: string): Promise<void> {
    await dropForged(tx, 'seat', [[orgId, personId]]);
    await tx.query(
      `update seat set ends_at = $3 where org_id = $1 and account_id = $2 and kind = 'guest' and (ends_at is null or ends_at > $3)`,
      [orgId, personId, this.clock.now()],
    );
    this.access.recordChange(tx, { orgId, personIds: [personId] });
  }

  async record(
    tx: LockedTx,
    {
      orgId,
      reviewId,
      number,
      author,
      outcome,
      item,
    }: {
      readonly orgId: string;
      readonly reviewId: string;
      readonly number: number;
      readonly author: Author;
      readonly outcome: Outcome;
      readonly item: OpenItem;
    },
  ): Promise<void> {
    const at = this.clock.now();
    const { decision, newRole = null, obstacle = null } = outcome;
    await tx.query(
      `update access_review_item set decision = $4, new_role = $5, decided_by = $6, decided_at = $7, obstacle = $8
       where org_id = $1 and review_id = $2 and number = $3`,
      [orgId, reviewId, number, decision, newRole, author.personId, at, obstacle],
    );
    await recordAct(tx, {
      ...{ orgId, actorId: author.personId, action: `review.${decision}`, targetId: item.resource_id, at },
      details: { reviewId, number, subjectId: item.subject_id, newRole, obstacle },
    });
  }
}
