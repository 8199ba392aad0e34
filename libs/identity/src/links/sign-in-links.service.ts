import { Inject, Injectable } from '@nestjs/common';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, CONFIG, type Clock, type Config, newId } from '@maroquin/platform/config';
import type { Tx } from '@maroquin/platform/database';
import { enqueue } from '@maroquin/platform/jobs';
import { Keys } from '@maroquin/platform/keys';
import type { KnownAccount } from '../accounts/accounts.service.js';
import { MAIL_TASK } from '../mails/mail-task.js';
import { newSecret } from '../secrets/secret.js';
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
}
