import { Injectable } from '@nestjs/common';
import { AccessService } from '@maroquin/access';
import { newId } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Events } from '@maroquin/platform/events';
import { ConversationFeeds } from '../messages/conversation-feeds.js';
import { ConversationReaders } from '../messages/conversation-readers.js';
import { encodeMessage, MESSAGE, wordsOf } from '../messages/content/index.js';
import { MessageNotices } from '../messages/message-notices.js';
import { CommentThreadRows } from './comment-thread-rows.js';
import { askForRepair } from './repair-comments.task.js';

/** A thread that was begun and is still without its mark after so long belongs to a node that died. */
const MARKED_WITHIN_MS = 10 * 60_000;

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
    private readonly conversations: ConversationFeeds,
    private readonly readers: ConversationReaders,
    private readonly rows: CommentThreadRows,
    private readonly events: Events,
    private readonly notices: MessageNotices,
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
      const later = new Date(tx.now.getTime() + MARKED_WITHIN_MS);
      await askForRepair(tx, { orgId, documentId, personId, commentId: id }, later);
      await this.notices.addComment(tx, place, { actorId: personId, mentions });
    });
  }

  /** The mark is committed in the document: the comment is there for all who read it. */
  async confirm({ orgId, documentId, id }: CommentPlace): Promise<void> {
    await this.rows.setMarked(orgId, id);
    this.changed({ orgId, documentId, id });
  }

  /**
   * Takes a comment away with all that was said in it: by its author while nobody else has answered, or by a manager.
   * @throws {DomainError} request.not-found, comment.answered
   */
  async remove(actor: Actor, place: CommentPlace): Promise<void> {
    const { orgId, documentId, id } = place;
    const moderates = await this.access.may(actor, 'document.moderate', documentId);
    await this.rows.erase(place, async (tx, { createdBy, isAnswered }) => {
      await askForRepair(tx, { orgId, documentId, personId: actor.personId, commentId: id });
      if (moderates) return;
      if (createdBy !== actor.personId) throw new DomainError('request.not-found');
      if (isAnswered) throw new DomainError('comment.answered');
    });
    this.changed({ orgId, documentId, id });
  }

  /** The mark could not be placed: nobody has seen the thread, and nothing of it stays. */
  async discard({ personId }: Actor, place: CommentPlace): Promise<void> {
    const { orgId, documentId, id: commentId } = place;
    await this.rows.erase(place, (tx) =>
      // Whether the mark was committed may not be known.
      askForRepair(tx, { orgId, documentId, personId, commentId }),
    );
  }

  /** Thread and mark are both there, as far as this is known. */
  isWhole({ orgId, documentId, id }: CommentPlace): Promise<boolean> {
    return this.rows.isMarked(orgId, documentId, id);
  }

  /** Shows threads whose marks were found in the text after all, and erases those that were never marked. */
  async settle(orgId: string, documentId: string, found: readonly string[]): Promise<void> {
    for (const { id, isOld } of await this.rows.unmarked(orgId, documentId, MARKED_WITHIN_MS)) {
      const place = { orgId, documentId, id };
      if (found.includes(id)) await this.confirm(place);
      else if (isOld) await this.rows.erase(place, () => Promise.resolve());
    }
  }

  /** Those whose marks stay in the text. */
  async known(orgId: string, documentId: string): Promise<ReadonlySet<string>> {
    return this.rows.ids(orgId, documentId);
  }

  private changed({ orgId, documentId, id }: CommentPlace): void {
    this.events.announce({ type: 'resource.changed', orgId, parentId: documentId, id });
  }
}
