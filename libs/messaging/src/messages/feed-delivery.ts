import { Inject, Injectable } from '@nestjs/common';
import type { MessageView } from '@maroquin/contracts';
import { Admission, currentWork, LOOP_MS, SYSTEM } from '@maroquin/platform/admission';
import { LOGGER } from '@maroquin/platform/config';
import { type FeedEntry, Feeds } from '@maroquin/platform/feeds';
import { EngineUnsent } from '@maroquin/platform/http';
import type { Logger } from '@maroquin/platform/logging';
import { EntryBroadcast, type Receiver } from './entry-broadcast.js';
import { MessagesService } from './messages.service.js';
import { Mutex } from './mutex.js';

/** Rows of a channel read at once for a socket that catches up: each may be a message of 60 KB. */
const PAGE = 16;
/** Bytes of one channel that may wait for one socket before its feed is paused. */
const MAX_PENDING_BYTES = 256 * 1024;

const MIB = 1024 * 1024;

interface Delivery {
  readonly orgId: string;
  readonly feed: string;
  readonly entries: readonly FeedEntry[];
  /** A page that was read for this socket alone. */
  readonly alone: boolean;
}

/** Sends a channel's entries to one socket, strictly in order, no faster than it reads. */
@Injectable()
export class FeedDelivery {
  /** By transport connection: the channels of one socket read one after the other. */
  private readonly reading = new WeakMap<object, Mutex>();
  /** An entry that this node has just committed is one object for all who follow the channel: it is decrypted once. */
  private readonly opened = new WeakMap<FeedEntry, Promise<MessageView | undefined>>();
  private readonly broadcast = new EntryBroadcast();

  constructor(
    private readonly feeds: Feeds,
    private readonly messages: MessagesService,
    private readonly admission: Admission,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  head(orgId: string, feed: string): Promise<number> {
    return this.feeds.head(orgId, feed);
  }

  /** Returns how to stop. */
  start(socket: Receiver, orgId: string, feed: string, after: number): () => void {
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
        .then(() => (stopped ? undefined : this.deliver(socket, { orgId, feed, entries, alone })))
        .catch((error: unknown) => {
          this.logger.error({ err: error, feed }, 'entries could not be delivered');
          // nothing may be skipped: the client reconnects and continues after its last entry
          if (!stopped) socket.disconnect(true);
        })
        .finally(() => {
          pendingBytes -= bytes;
          catchUp.pageIsSent();
        });
      const isBehind = EngineUnsent.of(socket.conn)?.isBehind ?? false;
      return isBehind || pendingBytes > MAX_PENDING_BYTES || alone ? chain : undefined;
    };
    const subscription = this.feeds.subscribe(orgId, feed, after, deliver, {
      page: PAGE,
      reading: (read) => catchUp.read(read),
    });
    return () => {
      stopped = true;
      subscription.close();
      catchUp.pageIsSent();
    };
  }

  private async deliver(socket: Receiver, { orgId, feed, entries, alone }: Delivery): Promise<void> {
    const unsent = EngineUnsent.of(socket.conn);
    for (const entry of entries) {
      const message = await this.viewOf(orgId, entry);
      if (message === undefined) continue;
      const send = (): void => {
        this.broadcast.send(socket, { feed, seq: message.seq, kind: 'message', message });
        // Counted at once, so that the next one waits for room.
        if (alone) this.broadcast.flush();
      };
      if (unsent === null) send();
      else await unsent.whenRoom(send);
    }
  }

  private viewOf(orgId: string, entry: FeedEntry): Promise<MessageView | undefined> {
    const known = this.opened.get(entry);
    if (known !== undefined) return known;
    const view = this.messages.views(orgId, [entry]).then(([message]) => message);
    this.opened.set(entry, view);
    return view;
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
      if (page.length === 0) this.pageIsSent();
      return page;
    } catch (error) {
      this.pageIsSent();
      throw error;
    }
  }

  pageIsSent(): void {
    this.release?.();
    this.release = null;
  }
}
