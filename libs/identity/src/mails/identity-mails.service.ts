import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { AccountNotice } from '@maroquin/contracts';
import { CLOCK, type Clock, CONFIG, type Config } from '@maroquin/platform/config';
import { Database, type Tx } from '@maroquin/platform/database';
import { Keys, type OrganisationKeys } from '@maroquin/platform/keys';
import { type Mail, Mailer } from '@maroquin/platform/mail';
import { NEVER_USED } from '../accounts/account-state.js';
import { openAccount } from '../accounts/accounts.service.js';
import { openAdministrator } from '../accounts/administrator-seals.js';
import { addressOf } from './account-notices.js';
import type { MailPayload } from './mail-task.js';
import { administratorLinkMail, linkMail, noticeMail } from './mail-words.js';

interface LinkRow {
  readonly account_id: string;
  readonly email_sealed: Buffer;
  readonly expires_at: Date;
  readonly time_zone: string;
  readonly first: boolean;
}
interface AdministratorRow {
  readonly administrator_id: string;
  readonly email_sealed: Buffer;
  readonly expires_at: Date;
  readonly time_zone: string;
}
interface NoticeRow {
  readonly account_id: string;
  readonly kind: AccountNotice['kind'];
  readonly address_sealed: Buffer | null;
  readonly email_sealed: Buffer | null;
}

/**
 * Writes and sends what an act asked for, after its commit: to the address that the account has at this moment, and to
 * nobody when what it would say is no longer so.
 */
@Injectable()
export class IdentityMails {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly mailer: Mailer,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl' | 'adminUrl'>,
  ) {}

  async send({ orgId, kind, id }: MailPayload): Promise<void> {
    const keys = await this.keys.forOrg(orgId);
    const mail = await this.database.inOrgs({ orgs: [orgId] }, (tx) => this.mailOf(tx, keys, kind, id));
    if (mail === null) return;
    // A worker that took over from a dead one sends the same message: its reader has it once.
    const sameId = createHash('sha256').update(`${kind} ${id}`).digest('hex').slice(0, 40);
    await this.mailer.send({ ...mail, id: sameId });
  }

  private mailOf(
    tx: Tx,
    keys: OrganisationKeys,
    kind: MailPayload['kind'],
    id: string,
  ): Promise<Mail | null> {
    if (kind === 'link') return this.link(tx, keys, id);
    return kind === 'notice' ? this.notice(tx, keys, id) : this.administratorLink(tx, keys, id);
  }

  private async link(tx: Tx, keys: OrganisationKeys, id: string): Promise<Mail | null> {
    const [row] = await tx.query<LinkRow>(
      `select l.account_id, a.email_sealed, l.expires_at, a.time_zone, ${NEVER_USED} as first
       from sign_in_link l join account a on a.id = l.account_id and a.email_hash = l.mailed_to
       where l.id = $1 and l.used_at is null and l.expires_at > $2 and a.disabled_at is null`,
      [id, this.clock.now()],
    );
    if (row === undefined) return null;
    const secret = this.keys.instance.mailedSecret('link', id);
    return {
      to: openAccount(keys, row.account_id, 'email', row.email_sealed),
      ...linkMail({
        link: `${this.config.publicUrl}/bienvenue#${secret}`,
        expiresAt: row.expires_at,
        timeZone: row.time_zone,
        isFirst: row.first,
      }),
    };
  }

  private async administratorLink(tx: Tx, keys: OrganisationKeys, id: string): Promise<Mail | null> {
    const [row] = await tx.query<AdministratorRow>(
      `select l.administrator_id, a.email_sealed, l.expires_at, o.time_zone
       from administrator_link l join administrator a on a.id = l.administrator_id
       join organisation o on o.id = a.org_id
       where l.id = $1 and l.used_at is null and l.expires_at > $2 and a.disabled_at is null`,
      [id, this.clock.now()],
    );
    if (row === undefined || typeof this.config.adminUrl !== 'string') return null;
    const secret = this.keys.instance.mailedSecret('administration link', id);
    return {
      to: openAdministrator(keys, row.administrator_id, 'email', row.email_sealed),
      ...administratorLinkMail({
        link: `${this.config.adminUrl}/bienvenue#${secret}`,
        expiresAt: row.expires_at,
        timeZone: row.time_zone,
      }),
    };
  }

  /** To a proven address alone: the one that the account had, or the one it has. */
  private async notice(tx: Tx, keys: OrganisationKeys, id: string): Promise<Mail | null> {
    const [row] = await tx.query<NoticeRow>(
      `select n.account_id, n.kind, n.address_sealed,
         case when a.email_proven_at is not null and a.deleted_at is null then a.email_sealed end as email_sealed
       from account_notice n join account a on a.id = n.account_id where n.id = $1`,
      [id],
    );
    if (row === undefined) return null;
    const former = row.address_sealed === null ? null : keys.openText(addressOf(id), row.address_sealed);
    const present =
      row.email_sealed === null ? null : openAccount(keys, row.account_id, 'email', row.email_sealed);
    const to = row.kind === 'address-changed' ? former : present;
    return to === null ? null : { to, ...noticeMail(row.kind, this.config.publicUrl) };
  }
}
