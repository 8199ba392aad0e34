import { Inject, Injectable } from '@nestjs/common';
import { COMMENTS_MAX, COMMENTS_OF_PERSON_MAX } from '@maroquin/contracts';
import { type Clock, CLOCK } from '@maroquin/platform/config';
import { Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Feeds } from '@maroquin/platform/feeds';
import type { DataKey, SealContext } from '@maroquin/platform/keys';
import { z } from 'zod';
import { MessageNotices } from '../messages/message-notices.js';
import { encodeMessage } from '../messages/content/index.js';

const stateSchema = z.object({
  /** The words as they were when they were commented. */
  words: z.string(),
  resolved: z.object({ by: z.string(), at: z.string() }).optional(),
  assigneeId: z.string().optional(),
});
type CommentState = Readonly<z.infer<typeof stateSchema>>;

/** The thread of a comment, its state opened. */
export interface CommentThread {
  readonly id: string;
  readonly documentId: string;
  readonly createdBy: string;
  readonly version: number;
  readonly state: CommentState;
  readonly lastSeq: number;
  /** Somebody else than who began it wrote in it. */
  readonly isAnswered: boolean;
}

interface ThreadRow {
  readonly id: string;
  readonly document_id: string;
  readonly created_by: string;
  readonly version: number;
  readonly state: Buffer;
  readonly last_seq: string;
  readonly answered: boolean;
}

const COLUMNS = `t.id, t.document_id, t.created_by, t.version, t.state, f.seq as last_seq,
  exists (select 1 from feed_entry e where e.feed_id = t.id and e.actor_id is distinct from t.created_by) as answered
  from comment_thread t join feed f on f.org_id = t.org_id and f.id = t.id`;
const SHOWN = 't.marked and (t.deleted_seq is null or f.seq > t.deleted_seq)';

const contextOf = (id: string, version: number): SealContext => ({
  ...{ table: 'comment_thread', column: 'state', row: id },
  bound: [version],
});
const encoded = (state: CommentState): Buffer => Buffer.from(JSON.stringify(state), 'utf8');

interface NewThread {
  readonly id: string;
  readonly orgId: string;
  readonly documentId: string;
  readonly changesId: string;
  readonly createdBy: string;
  readonly at: Date;
  readonly words: string;
}

/** The rows of comment_thread, their state sealed with the key of the conversation. */
@Injectable()
export class CommentThreadRows {
  constructor(
    private readonly database: Database,
    private readonly feeds: Feeds,
    private readonly notices: MessageNotices,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** One at a time for a document. @throws {DomainError} comment.too-many, request.not-found */
  async requireRoom(tx: Tx, orgId: string, documentId: string, personId: string): Promise<void> {
    const locked = await tx.query('select 1 from document where org_id = $1 and id = $2 for no key update', [
      ...[orgId, documentId],
    ]);
    if (locked.length === 0) throw new DomainError('request.not-found');
    const [row] = await tx.query<{ all: number; mine: number }>(
      `select count(*)::int as all, (count(*) filter (where created_by = $3))::int as mine
       from comment_thread where org_id = $1 and document_id = $2 and deleted_seq is null`,
      [orgId, documentId, personId],
    );
    if ((row?.all ?? 0) >= COMMENTS_MAX || (row?.mine ?? 0) >= COMMENTS_OF_PERSON_MAX)
      throw new DomainError('comment.too-many');
  }

  async insert(tx: Tx, key: DataKey, { words, ...thread }: NewThread): Promise<void> {
    const { id, orgId, documentId, changesId, createdBy, at } = thread;
    await tx.query(
      `insert into comment_thread (id, org_id, document_id, changes_id, created_by, created_at, state)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [...[id, orgId, documentId, changesId, createdBy], at, key.seal(contextOf(id, 1), encoded({ words }))],
    );
  }

  /** The same of one whose mark is already in the text. */
  async insertMarked(
    tx: Tx,
    key: DataKey,
    { words, resolved, ...thread }: NewThread & Pick<CommentState, 'resolved'>,
  ): Promise<void> {
    await this.insert(tx, key, { ...thread, words });
    const state = { words, ...(resolved !== undefined && { resolved }) };
    await tx.query('update comment_thread set marked = true, state = $3 where org_id = $1 and id = $2', [
      thread.orgId,
      thread.id,
      key.seal(contextOf(thread.id, 1), encoded(state)),
    ]);
  }

  /** At most `limit` behind `after` that are shown, the oldest first. */
  async page(
    orgId: string,
    documentId: string,
    after: string | null,
    limit: number,
  ): Promise<CommentThread[]> {
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<ThreadRow>(
        `select ${COLUMNS} where t.org_id = $1 and t.document_id = $2 and ${SHOWN}
           and ($3::uuid is null or t.id > $3) order by t.id limit $4`,
        [orgId, documentId, after, limit],
      ),
    );
    return Promise.all(rows.map(async (row) => opened(await this.feeds.key(orgId, row.id), row)));
  }

  /** @throws {DomainError} request.not-found */
  async get(orgId: string, documentId: string, id: string): Promise<CommentThread> {
    const [row] = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<ThreadRow>(
        `select ${COLUMNS} where t.org_id = $1 and t.document_id = $2 and t.id = $3 and ${SHOWN}`,
        [orgId, documentId, id],
      ),
    );
    if (row === undefined) throw new DomainError('request.not-found');
    return opened(await this.feeds.key(orgId, id), row);
  }

  /**
   * @param assigned to whom the comment is given by this change; null: to nobody
   * @throws {DomainError} request.conflict when the thread has another version by now
   */
  async update(
    orgId: string,
    { id, version, documentId }: CommentThread,
    state: CommentState,
    assigned: { readonly personId: string; readonly actorId: string } | null,
  ): Promise<void> {
    const key = await this.feeds.key(orgId, id);
    const next = version + 1;
    await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const rows = await tx.query(
        `update comment_thread set version = $4, state = $5
         where org_id = $1 and id = $2 and version = $3 returning id`,
        [orgId, id, version, next, key.seal(contextOf(id, next), encoded(state))],
      );
      if (rows.length === 0) throw new DomainError('request.conflict');
      if (assigned === null) return;
      await this.follow(tx, { orgId, id }, [assigned.personId]);
      await this.notices.addAssigned(tx, { orgId, documentId, id }, assigned);
    });
  }

  async follow(
    tx: Tx,
    { orgId, id }: Pick<NewThread, 'orgId' | 'id'>,
    people: readonly string[],
  ): Promise<void> {
    await tx.query(
      `insert into thread_follow (org_id, thread_id, account_id)
       select $1, $2, s.account_id from seat s where s.org_id = $1 and s.account_id = any($3::uuid[])
       on conflict do nothing`,
      [orgId, id, [...new Set(people)]],
    );
  }

  async isMarked(orgId: string, documentId: string, id: string): Promise<boolean> {
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query(
        `select 1 from comment_thread
         where org_id = $1 and document_id = $2 and id = $3 and marked and deleted_seq is null`,
        [orgId, documentId, id],
      ),
    );
    return rows.length > 0;
  }

  /** Threads that nobody sees yet. `isOld`: for longer than that. */
  async unmarked(
    orgId: string,
    documentId: string,
    ageMs: number,
  ): Promise<readonly { readonly id: string; readonly isOld: boolean }[]> {
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ id: string; is_old: boolean }>(
        `select id, created_at < $3 as is_old from comment_thread
         where org_id = $1 and document_id = $2 and not marked and deleted_seq is null`,
        [orgId, documentId, new Date(this.clock.now().getTime() - ageMs)],
      ),
    );
    return rows.map(({ id, is_old: isOld }) => ({ id, isOld }));
  }

  async setMarked(orgId: string, id: string): Promise<void> {
    await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query('update comment_thread set marked = true where org_id = $1 and id = $2', [orgId, id]),
    );
  }

  /** Threads whose marks stay in the text, those not confirmed yet included. */
  async ids(orgId: string, documentId: string): Promise<ReadonlySet<string>> {
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ id: string }>(
        `select t.id from comment_thread t join feed f on f.org_id = t.org_id and f.id = t.id
         where t.org_id = $1 and t.document_id = $2 and (t.deleted_seq is null or f.seq > t.deleted_seq)`,
        [orgId, documentId],
      ),
    );
    return new Set(rows.map(({ id }) => id));
  }

  /**
   * Takes away all that was said in a thread, and the words that it quoted. A reply that is committed at the same moment
   * is kept, and shows the thread again.
   * @param alongside throws where this may not be done; asked while nobody can write in the thread
   * @throws {DomainError} request.not-found
   */
  async erase(
    { orgId, documentId, id }: Pick<NewThread, 'orgId' | 'documentId' | 'id'>,
    alongside: (tx: Tx, thread: CommentThread) => Promise<void>,
  ): Promise<void> {
    const key = await this.feeds.key(orgId, id);
    await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      await this.feeds.lockInTransaction(tx, orgId, id);
      const [row] = await tx.query<ThreadRow>(
        `select ${COLUMNS} where t.org_id = $1 and t.document_id = $2 and t.id = $3
           and (t.deleted_seq is null or f.seq > t.deleted_seq)`,
        [orgId, documentId, id],
      );
      if (row === undefined) throw new DomainError('request.not-found');
      const thread = opened(key, row);
      await alongside(tx, thread);
      for (let seq = 1; seq <= thread.lastSeq; seq += 1) {
        const tombstone = encodeMessage({ id, text: '' });
        await this.feeds.eraseInTransaction(tx, { feed: id, orgId, seq, tombstone });
      }
      for (const table of ['message_state', 'message_edit'])
        await tx.query(`delete from ${table} where org_id = $1 and conversation_id = $2`, [orgId, id]);
      const next = thread.version + 1;
      await tx.query(
        'update comment_thread set deleted_seq = $3, version = $4, state = $5 where org_id = $1 and id = $2',
        [...[orgId, id, thread.lastSeq, next], key.seal(contextOf(id, next), encoded({ words: '' }))],
      );
    });
  }
}

function opened(key: DataKey, row: ThreadRow): CommentThread {
  const plain = Buffer.from(key.open(contextOf(row.id, row.version), row.state)).toString('utf8');
  return {
    ...{ id: row.id, documentId: row.document_id, createdBy: row.created_by, version: row.version },
    ...{
      state: stateSchema.parse(JSON.parse(plain)),
      lastSeq: Number(row.last_seq),
      isAnswered: row.answered,
    },
  };
}
