import type { MessageChange, Messages, MessageView } from '@maroquin/contracts';
import type { LiveFeeds } from './live-feeds.js';
import { addChange, addNewer, addOlder, emptyLog, hasGap, startLog, type MessageLog } from './message-log.js';
import type { MessageOutbox, PendingMessage } from './outbox.js';

export interface ConversationState {
  readonly log: MessageLog;
  /** Written here and not yet in the log. */
  readonly pending: readonly PendingMessage[];
  /** loading: nothing read yet · ready · closed: it may no longer be read. */
  readonly status: 'loading' | 'ready' | 'closed';
  readonly loadingOlder: boolean;
}

export interface ConversationPorts {
  readonly list: (query: { after?: number; before?: number; limit: number }) => Promise<Messages>;
  readonly live: Pick<LiveFeeds, 'follow' | 'subscribe' | 'connected'>;
  readonly outbox: Pick<MessageOutbox, 'pendingOf' | 'subscribe' | 'settle'>;
  /** Up to which message the person had read when they came. */
  readonly readSeq: number;
  /** Resolves after so many milliseconds. */
  readonly pause: (ms: number) => Promise<void>;
  /** True when the error says that the channel may not be read or does not exist. */
  readonly isAbsent: (error: unknown) => boolean;
}

const PAGE = 50;
const REFILL = 200;
const RETRY_MS = 2_000;
/** 20,000 messages: further back nobody is led. */
const MOST_BACK = 100;
/** 1,000 messages: beyond that one begins in the middle of what was not read. */
const PAGES_BACK = 5;

/**
 * One channel as this page sees it: the newest page first, live entries in order, holes refilled by reading,
 * older pages on demand. Follows the channel between `start` and the call of what `start` answers.
 */
export class Conversation {
  private state: ConversationState;
  private readonly listeners = new Set<() => void>();
  private reading = false;
  private alive = false;
  /** Number of the last change that the log shows. */
  private changes = 0;

  constructor(
    readonly channelId: string,
    private readonly ports: ConversationPorts,
  ) {
    this.state = {
      log: emptyLog,
      pending: ports.outbox.pendingOf(channelId),
      status: 'loading',
      loadingOlder: false,
    };
  }

  readonly getState = (): ConversationState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  start(): () => void {
    this.alive = true;
    const stopOutbox = this.ports.outbox.subscribe(this.onOutbox);
    let stopFeed = (): void => undefined;
    void this.open().then(() => {
      if (!this.alive || this.state.status !== 'ready') return;
      stopFeed = this.ports.live.follow(this.channelId, {
        after: () => this.state.log.last,
        onEntry: (entry) => this.take([entry.message]),
        changes: () => this.changes,
        onChange: ({ seq, change }) => {
          this.changes = Math.max(this.changes, seq);
          this.change(change);
        },
        onSubscribed: (seq) => {
          if (seq > this.state.log.last) void this.refill();
        },
        onClosed: () => this.update({ status: 'closed' }),
      });
    });
    return () => {
      this.alive = false;
      stopOutbox();
      stopFeed();
    };
  }

  /** Reads the page before the first message that is shown. Does nothing at the beginning of the channel. */
  async loadOlder(): Promise<void> {
    const { log, loadingOlder, status } = this.state;
    const first = log.messages[0]?.seq;
    if (loadingOlder || log.complete || first === undefined || status !== 'ready') return;
    this.update({ loadingOlder: true });
    const page = await this.ports.list({ before: first, limit: PAGE }).catch(() => null);
    this.update({
      loadingOlder: false,
      ...(page === null ? {} : { log: addOlder(this.state.log, page.items, page.next) }),
    });
  }

  /** Reads back to some moment. Answers the number of the first message since then; null: there is none, or it lies too far back. */
  readonly readBackTo = async (at: string): Promise<number | null> => {
    const isReached = ({ messages, complete }: MessageLog): boolean =>
      complete || (messages[0] !== undefined && messages[0].at < at);
    for (let page = 0; page < MOST_BACK && !isReached(this.state.log); page += 1) {
      const before = this.state.log.messages[0]?.seq;
      if (before === undefined) return null;
      const older = await this.ports.list({ before, limit: REFILL }).catch(() => null);
      if (older === null || !this.alive) return null;
      this.update({ log: addOlder(this.state.log, older.items, older.next) });
    }
    return this.state.log.messages.find((message) => message.at >= at)?.seq ?? null;
  };

  private async open(): Promise<void> {
    while (this.alive && this.state.status === 'loading') {
      try {
        const page = await this.ports.list({ limit: PAGE });
        this.changes = page.changes;
        const log = await this.backTo(this.ports.readSeq, startLog(page.items, page.next));
        this.update({ log, status: 'ready' });
        this.settle(page.items);
      } catch (error) {
        if (this.ports.isAbsent(error)) this.update({ status: 'closed' });
        else await this.ports.pause(RETRY_MS);
      }
    }
  }

  /** Reads back to the first message that was not read, so that one begins there; a very long absence begins later. */
  private async backTo(readSeq: number, log: MessageLog): Promise<MessageLog> {
    let reached = log;
    for (let page = 0; page < PAGES_BACK && readSeq > 0 && !reached.complete; page += 1) {
      const first = reached.messages[0]?.seq;
      if (first === undefined || first <= readSeq) break;
      const older = await this.ports.list({ before: first, limit: REFILL });
      reached = addOlder(reached, older.items, older.next);
    }
    return reached;
  }

  /** A message changed: an entry of the feed, or the answer to a request of this page. */
  readonly change = (change: MessageChange): void => {
    const log = addChange(this.state.log, change);
    if (log !== this.state.log) this.update({ log });
  };

  private take(items: readonly MessageView[]): void {
    const log = addNewer(this.state.log, items);
    if (log === this.state.log) return;
    this.update({ log });
    this.settle(items);
    if (hasGap(log)) void this.refill();
  }

  /** Reads what follows the run until nothing is missing. One at a time: a second call would read the same pages. */
  private async refill(): Promise<void> {
    if (this.reading) return;
    this.reading = true;
    try {
      let more = true;
      while (more && this.alive && this.state.status === 'ready') {
        const before = this.state.log.last;
        const page = await this.ports.list({ after: before, limit: REFILL }).catch(() => null);
        if (page === null) {
          await this.ports.pause(RETRY_MS);
          continue;
        }
        const log = addNewer(this.state.log, page.items);
        if (log !== this.state.log) this.update({ log });
        this.settle(page.items);
        more = this.state.log.last > before && (page.next !== null || hasGap(this.state.log));
      }
    } finally {
      this.reading = false;
    }
  }

  private settle(items: readonly MessageView[]): void {
    if (this.state.pending.length === 0) return;
    // What came ahead of a hole is not shown yet: it stays among the pending ones until then.
    const shown = items.filter((m) => m.seq <= this.state.log.last);
    this.ports.outbox.settle(this.channelId, new Set(shown.map((m) => m.clientId)));
  }

  private readonly onOutbox = (): void => {
    const pending = this.ports.outbox.pendingOf(this.channelId);
    if (pending === this.state.pending) return;
    this.update({ pending });
    // Committed but not seen: the live entry was lost with a connection. Read it back.
    if (pending.some((m) => m.state === 'sent') && !this.ports.live.connected()) void this.refill();
  };

  private update(change: Partial<ConversationState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}
