import type { FeedChangeEvent, FeedEntryEvent } from '@maroquin/contracts';

/** The part of a socket.io client that is needed here. */
export interface LiveSocket {
  readonly connected: boolean;
  on(event: 'connect' | 'disconnect', listener: () => void): unknown;
  on(event: 'feed.entry', listener: (entry: FeedEntryEvent) => void): unknown;
  on(event: 'feed.change', listener: (change: FeedChangeEvent) => void): unknown;
  on(event: 'feed.closed', listener: (event: { feed: string; code: string }) => void): unknown;
  emitWithAck(
    event: 'feed.subscribe',
    body: { feed: string; after: number; changes?: number },
  ): Promise<{ ok: true; value: { seq: number } } | { ok: false; problem: { code: string } }>;
  emitWithAck(event: 'feed.unsubscribe', body: { feed: string }): Promise<unknown>;
}

export interface FeedFollower {
  /** Number of the last entry that is known: a new connection asks for what follows. */
  readonly after: () => number;
  readonly onEntry: (entry: FeedEntryEvent) => void;
  /** The same for what happens to messages; absent: it is not followed. */
  readonly changes?: () => number;
  readonly onChange?: (change: FeedChangeEvent) => void;
  /** The subscription stands; `seq` is the feed's last number, so that a hole can be seen. */
  readonly onSubscribed?: (seq: number) => void;
  /** The feed may no longer be read. */
  readonly onClosed?: (code: string) => void;
}

const ASK_AGAIN_MS = 2_000;

/**
 * One subscription a feed over one socket, however many parts of the page follow it.
 * A follower may see an entry twice and must go by its number; after a cut, the feed is asked again from what is known.
 */
export class LiveFeeds {
  private readonly followers = new Map<string, Set<FeedFollower>>();
  private readonly listeners = new Set<() => void>();

  constructor(private readonly socket: LiveSocket) {
    socket.on('connect', this.onConnect);
    socket.on('disconnect', this.notifyListeners);
    socket.on('feed.entry', (entry) => {
      for (const follower of this.followers.get(entry.feed) ?? []) follower.onEntry(entry);
    });
    socket.on('feed.change', (change) => {
      for (const follower of this.followers.get(change.feed) ?? []) follower.onChange?.(change);
    });
    socket.on('feed.closed', ({ feed, code }) => {
      for (const follower of this.followers.get(feed) ?? []) follower.onClosed?.(code);
    });
  }

  readonly connected = (): boolean => this.socket.connected;

  /** Called when the connection comes or goes. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  follow(feed: string, follower: FeedFollower): () => void {
    const known = this.followers.get(feed) ?? new Set<FeedFollower>();
    known.add(follower);
    this.followers.set(feed, known);
    if (this.socket.connected) void this.ask(feed);
    return () => {
      known.delete(follower);
      if (known.size > 0 || this.followers.get(feed) !== known) return;
      this.followers.delete(feed);
      if (this.socket.connected)
        void this.socket.emitWithAck('feed.unsubscribe', { feed }).catch(() => undefined);
    };
  }

  private readonly notifyListeners = (): void => {
    for (const listener of this.listeners) listener();
  };

  private readonly onConnect = (): void => {
    for (const feed of this.followers.keys()) void this.ask(feed);
    this.notifyListeners();
  };

  private async ask(feed: string): Promise<void> {
    const asking = this.followers.get(feed);
    if (asking === undefined || asking.size === 0) return;
    const after = Math.min(...[...asking].map((f) => f.after()));
    const changes = Math.min(...[...asking].map((f) => f.changes?.() ?? Infinity));
    const body = { feed, after, ...(changes < Infinity && { changes }) };
    // A lost acknowledgement means a lost connection: the next `connect` asks again.
    const answer = await this.socket.emitWithAck('feed.subscribe', body).catch(() => null);
    if (answer === null) return;
    if (!answer.ok && answer.problem.code !== 'request.not-found') {
      // Too much at once, or the database is away: nobody lost a right, and asking again may do.
      setTimeout(() => this.socket.connected && void this.ask(feed), ASK_AGAIN_MS);
      return;
    }
    for (const follower of this.followers.get(feed) ?? []) {
      if (answer.ok) follower.onSubscribed?.(answer.value.seq);
      else follower.onClosed?.(answer.problem.code);
    }
  }
}
