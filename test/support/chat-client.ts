import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type {
  Ack,
  ClientToServerEvents,
  FeedEntryEvent,
  Sent,
  ServerToClientEvents,
} from '@maroquin/contracts';
import type { HttpClient } from './http-client.js';
import { pause } from './until.js';

const ANSWER_WITHIN_MS = 5_000;
const TRY_AGAIN_MS = 40;

/** One person's messaging socket: follows channels over every reconnection, from where it was. */
export class ChatClient {
  readonly socket: Socket<ServerToClientEvents, ClientToServerEvents>;
  /** What arrived, in the order of arrival. */
  readonly heard = new Map<string, FeedEntryEvent[]>();
  /** Of each followed channel, the highest version of each message that arrived, by its number. */
  readonly versions = new Map<string, Map<number, number>>();
  private readonly followed = new Set<string>();
  private closed = false;
  /** Where what happens to messages is followed too: the number of the last change that arrived. */
  private readonly changes = new Map<string, number>();

  constructor(http: HttpClient) {
    const { credentials } = http;
    if (credentials === null) throw new Error('a socket needs an identity');
    this.socket = io(http.url, {
      transports: ['websocket'],
      reconnectionDelay: 20,
      reconnectionDelayMax: 200,
      forceNew: true,
      ...('token' in credentials
        ? { auth: { token: credentials.token } }
        : { extraHeaders: { cookie: credentials.cookie, origin: http.url } }),
    });
    this.socket.on('feed.entry', (entry) => this.heard.get(entry.feed)?.push(entry));
    this.socket.on('feed.change', ({ feed, seq, change }) => {
      this.changes.set(feed, seq);
      const known = this.versions.get(feed);
      known?.set(change.seq, Math.max(change.version, known.get(change.seq) ?? 0));
    });
    // As the web client does (come-back.ts): refused for now, while the keys are away for instance, socket.io stays away.
    this.socket.on('connect_error', ({ message }) => {
      if (this.closed || this.socket.active || !/^(?:key|server)\./.test(message)) return;
      void pause(TRY_AGAIN_MS).then(() => this.closed || this.socket.connect());
    });
    this.socket.on('connect', () => {
      for (const channel of this.followed) this.subscribe(channel);
    });
  }

  /** `changes`: also what happens to its messages. */
  follow(channelId: string, { changes = false } = {}): void {
    if (this.followed.has(channelId)) return;
    this.followed.add(channelId);
    this.heard.set(channelId, []);
    this.versions.set(channelId, new Map());
    if (changes) this.changes.set(channelId, 0);
    if (this.socket.connected) this.subscribe(channelId);
  }

  private subscribe(channelId: string): void {
    const after = this.heard.get(channelId)?.at(-1)?.seq ?? 0;
    const changes = this.changes.get(channelId);
    const body = { feed: channelId, after, ...(changes !== undefined && { changes }) };
    this.socket.timeout(ANSWER_WITHIN_MS).emit('feed.subscribe', body, (error, answer) => {
      const again = error !== null || !answer.ok;
      if (again && this.socket.connected) void pause(TRY_AGAIN_MS).then(() => this.subscribe(channelId));
    });
  }

  /** One try. @throws {Error} when the outcome is unknown or the server refuses */
  async sendOnce(channelId: string, clientId: string, text: string): Promise<Sent> {
    const body = { channelId, clientId, text };
    const answer: Ack<Sent> = await this.socket.timeout(ANSWER_WITHIN_MS).emitWithAck('message.send', body);
    if (!answer.ok) throw new Error(answer.problem.code);
    return answer.value;
  }

  /** As the web client does: the same client id again and again until it is acknowledged. */
  async send(
    channelId: string,
    text: string,
    clientId: string = randomUUID(),
  ): Promise<Sent & { clientId: string }> {
    for (;;) {
      // Without this a try while cut would wait in socket.io's own buffer and leave twice.
      if (this.socket.connected) {
        try {
          return { ...(await this.sendOnce(channelId, clientId, text)), clientId };
        } catch {
          // unknown or refused for now: the client id makes the next try harmless
        }
      }
      await pause(TRY_AGAIN_MS);
    }
  }

  close(): void {
    this.closed = true;
    this.socket.disconnect();
  }
}
