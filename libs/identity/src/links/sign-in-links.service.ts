import { Inject, Injectable } from '@nestjs/common';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, CONFIG, type Clock, type Config, newId } from '@maroquin/platform/config';
import { Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { enqueue } from '@maroquin/platform/jobs';
import { Keys } from '@maroquin/platform/keys';
import { Accounts, type KnownAccount } from '../accounts/accounts.service.js';
import { AfterFirstProof, type SignInAnswer } from '../factors/after-first-proof.service.js';
import { MAIL_TASK } from '../mails/mail-task.js';
import { newSecret } from '../secret.js';
import { endLinks } from './end-links.js';
import { SignInLink } from './link.entities.js';

const MINUTE = 60_000;
/** For somebody who waits for it. */
export const LINK_LIFETIME_MS = 30 * MINUTE;
/** For somebody who does not. */
export const INVITATION_LIFETIME_MS = 7 * 24 * 60 * MINUTE;
/** Links that are on their way to one mailbox at a time: whoever else asks fills no mailbox, and those that came stay good. */
const MAX_MAILED = 3;
const MAILED_EVERY_MS = MINUTE;
/** Any constant: class of locks. */
const MAILING = 7_262_037;

export interface NewLink {
  readonly link: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}
interface Mailed {
  readonly count: number;
  readonly newest: Date | null;
  readonly until: Date | null;
}

/** Links that sign a person in once. */
@Injectable()
export class SignInLinks {
  constructor(
    private readonly database: Database,
    private readonly accounts: Accounts,
    private readonly after: AfterFirstProof,
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  /** To be shown: whoever calls has found that it may be. A new one puts an end to those before it. */
  async create(
    tx: Tx,
    account: KnownAccount,
    createdBy: string | null,
    lifetimeMs: number,
  ): Promise<NewLink> {
    const createdAt = this.clock.now();
    const expiresAt = new Date(createdAt.getTime() + lifetimeMs);
    const secret = newSecret();
    await endLinks(tx, account.personId, createdAt);
    await this.insert(tx, account, { id: newId(), secret, createdBy, createdAt, expiresAt, mailedTo: null });
    // In the fragment: no server, proxy or log sees it.
    return { link: `${this.config.publicUrl}/bienvenue#${secret}`, createdAt, expiresAt };
  }

  /**
   * To the address of the account, by a job: whoever calls has found that it may be trusted. Nobody sees it on the way. Ends
   * none before it, so that who asks for somebody else's takes nothing from them.
   * @returns until when it holds
   */
  async mail(tx: Tx, account: KnownAccount, createdBy: string | null, lifetimeMs: number): Promise<Date> {
    const createdAt = this.clock.now();
    const { orgId, personId } = account;
    // One after the other, so that many who ask at once are counted.
    await tx.query('select pg_advisory_xact_lock($1, hashtext($2))', [MAILING, personId]);
    const [row] = await tx.query<{ email_hash: Buffer }>('select email_hash from account where id = $1', [
      personId,
    ]);
    const mailedTo = row?.email_hash ?? null;
    const before = await this.mailedBefore(tx, personId, mailedTo, createdAt);
    const isRecent =
      before.newest !== null && createdAt.getTime() - before.newest.getTime() < MAILED_EVERY_MS;
    if (before.until !== null && (isRecent || before.count >= MAX_MAILED)) return before.until;
    const id = newId();
    const expiresAt = new Date(createdAt.getTime() + lifetimeMs);
    const secret = this.keys.instance.mailedSecret('link', id);
    await this.insert(tx, account, { id, secret, createdBy, createdAt, expiresAt, mailedTo });
    await enqueue(tx, MAIL_TASK, { orgId, kind: 'link', id });
    return expiresAt;
  }

  private async mailedBefore(tx: Tx, personId: string, mailedTo: Buffer | null, now: Date): Promise<Mailed> {
    const [before] = await tx.query<Mailed>(
      `select count(*)::int as count, max(created_at) as newest, max(expires_at) as until from sign_in_link
       where account_id = $1 and mailed_to = $2 and used_at is null and expires_at > $3 and created_at > $4`,
      [personId, mailedTo, now, new Date(now.getTime() - LINK_LIFETIME_MS)],
    );
    return before ?? { count: 0, newest: null, until: null };
  }

  private async insert(
    tx: Tx,
    { personId, orgId }: KnownAccount,
    {
      secret,
      ...link
    }: Omit<SignInLink, 'orgId' | 'accountId' | 'tokenHash' | 'usedAt'> & { secret: string },
  ): Promise<void> {
    await tx.manager.insert(SignInLink, {
      ...link,
      orgId,
      accountId: personId,
      tokenHash: this.keys.instance.secretHash('link', secret),
    });
    await recordAct(tx, {
      ...{ orgId, actorId: link.createdBy, action: 'sign-in-link.created', targetId: personId },
      details: { mailed: link.mailedTo !== null },
      at: link.createdAt,
    });
  }

  /**
   * Uses the link up, in one statement, and starts a session; or asks for the second proof of who holds one: whoever comes
   * by a link of somebody else cannot be that person by it.
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
