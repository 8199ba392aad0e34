import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Messages, messagesQuerySchema, MessageView } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Feeds } from '@maroquin/platform/feeds';
import { Keys, type Page, pageInOrder, type Paging } from '@maroquin/platform/keys';
import { ConversationAccess, type Permitted } from './conversation-access.js';
import { ConversationFeeds } from './conversation-feeds.js';
import { cutToBytes } from './cut-to-bytes.js';
import { MessageViews } from './content/index.js';

/** Sealed bytes of one page, beyond which it ends sooner than asked: a message may be of 80 KB. */
const PAGE_BYTES = 256 * 1024;

/** Bytes of one page as it is shown: what happened to messages counts as well, and 500 people may react to each. */
const SHOWN_BYTES = 1024 * 1024;

/** Messages of a conversation, a page at a time, as they are by now. */
@Injectable()
export class MessagePages {
  constructor(
    private readonly access: ConversationAccess,
    private readonly feeds: Feeds,
    private readonly views: MessageViews,
    private readonly conversations: ConversationFeeds,
    private readonly keys: Keys,
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
    const whole = await this.views.ofPage(orgId, channelId, entries);
    const items = cutToBytes(whole, forwards, SHOWN_BYTES);
    const isFull = isCut || entries.length === limit || items.length < whole.length;
    const edge = forwards ? items.at(-1)?.seq : items[0]?.seq;
    if (edge === undefined || !isFull) return { items, next: null, changes };
    return { items, next: forwards || edge > 1 ? edge : null, changes };
  }

  /** Those that are pinned, the newest first. */
  async pins(actor: Actor, channelId: string, paging: Paging): Promise<Page<MessageView>> {
    const conversation = await this.access.require(actor, 'channel.read', channelId);
    const { orgId } = conversation;
    const seqs = await this.views.pinned(orgId, channelId);
    const list = `pins of ${channelId}`;
    const sorted = seqs.map((seq) => ({ id: String(seq), seq }));
    const { items, next } = pageInOrder(this.keys.instance, list, sorted, paging);
    const messages: MessageView[] = [];
    for (const { seq } of items) messages.push(await this.one(conversation, seq));
    return { items: messages, next };
  }

  /** One message as it is by now; the caller has checked the right. @throws {DomainError} request.not-found */
  async one({ orgId, id }: Pick<Permitted, 'orgId' | 'id'>, seq: number): Promise<MessageView> {
    const entries = await this.feeds.read(orgId, id, { after: seq - 1, limit: 1 });
    const [message] = await this.views.ofPage(orgId, id, entries);
    if (message?.seq !== seq) throw new DomainError('request.not-found');
    return message;
  }
}
