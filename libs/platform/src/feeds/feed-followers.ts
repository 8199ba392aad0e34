import type { Database } from '../database/index.js';
import type { Bus } from './bus/index.js';
import type { FeedEntry } from './feed-entry.js';
import { type Heard, Listening } from './listening.js';
import { FeedSubscription, type Subscription, type SubscriptionPorts } from './subscription.js';

interface SubscribeOptions {
  /** Since before `after` was read. */
  readonly heard?: Heard | undefined;
  /** Runs each read of a page, so that a subscriber reads when it can send. */
  readonly reading?: (read: () => Promise<FeedEntry[]>) => Promise<FeedEntry[]>;
  /** Rows read at once while catching up. */
  readonly page?: number;
}

/** How often the numbers of feeds that somebody listens to are looked at, should a hint be lost. */
const LOOK_MS = 2_000;
/** The same while no hint arrives at all. */
const LOOK_WITHOUT_HINTS_MS = 500;

interface FeedSource {
  read(orgId: string, feed: string, range: { after: number; limit: number }): Promise<FeedEntry[]>;
  head(orgId: string, feed: string): Promise<number>;
}

/** Subscriptions to feeds: fed by this node's commits and by hints; heads are read from time to time, should a hint be lost. */
export class FeedFollowers {
  private readonly subscriptions = new Map<string, Set<FeedSubscription>>();
  private readonly listening = new Listening();
  private readonly look: NodeJS.Timeout;
  private lookedAt = performance.now();
  private looking = false;

  constructor(
    private readonly feeds: FeedSource,
    private readonly database: Database,
    private readonly bus: Bus,
    private readonly onError: (error: unknown) => void,
  ) {
    bus.listen((hint) => {
      if (hint.kind === 'feed') this.hinted(hint.feed, hint.seq);
      else if (hint.kind === 'missed') {
        this.listening.forgetAll();
        this.lookNow();
      }
    });
    this.look = setInterval(() => {
      const interval = bus.connected ? LOOK_MS : LOOK_WITHOUT_HINTS_MS;
      if (performance.now() - this.lookedAt >= interval) this.lookNow();
    }, LOOK_WITHOUT_HINTS_MS);
    this.look.unref();
  }

  /**
   * Begins to listen for the number of a feed that is about to be read, for whoever subscribes to it behind what it reads:
   * nothing is missed in between, and PostgreSQL need not be asked once more.
   */
  listenTo(feed: string): Heard {
    return this.listening.begin(feed);
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
    { heard, page, reading = (read) => read() }: SubscribeOptions = {},
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
    const known = heard === undefined || !this.bus.connected ? null : this.listening.since(heard);
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
    this.listening.heard(feed, last.last);
    this.bus.publish({ kind: 'feed', feed, seq: last.last });
  }

  private hinted(feed: string, seq: number): void {
    this.listening.heard(feed, seq);
    this.subscriptions.get(feed)?.forEach((subscription) => {
      subscription.hint(seq);
    });
  }

  private lookNow(): void {
    if (this.looking) return;
    this.looking = true;
    this.lookedAt = performance.now();
    this.lookAtHeads()
      .catch(this.onError)
      .finally(() => (this.looking = false));
  }

  private async lookAtHeads(): Promise<void> {
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
    clearInterval(this.look);
    for (const set of this.subscriptions.values()) for (const subscription of [...set]) subscription.close();
  }
}
