import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { AccessService } from '@maroquin/access';
import type { Messages, messagesQuerySchema } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Feeds } from '@maroquin/platform/feeds';
import { ConversationFeeds } from './conversation-feeds.js';
import { MessageViews } from './message-views.js';

/** Sealed bytes of one page, beyond which it ends sooner than asked: a message may be of 80 KB. */
const PAGE_BYTES = 256 * 1024;

/** Messages of a conversation, a page at a time, as they are by now. */
@Injectable()
export class MessagePages {
  constructor(
    private readonly access: AccessService,
    private readonly feeds: Feeds,
    private readonly views: MessageViews,
    private readonly conversations: ConversationFeeds,
  ) {}

  async list(actor: Actor, channelId: string, query: z.infer<typeof messagesQuerySchema>): Promise<Messages> {
    const { orgId } = await this.access.require(actor, 'channel.read', channelId);
    const { after, before, limit } = query;
    const forwards = after !== undefined;
    // Before the messages and their states: what changes from here on is found behind this number.
    const changes = await this.feeds.head(orgId, await this.conversations.changesOf(orgId, channelId));
    const { entries, isCut } = await this.feeds.readPage(orgId, channelId, {
      ...(forwards ? { after } : before === undefined ? {} : { before }),
      limit,
      maxBytes: PAGE_BYTES,
    });
    const items = await this.views.ofPage(orgId, channelId, entries);
    const [edge] = forwards ? entries.slice(-1) : entries;
    const isFull = isCut || entries.length === limit;
    if (edge === undefined || !isFull) return { items, next: null, changes };
    if (forwards) return { items, next: edge.last, changes };
    return { items, next: edge.first > 1 ? edge.first : null, changes };
  }
}
