import { Inject, Injectable } from '@nestjs/common';
import { Admission, currentWork, LOOP_MS, SYSTEM } from '@maroquin/platform/admission';
import { LOGGER } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { type FeedEntry, Feeds } from '@maroquin/platform/feeds';
import type { Logger } from '@maroquin/platform/logging';
import { ConversationAccess } from './conversation-access.js';
import { ConversationFeeds } from './conversation-feeds.js';
import { MessageViews } from './content/index.js';
import { CatchUp } from './catch-up.js';
import { Mutex } from './mutex.js';
import { type Outgoing, type Receiver, SharedEntry } from './shared-entry.js';
import { SocketQueue } from './socket-queue.js';

/** Rows of a channel read at once for a socket that catches up: each may be a message of 60 KB. */
const PAGE = 16;
const MIB = 1024 * 1024;

/** One of the two feeds of a channel. */
interface Source {
  readonly orgId: string;
  readonly channelId: string;
  readonly feed: string;
  /** What an entry is sent as; null: nothing. */
  readonly open: (entry: FeedEntry) => Promise<Outgoing | null>;
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
  /** An entry that this node has just committed is one object for all who follow the channel: it is opened once. */
  private readonly shared = new WeakMap<FeedEntry, SharedEntry>();

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
    const catchUp = new CatchUp(this.mutexOf(socket), this.paceOfCaller());
    const queue = new SocketQueue(socket, catchUp, {
      share: (entry) => this.share(source, entry),
      onError: (error) => this.logger.error({ err: error, feed }, 'entries could not be delivered'),
    });
    const deliver = (entries: readonly FeedEntry[]): Promise<void> | undefined => queue.add(entries);
    const subscription = this.feeds.followers.subscribe(orgId, feed, after, deliver, {
      page: PAGE,
      reading: (read) => catchUp.read(read),
    });
    return () => {
      queue.stop();
      subscription.close();
      catchUp.close();
    };
  }

  private share({ open }: Source, entry: FeedEntry): SharedEntry {
    const known = this.shared.get(entry);
    if (known !== undefined) return known;
    const shared = new SharedEntry(open(entry));
    this.shared.set(entry, shared);
    return shared;
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
