import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import {
  Accounts,
  type KnownAccount,
  LINK_LIFETIME_MS,
  MAY_BE_MAILED,
  SignInLinks,
} from '@maroquin/identity';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { type Actor, Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { NetworkLimiter } from '@maroquin/platform/http';
import { Mailer } from '@maroquin/platform/mail';
import { requireBrowser, requireFreshSignIn } from '../factors/fresh-sign-in.js';

/** Longer than the work takes, so that the time of the answer reveals nothing. */
const ANSWER_AFTER_MS = 150;

/** "Send me a link": by mail where this instance sends any; otherwise an administrator sees the request. */
@Injectable()
export class LinkRequests {
  private readonly perNetwork: NetworkLimiter;
  /** By network as well: whoever asks for somebody else's links must not keep that person from asking. */
  private readonly perAccount: NetworkLimiter;

  constructor(
    private readonly database: Database,
    private readonly accounts: Accounts,
    private readonly links: SignInLinks,
    private readonly mailer: Mailer,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.perNetwork = new NetworkLimiter({ burst: 30, refillMs: 10_000 }, clock);
    this.perAccount = new NetworkLimiter({ burst: 3, refillMs: 10 * 60_000 }, clock);
  }

  /** Says nothing about whether somebody has this address. @throws {DomainError} request.too-many */
  async request(email: string, address: string): Promise<void> {
    this.perNetwork.take(address);
    this.perAccount.take(address, this.accounts.keyOf(email));
    await Promise.all([this.answer(email), pause(ANSWER_AFTER_MS)]);
  }

  private async answer(email: string): Promise<void> {
    for (const account of await this.accounts.findByEmail(email))
      await this.database.inOrgs({ orgs: [account.orgId] }, (tx) => this.send(tx, account));
  }

  private async send(tx: Tx, account: KnownAccount): Promise<void> {
    const { personId, orgId } = account;
    const at = this.clock.now();
    await recordAct(tx, { orgId, actorId: null, action: 'sign-in-link.requested', targetId: personId, at });
    const [state] = await tx.query<{ mailable: boolean }>(
      `select ${MAY_BE_MAILED} as mailable from account a where a.id = $1`,
      [personId],
    );
    if (this.mailer.isConfigured && state?.mailable === true)
      await this.links.mail(tx, account, null, LINK_LIFETIME_MS);
    else
      await tx.query('update account set link_requested_at = coalesce(link_requested_at, $2) where id = $1', [
        personId,
        at,
      ]);
  }

  /**
   * The person, in its own browser, has a link sent to its address: by opening it, it shows that it reads what is sent there.
   * @throws {DomainError} request.not-found (a token, or an instance that sends no mail), sign-in.not-fresh
   */
  async prove(actor: Actor): Promise<void> {
    requireBrowser(actor);
    if (!this.mailer.isConfigured) throw new DomainError('request.not-found');
    const { personId, orgId } = actor;
    await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      await requireFreshSignIn(tx, actor, this.clock.now());
      await this.links.mail(tx, { personId, orgId }, personId, LINK_LIFETIME_MS);
    });
  }
}
