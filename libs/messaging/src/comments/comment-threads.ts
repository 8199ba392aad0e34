import { Injectable } from '@nestjs/common';
import { AccessService } from '@maroquin/access';
import { newId } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Events } from '@maroquin/platform/events';
import { ConversationFeeds } from '../messages/conversation-feeds.js';
import { ConversationReaders } from '../messages/conversation-readers.js';
import { encodeMessage, MESSAGE } from '../messages/message-payload.js';
import { wordsOf } from '../messages/message-words.js';
import { CommentThreadRows } from './comment-thread-rows.js';

/** A comment on words of a document. */
export interface CommentPlace {
  readonly orgId: string;
  readonly documentId: string;
  /** Of its thread. */
  readonly id: string;
}
/** What is said, and the words that it is about. */
interface NewComment {
  readonly text: string;
  readonly words: string;
}

/** Begins and ends the threads of comments. Their replies are messages like any other. */
@Injectable()
export class CommentThreads {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly conversations: ConversationFeeds,
    private readonly readers: ConversationReaders,
    private readonly rows: CommentThreadRows,
    private readonly events: Events,
  ) {}

  /**
   * Begins a thread that nobody sees before it is confirmed.
   * @throws {DomainError} request.not-found, message.empty, message.too-long, message.too-many-mentions, comment.too-many
   */
  async begin(actor: Actor, place: CommentPlace, { text, words }: NewComment): Promise<void> {
    const { orgId, documentId, id } = place;
    const said = wordsOf(text);
    const mentions = await this.readers.mentionable(actor, { orgId, id, resourceId: documentId }, said);
    const payload = encodeMessage({
      ...{ id: newId(), text: said },
      ...(mentions.length > 0 && { mentions }),
    });
    const { personId } = actor;
    await this.access.locks.holdPlace(actor, orgId, documentId, async (tx) => {
      await tx.require(actor, 'document.comment', documentId);
      await this.rows.requireRoom(tx, orgId, documentId, personId);
      const first = { kind: MESSAGE, actorId: personId, payload };
      const { changesId, key } = await this.conversations.begin(tx, { id, orgId }, first);
      await this.rows.insert(tx, key, { ...place, changesId, createdBy: personId, at: tx.now, words });
      await this.rows.follow(tx, place, [personId, ...mentions]);
    });
  }

  /** The mark is committed in the document: the comment is there for all who read it. */
  async confirm({ orgId, documentId, id }: CommentPlace): Promise<void> {
    await this.database.inOrgs({ orgs: [orgId] }, (tx) => this.rows.setMarked(tx, orgId, [id]));
    this.changed({ orgId, documentId, id });
  }

  /**
   * Takes a comment away with all that was said in it: by its author while nobody else has answered, or by a manager.
   * @throws {DomainError} request.not-found, comment.answered
   */
  async remove(actor: Actor, place: CommentPlace): Promise<void> {
    const { orgId, documentId, id } = place;
    const moderates = await this.access.may(actor, 'document.moderate', documentId);
    await this.rows.erase(place, ({ createdBy, isAnswered }) => {
      if (moderates) return;
      if (createdBy !== actor.personId) throw new DomainError('request.not-found');
      if (isAnswered) throw new DomainError('comment.answered');
    });
    this.changed({ orgId, documentId, id });
  }

  /** The mark could not be placed: nobody has seen the thread, and nothing of it stays. */
  async discard(place: CommentPlace): Promise<void> {
    await this.rows.erase(place, () => undefined);
  }

  /** Those whose marks stay in the text. */
  async known(orgId: string, documentId: string): Promise<ReadonlySet<string>> {
    return this.rows.ids(orgId, documentId);
  }

  private changed({ orgId, documentId, id }: CommentPlace): void {
    this.events.announce({ type: 'resource.changed', orgId, parentId: documentId, id });
  }
}
