import { Inject, Injectable } from '@nestjs/common';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, CONFIG, type Clock, type Config, newId } from '@maroquin/platform/config';
import { Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import type { KnownAccount } from '../accounts/accounts.service.js';
import { newSecret } from '../secret.js';
import { AfterFirstProof, type SignInAnswer } from '../factors/after-first-proof.service.js';
import { SignInLink } from './link.entities.js';

const MINUTE = 60_000;
/** Handed over by an administrator, who may be on the telephone with the person. */
export const LINK_LIFETIME_MS = 30 * MINUTE;
/** Sent by letter or message to somebody who does not wait for it. */
export const INVITATION_LIFETIME_MS = 7 * 24 * 60 * MINUTE;

interface NewLink {
  readonly link: string;
  readonly expiresAt: Date;
}

/** Links that sign a person in once. A new one puts an end to those before it. */
@Injectable()
export class SignInLinks {
  constructor(
    private readonly database: Database,
    private readonly after: AfterFirstProof,
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  async create(
    tx: Tx,
    { personId, orgId }: KnownAccount,
    createdBy: string | null,
    lifetimeMs: number,
  ): Promise<NewLink> {
    const now = this.clock.now();
    const token = newSecret();
    const expiresAt = new Date(now.getTime() + lifetimeMs);
    await tx.query(
      'update sign_in_link set expires_at = $2 where account_id = $1 and used_at is null and expires_at > $2',
      [personId, now],
    );
    await tx.manager.insert(SignInLink, {
      id: newId(),
      orgId,
      accountId: personId,
      tokenHash: this.keys.instance.secretHash('link', token),
      createdBy,
      createdAt: now,
      expiresAt,
    });
    await recordAct(tx, {
      orgId,
      actorId: createdBy,
      action: 'sign-in-link.created',
      targetId: personId,
      at: now,
    });
    // In the fragment: no server, proxy or log sees it.
    return { link: `${this.config.publicUrl}/bienvenue#${token}`, expiresAt };
  }

  /**
   * Uses the link up, in one statement, and starts a session; or asks for the code, of who has set one up: whoever makes
   * a link for somebody else cannot be that person by it.
   * @throws {DomainError} sign-in.link-used for a used, expired or unknown link: the same answer.
   */
  async use(token: string): Promise<SignInAnswer> {
    const hash = this.keys.instance.secretHash('link', token);
    const [found] = await this.database.call<{ account_id: string; org_id: string }>(
      'select account_id, org_id from find_sign_in_link($1)',
      [hash],
    );
    if (found === undefined) throw new DomainError('sign-in.link-used');
    const account = { personId: found.account_id, orgId: found.org_id };
    return this.database.inOrgs({ orgs: [account.orgId] }, (tx) => this.useIn(tx, hash, account));
  }

  private async useIn(tx: Tx, hash: Buffer, account: KnownAccount): Promise<SignInAnswer> {
    const now = this.clock.now();
    const used = await tx.query(
      `update sign_in_link l set used_at = $2 from account a
       where l.token_hash = $1 and l.used_at is null and l.expires_at > $2 and a.id = l.account_id and a.disabled_at is null
       returning l.id`,
      [hash, now],
    );
    if (used.length !== 1) throw new DomainError('sign-in.link-used');
    await tx.query('update account set link_requested_at = null where id = $1', [account.personId]);
    await tx.query('update invitation set accepted_at = $2 where account_id = $1 and accepted_at is null', [
      account.personId,
      now,
    ]);
    return this.after.go(tx, account, hash, 'link');
  }
}
