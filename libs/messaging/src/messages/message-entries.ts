import { Injectable } from '@nestjs/common';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { type Appended, type AppendItem, type FeedEntry, Feeds } from '@maroquin/platform/feeds';
import type { Permitted } from './conversation-access.js';
import { MessageFiles, type MessageWithFiles, mentionedIn } from './message-files.js';
import { MessageNotices } from './message-notices.js';
import { encodeMessage } from './content/index.js';

/** The entries of messages in the feed of their conversation. The caller has checked the right. */
@Injectable()
export class MessageEntries {
  constructor(
    private readonly feeds: Feeds,
    private readonly files: MessageFiles,
    private readonly database: Database,
    private readonly notices: MessageNotices,
  ) {}

  /**
   * Resolves after COMMIT. The same client id again answers with the entry that is there.
   * @throws {DomainError} message.file, request.not-found, server.unavailable
   */
  async append(
    actor: Actor,
    conversation: Permitted,
    message: MessageWithFiles,
  ): Promise<Exclude<Appended, { status: 'moved' }>> {
    const { entry, payload, fileIds, stillHolds } = message;
    const mentioned = mentionedIn(message);
    const whole = { ...entry, payload: encodeMessage(payload) };
    const answer =
      fileIds.length > 0
        ? await this.files.append(actor, conversation, message)
        : stillHolds === undefined && this.notices.notifiesNobody(conversation, mentioned)
          ? await this.feeds.append(whole)
          : await this.appendAndNotify(conversation, whole, { mentioned, stillHolds });
    if (answer.status === 'moved') throw new DomainError('server.unavailable');
    return answer;
  }

  private async appendAndNotify(
    conversation: Permitted,
    item: AppendItem,
    { mentioned, stillHolds }: { mentioned: readonly string[] } & Pick<MessageWithFiles, 'stillHolds'>,
  ): Promise<Appended> {
    const { orgId, id } = conversation;
    // At hand: inside the transaction, fetching it would take a second connection.
    await this.feeds.key(orgId, id);
    return this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      await stillHolds?.(tx);
      const answer = await this.feeds.appendInTransaction(tx, item);
      if (answer.status === 'appended')
        await this.notices.add(tx, conversation, {
          actorId: item.actorId,
          seq: answer.last,
          mentions: mentioned,
        });
      return answer;
    });
  }

  /** @throws {DomainError} request.not-found */
  async get(orgId: string, conversationId: string, seq: number): Promise<FeedEntry> {
    const [entry] = await this.feeds.read(orgId, conversationId, { after: seq - 1, limit: 1 });
    if (entry?.last !== seq) throw new DomainError('request.not-found');
    return entry;
  }
}
