import type { Database } from '../database/index.js';
import type { Bus } from './bus/index.js';
import type { FeedEntry } from './feed-entry.js';
import { type HeadMark, RecentHeads } from './recent-heads.js';
import { FeedSubscription, type Subscription, type SubscriptionPorts } from './subscription.js';

interface SubscribeOptions {
  /** Since before `after` was read. */
  readonly mark?: HeadMark | undefined;
  /** Runs each read of a page, so that a subscriber reads when it can send. */
  readonly reading?: (read: () => Promise<FeedEntry[]>) => Promise<FeedEntry[]>;
  /** Rows read at once while catching up. */
  readonly page?: number;
}

/** How often the numbers of subscribed feeds are read, in case a hint was lost. */
const POLL_MS = 2_000;
/** The same while no hint arrives at all. */
const POLL_WITHOUT_HINTS_MS = 500;

interface FeedSource {
  read(orgId: string, feed: string, range: { after: number; limit: number }): Promise<FeedEntry[]>;
  head(orgId: string, feed: string): Promise<number>;
}

/** Subscriptions to feeds: fed by this node's commits and by hints; heads are read from time to time, should a hint be lost. */
export class FeedFollowers {
  private readonly subscriptions = new Map<string, Set<FeedSubscription>>();
  private readonly recentHeads = new RecentHeads();
  private readonly poll: NodeJS.Timeout;
  private polledAt = performance.now();
  private isPolling = false;

  constructor(
    private readonly feeds: FeedSource,
    private readonly database: Database,
    private readonly bus: Bus,
    private readonly onError: (error: unknown) => void,
  ) {
    bus.listen((hint) => {
      if (hint.kind === 'feed') this.hinted(hint.feed, hint.seq);
      else if (hint.kind === 'missed') {
        this.recentHeads.forgetAll();
        this.pollNow();
      }
    });
    this.poll = setInterval(() => {
      const interval = bus.connected ? POLL_MS : POLL_WITHOUT_HINTS_MS;
      if (performance.now() - this.polledAt >= interval) this.pollNow();
    }, POLL_WITHOUT_HINTS_MS);
    this.poll.unref();
  }

  /**
   * Begins to track the number of a feed that is about to be read, for a subscription behind what was read:
   * nothing is missed in between, and PostgreSQL need not be asked once more.
   */
  trackHead(feed: string): HeadMark {
    return this.recentHeads.track(feed);
  }

  /**
   * Entries above `after`, strictly in order, each once, those to come included. A listener that answers a promise is
   * given no more until that is settled.
   */
  subscribe(
    orgId: string,
    feed: string,
    after: number,
    listener: (entries: readonly FeedEntry[]) => unknown,
    { mark, page, reading = (read) => read() }: SubscribeOptions = {},
  ): Subscription {
    const set = this.subscriptions.get(feed) ?? new Set();
    this.subscriptions.set(feed, set);
    const ports: SubscriptionPorts = {
      read: (from, limit) => reading(() => this.feeds.read(orgId, feed, { after: from, limit })),
      after: (milliseconds, work) => void setTimeout(work, milliseconds).unref(),
      listener,
      onError: this.onError,
      onClose: () => {
        set.delete(subscription);
        if (set.size === 0) this.subscriptions.delete(feed);
      },
    };
    const subscription: FeedSubscription = new FeedSubscription(feed, orgId, after, ports, page);
    set.add(subscription);
    const known = mark === undefined || !this.bus.connected ? null : this.recentHeads.since(mark);
    if (known !== null) subscription.hint(known);
    else
      this.feeds.head(orgId, feed).then((seq) => {
        subscription.hint(seq);
      }, this.onError);
    return subscription;
  }

  /** Entries of this node's own acts. */
  committed(feed: string, entries: readonly FeedEntry[]): void {
    this.subscriptions.get(feed)?.forEach((subscription) => {
      subscription.offer(entries);
    });
    const last = entries.at(-1);
    if (last === undefined) return;
    this.recentHeads.record(feed, last.last);
    this.bus.publish({ kind: 'feed', feed, seq: last.last });
  }

  private hinted(feed: string, seq: number): void {
    this.recentHeads.record(feed, seq);
    this.subscriptions.get(feed)?.forEach((subscription) => {
      subscription.hint(seq);
    });
  }

  private pollNow(): void {
    if (this.isPolling) return;
    this.isPolling = true;
    this.polledAt = performance.now();
    this.readHeads()
      .catch(this.onError)
      .finally(() => (this.isPolling = false));
  }

  private async readHeads(): Promise<void> {
    const byOrg = new Map<string, string[]>();
    for (const [feed, set] of this.subscriptions) {
      const [any] = set;
      if (any === undefined) continue;
      const feeds = byOrg.get(any.orgId);
      if (feeds === undefined) byOrg.set(any.orgId, [feed]);
      else feeds.push(feed);
    }
    for (const [orgId, feeds] of byOrg) {
      const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
        tx.query<{ id: string; seq: string }>('select id, seq from feed where id = any($1::uuid[])', [feeds]),
      );
      for (const row of rows) this.hinted(row.id, Number(row.seq));
    }
  }

  close(): void {
    clearInterval(this.poll);
    for (const set of this.subscriptions.values()) for (const subscription of [...set]) subscription.close();
  }
}
