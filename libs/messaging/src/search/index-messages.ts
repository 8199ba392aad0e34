import { Injectable } from '@nestjs/common';
import { MENTION } from '@maroquin/contracts';
import { Database, type ReadStatement } from '@maroquin/platform/database';
import { type FeedEntry, Feeds } from '@maroquin/platform/feeds';
import {
  type DueFeed,
  type IndexedConversation,
  type IndexedMessage,
  IndexRows,
  type NewMessages,
} from '@maroquin/search';
import { decodeChange, decodeMessage, MESSAGE } from '../messages/content/index.js';

/** Entries read at once: some 100 ms of work. */
const AT_ONCE = 500;
/** A feed with no more than this goes along with others. */
const FEW = 20;

/** `feed`: that of its messages, or of what happened to them. */
const CONVERSATIONS: ReadStatement = {
  name: 'conversations of feeds',
  text: `select id as feed, id, changes_id, id as resource_id from channel where id = any($1::uuid[])
    union all select changes_id, id, changes_id, id from channel where changes_id = any($1::uuid[])
    union all select id, id, changes_id, channel_id from thread where id = any($1::uuid[])
    union all select changes_id, id, changes_id, channel_id from thread where changes_id = any($1::uuid[])
    union all select id, id, changes_id, document_id from comment_thread where id = any($1::uuid[])
    union all select changes_id, id, changes_id, document_id from comment_thread where changes_id = any($1::uuid[])`,
};

interface ConversationRow {
  readonly feed: string;
  readonly id: string;
  readonly changes_id: string;
  readonly resource_id: string;
}
/** Conversations that are known by one of their feeds. */
const MAX_KNOWN = 50_000;

/** Reads the feeds of conversations into the search index: messages as they are written, and what happens to them since. */
@Injectable()
export class IndexMessages {
  readonly quietMs = 0;
  /** Never changes: by organisation and feed. */
  private readonly known = new Map<string, IndexedConversation>();

  constructor(
    private readonly database: Database,
    private readonly feeds: Feeds,
    private readonly rows: IndexRows,
  ) {}

  /** @throws {DomainError} sealed.damaged */
  async index(due: DueFeed): Promise<void> {
    const { orgId, feedId, after } = due;
    const [conversation] = await this.conversationsOf(orgId, [feedId]);
    if (conversation === undefined) return this.rows.skip(due, due.head);
    const { conversationId, changesId } = conversation;
    const indexed = await this.rows.indexedUpTo(orgId, [changesId]);
    const entries = await this.feeds.read(orgId, feedId, { after, limit: AT_ONCE });
    const last = entries.at(-1);
    if (last === undefined) return this.rows.skip(due, due.head);
    if (conversationId === feedId)
      return this.rows.indexMessages(orgId, [
        {
          ...{ due, conversation, changesAt: indexed(changesId) },
          ...{ messages: entries.map(toIndexed), upTo: last.last },
        },
      ]);
    return this.rows.changeMessages(
      due,
      conversation,
      await this.changed(orgId, conversationId, entries),
      last.last,
    );
  }

  /** Messages of many conversations that have a few new ones each: as a large house writes all day. */
  async indexTogether(dues: readonly DueFeed[]): Promise<readonly DueFeed[]> {
    const [orgId] = dues.map((due) => due.orgId);
    if (orgId === undefined) return [];
    const few = dues.filter(({ after, head }) => head - after <= FEW);
    const conversations = await this.conversationsOf(
      orgId,
      few.map(({ feedId }) => feedId),
    );
    const indexed = await this.rows.indexedUpTo(
      orgId,
      conversations.flatMap((one) => (one === undefined ? [] : [one.changesId])),
    );
    const found = await Promise.all(
      few.map(async (due, index): Promise<NewMessages | null> => {
        const conversation = conversations[index];
        if (conversation?.conversationId !== due.feedId) return null;
        const entries = await this.feeds.readAmongMany(orgId, due.feedId, due.after, FEW);
        const last = entries.at(-1);
        if (last === undefined) return null;
        const changesAt = indexed(conversation.changesId);
        return { due, conversation, changesAt, messages: entries.map(toIndexed), upTo: last.last };
      }),
    );
    const together = found.filter((one) => one !== null);
    if (together.length > 0) await this.rows.indexMessages(orgId, together);
    const done = new Set(together.map(({ due }) => due));
    return dues.filter((due) => !done.has(due));
  }

  /** In the order of `feedIds`. */
  private async conversationsOf(
    orgId: string,
    feedIds: readonly string[],
  ): Promise<(IndexedConversation | undefined)[]> {
    const keyOf = (feedId: string): string => `${orgId} ${feedId}`;
    const unknown = feedIds.filter((feedId) => !this.known.has(keyOf(feedId)));
    if (unknown.length > 0) {
      if (this.known.size > MAX_KNOWN) this.known.clear();
      const rows = await this.database.readIn<ConversationRow>([orgId], CONVERSATIONS, [unknown]);
      for (const { feed, id, changes_id: changesId, resource_id: resourceId } of rows)
        this.known.set(keyOf(feed), { conversationId: id, changesId, resourceId });
    }
    return feedIds.map((feedId) => this.known.get(keyOf(feedId)));
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
