import { Inject, Injectable } from '@nestjs/common';
import { LOGGER } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import type { Logger } from '@maroquin/platform/logging';
import { ChangeMessages } from './change-messages.js';
import type { Permitted } from './conversation-access.js';

/** What a reply in a thread changes elsewhere: the count on the message it replies to, and who follows. */
@Injectable()
export class ThreadReplies {
  constructor(
    private readonly database: Database,
    private readonly changes: ChangeMessages,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** The reply is committed: its author need not wait, and the next reply or reader repairs a count that was lost. */
  add(actor: Actor, thread: Permitted, reply: { seq: number; at: Date; mentions: readonly string[] }): void {
    Promise.all([
      this.count(actor, thread, reply),
      this.follow(thread, [actor.personId, ...reply.mentions]),
    ]).catch((error: unknown) => this.logger.warn({ err: error }, 'replies of a thread'));
  }

  /** Says on the root how many replies there are. */
  async count(actor: Actor, { id, root }: Permitted, { seq, at }: { seq: number; at: Date }): Promise<void> {
    if (root === null) return;
    const act = { kind: 'reply', threadId: id, replies: seq, lastAt: at.toISOString() } as const;
    await this.changes.act(actor, root.conversationId, root.seq, act);
  }

  /** Whoever is a person of the organisation among them. */
  async follow({ orgId, id }: Pick<Permitted, 'orgId' | 'id'>, people: readonly string[]): Promise<void> {
    await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query(
        `insert into thread_follow (org_id, thread_id, account_id)
         select $1, $2, s.account_id from seat s where s.org_id = $1 and s.account_id = any($3::uuid[])
         on conflict do nothing`,
        [orgId, id, [...new Set(people)]],
      ),
    );
  }

  async unfollow({ orgId, id }: Pick<Permitted, 'orgId' | 'id'>, personId: string): Promise<void> {
    await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query('delete from thread_follow where org_id = $1 and thread_id = $2 and account_id = $3', [
        ...[orgId, id, personId],
      ]),
    );
  }
}
