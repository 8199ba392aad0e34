import { Injectable } from '@nestjs/common';
import type { DeliveredLink } from '@maroquin/contracts';
import { recordAct } from '@maroquin/platform/audit';
import type { Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Mailer } from '@maroquin/platform/mail';
import { isEmptyBut, MAY_BE_MAILED, NEVER_USED } from '../accounts/account-state.js';
import type { KnownAccount } from '../accounts/accounts.service.js';
import { Approvals } from '../approvals/approvals.service.js';
import { AccountNotices } from '../mails/account-notices.js';
import type { Inviter } from '../accounts/acts-by.js';
import {
  INVITATION_LIFETIME_MS,
  LINK_LIFETIME_MS,
  type NewLink,
  SignInLinks,
} from './sign-in-links.service.js';

interface State {
  readonly first: boolean;
  readonly mailable: boolean;
  readonly empty: boolean;
}

const NONE: DeliveredLink = { delivery: 'none', link: null, expiresAt: null };
const mailed = (expiresAt: Date): DeliveredLink => ({
  ...{ delivery: 'mailed', link: null, expiresAt: expiresAt.toISOString() },
});
const shown = ({ link, expiresAt }: NewLink): DeliveredLink => ({
  ...{ delivery: 'shown', link, expiresAt: expiresAt.toISOString() },
});

/**
 * How a way in reaches its person, so that nobody else holds it: by mail to the address of the account. Where that cannot
 * be, a link to an account that nobody has used and that holds nothing is shown to whoever makes it; any other only once a
 * second person agreed, and its owner is told.
 */
@Injectable()
export class LinkDelivery {
  constructor(
    private readonly links: SignInLinks,
    private readonly approvals: Approvals,
    private readonly notices: AccountNotices,
    private readonly mailer: Mailer,
  ) {}

  /** For an account that this transaction makes. */
  async welcome(tx: Tx, account: KnownAccount, by: Inviter): Promise<DeliveredLink> {
    if (this.mailer.isConfigured)
      return mailed(await this.links.mail(tx, account, by.personId, INVITATION_LIFETIME_MS));
    // A program gets no way in: an administrator makes the link.
    if (by.tokenId !== null) return NONE;
    return shown(await this.links.create(tx, account, by.personId, INVITATION_LIFETIME_MS));
  }

  /** For whoever lost access, or never had it. @throws {DomainError} request.not-found also for a program */
  async again(tx: Tx, account: KnownAccount, by: Inviter): Promise<DeliveredLink> {
    if (by.tokenId !== null) throw new DomainError('request.not-found');
    const delivered = await this.deliver(tx, account, by);
    if (delivered.delivery !== 'waiting')
      await tx.query('update account set link_requested_at = null where id = $1', [account.personId]);
    return delivered;
  }

  private async deliver(tx: Tx, account: KnownAccount, by: Inviter): Promise<DeliveredLink> {
    const { first, mailable, empty } = await this.stateOf(tx, account, by);
    const lifetime = first ? INVITATION_LIFETIME_MS : LINK_LIFETIME_MS;
    if (this.mailer.isConfigured && mailable)
      return mailed(await this.links.mail(tx, account, by.personId, lifetime));
    if (!this.mailer.isConfigured && empty)
      return shown(await this.links.create(tx, account, by.personId, lifetime));
    return this.withSecond(tx, account, by);
  }

  /** @throws {DomainError} request.not-found */
  private async stateOf(tx: Tx, { orgId, personId }: KnownAccount, by: Inviter): Promise<State> {
    const [state] = await tx.query<State>(
      `select ${NEVER_USED} as first, ${MAY_BE_MAILED} as mailable, ${isEmptyBut('$3::uuid')} as empty
       from account a where a.org_id = $1 and a.id = $2 and a.disabled_at is null`,
      [orgId, personId, by.personId],
    );
    if (state === undefined) throw new DomainError('request.not-found');
    return state;
  }

  private async withSecond(tx: Tx, account: KnownAccount, by: Inviter): Promise<DeliveredLink> {
    const { orgId, personId } = account;
    const taken = await this.approvals.take(tx, { act: 'sign-in-link', targetId: personId, by });
    if ('waitingUntil' in taken)
      return { delivery: 'waiting', link: null, expiresAt: taken.waitingUntil.toISOString() };
    const { approvedBy } = taken;
    const link = await this.links.create(tx, account, by.personId, LINK_LIFETIME_MS);
    await recordAct(tx, {
      ...{
        orgId,
        actorId: by.personId,
        action: 'sign-in-link.shown',
        targetId: personId,
        at: link.createdAt,
      },
      details: { approvedBy },
    });
    await this.notices.add(tx, { orgId, personId, kind: 'link-shown', byId: by.personId, approvedBy });
    return shown(link);
  }
}
