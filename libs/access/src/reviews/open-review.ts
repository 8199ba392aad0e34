import { Inject, Injectable } from '@nestjs/common';
import type { openReviewSchema } from '@maroquin/contracts';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock, newId } from '@maroquin/platform/config';
import { type Actor, Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import type { z } from 'zod';
import { AccessService } from '../engine/access.service.js';
import type { LockedTx } from '../engine/locked-tx.js';
import { Resource } from '../tree/resource.entity.js';
import { subtreeOf } from '../tree/tree-queries.js';
import { AccessReview } from './review.entity.js';

type Wanted = z.infer<typeof openReviewSchema>;

/** A reviewer decides on so many in some weeks at the very most. */
export const MAX_ITEMS = 20_000;
const MAX_OPEN = 50;
const MAX_AHEAD_MS = 366 * 86_400_000;

/**
 * Every right in force that somebody set: to people, teams, everyone, external links. A guest's right on its one space
 * stands for its seat. Not the owner's on its own space, which nobody can take; not those of restricted places, which
 * are nobody else's to know of (ADR 23).
 */
const SNAPSHOT = `
insert into access_review_item (org_id, review_id, number, kind, resource_id, subject_id, role, custom_role_id)
select g.org_id, $2, row_number() over (order by (r.kind <> 'space'), r.id, s.kind, g.subject_id),
  case when s.kind = 'link' then 'link'
    when exists (select 1 from seat where seat.org_id = g.org_id and seat.account_id = g.subject_id and seat.kind = 'guest')
      and r.kind = 'space' then 'guest'
    else 'grant' end,
  g.resource_id, g.subject_id, g.role, g.custom_role_id
from access_grant g
join resource r on r.org_id = g.org_id and r.id = g.resource_id
join subject s on s.org_id = g.org_id and s.id = g.subject_id
join permission_scope scope on scope.org_id = r.org_id and scope.id = r.scope_id and not scope.confined
where g.org_id = $1 and r.trashed_at is null and r.kind <> 'direct' and r.personal_of is distinct from g.subject_id
  and (g.expires_at is null or g.expires_at > $3) and ($4::uuid[] is null or r.id = any($4))
limit $5`;

/** Begins a campaign: writes down each right as it is at this moment. */
@Injectable()
export class OpenReview {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * By an administrator, or of a space by whoever manages its access.
   * @throws {DomainError} request.not-found, request.invalid, review.reviewer, review.too-large, review.too-many
   */
  async open(actor: Actor, wanted: Wanted): Promise<{ id: string }> {
    await this.requireMay(actor, wanted.spaceId);
    const now = this.clock.now();
    const endsAt = new Date(wanted.endsAt);
    requireEnd(endsAt, now);
    const keys = await this.keys.forOrg(actor.orgId);
    const { orgId, personId: openedBy } = actor;
    const id = newId();
    // What is written down is one state of the tree.
    await this.access.locks.changeOrganisation(actor, orgId, async (tx) => {
      await requireMayReview(tx, actor, wanted.spaceId ?? null);
      await this.requireRoom(tx, orgId);
      await tx.manager.insert(AccessReview, {
        ...{ id, orgId, spaceId: wanted.spaceId ?? null, rule: wanted.rule },
        nameSealed: keys.seal({ table: 'access_review', column: 'name', row: id }, wanted.name),
        ...{ openedBy, openedAt: now, endsAt },
      });
      await this.appoint(tx, orgId, id, wanted.reviewerIds);
      const count = await this.snapshot(tx, orgId, id, wanted.spaceId, now);
      await recordAct(tx, {
        ...{ orgId, actorId: openedBy, action: 'review.opened', targetId: id, at: now },
        details: {
          spaceId: wanted.spaceId ?? null,
          rule: wanted.rule,
          endsAt: endsAt.toISOString(),
          reviewers: [...new Set(wanted.reviewerIds)].join(' '),
          count,
        },
      });
    });
    return { id };
  }

  private async requireMay(actor: Actor, spaceId: string | undefined): Promise<void> {
    if (spaceId === undefined) {
      this.access.requireOrganisation(actor, 'access.review');
      return;
    }
    if (!this.access.mayInOrganisation(actor, 'access.review'))
      await this.access.require(actor, 'access.manage', spaceId);
    const space = await this.database.inOrgs({ orgs: [actor.orgId] }, (tx) =>
      tx.manager.findOneBy(Resource, { orgId: actor.orgId, id: spaceId, kind: 'space' }),
    );
    if (space === null || space.trashedAt !== null) throw new DomainError('request.not-found');
  }

  private async requireRoom(tx: Tx, orgId: string): Promise<void> {
    const rows = await tx.query<{ count: number }>(
      'select count(*)::integer as count from access_review where org_id = $1 and closed_at is null',
      [orgId],
    );
    if ((rows[0]?.count ?? 0) >= MAX_OPEN) throw new DomainError('review.too-many');
  }

  /** Members whose account is open: a guest decides nothing about others. */
  private async appoint(tx: Tx, orgId: string, reviewId: string, ids: readonly string[]): Promise<void> {
    const wanted = [...new Set(ids)];
    const known = await tx.query(
      `insert into access_review_reviewer (org_id, review_id, account_id)
       select $1, $2, seat.account_id from seat join account a on a.id = seat.account_id and a.disabled_at is null
       where seat.org_id = $1 and seat.account_id = any($3::uuid[]) and seat.kind <> 'guest' returning account_id`,
      [orgId, reviewId, wanted],
    );
    if (known.length < wanted.length) throw new DomainError('review.reviewer');
  }

  private async snapshot(
    tx: LockedTx,
    orgId: string,
    reviewId: string,
    spaceId: string | undefined,
    now: Date,
  ): Promise<number> {
    const below = spaceId === undefined ? null : (await subtreeOf(tx, orgId, spaceId)).ids;
    await tx.query(SNAPSHOT, [orgId, reviewId, now, below, MAX_ITEMS + 1]);
    const rows = await tx.query<{ count: number }>(
      'select count(*)::integer as count from access_review_item where org_id = $1 and review_id = $2',
      [orgId, reviewId],
    );
    const count = rows[0]?.count ?? 0;
    if (count > MAX_ITEMS) throw new DomainError('review.too-large');
    return count;
  }
}

function requireEnd(endsAt: Date, now: Date): void {
  const ahead = endsAt.getTime() - now.getTime();
  if (ahead > 0 && ahead <= MAX_AHEAD_MS) return;
  throw new DomainError('request.invalid', {
    fields: [
      {
        path: 'endsAt',
        message: { fr: 'à venir, au plus dans un an', en: 'ahead, at most a year' },
      },
    ],
  });
}

/** Under the lock: for opening a review of this space (null: of the organisation), and for ending it. */
export async function requireMayReview(tx: LockedTx, actor: Actor, spaceId: string | null): Promise<void> {
  if (spaceId === null || (await tx.mayInOrganisation(actor, 'access.review')))
    return tx.requireOrganisation(actor, 'access.review');
  await tx.require(actor, 'access.manage', spaceId);
}
