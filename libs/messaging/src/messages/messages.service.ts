import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { AccessService } from '@maroquin/access';
import { type Messages, type messagesQuerySchema, type Sent } from '@maroquin/contracts';
import { newId } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Events } from '@maroquin/platform/events';
import { Feeds } from '@maroquin/platform/feeds';
import { ConversationFeeds } from './conversation-feeds.js';
import { decodeMessage, encodeMessage, MESSAGE } from './message-payload.js';
import { MessageViews } from './message-views.js';
import { wordsOf } from './message-words.js';
import { ReadStates } from './read-states.js';

/** Sealed bytes of one page, beyond which it ends sooner than asked: a message may be of 80 KB. */
const PAGE_BYTES = 256 * 1024;

/** Messages of a channel: committed, then acknowledged, with a gapless number. */
@Injectable()
export class MessagesService {
  constructor(
    private readonly access: AccessService,
    private readonly feeds: Feeds,
    private readonly readStates: ReadStates,
    private readonly events: Events,
    private readonly views: MessageViews,
    private readonly conversations: ConversationFeeds,
  ) {}

  /**
   * Resolves after COMMIT. The same `clientId` again answers with the message that is already there.
   * @throws {DomainError} message.empty, message.too-long, request.not-found, server.unavailable
   */
  async send(
    actor: Actor,
    channelId: string,
    { clientId, text }: { clientId: string; text: string },
  ): Promise<Sent> {
    const { orgId } = await this.access.require(actor, 'message.post', channelId);
    const words = wordsOf(text);
    const id = newId();
    const answer = await this.feeds.append({
      feed: channelId,
      orgId,
      kind: MESSAGE,
      actorId: actor.personId,
      clientId,
      payload: encodeMessage({ id, text: words }),
    });
    if (answer.status === 'moved') throw new DomainError('server.unavailable');
    if (answer.status === 'old') return this.alreadySent(actor, orgId, channelId, answer.last);
    const { last: seq } = answer;
    this.events.announce({ type: 'message.sent', orgId, conversationId: channelId, seq, by: actor.personId });
    this.readStates.note({ orgId, conversationId: channelId, personId: actor.personId, seq });
    return { id, seq };
  }

  private async alreadySent(actor: Actor, orgId: string, channelId: string, seq: number): Promise<Sent> {
    const [entry] = await this.feeds.read(orgId, channelId, { after: seq - 1, limit: 1 });
    // somebody else's client id: nothing of theirs is disclosed, and nothing is sent
    if (entry?.actorId !== actor.personId) throw new DomainError('request.conflict');
    return { id: decodeMessage(entry.payload).id, seq };
  }

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

  /** Read up to `seq`; never backwards, never beyond what exists. */
  async markRead(actor: Actor, id: string, seq: number): Promise<void> {
    const { orgId } = await this.access.require(actor, 'channel.read', id);
    await this.readStates.raise({ orgId, conversationId: id, personId: actor.personId, seq });
  }
}
