import { Inject, Injectable } from '@nestjs/common';
import type { QuietHours } from '@maroquin/contracts';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import { Feeds } from '@maroquin/platform/feeds';
import type { Claim } from './notification-outlets.js';
import { Recipients, type Recipient } from './recipients.js';
import { JudgeNotifications, NOTIFICATION_COLUMNS, type NotificationRow } from './judge-notifications.js';
import { decodeEntry } from './person-feeds.js';
import { afterQuiet, nextDigest } from './quiet-hours.js';
import { NotificationSettings } from './settings.service.js';

/** What is read within this time in the page is not mailed, or not pushed. */
const HOLD_MS = 2 * 60_000;
export const PUSH_HOLD_MS = 5_000;
/** One person gets a mail this often at most. */
const BETWEEN_MS = 10 * 60_000;
/** What is older waits in the page; longer than days off. */
const OLDEST_MS = 7 * 24 * 60 * 60_000;
const PAGE = 200;

export interface OutletContent {
  /** null: nobody to send to. */
  readonly recipient: Recipient | null;
  /** How many unread things a message would be about. */
  readonly count: number;
  /** Number of the last entry that was looked at. */
  readonly upto: number;
  /** Nothing may be sent before; null: now. */
  readonly waitUntil: Date | null;
}

/** What of a claimed stretch of a person's feed is worth a message, and when it may be sent. */
@Injectable()
export class OutletContents {
  constructor(
    private readonly feeds: Feeds,
    private readonly database: Database,
    private readonly recipients: Recipients,
    private readonly settings: NotificationSettings,
    private readonly judging: JudgeNotifications,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async of(claim: Claim): Promise<OutletContent> {
    const { orgId, personId, channel, feedId, seq } = claim;
    const now = this.clock.now();
    const entries = await this.feeds.read(orgId, feedId, { after: seq, limit: PAGE });
    const own = entries.filter(({ last }) => last <= claim.upto);
    const upto = own.at(-1)?.last ?? claim.upto;
    const nothing = { recipient: null, count: 0, upto, waitUntil: null };
    const recipient = await this.recipients.find(orgId, personId, { now, byMail: channel !== 'push' });
    if (recipient === null) return nothing;
    const { rows, quiet } = await this.unread(
      claim,
      own.map((entry) => decodeEntry(entry.payload)),
    );
    const shown = (await this.judging.judge(recipient.actor, rows)).filter(({ isShown }) => isShown);
    const [first] = shown;
    if (first === undefined) return nothing;
    const { timeZone } = recipient;
    const earliest = earliestOf(claim, first.at, timeZone);
    const allowed = afterQuiet(quiet, earliest > now ? earliest : now, timeZone);
    return { recipient, count: shown.length, upto, waitUntil: allowed > now ? allowed : null };
  }

  /** Those that are to be sent in this way, and are not old; the oldest first. */
  private async unread(
    { orgId, personId, channel }: Claim,
    ids: readonly string[],
  ): Promise<{ rows: NotificationRow[]; quiet: QuietHours | null }> {
    const since = new Date(this.clock.now().getTime() - OLDEST_MS);
    return this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const { kinds, quiet } = await this.settings.read(tx, orgId, personId);
      const time = channel === 'mail' ? 'now' : 'daily';
      const wanted = kinds.filter(({ mail, push }) => (channel === 'push' ? push : mail === time));
      const rows = await tx.query<NotificationRow>(
        `select ${NOTIFICATION_COLUMNS} from notification
         where org_id = $1 and account_id = $2 and id = any($3::uuid[]) and read_at is null and at > $4
           and kind = any($5::text[]) order by seq`,
        [orgId, personId, ids, since, wanted.map(({ kind }) => kind)],
      );
      return { rows, quiet };
    });
  }
}

/** Before quiet hours are looked at. @param since when the oldest of it was told */
function earliestOf({ channel, lastAt }: Claim, since: Date, timeZone: string): Date {
  switch (channel) {
    case 'digest':
      return nextDigest(since, timeZone);
    case 'push':
      return new Date(since.getTime() + PUSH_HOLD_MS);
    case 'mail':
      return new Date(Math.max(since.getTime() + HOLD_MS, (lastAt?.getTime() ?? 0) + BETWEEN_MS));
  }
}
