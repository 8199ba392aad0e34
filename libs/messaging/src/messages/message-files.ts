import { Inject, Injectable } from '@nestjs/common';
import { ResourceViews, TrashResources } from '@maroquin/access';
import type { MessageFile } from '@maroquin/contracts';
import { type Clock, CLOCK } from '@maroquin/platform/config';
import { type Actor, Database, isUniqueViolation, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { type Appended, type AppendItem, Feeds } from '@maroquin/platform/feeds';
import type { Permitted } from './conversation-access.js';
import { MessageNotices } from './message-notices.js';
import { encodeMessage, type MessagePayload } from './content/index.js';

export interface MessageWithFiles {
  readonly entry: Omit<AppendItem, 'payload'>;
  readonly payload: MessagePayload;
  readonly fileIds: readonly string[];
  /** Whom it calls without naming them. */
  readonly called: readonly string[];
}

/** Whom a message is told to as to those that it names. */
export const toldIn = ({ payload, called }: MessageWithFiles): string[] => [
  ...new Set([...(payload.mentions ?? []), ...called]),
];

/** What was uploaded in a conversation and not sent is put away after so long: a message may wait for its network. */
const UNSENT_MS = 30 * 24 * 3_600_000;
const UNSENT = `
select f.id from resource c join resource f on f.org_id = c.org_id and f.parent_id = c.id and f.kind = 'file'
where c.org_id = $1 and c.kind in ('channel', 'direct') and f.trashed_at is null and f.created_at < $2
  and not exists (select 1 from message_file m where m.org_id = f.org_id and m.file_id = f.id) limit 500`;

/** Files that are sent with messages: they stand in the conversation, and each belongs to one message. */
@Injectable()
export class MessageFiles {
  constructor(
    private readonly database: Database,
    private readonly feeds: Feeds,
    private readonly views: ResourceViews,
    private readonly trash: TrashResources,
    private readonly notices: MessageNotices,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The message and what says that these files are its own, in one transaction. The same client id again answers with the
   * message that is there.
   * @throws {DomainError} message.file, request.not-found
   */
  async append(actor: Actor, conversation: Permitted, message: MessageWithFiles): Promise<Appended> {
    const { entry, payload, fileIds } = message;
    const { orgId, id, resourceId } = conversation;
    const ids = [...new Set(fileIds)];
    const files = await this.own(actor, resourceId, ids);
    // At hand: inside the transaction, fetching it would take a second connection.
    await this.feeds.key(orgId, id);
    try {
      return await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
        const whole = files === null ? payload : { ...payload, files };
        const answer = await this.feeds.appendInTransaction(tx, { ...entry, payload: encodeMessage(whole) });
        if (answer.status !== 'appended') return answer;
        if (files === null) throw new DomainError('message.file');
        await this.bind(tx, { orgId, conversationId: id, seq: answer.last, ids });
        const told = { actorId: entry.actorId, seq: answer.last, mentions: toldIn(message) };
        await this.notices.add(tx, conversation, told);
        return answer;
      });
    } catch (error) {
      // Sent with another message meanwhile.
      if (isUniqueViolation(error)) throw new DomainError('message.file', { cause: error });
      throw error;
    }
  }

  private async bind(
    tx: Tx,
    {
      orgId,
      conversationId,
      seq,
      ids,
    }: { orgId: string; conversationId: string; seq: number; ids: string[] },
  ): Promise<void> {
    const bound = await tx.query<{ file_id: string }>(
      `insert into message_file (org_id, file_id, conversation_id, seq)
       select $1, r.id, $3, $4 from resource r
       where r.org_id = $1 and r.id = any($2::uuid[]) and r.trashed_at is null returning file_id`,
      [orgId, ids, conversationId, seq],
    );
    // Put away since they were looked at.
    if (bound.length < ids.length) throw new DomainError('message.file');
  }

  /** null: one of them is not there, or is not the actor's own file of this conversation. */
  private async own(actor: Actor, resourceId: string, ids: readonly string[]): Promise<MessageFile[] | null> {
    const views = await this.views.viewsOf(actor, ids);
    const makers = new Map((await this.views.rowsById(actor, ids)).map((row) => [row.id, row.created_by]));
    const files = ids.flatMap((id): MessageFile[] => {
      const view = views.get(id);
      if (view?.kind !== 'file' || view.parentId !== resourceId || view.trashedAt !== null) return [];
      if (makers.get(id) !== actor.personId || view.size === null || view.mediaType === null) return [];
      return [{ id, name: view.name, size: view.size, mediaType: view.mediaType }];
    });
    return files.length === ids.length ? files : null;
  }

  /** For the nightly job: what nobody sent. */
  async putUnsentAway(orgId: string): Promise<void> {
    const before = new Date(this.clock.now().getTime() - UNSENT_MS);
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ id: string }>(UNSENT, [orgId, before]),
    );
    if (rows.length > 0)
      await this.trash.putAway(
        orgId,
        rows.map(({ id }) => id),
      );
  }
}
