import { Injectable } from '@nestjs/common';
import { Database, type ReadStatement, type Tx } from '@maroquin/platform/database';
import type { DataKey, SealContext } from '@maroquin/platform/keys';
import { Keys } from '@maroquin/platform/keys';
import { Vocabulary } from '../spelling/vocabulary.js';
import { countPages, PAGE_END, type TextPart, textParts, textVector } from '../words/vector.js';

/** A feed that has entries which are not in the index yet: those behind `after`, up to `head`. */
export interface DueFeed {
  readonly orgId: string;
  readonly feedId: string;
  readonly after: number;
  readonly head: number;
}

/** A message as it is by now. */
export interface IndexedMessage {
  readonly seq: number;
  readonly authorId: string | null;
  readonly at: Date;
  /** null: there is no text, or no longer. */
  readonly text: string | null;
}

export interface IndexedConversation {
  readonly conversationId: string;
  /** Whose rights decide. */
  readonly resourceId: string;
  /** The feed of what happens to its messages. */
  readonly changesId: string;
}

/** What is to be read into the index of one conversation: all its messages behind `due.after`, up to `upTo`. */
export interface NewMessages {
  readonly due: DueFeed;
  readonly conversation: IndexedConversation;
  /** How far its changes were indexed before its messages were read. */
  readonly changesAt: number;
  readonly messages: readonly IndexedMessage[];
  readonly upTo: number;
}

export const textContext = (resourceId: string, part: number): SealContext => ({
  table: 'search_text',
  column: 'body',
  row: resourceId,
  seq: part,
});

const CURSORS: ReadStatement = {
  name: 'how far feeds are indexed',
  text: 'select feed_id, seq from search_cursor where feed_id = any($1::uuid[])',
};

const INSERT_MESSAGES = `insert into search_message
  (org_id, conversation_id, seq, resource_id, author_id, at, generation, words)
  select $1, m.conversation, m.seq, m.resource, m.author, m.at, $2, m.words::tsvector
  from unnest($3::uuid[], $4::uuid[], $5::bigint[], $6::uuid[], $7::timestamptz[], $8::text[])
    m (conversation, resource, seq, author, at, words)
  on conflict (conversation_id, seq) do update
  set author_id = excluded.author_id, generation = excluded.generation, words = excluded.words`;

/**
 * What is there behind these numbers, found row by row by its key: a join would be planned for the whole table, which
 * costs more than all the rest of indexing.
 */
const DELETE_BEHIND = `delete from search_message where org_id = $1 and ctid = any(array(
  select found.place from unnest($2::uuid[], $3::bigint[], $4::bigint[]) w (feed, after, upto)
  cross join lateral (
    select m.ctid as place from search_message m
    where m.conversation_id = w.feed and m.seq > w.after and m.seq <= w.upto offset 0
  ) found))`;

/** Messages whose words are hashed at a stretch, about a millisecond of work: others' go in between. */
const AT_A_STRETCH = 16;

interface TextRows {
  readonly generation: number;
  readonly parts: readonly (TextPart & { readonly body: string; readonly firstPage: number | null })[];
}

type PlacedMessage = IndexedMessage & IndexedConversation;

interface MessageRows {
  readonly generation: number;
  readonly rows: readonly (PlacedMessage & { readonly words: string })[];
}

async function insertMessages(tx: Tx, orgId: string, { generation, rows }: MessageRows): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(INSERT_MESSAGES, [
    ...[orgId, generation],
    rows.map(({ conversationId }) => conversationId),
    rows.map(({ resourceId }) => resourceId),
    rows.map(({ seq }) => seq),
    rows.map(({ authorId }) => authorId),
    rows.map(({ at }) => at),
    rows.map(({ words }) => words),
  ]);
}

/**
 * Moves the cursors of feeds that still stand where they were read from. All are locked in one order, so that no two
 * nodes wait for each other. Where another node indexed a change meanwhile, what was read here may be older than it.
 * @returns those of which another node has not done the same already, and that are to be written
 */
async function advanceAll(tx: Tx, orgId: string, all: readonly NewMessages[]): Promise<NewMessages[]> {
  const feeds = all.flatMap(({ due, conversation }) => [due.feedId, conversation.changesId]);
  await tx.query(
    `insert into search_cursor (feed_id, org_id, seq)
     select feed, $1, 0 from unnest($2::uuid[]) feed order by feed on conflict (feed_id) do nothing`,
    [orgId, feeds],
  );
  const cursors = await tx.query<{ feed_id: string; seq: string }>(
    'select feed_id, seq from search_cursor where org_id = $1 and feed_id = any($2::uuid[]) order by feed_id for update',
    [orgId, feeds],
  );
  const at = new Map(cursors.map((row) => [row.feed_id, Number(row.seq)]));
  const still = all.filter(
    ({ due, conversation, changesAt }) =>
      at.get(due.feedId) === due.after && at.get(conversation.changesId) === changesAt,
  );
  await tx.query(
    `update search_cursor c set seq = w.upto from unnest($2::uuid[], $3::bigint[]) w (feed, upto)
     where c.org_id = $1 and c.feed_id = w.feed`,
    [orgId, still.map(({ due }) => due.feedId), still.map(({ upTo }) => upTo)],
  );
  return still;
}

/** `keyId`: names the key where it is not that of the resource's feed. */
async function insertText(
  tx: Tx,
  { orgId, resourceId }: { readonly orgId: string; readonly resourceId: string },
  { generation, parts }: TextRows,
  dataKey: DataKey,
  keyId: string | null = null,
): Promise<void> {
  await tx.query('delete from search_text where org_id = $1 and resource_id = $2', [orgId, resourceId]);
  for (const [part, { words, length, body, firstPage }] of parts.entries())
    await tx.query(
      `insert into search_text (org_id, resource_id, part, generation, length, words, body, key_id, first_page)
       values ($1, $2, $3, $4, $5, $6::text::tsvector, $7, $8, $9)`,
      [
        ...[orgId, resourceId, part, generation, length, words],
        ...[dataKey.seal(textContext(resourceId, part), Buffer.from(body)), keyId, firstPage],
      ],
    );
}

/**
 * Writes into the index. What is written and how far the feed is read are committed together, by whoever still finds
 * the feed where it read from: a node that ends in the middle leaves nothing half done, and two nodes nothing twice.
 */
@Injectable()
export class IndexRows {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly vocabulary: Vocabulary,
  ) {}

  /** How far these feeds are indexed; 0 for one of which nothing is. */
  async indexedUpTo(orgId: string, feedIds: readonly string[]): Promise<(feedId: string) => number> {
    const rows = await this.database.readIn<{ feed_id: string; seq: string }>([orgId], CURSORS, [feedIds]);
    const at = new Map(rows.map(({ feed_id, seq }) => [feed_id, Number(seq)]));
    return (feedId) => at.get(feedId) ?? 0;
  }

  /**
   * Messages of several conversations of one organisation, in one transaction. What is there behind `due.after` and not
   * among these is gone.
   */
  async indexMessages(orgId: string, all: readonly NewMessages[]): Promise<void> {
    const made = await this.messageRows(
      orgId,
      all.flatMap(({ conversation, messages }) => messages.map((one) => ({ ...one, ...conversation }))),
    );
    await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const still = await advanceAll(tx, orgId, all);
      if (still.length === 0) return;
      await tx.query(DELETE_BEHIND, [
        orgId,
        still.map(({ due }) => due.feedId),
        still.map(({ due }) => due.after),
        still.map(({ upTo }) => upTo),
      ]);
      const here = new Set(still.map(({ conversation }) => conversation.conversationId));
      const rows = made.rows.filter(({ conversationId }) => here.has(conversationId));
      await insertMessages(tx, orgId, { ...made, rows });
    });
  }

  /** Messages that were changed, as the feed of changes says up to `upTo`. */
  async changeMessages(
    due: DueFeed,
    conversation: IndexedConversation,
    messages: readonly IndexedMessage[],
    upTo: number,
  ): Promise<void> {
    const rows = await this.messageRows(
      due.orgId,
      messages.map((message) => ({ ...message, ...conversation })),
    );
    await this.advance(due, upTo, async (tx) => {
      await tx.query(
        'delete from search_message where org_id = $1 and conversation_id = $2 and seq = any($3::bigint[])',
        [due.orgId, conversation.conversationId, messages.map(({ seq }) => seq)],
      );
      await insertMessages(tx, due.orgId, rows);
    });
  }

  private async messageRows(orgId: string, messages: readonly PlacedMessage[]): Promise<MessageRows> {
    const key = (await this.keys.forOrg(orgId)).searchKey;
    const written = new Set<string>();
    const rows: MessageRows['rows'][number][] = [];
    for (const [index, message] of messages.entries()) {
      if (index % AT_A_STRETCH === AT_A_STRETCH - 1) await new Promise((next) => setImmediate(next));
      const { words } = textVector(key, message.text ?? '', written);
      if (words !== '') rows.push({ ...message, words });
    }
    await this.vocabulary.learn(orgId, written);
    return { generation: key.generation, rows };
  }

  /** The whole text of a document, as it was at `upTo` or later. */
  async indexText(due: DueFeed, text: string, dataKey: DataKey, upTo: number): Promise<void> {
    const { orgId, feedId } = due;
    const rows = await this.textRows(orgId, text);
    await this.advance(due, upTo, (tx) => insertText(tx, { orgId, resourceId: feedId }, rows, dataKey));
  }

  /**
   * The text of a file, in a transaction of the caller's. Its pages end with a form feed.
   * @param text '' for a file that cannot be read
   */
  async prepareFileText(
    orgId: string,
    resourceId: string,
    text: string,
  ): Promise<(tx: Tx, dataKey: DataKey) => Promise<void>> {
    const rows = await this.textRows(orgId, text);
    return (tx, dataKey) => insertText(tx, { orgId, resourceId }, rows, dataKey, dataKey.id);
  }

  private async textRows(orgId: string, text: string): Promise<TextRows> {
    const key = (await this.keys.forOrg(orgId)).searchKey;
    const hasPages = text.includes(PAGE_END);
    let [page, counted] = [1, 0];
    const written = new Set<string>();
    const parts = textParts(key, text, written).map((part) => {
      page += countPages(text.slice(counted, part.start));
      counted = part.start;
      return { ...part, body: text.slice(part.start, part.end), firstPage: hasPages ? page : null };
    });
    await this.vocabulary.learn(orgId, written);
    return { generation: key.generation, parts };
  }

  /** Nothing of these entries is for the index. */
  skip(due: DueFeed, upTo: number): Promise<void> {
    return this.advance(due, upTo, () => Promise.resolve());
  }

  private async advance(due: DueFeed, upTo: number, work: (tx: Tx) => Promise<void>): Promise<void> {
    const { orgId, feedId, after } = due;
    await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      await tx.query(
        'insert into search_cursor (feed_id, org_id, seq) values ($1, $2, 0) on conflict (feed_id) do nothing',
        [feedId, orgId],
      );
      const moved = await tx.query(
        'update search_cursor set seq = $4 where feed_id = $1 and org_id = $2 and seq = $3 returning seq',
        [feedId, orgId, after, upTo],
      );
      // Another node was here first: it did the same.
      if (moved.length > 0) await work(tx);
    });
  }
}
