import { randomUUID } from 'node:crypto';
import type { Ack, FeedEntryEvent, Sent } from '@maroquin/contracts';
import { ChatClient } from '../../support/chat-client.js';
import type { HttpClient } from '../../support/http-client.js';
import type { Trace } from './trace.js';

/** Somebody who follows a channel by socket.io and writes into it. */
export class ChattingVictim {
  private readonly sentAt = new Map<string, number>();
  private readonly chat: ChatClient;
  private again: ChatClient | null = null;
  private timer: NodeJS.Timeout | null = null;
  private heardOthers = false;

  constructor(
    private readonly http: HttpClient,
    private readonly channelId: string,
    private readonly trace: Trace,
    /** Number of the last message: what was said before is no news to anybody. */
    private readonly head: () => number,
  ) {
    this.chat = new ChatClient(http);
    this.chat.socket.io.reconnection(false);
    this.chat.socket.on('feed.entry', (entry: FeedEntryEvent) => {
      trace.delivered();
      this.heardOthers ||= !this.sentAt.has(entry.message.clientId);
    });
    this.chat.socket.on('feed.closed', () => trace.closed());
    this.chat.socket.on('disconnect', () => trace.closed());
    this.chat.socket.on('connect', () => this.follow(this.chat));
  }

  /** Hears what others say, and is heard. */
  get isAtWork(): boolean {
    return this.heardOthers;
  }

  write(everyMs: number): void {
    this.timer = setInterval(() => {
      if (!this.chat.socket.connected) return;
      const clientId = randomUUID();
      this.sentAt.set(clientId, performance.now());
      const message = { channelId: this.channelId, clientId, text: 'v' };
      this.chat.socket.emit('message.send', message, (answer: Ack<Sent>) => {
        if (!answer.ok) this.trace.refused();
      });
    }, everyMs);
  }

  /** A new connection with the same credentials follows nothing. */
  knockAgain(): void {
    const again = new ChatClient(this.http);
    this.again = again;
    again.socket.io.reconnection(false);
    again.socket.on('feed.entry', () => this.trace.delivered());
    again.socket.on('connect', () => this.follow(again));
  }

  /** @param heard client ids that another reader of the channel heard */
  judge(heard: ReadonlySet<string>): void {
    for (const [clientId, at] of this.sentAt) if (heard.has(clientId)) this.trace.accepted(at);
  }

  leave(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    this.chat.close();
    this.again?.close();
  }

  private follow({ socket }: ChatClient): void {
    socket.emit('feed.subscribe', { feed: this.channelId, after: this.head() }, () => undefined);
  }
}
