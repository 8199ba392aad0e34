import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, CONFIG, type Config, retryDelay } from '@maroquin/platform/config';
import { Database, type Tx } from '@maroquin/platform/database';

/** Mail at once, mail once a day, and browsers that are woken. */
export type OutletChannel = 'mail' | 'digest' | 'push';

/** One person's entries from `seq` to `upto` that somebody is about to send. */
export interface Claim {
  readonly orgId: string;
  readonly personId: string;
  readonly feedId: string;
  readonly channel: OutletChannel;
  /** Sent before. */
  readonly seq: number;
  readonly upto: number;
  readonly tries: number;
  readonly lastAt: Date | null;
}
interface ClaimRow {
  readonly account_id: string;
  readonly feed_id: string;
  readonly channel: OutletChannel;
  readonly seq: string;
  readonly upto: string;
  readonly tries: number;
  readonly last_at: Date | null;
}

/** Longer than any relay takes: whoever claimed and did not say how it ended is dead by then. */
const LEASE_MS = 5 * 60_000;
const AGAIN = { firstMs: 30_000, longestMs: 60 * 60_000 };

/** How far what is sent outside the page has come, for each person and way. */
@Injectable()
export class NotificationOutlets {
  /** Called once something was committed that may be pushed. */
  onPending: (orgId: string) => void = () => undefined;
  private readonly channels: readonly OutletChannel[];

  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) { pushServices }: Pick<Config, 'pushServices'>,
  ) {
    this.channels = pushServices.length === 0 ? ['digest', 'mail'] : ['digest', 'mail', 'push'];
  }

  /** In the transaction that appended these entries: somebody should look at them. */
  async wake(
    tx: Tx,
    orgId: string,
    entries: readonly { readonly personId: string; readonly seq: number }[],
  ): Promise<void> {
    await tx.query(
      `insert into notification_outlet as o (org_id, account_id, channel, seq, due_at)
       select $1, w.person, c.channel, w.seq - 1, $2 from unnest($3::uuid[], $4::bigint[]) as w (person, seq)
       cross join unnest($5::text[]) c (channel) order by w.person, c.channel
       on conflict (account_id, org_id, channel) do update set due_at = least(o.due_at, excluded.due_at)
         where o.upto is null`,
      [
        ...[orgId, this.clock.now()],
        entries.map(({ personId }) => personId),
        entries.map(({ seq }) => seq),
        this.channels,
      ],
    );
    tx.afterCommit(() => this.onPending(orgId));
  }

  /** The next that is due in one of these ways, for this worker alone until its lease ends; null: none. */
  async claim(orgId: string, channels: readonly OutletChannel[]): Promise<Claim | null> {
    const now = this.clock.now();
    const [row] = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<ClaimRow>(
        `update notification_outlet o set due_at = $3, tries = o.tries + 1, upto = coalesce(o.upto, due.head)
         from (select w.account_id, w.channel, n.feed_id, f.seq as head from notification_outlet w
           join notification_feed n on n.org_id = w.org_id and n.account_id = w.account_id
           join feed f on f.org_id = n.org_id and f.id = n.feed_id
           where w.org_id = $1 and w.due_at <= $2 and w.channel = any($4::text[]) order by w.due_at limit 1 for update of w skip locked) due
         where o.org_id = $1 and o.account_id = due.account_id and o.channel = due.channel
         returning o.account_id, due.feed_id, o.channel, o.seq, o.upto, o.tries, o.last_at`,
        [orgId, now, new Date(now.getTime() + LEASE_MS), channels],
      ),
    );
    if (row === undefined) return null;
    return {
      ...{ orgId, personId: row.account_id, feedId: row.feed_id, channel: row.channel },
      ...{ seq: Number(row.seq), upto: Number(row.upto), tries: row.tries, lastAt: row.last_at },
    };
  }

  /** Nothing was sent: looked at again then, with what came meanwhile. */
  postpone(claim: Claim, until: Date): Promise<void> {
    return this.end(claim, (tx) =>
      tx.query(
        `update notification_outlet set upto = null, tries = 0, due_at = $4
         where org_id = $1 and account_id = $2 and channel = $3`,
        [...placeOf(claim), until],
      ),
    );
  }

  /** It was not taken, or that is unknown: the same again later. */
  retry(claim: Claim): Promise<void> {
    const until = new Date(this.clock.now().getTime() + retryDelay(claim.tries, AGAIN));
    return this.end(claim, (tx) =>
      tx.query(
        `update notification_outlet set due_at = $4 where org_id = $1 and account_id = $2 and channel = $3`,
        [...placeOf(claim), until],
      ),
    );
  }

  /** All up to its number is done. `sent`: a message went out. */
  finish(claim: Claim, upto: number, sent: boolean): Promise<void> {
    const now = this.clock.now();
    return this.end(claim, (tx) =>
      tx.query(
        `update notification_outlet o set seq = $4, upto = null, tries = 0, last_at = case when $5 then $6 else last_at end,
           due_at = case when (select f.seq from notification_feed n join feed f on f.org_id = n.org_id and f.id = n.feed_id
             where n.org_id = o.org_id and n.account_id = o.account_id) > $4 then $6::timestamptz end
         where org_id = $1 and account_id = $2 and channel = $3`,
        [...placeOf(claim), upto, sent, now],
      ),
    );
  }

  /** Unless another worker has taken over. The row is locked first: what follows sees all that was appended before. */
  private async end(claim: Claim, write: (tx: Tx) => Promise<unknown>): Promise<void> {
    await this.database.inOrgs({ orgs: [claim.orgId] }, async (tx) => {
      const rows = await tx.query(
        `select 1 from notification_outlet
         where org_id = $1 and account_id = $2 and channel = $3 and seq = $4 and upto = $5 for update`,
        [...placeOf(claim), claim.seq, claim.upto],
      );
      if (rows.length > 0) await write(tx);
    });
  }
}

const placeOf = ({ orgId, personId, channel }: Claim): [string, string, string] => [orgId, personId, channel];
