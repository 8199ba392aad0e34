import { Inject, Injectable } from '@nestjs/common';
import { type Clock, CLOCK, newId } from '@maroquin/platform/config';
import type { Actor, Tx } from '@maroquin/platform/database';
import { Feeds } from '@maroquin/platform/feeds';
import { ConversationFeeds } from '../messages/conversation-feeds.js';
import { encodeMessage, MESSAGE } from '../messages/content/index.js';
import { CommentThreadRows } from './comment-thread-rows.js';

/** A comment of a file with its replies; its authors are names and nobody of ours. */
export interface ImportedThread {
  /** As its marks in the text name it. */
  readonly id: string;
  /** What it is about. */
  readonly words: string;
  readonly resolved: boolean;
  readonly said: readonly {
    readonly author: string;
    /** RFC 3339; null: the file does not say. */
    readonly at: string | null;
    readonly text: string;
  }[];
}

/** Threads that come with an imported document, in the transaction that makes it. Nobody is notified. */
@Injectable()
export class CommentImports {
  constructor(
    private readonly conversations: ConversationFeeds,
    private readonly feeds: Feeds,
    private readonly rows: CommentThreadRows,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Access rule: the caller makes the document. */
  async add(
    tx: Tx,
    { personId }: Actor,
    document: { readonly orgId: string; readonly documentId: string },
    threads: readonly ImportedThread[],
  ): Promise<void> {
    const { orgId } = document;
    for (const { id, words, resolved, said } of threads) {
      const [first] = said.slice(0, 1).map(messageOf);
      const { changesId, key } = await this.conversations.begin(tx, { id, orgId }, first);
      const at = this.clock.now();
      await this.rows.insertMarked(tx, key, {
        ...{ ...document, id, changesId, createdBy: personId, at, words },
        ...(resolved && { resolved: { by: personId, at: at.toISOString() } }),
      });
    }
    // The first replies of all threads, then the second ones: in its thread each is behind the last.
    for (let turn = 1; ; turn += 1) {
      const replies = threads.flatMap(({ id, said }) =>
        said.slice(turn, turn + 1).map((reply) => ({ feed: id, ...messageOf(reply) })),
      );
      if (replies.length === 0) return;
      await this.feeds.appendEachInTransaction(tx, orgId, replies);
    }
  }
}

/** Of nobody of ours, so that nobody may change what somebody else said. */
const messageOf = ({ author, at, text }: ImportedThread['said'][number]) => ({
  kind: MESSAGE,
  actorId: null,
  payload: encodeMessage({ id: newId(), text, imported: { author, at } }),
});
