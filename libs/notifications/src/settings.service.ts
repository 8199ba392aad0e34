import { Injectable } from '@nestjs/common';
import {
  type MailTime,
  mailTimeSchema,
  type NotificationKind,
  notificationKinds,
  type NotificationSettings as SettingsView,
  type QuietHours,
  usualMail,
  usualQuiet,
} from '@maroquin/contracts';
import { type Actor, Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { z } from 'zod';

interface SettingsRow {
  readonly hidden: NotificationKind[];
  readonly mail: unknown;
  readonly quiet_from: number | null;
  readonly quiet_to: number | null;
  readonly quiet_days: number[];
}
const mailSchema = z.partialRecord(z.enum(notificationKinds), mailTimeSchema);

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const two = (number: number): string => String(number).padStart(2, '0');
const timeOf = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

/** What a person wants to be told, and where. */
@Injectable()
export class NotificationSettings {
  constructor(private readonly database: Database) {}

  get({ orgId, personId }: Actor): Promise<SettingsView> {
    return this.database.inOrgs({ orgs: [orgId] }, (tx) => this.read(tx, orgId, personId));
  }

  async read(tx: Tx, orgId: string, personId: string): Promise<SettingsView> {
    const [row] = await tx.query<SettingsRow>(
      `select hidden, mail, quiet_from, quiet_to, quiet_days from notification_settings
       where org_id = $1 and account_id = $2`,
      [orgId, personId],
    );
    return toView(row);
  }

  /** Wherever the person has a seat. @throws {DomainError} request.not-found for a narrow token */
  async set({ orgs, personId, tokenScopes }: Actor, { kinds, quiet }: SettingsView): Promise<void> {
    if (tokenScopes !== null && !tokenScopes.includes('all')) throw new DomainError('request.not-found');
    const hidden = kinds.filter(({ page }) => !page).map(({ kind }) => kind);
    const mail = Object.fromEntries(kinds.map((one) => [one.kind, one.mail]));
    await this.database.inOrgs({ orgs }, (tx) =>
      tx.query(
        `insert into notification_settings (org_id, account_id, hidden, mail, quiet_from, quiet_to, quiet_days)
         select s.org_id, s.account_id, $3, $4, $5, $6, $7 from seat s
         where s.account_id = $1 and s.org_id = any($2::uuid[])
         on conflict (account_id, org_id) do update set hidden = excluded.hidden, mail = excluded.mail,
           quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, quiet_days = excluded.quiet_days`,
        [
          ...[personId, orgs, hidden, JSON.stringify(mail)],
          ...[quiet === null ? null : minutesOf(quiet.from), quiet === null ? null : minutesOf(quiet.to)],
          quiet?.days ?? [],
        ],
      ),
    );
  }

  /** Nothing is sent by mail any more. */
  async unsubscribe(orgId: string, personId: string): Promise<void> {
    const mail = Object.fromEntries(notificationKinds.map((kind) => [kind, 'never' satisfies MailTime]));
    await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query(
        `insert into notification_settings (org_id, account_id, mail, quiet_from, quiet_to, quiet_days)
         select s.org_id, s.account_id, $3, $4, $5, $6 from seat s where s.org_id = $1 and s.account_id = $2
         on conflict (account_id, org_id) do update set mail = excluded.mail`,
        [
          ...[orgId, personId, JSON.stringify(mail)],
          ...[minutesOf(usualQuiet.from), minutesOf(usualQuiet.to), usualQuiet.days],
        ],
      ),
    );
  }
}

/** Pure. `row` undefined: the person has set nothing. */
function toView(row: SettingsRow | undefined): SettingsView {
  const mail = mailSchema.catch({}).parse(row?.mail ?? {});
  return {
    kinds: notificationKinds.map((kind) => ({
      kind,
      page: row === undefined || !row.hidden.includes(kind),
      mail: mail[kind] ?? usualMail[kind],
    })),
    quiet: row === undefined ? usualQuiet : quietOf(row),
  };
}

/** Days alone are quiet from midnight to midnight. */
function quietOf({ quiet_from, quiet_to, quiet_days }: SettingsRow): QuietHours | null {
  if (quiet_from === null || quiet_to === null) return null;
  return { from: timeOf(quiet_from), to: timeOf(quiet_to), days: quiet_days };
}
