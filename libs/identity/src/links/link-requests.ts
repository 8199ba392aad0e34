import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import { NetworkLimiter } from '@maroquin/platform/http';
import { Accounts } from '../accounts/accounts.service.js';

/** Longer than the work takes, so that the time of the answer tells nothing. */
const ANSWER_AFTER_MS = 150;

/** "Send me a link": without a mail server an administrator sees the request and hands a link over. */
@Injectable()
export class LinkRequests {
  private readonly perNetwork: NetworkLimiter;
  /** By network as well: whoever asks for somebody else's links must not keep that person from asking. */
  private readonly perAccount: NetworkLimiter;

  constructor(
    private readonly database: Database,
    private readonly accounts: Accounts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.perNetwork = new NetworkLimiter({ burst: 30, refillMs: 10_000 }, clock);
    this.perAccount = new NetworkLimiter({ burst: 3, refillMs: 10 * 60_000 }, clock);
  }

  /** Says nothing about whether somebody has this address. @throws {DomainError} request.too-many */
  async request(email: string, address: string): Promise<void> {
    this.perNetwork.take(address);
    this.perAccount.take(address, this.accounts.keyOf(email));
    await Promise.all([this.mark(email), pause(ANSWER_AFTER_MS)]);
  }

  private async mark(email: string): Promise<void> {
    const account = await this.accounts.findByEmail(email);
    if (account === null) return;
    const { personId, orgId } = account;
    const at = this.clock.now();
    await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      await tx.query('update account set link_requested_at = coalesce(link_requested_at, $2) where id = $1', [
        personId,
        at,
      ]);
      await recordAct(tx, { orgId, actorId: null, action: 'sign-in-link.requested', targetId: personId, at });
    });
  }
}
