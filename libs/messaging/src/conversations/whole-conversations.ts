import { Injectable } from '@nestjs/common';
import type { MessageView } from '@maroquin/contracts';
import { Database, type ReadStatement } from '@maroquin/platform/database';
import { Feeds } from '@maroquin/platform/feeds';
import { CommentThreadRows } from '../comments/comment-thread-rows.js';
import { MessageViews } from '../messages/content/index.js';

/** A message as it is by now, and the number of the one that it replies to in a thread. */
export interface WholeMessage {
  readonly replyTo: number | null;
  readonly message: MessageView;
}

/** A comment of a document, its words and what was said about them. */
export interface WholeComment {
  readonly id: string;
  readonly words: string;
  readonly resolved: { readonly by: string; readonly at: string } | null;
  readonly assigneeId: string | null;
  readonly messages: readonly MessageView[];
}

const PAGE = { limit: 200, maxBytes: 1024 * 1024 };
const COMMENTS_AT_ONCE = 50;
const THREADS: ReadStatement = {
  name: 'threads of messages',
  text: 'select id, root_seq from thread where org_id = $1 and channel_id = $2 and root_seq = any($3::bigint[])',
};

/** Everything that was said, for whoever takes the whole organisation along. Access rule: the caller may do that. */
@Injectable()
export class WholeConversations {
  constructor(
    private readonly database: Database,
    private readonly feeds: Feeds,
    private readonly views: MessageViews,
    private readonly comments: CommentThreadRows,
  ) {}

  /** In their order, the replies behind the message that they answer. @throws {DomainError} sealed.damaged */
  async *messages(orgId: string, channelId: string): AsyncGenerator<WholeMessage> {
    for await (const page of this.pages(orgId, channelId)) {
      const threads = await this.threadsOf(orgId, channelId, page);
      for (const message of page) {
        yield { replyTo: null, message };
        const thread = threads.get(message.seq);
        if (thread === undefined) continue;
        for await (const replies of this.pages(orgId, thread))
          for (const reply of replies) yield { replyTo: message.seq, message: reply };
      }
    }
  }

  /** Of one document, in the order in which they were begun. @throws {DomainError} sealed.damaged */
  async *commentsOf(orgId: string, documentId: string): AsyncGenerator<WholeComment> {
    let after: string | null = null;
    for (;;) {
      const threads = await this.comments.page(orgId, documentId, after, COMMENTS_AT_ONCE);
      for (const { id, state } of threads) {
        const messages: MessageView[] = [];
        for await (const page of this.pages(orgId, id)) messages.push(...page);
        const { words, resolved = null, assigneeId = null } = state;
        yield { id, words, resolved, assigneeId, messages };
      }
      after = threads.at(-1)?.id ?? null;
      if (after === null) return;
    }
  }

  private async *pages(orgId: string, id: string): AsyncGenerator<MessageView[]> {
    for (let after = 0; ;) {
      const { entries } = await this.feeds.readPage(orgId, id, { after, ...PAGE });
      const last = entries.at(-1)?.last;
      if (last === undefined) return;
      yield await this.views.ofPage(orgId, id, entries);
      after = last;
    }
  }

  private async threadsOf(
    orgId: string,
    channelId: string,
    page: readonly MessageView[],
  ): Promise<ReadonlyMap<number, string>> {
    const rows = await this.database.readIn<{ id: string; root_seq: string }>([orgId], THREADS, [
      ...[orgId, channelId],
      page.map(({ seq }) => seq),
    ]);
    return new Map(rows.map(({ id, root_seq }) => [Number(root_seq), id]));
  }
}
