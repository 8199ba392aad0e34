import { Injectable } from '@nestjs/common';
import { MENTION } from '@maroquin/contracts';
import { Database, type ReadStatement } from '@maroquin/platform/database';
import { type FeedEntry, Feeds } from '@maroquin/platform/feeds';
import { type DueFeed, type IndexedMessage, IndexRows } from '@maroquin/search';
import { decodeChange, decodeMessage, MESSAGE } from '../messages/content/index.js';

/** Entries read at once: some 100 ms of work. */
const AT_ONCE = 500;

const CONVERSATION: ReadStatement = {
  name: 'conversation of a feed',
  text: `select id, id as resource_id from channel where id = $1 or changes_id = $1
    union all select id, channel_id from thread where id = $1 or changes_id = $1
    union all select id, document_id from comment_thread where id = $1 or changes_id = $1`,
};

interface ConversationRow {
  readonly id: string;
  readonly resource_id: string;
}

/** Reads the feeds of conversations into the search index: messages as they are written, and what happens to them since. */
@Injectable()
export class IndexMessages {
  readonly quietMs = 0;

  constructor(
    private readonly database: Database,
    private readonly feeds: Feeds,
    private readonly rows: IndexRows,
  ) {}

  /** @throws {DomainError} sealed.damaged */
  async index(due: DueFeed): Promise<void> {
    const { orgId, feedId, after } = due;
    const conversation = await this.conversationOf(orgId, feedId);
    if (conversation === null) return this.rows.skip(due, due.head);
    const entries = await this.feeds.read(orgId, feedId, { after, limit: AT_ONCE });
    const last = entries.at(-1);
    if (last === undefined) return this.rows.skip(due, due.head);
    if (conversation.conversationId === feedId)
      return this.rows.putMessages(due, conversation, entries.map(toIndexed), last.last);
    return this.rows.changeMessages(
      due,
      conversation,
      await this.changed(orgId, conversation.conversationId, entries),
      last.last,
    );
  }

  private async conversationOf(
    orgId: string,
    feedId: string,
  ): Promise<{ conversationId: string; resourceId: string } | null> {
    const [row] = await this.database.readIn<ConversationRow>([orgId], CONVERSATION, [feedId]);
    return row === undefined ? null : { conversationId: row.id, resourceId: row.resource_id };
  }

  /** Messages as they are by now, whatever these changes did to them. */
  private async changed(
    orgId: string,
    conversationId: string,
    changes: readonly FeedEntry[],
  ): Promise<IndexedMessage[]> {
    const numbers = new Set(changes.map(({ payload }) => decodeChange(payload).seq));
    const messages: IndexedMessage[] = [];
    for (const seq of numbers) {
      const [entry] = await this.feeds.read(orgId, conversationId, { after: seq - 1, limit: 1 });
      if (entry?.last === seq) messages.push(toIndexed(entry));
    }
    return messages;
  }
}

/** The words of a message; whom it mentions is no word of it. Pure. */
export function searchedText(entry: FeedEntry): string | null {
  if (entry.erased || entry.kind !== MESSAGE) return null;
  const { text, event } = decodeMessage(entry.payload);
  return event === undefined ? text.replace(MENTION, ' ') : null;
}

const toIndexed = (entry: FeedEntry): IndexedMessage => ({
  ...{ seq: entry.last, authorId: entry.actorId, at: entry.at },
  text: searchedText(entry),
});
