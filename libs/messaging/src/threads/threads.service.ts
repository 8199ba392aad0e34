import { Injectable } from '@nestjs/common';
import type { ThreadView } from '@maroquin/contracts';
import { newId } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { ConversationAccess, type Permitted, type ThreadRoot } from '../messages/conversation-access.js';
import { ConversationFeeds } from '../messages/conversation-feeds.js';
import { MessagePages } from '../messages/message-pages.js';
import { ReadStates } from '../messages/read-states.js';
import { ThreadReplies } from '../messages/thread-replies.js';

interface ThreadRow {
  readonly last_seq: string;
  readonly last_at: Date | null;
  readonly read_seq: string | null;
  readonly following: boolean;
}

/** Threads: conversations that reply to one message of a channel. */
@Injectable()
export class Threads {
  constructor(
    private readonly access: ConversationAccess,
    private readonly database: Database,
    private readonly conversations: ConversationFeeds,
    private readonly pages: MessagePages,
    private readonly replies: ThreadReplies,
    private readonly readStates: ReadStates,
  ) {}

  /**
   * The thread of a message: made by the first person who wants to reply.
   * @throws {DomainError} request.not-found (also for a message of a thread: threads have none of their own)
   */
  async open(actor: Actor, channelId: string, seq: number): Promise<string> {
    const channel = await this.access.require(actor, 'message.post', channelId);
    if (channel.root !== null || channel.isComment) throw new DomainError('request.not-found');
    const root = await this.pages.one(channel, seq);
    const { orgId } = channel;
    const changesId = await this.conversations.changesOf(orgId, channelId);
    const id = await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      // One at a time for a channel, so that two who reply at once get the same thread.
      await this.conversations.lock(tx, orgId, changesId);
      const [known] = await tx.query<{ id: string }>(
        'select id from thread where org_id = $1 and channel_id = $2 and root_seq = $3',
        [orgId, channelId, seq],
      );
      if (known !== undefined) return known.id;
      const made = newId();
      const changes = await this.conversations.create(tx, { id: made, orgId });
      await tx.query(
        'insert into thread (id, org_id, channel_id, root_seq, changes_id) values ($1, $2, $3, $4, $5)',
        [made, orgId, channelId, seq, changes],
      );
      return made;
    });
    if (root.author !== null) await this.replies.follow({ orgId, id }, [root.author.id]);
    return id;
  }

  /** @throws {DomainError} request.not-found */
  async get(actor: Actor, id: string): Promise<ThreadView> {
    const { thread, root } = await this.required(actor, id);
    await this.readStates.settled();
    const [row] = await this.database.inOrgs({ orgs: [thread.orgId] }, (tx) =>
      tx.query<ThreadRow>(
        `select f.seq as last_seq, r.seq as read_seq, w.account_id is not null as following,
           (select e.at from feed_entry e where e.feed_id = f.id and e.last = f.seq) as last_at
         from feed f left join read_state r on r.channel_id = f.id and r.account_id = $3
         left join thread_follow w on w.thread_id = f.id and w.account_id = $3
         where f.org_id = $1 and f.id = $2`,
        [thread.orgId, id, actor.personId],
      ),
    );
    if (row === undefined) throw new DomainError('request.not-found');
    const message = await this.pages.one({ orgId: thread.orgId, id: root.conversationId }, root.seq);
    const canPost = await this.access.may(actor, 'message.post', thread);
    const lastSeq = Number(row.last_seq);
    // A node died between a reply and its count.
    if (canPost && row.last_at !== null && lastSeq > (message.thread?.replies ?? 0))
      void this.replies.count(actor, thread, { seq: lastSeq, at: row.last_at }).catch(() => undefined);
    return {
      ...{ id, channelId: root.conversationId, root: message, lastSeq, canPost },
      readSeq: Number(row.read_seq ?? 0),
      following: row.following,
      canModerate: await this.access.may(actor, 'message.moderate', thread),
    };
  }

  /** @throws {DomainError} request.not-found */
  async follow(actor: Actor, id: string, on: boolean): Promise<void> {
    const { thread } = await this.required(actor, id);
    if (on) await this.replies.follow(thread, [actor.personId]);
    else await this.replies.unfollow(thread, actor.personId);
  }

  private async required(actor: Actor, id: string): Promise<{ thread: Permitted; root: ThreadRoot }> {
    const thread = await this.access.require(actor, 'channel.read', id);
    if (thread.root === null) throw new DomainError('request.not-found');
    return { thread, root: thread.root };
  }
}
