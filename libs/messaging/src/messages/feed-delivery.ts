import { Inject, Injectable } from '@nestjs/common';
import { Admission, currentWork, LOOP_MS, SYSTEM } from '@maroquin/platform/admission';
import { LOGGER } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { type FeedEntry, Feeds } from '@maroquin/platform/feeds';
import { EngineUnsent } from '@maroquin/platform/http';
import type { Logger } from '@maroquin/platform/logging';
import { ConversationAccess } from './conversation-access.js';
import { ConversationFeeds } from './conversation-feeds.js';
import { EntryBroadcast, type Outgoing, type Receiver } from './entry-broadcast.js';
import { MessageViews } from './content/index.js';
import { Mutex } from './mutex.js';

/** Rows of a channel read at once for a socket that catches up: each may be a message of 60 KB. */
const PAGE = 16;
/** Bytes of one channel that may wait for one socket before its feed is paused. */
const MAX_PENDING_BYTES = 256 * 1024;

const MIB = 1024 * 1024;

/** One of the two feeds of a channel. */
interface Source {
  readonly orgId: string;
  readonly channelId: string;
  readonly feed: string;
  /** What an entry is sent as; null: nothing. */
  readonly open: (entry: FeedEntry) => Promise<Outgoing | null>;
}
interface Delivery {
  readonly entries: readonly FeedEntry[];
  /** A page that was read for this socket alone. */
  readonly alone: boolean;
}
/** The numbers after which a socket follows a channel. */
interface Following {
  readonly after: number;
  /** Absent: what happens to its messages is not followed. */
  readonly changes?: number | undefined;
}

/** Begins to send, and returns how to stop. */
type Start = (socket: Receiver) => () => void;
interface Prepared {
  readonly seq: number;
  /** Whose rights are those of the channel. */
  readonly resourceId: string;
  readonly start: Start;
}

/** Sends a channel's messages, and what happens to them, to one socket, each strictly in order, no faster than it reads. */
@Injectable()
export class FeedDelivery {
  /** By transport connection: the channels of one socket read one after the other. */
  private readonly reading = new WeakMap<object, Mutex>();
  /** An entry that this node has just committed is one object for all who follow the channel: it is decrypted once. */
  private readonly opened = new WeakMap<FeedEntry, Promise<Outgoing | null>>();
  private readonly broadcast = new EntryBroadcast();

  constructor(
    private readonly access: ConversationAccess,
    private readonly feeds: Feeds,
    private readonly views: MessageViews,
    private readonly conversations: ConversationFeeds,
    private readonly admission: Admission,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Ready to begin: PostgreSQL has been asked for all that this needs. `seq`: the number of the last message.
   * @throws {DomainError} request.not-found
   */
  async prepare(actor: Actor, channelId: string, following: Following): Promise<Prepared> {
    const { orgId, resourceId } = await this.access.require(actor, 'channel.read', channelId);
    const seq = await this.feeds.head(orgId, channelId);
    return { seq, resourceId, start: await this.starting(orgId, channelId, following) };
  }

  private async starting(orgId: string, channelId: string, { after, changes }: Following): Promise<Start> {
    const messages: Source = {
      ...{ orgId, channelId, feed: channelId },
      open: (entry) => this.messageOf(orgId, channelId, entry),
    };
    if (changes === undefined) return (socket) => this.follow(socket, messages, after);
    const changed: Source = {
      ...{ orgId, channelId, feed: await this.conversations.changesOf(orgId, channelId) },
      open: (entry) => this.changeOf(orgId, channelId, entry),
    };
    return (socket) => {
      const stops = [this.follow(socket, messages, after), this.follow(socket, changed, changes)];
      return () => {
        for (const stop of stops) stop();
      };
    };
  }

  /** Returns how to stop. */
  private follow(socket: Receiver, source: Source, after: number): () => void {
    const { orgId, feed } = source;
    let stopped = false;
    let pendingBytes = 0;
    // decrypting and reading names is asynchronous: a chain keeps the order
    let chain = Promise.resolve();
    const catchUp = new CatchUp(this.mutexOf(socket), this.paceOfCaller());
    const deliver = (entries: readonly FeedEntry[]): void | Promise<void> => {
      const bytes = entries.reduce((sum, { payload }) => sum + payload.length, 0);
      pendingBytes += bytes;
      const alone = catchUp.isReading;
      chain = chain
        .then(() => (stopped ? undefined : this.deliver(socket, source, { entries, alone })))
        .catch((error: unknown) => {
          this.logger.error({ err: error, feed }, 'entries could not be delivered');
          // Nothing may be skipped: the client reconnects and continues after its last entry. It does so by itself only when
          // the connection ends unsaid; a socket.io client that is told to go stays away.
          if (!stopped) socket.conn.close();
        })
        .finally(() => {
          pendingBytes -= bytes;
          catchUp.pageIsSent();
        });
      const isBehind = EngineUnsent.of(socket.conn)?.isBehind ?? false;
      return isBehind || pendingBytes > MAX_PENDING_BYTES || alone ? chain : undefined;
    };
    const subscription = this.feeds.followers.subscribe(orgId, feed, after, deliver, {
      page: PAGE,
      reading: (read) => catchUp.read(read),
    });
    return () => {
      stopped = true;
      subscription.close();
      catchUp.close();
    };
  }

  private async deliver(socket: Receiver, source: Source, { entries, alone }: Delivery): Promise<void> {
    const unsent = EngineUnsent.of(socket.conn);
    for (const entry of entries) {
      const event = await this.open(source, entry);
      if (event === null) continue;
      const send = (): void => {
        this.broadcast.send(socket, event);
        // Counted at once, so that the next one waits for room.
        if (alone) this.broadcast.flush();
      };
      if (unsent === null) send();
      else await unsent.whenRoom(send);
    }
  }

  private open({ open }: Source, entry: FeedEntry): Promise<Outgoing | null> {
    const known = this.opened.get(entry);
    if (known !== undefined) return known;
    const event = open(entry);
    this.opened.set(entry, event);
    return event;
  }

  private async messageOf(orgId: string, feed: string, entry: FeedEntry): Promise<Outgoing | null> {
    const message = await this.views.message(orgId, entry);
    if (message === null) return null;
    return { name: 'feed.entry', body: { feed, seq: message.seq, kind: 'message', message } };
  }

  private async changeOf(orgId: string, feed: string, entry: FeedEntry): Promise<Outgoing | null> {
    const change = await this.views.change(orgId, feed, entry);
    return { name: 'feed.change', body: { feed, seq: entry.last, change } };
  }

  /** Opening a page takes the event loop: whoever follows much leaves it to others in between. */
  private paceOfCaller(): (page: readonly FeedEntry[]) => Promise<void> | undefined {
    const requester = currentWork()?.requester ?? SYSTEM;
    return (page) => {
      const bytes = page.reduce((sum, { payload }) => sum + payload.length, 0);
      return this.admission.pace.take(requester, LOOP_MS.read + (bytes / MIB) * LOOP_MS.mebibyteOfText);
    };
  }

  private mutexOf({ conn }: Pick<Receiver, 'conn'>): Mutex {
    const known = this.reading.get(conn);
    if (known !== undefined) return known;
    const made = new Mutex();
    this.reading.set(conn, made);
    return made;
  }
}

/** Reads pages of one channel; the channels of one socket share a mutex, so that one page is in memory at a time. */
class CatchUp {
  private release: (() => void) | null = null;
  private isClosed = false;

  constructor(
    private readonly mutex: Mutex,
    /** Resolves when such a page may be opened. */
    private readonly pace: (page: readonly FeedEntry[]) => Promise<void> | undefined,
  ) {}

  /** A page was read and is on its way. */
  get isReading(): boolean {
    return this.release !== null;
  }

  async read(read: () => Promise<FeedEntry[]>): Promise<FeedEntry[]> {
    this.pageIsSent();
    this.release = await this.mutex.acquire();
    try {
      const page = await read();
      await this.pace(page);
      // Nobody is given the page of a subscription that has ended: it must not keep the turn of the others.
      if (page.length === 0 || this.isClosed) this.pageIsSent();
      return page;
    } catch (error) {
      this.pageIsSent();
      throw error;
    }
  }

  close(): void {
    this.isClosed = true;
    this.pageIsSent();
  }

  pageIsSent(): void {
    this.release?.();
    this.release = null;
  }
}
