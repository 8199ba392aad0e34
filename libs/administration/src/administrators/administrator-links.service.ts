import { Inject, Injectable } from '@nestjs/common';
import type { DeliveredLink } from '@maroquin/contracts';
import { Approvals, MAIL_TASK, newSecret } from '@maroquin/identity';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, CONFIG, type Clock, type Config, newId } from '@maroquin/platform/config';
import type { Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { enqueue } from '@maroquin/platform/jobs';
import { Keys } from '@maroquin/platform/keys';
import { Mailer } from '@maroquin/platform/mail';

const LINK_LIFETIME_MS = 24 * 60 * 60_000;
const KIND = 'administration link';

type Enrolment = DeliveredLink & { readonly id: string };

/**
 * One-use links by which administration accounts get their ways in. Whoever held one for an account in use could become
 * that administrator: it goes to the account's address, or is shown once a second person agreed.
 */
@Injectable()
export class AdministratorLinks {
  constructor(
    private readonly keys: Keys,
    private readonly approvals: Approvals,
    private readonly mailer: Mailer,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'adminUrl'>,
  ) {}

  /** @throws {DomainError} administration.closed where administration has no listener with pages */
  requireListener(): void {
    if (typeof this.config.adminUrl !== 'string') throw new DomainError('administration.closed');
  }

  /** For an account that this transaction makes. */
  async welcome(tx: Tx, orgId: string, id: string, byId: string): Promise<Enrolment> {
    if (this.mailer.isConfigured) return this.mail(tx, orgId, id, byId);
    const { link, expiresAt } = await this.show(tx, orgId, id, byId);
    return { id, delivery: 'shown', link, expiresAt: expiresAt.toISOString() };
  }

  /** For who lost its ways in, or never had any. */
  async again(tx: Tx, orgId: string, id: string, byId: string): Promise<Enrolment> {
    const used = await tx.query(
      `select 1 from administrator a where a.id = $1 and (a.last_seen_at is not null or a.password_sealed is not null
         or exists (select 1 from administrator_passkey p where p.administrator_id = a.id)
         or exists (select 1 from administrator_identity i where i.administrator_id = a.id))`,
      [id],
    );
    if (this.mailer.isConfigured || used.length === 0) return this.welcome(tx, orgId, id, byId);
    const by = { orgId, personId: byId };
    const taken = await this.approvals.take(tx, { act: 'administrator-link', targetId: id, by });
    if ('waitingUntil' in taken)
      return { id, delivery: 'waiting', link: null, expiresAt: taken.waitingUntil.toISOString() };
    const { link, expiresAt } = await this.show(tx, orgId, id, byId, taken.approvedBy);
    return { id, delivery: 'shown', link, expiresAt: expiresAt.toISOString() };
  }

  /** Whoever calls has found that it may be shown. A new one puts an end to those before it. */
  async show(
    tx: Tx,
    orgId: string,
    administratorId: string,
    byId: string | null,
    approvedBy: string | null = null,
  ): Promise<{ id: string; link: string; expiresAt: Date }> {
    const secret = newSecret();
    const details = { mailed: false, approvedBy };
    const expiresAt = await this.insert(tx, orgId, administratorId, { id: newId(), secret, byId, details });
    const link = `${this.config.adminUrl ?? ''}/bienvenue#${secret}`;
    return { id: administratorId, link, expiresAt };
  }

  private async mail(tx: Tx, orgId: string, administratorId: string, byId: string): Promise<Enrolment> {
    const id = newId();
    const secret = this.keys.instance.mailedSecret(KIND, id);
    const details = { mailed: true, approvedBy: null };
    const expiresAt = await this.insert(tx, orgId, administratorId, { id, secret, byId, details });
    await enqueue(tx, MAIL_TASK, { orgId, kind: 'administrator-link', id });
    return { id: administratorId, delivery: 'mailed', link: null, expiresAt: expiresAt.toISOString() };
  }

  private async insert(
    tx: Tx,
    orgId: string,
    administratorId: string,
    link: {
      readonly id: string;
      readonly secret: string;
      readonly byId: string | null;
      readonly details: { readonly mailed: boolean; readonly approvedBy: string | null };
    },
  ): Promise<Date> {
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + LINK_LIFETIME_MS);
    await this.end(tx, administratorId);
    await tx.query(
      `insert into administrator_link (id, org_id, administrator_id, token_hash, created_by, created_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        ...[link.id, orgId, administratorId, this.keys.instance.secretHash(KIND, link.secret)],
        ...[link.byId, now, expiresAt],
      ],
    );
    await recordAct(tx, {
      ...{ orgId, actorId: link.byId, action: 'administrator.link-created', targetId: administratorId },
      details: link.details,
      at: now,
    });
    return expiresAt;
  }

  /** Those that nobody has used open nothing from now on. */
  async end(tx: Tx, administratorId: string): Promise<void> {
    await tx.query(
      'update administrator_link set expires_at = $2 where administrator_id = $1 and used_at is null and expires_at > $2',
      [administratorId, this.clock.now()],
    );
  }
}
