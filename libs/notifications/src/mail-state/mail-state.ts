import { Inject, Injectable } from '@nestjs/common';
import type { AdministeredMail } from '@maroquin/contracts';
import { CONFIG, type Config } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import type { Administrator } from '@maroquin/platform/http';
import { probeRelay, RelayOutcomes } from '@maroquin/platform/mail';

const WAITING = `select count(distinct account_id)::int as waiting from notification_outlet
  where org_id = any($1::uuid[]) and channel in ('mail', 'digest') and upto is not null and tries > 0`;

/** Whether the relay takes mail, and for whom some waits: for whoever administers the instance. */
@Injectable()
export class MailState {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'mail'>,
    private readonly database: Database,
    private readonly relay: RelayOutcomes,
  ) {}

  async get({ orgId, everywhere }: Administrator): Promise<AdministeredMail> {
    const { mail } = this.config;
    if (mail === null) return { relay: null, downSince: null, trouble: null, late: false, waiting: 0 };
    const orgs = everywhere ? await this.organisations() : [orgId];
    const [{ downSince, trouble, isLate }, waiting] = await Promise.all([
      this.relay.state(),
      this.waitingIn(orgs),
    ]);
    return {
      ...{ relay: `${mail.host}:${String(mail.port)}`, downSince: downSince?.toISOString() ?? null },
      ...{ trouble, late: isLate, waiting },
    };
  }

  /** For the job: a relay that took nothing is asked again, also when no message is about to leave. */
  async askAgain(): Promise<void> {
    const { mail } = this.config;
    if (mail === null || (await this.relay.state()).downSince === null) return;
    const { ok } = await probeRelay(mail, { subject: '', text: '' });
    if (ok) await this.relay.taken();
  }

  private async waitingIn(orgs: readonly string[]): Promise<number> {
    const [row] = await this.database.inOrgs({ orgs: [...orgs] }, (tx) =>
      tx.query<{ waiting: number }>(WAITING, [orgs]),
    );
    return row?.waiting ?? 0;
  }

  private async organisations(): Promise<string[]> {
    const rows = await this.database.call<{ id: string }>('select id from all_organisations() as id');
    return rows.map(({ id }) => id);
  }
}
