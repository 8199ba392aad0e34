import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { callsEverybody, type MessageChange, type MessageEdits } from '@maroquin/contracts';
import { type Clock, CLOCK } from '@maroquin/platform/config';
import { type Actor, outside } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys, type Paging, readPage } from '@maroquin/platform/keys';
import { ConversationAccess, type Permitted } from './conversation-access.js';
import { type AllowedAct, type AskedAct, ChangeWriter } from './change-writer.js';
import { ConversationReaders } from './conversation-readers.js';
import { Gathered } from './gathered.js';
import type { FormerText } from './message-edits.js';
import { type MessageAct, MessageViews, type VersionedState, wordsOf } from './content/index.js';

/** What somebody asks for: whom an edit mentions is looked up here. */
type ActAsked = Exclude<MessageAct, { kind: 'edit' }> | { readonly kind: 'edit'; readonly text: string };

/** Of which edit. */
const versionSchema = z.number().int();
/** Changes of one message that are written a second, at most: a hundred reactions at once are one. */
const EVERY_MS = 200;
/** Acts that wait in this node. */
const MOST_WAITING = 20_000;

/** Edits, deletions, reactions, pins: each committed before it is acknowledged, those of one message together. */
@Injectable()
export class ChangeMessages {
  private readonly gathered: Gathered<AskedAct>;

  constructor(
    private readonly access: ConversationAccess,
    private readonly views: MessageViews,
    private readonly readers: ConversationReaders,
    private readonly writer: ChangeWriter,
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.gathered = new Gathered({
      everyMs: EVERY_MS,
      most: MOST_WAITING,
      // Of no request's own: it is done for all who asked.
      run: (asked) => outside(() => this.run(asked)),
    });
  }

  /**
   * Resolves after COMMIT, with the state that the message then has.
   * @throws {DomainError} request.not-found, message.deleted, message.empty, message.too-long, message.edited-too-often,
   * message.too-many-reactions, message.too-many-pins, server.unavailable
   */
  async act(actor: Actor, channelId: string, seq: number, asked: ActAsked): Promise<MessageChange> {
    const conversation = await this.access.require(actor, 'message.post', channelId);
    const { orgId, resourceId, isComment } = conversation;
    const act = asked.kind === 'edit' ? await this.edit(actor, conversation, asked.text) : asked;
    const place = { orgId, conversationId: channelId, seq };
    const reached = await new Promise<VersionedState>((resolve, reject) => {
      this.gathered.add(`${channelId} ${String(seq)}`, {
        ...{ actor, place, resourceId, isComment, act, resolve, reject },
      });
    });
    return this.views.changeTo(orgId, seq, reached);
  }

  private async edit(actor: Actor, conversation: Permitted, text: string): Promise<MessageAct> {
    const words = wordsOf(text);
    const mentions = await this.readers.mentionable(actor, conversation, words);
    return { kind: 'edit', text: words, mentions };
  }

  /** What a message said before, for its author and for managers. @throws {DomainError} request.not-found */
  async edits(actor: Actor, channelId: string, seq: number, paging: Paging): Promise<MessageEdits> {
    const conversation = await this.access.require(actor, 'channel.read', channelId);
    const { orgId } = conversation;
    const moderates = await this.access.may(actor, 'message.moderate', conversation);
    const place = { orgId, conversationId: channelId, seq };
    const { items, next } = await readPage(
      this.keys.instance,
      {
        ...{ audience: `edits of ${channelId} ${String(seq)}`, place: versionSchema },
        placeOf: ({ version }: FormerText) => version,
        read: (after, limit) => this.writer.edits(place, actor, moderates, { after: after ?? 0, limit }),
      },
      paging,
    );
    return { items: items.map(({ text, at }) => ({ text, at })), next };
  }

  private async run(asked: readonly AskedAct[]): Promise<readonly AskedAct[]> {
    try {
      return await this.writer.write(asked, this.clock.now(), (waiting) => this.allowed(waiting));
    } catch (error) {
      for (const one of asked) one.reject(error);
      return [];
    }
  }

  /** Asked under the lock: they waited, and what was allowed then may be no longer. */
  private async allowed(asked: readonly AskedAct[]): Promise<AllowedAct[]> {
    const still: AllowedAct[] = [];
    for (const one of asked) {
      if (!(await this.access.may(one.actor, 'message.post', one)))
        one.reject(new DomainError('request.not-found'));
      else {
        const moderates =
          one.act.kind === 'delete' && (await this.access.may(one.actor, 'message.moderate', one));
        const callsMany =
          one.act.kind === 'edit' &&
          callsEverybody(one.act.text) &&
          (await this.readers.areMany(one.place.orgId, one.resourceId));
        still.push({ ...one, moderates, callsMany });
      }
    }
    return still;
  }
}
