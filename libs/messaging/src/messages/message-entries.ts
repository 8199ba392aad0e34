import { Injectable } from '@nestjs/common';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { type Appended, type FeedEntry, Feeds } from '@maroquin/platform/feeds';
import type { Permitted } from './conversation-access.js';
import { MessageFiles, type MessageWithFiles } from './message-files.js';
import { encodeMessage } from './message-payload.js';

/** The entries of messages in the feed of their conversation. The caller has checked the right. */
@Injectable()
export class MessageEntries {
  constructor(
    private readonly feeds: Feeds,
    private readonly files: MessageFiles,
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
    const { entry, payload, fileIds } = message;
    const answer =
      fileIds.length === 0
        ? await this.feeds.append({ ...entry, payload: encodeMessage(payload) })
        : await this.files.append(actor, conversation, message);
    if (answer.status === 'moved') throw new DomainError('server.unavailable');
    return answer;
  }

  /** @throws {DomainError} request.not-found */
  async get(orgId: string, conversationId: string, seq: number): Promise<FeedEntry> {
    const [entry] = await this.feeds.read(orgId, conversationId, { after: seq - 1, limit: 1 });
    if (entry?.last !== seq) throw new DomainError('request.not-found');
    return entry;
  }
}
