import { Injectable } from '@nestjs/common';
import { AccessService, UnsentFiles } from '@maroquin/access';
import type { MessageFile } from '@maroquin/contracts';
import { type Actor, Database, isUniqueViolation, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { type Appended, type AppendItem, Feeds } from '@maroquin/platform/feeds';
import type { Permitted } from './conversation-access.js';
import { MessageNotices } from './message-notices.js';
import { encodeMessage, type MessagePayload } from './content/index.js';

export interface MessageWithFiles {
  readonly entry: Omit<AppendItem, 'payload'>;
  readonly payload: MessagePayload;
  readonly fileIds: readonly string[];
  /** Whom it calls without naming them. */
  readonly called: readonly string[];
  /** Asked in the transaction that sends it: throws where it is not to be sent any more. */
  readonly stillHolds?: ((tx: Tx) => Promise<void>) | undefined;
}

/** Whom a message notifies because it names them. */
export const mentionedIn = ({ payload, called }: MessageWithFiles): string[] => [
  ...new Set([...(payload.mentions ?? []), ...called]),
];

/** Files that are sent with messages: they stand in the conversation, and each belongs to one message. */
@Injectable()
export class MessageFiles {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly feeds: Feeds,
    private readonly unsent: UnsentFiles,
    private readonly notices: MessageNotices,
  ) {}

  /**
   * The message, what says that these files are its own, and the rights that they have from now on, in one transaction.
   * The same client id again answers with the message that is there.
   * @throws {DomainError} message.file, request.not-found
   */
  async append(actor: Actor, conversation: Permitted, message: MessageWithFiles): Promise<Appended> {
    const { entry, payload, fileIds, stillHolds } = message;
    const { orgId, id, resourceId } = conversation;
    const ids = [...new Set(fileIds)];
    // At hand: inside the transaction, fetching it would take a second connection.
    await this.feeds.key(orgId, id);
    try {
      return await this.access.locks.holdPlace(actor, orgId, resourceId, async (tx) => {
        await tx.require(actor, 'message.post', resourceId);
        await stillHolds?.(tx);
        const files = await this.unsent.find(tx, actor, { orgId, parentId: resourceId }, ids);
        const whole = { ...payload, files };
        const answer = await this.feeds.appendInTransaction(tx, { ...entry, payload: encodeMessage(whole) });
        if (answer.status !== 'appended') return answer;
        if (files.length < ids.length) throw new DomainError('message.file');
        await this.unsent.open(tx, { orgId, parentId: resourceId }, ids);
        await tx.query(
          `insert into message_file (org_id, file_id, conversation_id, seq)
           select $1, file, $3, $4 from unnest($2::uuid[]) file`,
          [orgId, ids, id, answer.last],
        );
        const notice = { actorId: entry.actorId, seq: answer.last, mentions: mentionedIn(message) };
        await this.notices.add(tx, conversation, notice);
        return answer;
      });
    } catch (error) {
      // Sent with another message meanwhile.
      if (isUniqueViolation(error)) throw new DomainError('message.file', { cause: error });
      throw error;
    }
  }

  /** Those of these that could go along: there, and brought by the actor to this conversation. The caller asked for the right to write there. */
  own(
    actor: Actor,
    { orgId, resourceId }: Pick<Permitted, 'orgId' | 'resourceId'>,
    ids: readonly string[],
  ): Promise<MessageFile[]> {
    return this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      this.unsent.find(tx, actor, { orgId, parentId: resourceId }, ids),
    );
  }
}
