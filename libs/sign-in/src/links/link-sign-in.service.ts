import { Inject, Injectable } from '@nestjs/common';
import { Accounts, endLinks, type KnownAccount } from '@maroquin/identity';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import { AfterFirstProof, type SignInAnswer } from '../codes/after-first-proof.service.js';

/** From a sign-in link to a session. */
@Injectable()
export class LinkSignIn {
  constructor(
    private readonly database: Database,
    private readonly accounts: Accounts,
    private readonly after: AfterFirstProof,
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Uses the link up, in one statement, and starts a session; or asks for the second proof of whoever holds one: whoever comes
   * by a link of somebody else cannot be that person by it.
   * @throws {DomainError} sign-in.link-used for a used, expired or unknown link: the same answer.
   */
  async signIn(token: string): Promise<SignInAnswer> {
    const hash = this.keys.instance.secretHash('link', token);
    const [found] = await this.database.call<{ account_id: string; org_id: string }>(
      'select account_id, org_id from find_sign_in_link($1)',
      [hash],
    );
    if (found === undefined) throw new DomainError('sign-in.link-used');
    const account = { personId: found.account_id, orgId: found.org_id };
    return this.database.inOrgs({ orgs: [account.orgId] }, (tx) => this.useUp(tx, hash, account));
  }

  private async useUp(tx: Tx, hash: Buffer, account: KnownAccount): Promise<SignInAnswer> {
    const now = this.clock.now();
    const { personId } = account;
    const [used] = await tx.query<{ mailed_to: Buffer | null }>(
      `update sign_in_link l set used_at = $2 from account a
       where l.token_hash = $1 and l.used_at is null and l.expires_at > $2 and a.id = l.account_id and a.disabled_at is null
         and (l.mailed_to is null or l.mailed_to = a.email_hash)
       returning l.mailed_to`,
      [hash, now],
    );
    if (used === undefined) throw new DomainError('sign-in.link-used');
    await endLinks(tx, personId, now);
    if (used.mailed_to !== null) await this.accounts.prove(tx, personId, used.mailed_to);
    await tx.query('update account set link_requested_at = null where id = $1', [personId]);
    await tx.query('update invitation set accepted_at = $2 where account_id = $1 and accepted_at is null', [
      personId,
      now,
    ]);
    return this.after.go(tx, account, hash, 'link');
  }
}
