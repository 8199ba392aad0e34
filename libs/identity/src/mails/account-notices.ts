import { Inject, Injectable } from '@nestjs/common';
import type { AccountNotice } from '@maroquin/contracts';
import { CLOCK, type Clock, newId } from '@maroquin/platform/config';
import { Database, type ReadStatement, type Tx } from '@maroquin/platform/database';
import { Keys } from '@maroquin/platform/keys';
import { enqueue } from '@maroquin/platform/jobs';
import { Mailer } from '@maroquin/platform/mail';
import { ActorNames } from '../approvals/actor-names.js';
import { MAIL_TASK } from './mail-task.js';

/** Where an address stands that an account had before. */
export const addressOf = (row: string) => ({ table: 'account_notice', column: 'address', row });

const SHOWN_FOR_MS = 30 * 24 * 60 * 60_000;
const MAX_SHOWN = 10;

interface NewNotice {
  readonly orgId: string;
  readonly personId: string;
  readonly kind: AccountNotice['kind'];
  readonly byId: string | null;
  readonly approvedBy?: string | null;
  /** The account's address until then, for a message to it. */
  readonly address?: string;
}
export interface NoticeRow {
  readonly id: string;
  readonly kind: AccountNotice['kind'];
  readonly by_id: string | null;
  readonly approved_by: string | null;
  readonly at: Date;
}

const NEWEST: ReadStatement = {
  name: 'newest notices of an account',
  text: `select id, kind, by_id, approved_by, at from account_notice
    where account_id = $1 and at > $2 order by at desc, id limit $3`,
};

/**
 * What others do to somebody's account is told to that person: by mail where it can be, and by each of their browsers.
 * There is nothing to dismiss here, so that whoever got in cannot silence it.
 */
@Injectable()
export class AccountNotices {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly names: ActorNames,
    private readonly mailer: Mailer,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** In the transaction of the act. */
  async add(tx: Tx, { orgId, personId, kind, byId, approvedBy = null, address }: NewNotice): Promise<void> {
    const id = newId();
    const sealed =
      address === undefined ? null : (await this.keys.forOrg(orgId, tx)).seal(addressOf(id), address);
    await tx.query(
      `insert into account_notice (id, org_id, account_id, kind, by_id, approved_by, at, address_sealed)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, orgId, personId, kind, byId, approvedBy, this.clock.now(), sealed],
    );
    if (this.mailer.isConfigured) await enqueue(tx, MAIL_TASK, { orgId, kind: 'notice', id });
  }

  /** Of the last thirty days, the newest first. */
  newest(orgId: string, personId: string): Promise<NoticeRow[]> {
    const since = new Date(this.clock.now().getTime() - SHOWN_FOR_MS);
    return this.database.readAlong<NoticeRow>([orgId], NEWEST, [personId, since, MAX_SHOWN]);
  }

  async toViews(orgId: string, rows: readonly NoticeRow[]): Promise<AccountNotice[]> {
    if (rows.length === 0) return [];
    const names = await this.names.of(
      orgId,
      rows.flatMap((row) => [row.by_id, row.approved_by]),
    );
    const nameOf = (id: string | null): string | null => (id === null ? null : (names.get(id) ?? null));
    return rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      at: row.at.toISOString(),
      by: nameOf(row.by_id),
      approvedBy: nameOf(row.approved_by),
    }));
  }
}
