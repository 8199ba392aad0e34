import type { FeedChangeEvent, FeedEntryEvent } from '@maroquin/contracts';
import { Conversation } from '../../apps/web/src/features/messaging/conversation/conversation.js';
import { LiveFeeds, type LiveSocket } from '../../apps/web/src/features/messaging/conversation/live-feeds.js';
import type { Random } from '../faults/random.js';
import { CHANNEL, type Channel } from './channel.js';

type Listener = (event: never) => void;
type Answer = { ok: true; value: { seq: number } };

/** One page that shows the conversation: the web client's own classes, on a network that is late, and cuts. */
export class Reader {
  private readonly listeners = new Map<string, Listener[]>();
  /** What waits for the network, or for a timer. */
  private readonly waiting: (() => void)[] = [];
  private isConnected = true;
  /** How far this connection has sent; null: it follows nothing. */
  private sent: { entries: number; changes: number } | null = null;
  private readonly conversation: Conversation;

  constructor(
    private readonly channel: Channel,
    private readonly random: Random,
    readSeq: number,
  ) {
    const socket = this.socket();
    this.conversation = new Conversation(CHANNEL, {
      list: (query) => this.list(query),
      live: new LiveFeeds(socket),
      outbox: { pendingOf: () => [], subscribe: () => () => undefined, settle: () => undefined },
      readSeq,
      pause: () => this.later(),
      isAbsent: () => false,
    });
    this.conversation.start();
  }

  get log() {
    return this.conversation.getState().log;
  }
  get isIdle(): boolean {
    return this.waiting.length === 0 && this.isConnected && !this.isBehind;
  }
  private get isBehind(): boolean {
    const { sent } = this;
    return sent === null || sent.entries < this.channel.head || sent.changes < this.channel.changes;
  }

  /** Something happens to this page: an answer or a message arrives, or the line is cut. @param calm nothing is cut any more */
  step(calm: boolean): void {
    if (!calm && this.random.chance(0.03)) return this.cut();
    if (!this.isConnected && this.random.chance(0.3)) {
      this.isConnected = true;
      this.emit('connect');
      return;
    }
    if (this.waiting.length > 0 && this.random.chance(0.5)) {
      const [one] = this.waiting.splice(this.random.between(0, this.waiting.length - 1), 1);
      one?.();
    } else this.deliver();
  }

  loadOlder(): void {
    void this.conversation.loadOlder();
  }

  private cut(): void {
    this.isConnected = false;
    this.sent = null;
    this.emit('disconnect');
  }

  /** The next entry, or the next change: each of the two strictly in order. */
  private deliver(): void {
    if (!this.isConnected || this.sent === null) return;
    const entry = this.channel.entryEvent(this.sent.entries + 1);
    const change = this.channel.changeEvent(this.sent.changes + 1);
    if (entry !== null && (change === null || this.random.chance(0.5))) {
      this.sent.entries += 1;
      this.emit('feed.entry', entry);
    } else if (change !== null) {
      this.sent.changes += 1;
      this.emit('feed.change', change);
    }
  }

  private async list(query: { after?: number; before?: number; limit: number }) {
    await this.later();
    if (this.random.chance(0.1)) throw new TypeError('the network is away');
    const { changes } = this.channel;
    await this.later();
    // Short pages, so that there are many of them.
    const entries = this.channel.entries(this.channel.range({ ...query, limit: Math.min(query.limit, 7) }));
    await this.later();
    const page = this.channel.page(entries, { changes, isUp: query.after !== undefined });
    await this.later();
    return page;
  }

  private later(): Promise<void> {
    return new Promise((done) => this.waiting.push(done));
  }

  private emit(name: string, event?: FeedEntryEvent | FeedChangeEvent): void {
    for (const listener of this.listeners.get(name) ?? []) listener(event as never);
  }

  private socket(): LiveSocket {
    const subscribe = async ({
      after,
      changes = 0,
    }: {
      after: number;
      changes?: number;
    }): Promise<Answer> => {
      await this.later();
      if (!this.isConnected) throw new Error('cut');
      this.sent = { entries: after, changes };
      return { ok: true, value: { seq: this.channel.head } };
    };
    const socket = {
      on: (name: string, listener: Listener) => {
        this.listeners.set(name, [...(this.listeners.get(name) ?? []), listener]);
      },
      emitWithAck: (name: string, body: { feed: string; after?: number; changes?: number }) =>
        name === 'feed.subscribe' ? subscribe({ after: 0, ...body }) : Promise.resolve({ ok: true }),
    };
    Object.defineProperty(socket, 'connected', { get: () => this.isConnected });
    return socket as unknown as LiveSocket;
  }
}
