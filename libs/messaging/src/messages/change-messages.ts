import { Inject, Injectable } from '@nestjs/common';
import type { MessageChange, MessageEdits } from '@maroquin/contracts';
import { type Clock, CLOCK } from '@maroquin/platform/config';
import { type Actor, outside } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys, pageInOrder, type Paging } from '@maroquin/platform/keys';
import { ConversationAccess } from './conversation-access.js';
import { type AskedAct, ChangeWriter } from './change-writer.js';
import { Gathered } from './gathered.js';
import type { MessageAct } from './message-state.js';
import type { VersionedState } from './message-view.js';
import { MessageViews } from './message-views.js';
import { wordsOf } from './message-words.js';

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
  async act(actor: Actor, channelId: string, seq: number, asked: MessageAct): Promise<MessageChange> {
    const { orgId, resourceId } = await this.access.require(actor, 'message.post', channelId);
    const act = asked.kind === 'edit' ? { ...asked, text: wordsOf(asked.text) } : asked;
    const place = { orgId, conversationId: channelId, seq };
    const reached = await new Promise<VersionedState>((resolve, reject) => {
      this.gathered.add(`${channelId} ${String(seq)}`, { actor, place, resourceId, act, resolve, reject });
    });
    return this.views.changeTo(orgId, seq, reached);
  }

  /** What a message said before, for its author and for managers. @throws {DomainError} request.not-found */
  async edits(actor: Actor, channelId: string, seq: number, paging: Paging): Promise<MessageEdits> {
    const conversation = await this.access.require(actor, 'channel.read', channelId);
    const { orgId } = conversation;
    const moderates = await this.access.may(actor, 'message.moderate', conversation);
    const former = await this.writer.edits({ orgId, conversationId: channelId, seq }, actor, moderates);
    const sorted = former.map(({ version, text, at }) => ({ id: String(version), text, at }));
    const list = `edits of ${channelId} ${String(seq)}`;
    const { items, next } = pageInOrder(this.keys.instance, list, sorted, paging);
    return { items: items.map(({ text, at }) => ({ text, at })), next };
  }

  private async run(asked: readonly AskedAct[]): Promise<readonly AskedAct[]> {
    try {
      return await this.writer.write(await this.allowed(asked), this.clock.now());
    } catch (error) {
      for (const one of asked) one.reject(error);
      return [];
    }
  }

  /** They waited, and what was allowed then may be no longer. */
  private async allowed(asked: readonly AskedAct[]): Promise<(AskedAct & { moderates: boolean })[]> {
    const still: (AskedAct & { moderates: boolean })[] = [];
    for (const one of asked) {
      if (!(await this.access.may(one.actor, 'message.post', one)))
        one.reject(new DomainError('request.not-found'));
      else {
        const moderates =
          one.act.kind === 'delete' && (await this.access.may(one.actor, 'message.moderate', one));
        still.push({ ...one, moderates });
      }
    }
    return still;
  }
}
