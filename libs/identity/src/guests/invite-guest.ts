import { Inject, Injectable } from '@nestjs/common';
import type { GuestPreview, invitationResultSchema, inviteGuestSchema } from '@maroquin/contracts';
import { AccessService, Grants, SpaceContents } from '@maroquin/access';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import type { z } from 'zod';
import { GuestAccounts } from './guest-accounts.js';
import { GuestRow } from './guest.entity.js';

const DAY = 24 * 60 * 60_000;
/** Guests of one space whose time is not over. */
const MAX_GUESTS = 500;

/** A manager of a space brings in somebody from outside, and answers for them. */
@Injectable()
export class InviteGuest {
  constructor(
    private readonly access: AccessService,
    private readonly grants: Grants,
    private readonly keys: Keys,
    private readonly accounts: GuestAccounts,
    private readonly contents: SpaceContents,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** How much a guest of this space would see. @throws {DomainError} request.not-found */
  async preview(actor: Actor, spaceId: string): Promise<GuestPreview> {
    const { orgId, kind } = await this.access.require(actor, 'access.manage', spaceId);
    if (kind !== 'space') throw new DomainError('request.not-found');
    return this.contents.seenFromOutside(orgId, spaceId);
  }

  /**
   * The answer's id is the guest's; its link goes to the address, or is shown once where this instance sends no mail.
   * @throws {DomainError} request.not-found, account.exists, guest.too-many
   */
  async invite(
    actor: Actor,
    spaceId: string,
    { email, name, role, days }: z.infer<typeof inviteGuestSchema>,
  ): Promise<z.infer<typeof invitationResultSchema>> {
    const { orgId, kind, personal } = await this.access.require(actor, 'access.manage', spaceId);
    if (kind !== 'space' || personal || orgId !== actor.orgId) throw new DomainError('request.not-found');
    const now = this.clock.now();
    const endsAt = new Date(now.getTime() + days * DAY);
    const keys = await this.keys.forOrg(orgId);
    return this.access.locks.changePlaces(actor, orgId, [spaceId], async (tx) => {
      await tx.require(actor, 'access.manage', spaceId);
      const [row] = await tx.query<{ count: number }>(
        `select count(*)::integer as count from guest g join seat s on s.org_id = g.org_id and s.account_id = g.account_id
         where g.org_id = $1 and g.space_id = $2 and s.ends_at > $3`,
        [orgId, spaceId, now],
      );
      if ((row?.count ?? 0) >= MAX_GUESTS) throw new DomainError('guest.too-many');
      const made = await this.accounts.create(tx, keys, { email, name, endsAt, by: actor });
      await tx.manager.insert(GuestRow, {
        ...{ orgId, accountId: made.id, spaceId, sponsorId: actor.personId, invitedAt: now },
      });
      await recordAct(tx, {
        ...{ orgId, actorId: actor.personId, action: 'guest.invited', targetId: made.id, at: now },
        details: { spaceId, role, endsAt: endsAt.toISOString() },
      });
      await this.grants.setInTransaction(tx, actor, orgId, {
        ...{ resourceId: spaceId, subjectId: made.id, role, expiresAt: null },
      });
      return made;
    });
  }
}
