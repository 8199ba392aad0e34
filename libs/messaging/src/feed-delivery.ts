import { Inject, Injectable } from '@nestjs/common';
import type { Socket } from 'socket.io';
import type { ServerToClientEvents } from '@maroquin/contracts';
import { LOGGER } from '@maroquin/platform/config';
import { type FeedEntry, Feeds } from '@maroquin/platform/feeds';
import type { Logger } from '@maroquin/platform/logging';
import { MessagesService } from './messages.service.js';

type Listener = Pick<Socket<Record<string, never>, ServerToClientEvents>, 'emit' | 'disconnect' | 'conn'>;

/** Packets a slow reader may leave waiting before it is cut: it comes back and reads what it missed. */
const MAX_BACKLOG = 2_000;

/** Sends a channel's entries to one socket, strictly in order. */
@Injectable()
export class FeedDelivery {
  constructor(
    private readonly feeds: Feeds,
    private readonly messages: MessagesService,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  head(orgId: string, feed: string): Promise<number> {
    return this.feeds.head(orgId, feed);
  }

  /** Answers how to stop. */
  start(socket: Listener, orgId: string, feed: string, after: number): () => void {
    let stopped = false;
    // opening names is asynchronous: a chain keeps the order
    let chain = Promise.resolve();
    const subscription = this.feeds.subscribe(orgId, feed, after, (entries) => {
      chain = chain
        .then(() => (stopped ? undefined : this.deliver(socket, orgId, feed, entries)))
        .catch((error: unknown) => {
          this.logger.error({ err: error, feed }, 'entries could not be delivered');
          // nothing may be skipped: the client reconnects and asks from where it stands
          if (!stopped) socket.disconnect(true);
        });
    });
    return () => {
      stopped = true;
      subscription.close();
    };
  }

  private async deliver(
    socket: Listener,
    orgId: string,
    feed: string,
    entries: readonly FeedEntry[],
  ): Promise<void> {
    for (const message of await this.messages.views(orgId, entries)) {
      socket.emit('feed.entry', { feed, seq: message.seq, kind: 'message', message });
    }
    if (backlogOf(socket) > MAX_BACKLOG) socket.disconnect(true);
  }
}

/** engine.io keeps unsent packets in `writeBuffer`, which its types hide and its documentation names. */
function backlogOf({ conn }: Pick<Listener, 'conn'>): number {
  const waiting: unknown = Reflect.get(conn, 'writeBuffer');
  return Array.isArray(waiting) ? waiting.length : 0;
}
