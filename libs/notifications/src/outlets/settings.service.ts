import { Injectable } from '@nestjs/common';
import {
  type MailTime,
  mailTimeSchema,
  type NotificationKind,
  notificationKinds,
  type NotificationSettings as SettingsView,
  type QuietHours,
  quietOfOrganisation,
  usualMail,
} from '@maroquin/contracts';
import { type Actor, Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { z } from 'zod';

/** The organisation's, and the person's own where there are any. */
interface ReadRow extends SettingsRow {
  readonly habits: unknown;
  /** null: the person has set nothing. */
  readonly account_id: string | null;
}
interface SettingsRow {
  readonly hidden: NotificationKind[];
  readonly mail: unknown;
  readonly unpushed: NotificationKind[];
  readonly quiet_from: number | null;
  readonly quiet_to: number | null;
  readonly quiet_days: number[];
}
const mailSchema = z.partialRecord(z.enum(notificationKinds), mailTimeSchema);

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const two = (number: number): string => String(number).padStart(2, '0');
const timeOf = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

/** Which notifications a person wants, and where. */
@Injectable()
export class NotificationSettings {
  constructor(private readonly database: Database) {}

  get({ orgId, personId }: Actor): Promise<SettingsView> {
    return this.database.inOrgs({ orgs: [orgId] }, (tx) => this.read(tx, orgId, personId));
  }

  async read(tx: Tx, orgId: string, personId: string): Promise<SettingsView> {
    const [row] = await tx.query<ReadRow>(
      `select o.habits, n.account_id, n.hidden, n.mail, n.unpushed, n.quiet_from, n.quiet_to, n.quiet_days
       from organisation o left join notification_settings n on n.org_id = o.id and n.account_id = $2
       where o.id = $1`,
      [orgId, personId],
    );
    const own = row === undefined || row.account_id === null ? undefined : row;
    return toView(own, quietOfOrganisation(row?.habits));
  }

  /** Wherever the person has a seat. @throws {DomainError} request.not-found for a narrow token */
  async set({ orgs, personId, tokenScopes }: Actor, { kinds, quiet }: SettingsView): Promise<void> {
    if (tokenScopes !== null && !tokenScopes.includes('all')) throw new DomainError('request.not-found');
    const hidden = kinds.filter(({ page }) => !page).map(({ kind }) => kind);
    const mail = Object.fromEntries(kinds.map((one) => [one.kind, one.mail]));
    const unpushed = kinds.filter(({ push }) => !push).map(({ kind }) => kind);
    await this.database.inOrgs({ orgs }, (tx) =>
      tx.query(
        `insert into notification_settings
           (org_id, account_id, hidden, mail, quiet_from, quiet_to, quiet_days, unpushed)
         select s.org_id, s.account_id, $3, $4, $5, $6, $7, $8 from seat s
         where s.account_id = $1 and s.org_id = any($2::uuid[])
         on conflict (account_id, org_id) do update set hidden = excluded.hidden, mail = excluded.mail,
           quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, quiet_days = excluded.quiet_days,
           unpushed = excluded.unpushed`,
        [
          ...[personId, orgs, hidden, JSON.stringify(mail)],
          ...[quiet === null ? null : minutesOf(quiet.from), quiet === null ? null : minutesOf(quiet.to)],
          quiet?.days ?? [],
          unpushed,
        ],
      ),
    );
  }

  /** Nothing is sent by mail any more. */
  async unsubscribe(orgId: string, personId: string): Promise<void> {
    const mail = Object.fromEntries(notificationKinds.map((kind) => [kind, 'never' satisfies MailTime]));
    await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const { quiet } = await this.read(tx, orgId, personId);
      await tx.query(
        `insert into notification_settings (org_id, account_id, mail, quiet_from, quiet_to, quiet_days)
         select s.org_id, s.account_id, $3, $4, $5, $6 from seat s where s.org_id = $1 and s.account_id = $2
         on conflict (account_id, org_id) do update set mail = excluded.mail`,
        [
          ...[orgId, personId, JSON.stringify(mail)],
          ...[quiet && minutesOf(quiet.from), quiet && minutesOf(quiet.to), quiet?.days ?? []],
        ],
      );
    });
  }
}

/** Pure. `row` undefined: the person has set nothing. */
function toView(row: SettingsRow | undefined, quiet: QuietHours | null): SettingsView {
  const mail = mailSchema.catch({}).parse(row?.mail ?? {});
  return {
    kinds: notificationKinds.map((kind) => ({
      kind,
      page: row === undefined || !row.hidden.includes(kind),
      push: row === undefined || !row.unpushed.includes(kind),
      mail: mail[kind] ?? usualMail[kind],
    })),
    quiet: row === undefined ? quiet : quietOf(row),
  };
}

/** Days alone are quiet from midnight to midnight. */
function quietOf({ quiet_from, quiet_to, quiet_days }: SettingsRow): QuietHours | null {
  if (quiet_from === null || quiet_to === null) return null;
  return { from: timeOf(quiet_from), to: timeOf(quiet_to), days: quiet_days };
}
