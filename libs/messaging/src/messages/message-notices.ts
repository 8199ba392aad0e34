import { Injectable } from '@nestjs/common';
import { type Notice, Notifications } from '@maroquin/notifications';
import type { Tx } from '@maroquin/platform/database';
import type { Permitted } from './conversation-access.js';

/** People whom one message notifies at most; a larger team is called by `@tous`, which notifies nobody by itself. */
const MAX_NOTIFIED = 500;

/** People, and those of teams. */
const MENTIONED = `
with recursive meant(id) as (
  select unnest($2::uuid[]) union select m.member_id from meant join membership m on m.org_id = $1 and m.team_id = meant.id
) select s.account_id as id from meant join seat s on s.org_id = $1 and s.account_id = meant.id limit $3`;
const FOLLOWERS = 'select account_id as id from thread_follow where org_id = $1 and thread_id = $2 limit $3';
const PARTICIPANTS =
  'select subject_id as id from access_grant where org_id = $1 and resource_id = $2 limit $3';

/** Who made a document. */
const MAKER =
  'select created_by as id from resource where org_id = $1 and id = $2 and created_by is not null';

/** A document, and the thread of a comment on it. */
interface CommentedPlace {
  readonly orgId: string;
  readonly documentId: string;
  readonly id: string;
}
interface NewMessage {
  readonly actorId: string | null;
  readonly seq: number;
  /** The people and teams that its text names. */
  readonly mentions: readonly string[];
}

/** Whom a message notifies: in the transaction that commits it. */
@Injectable()
export class MessageNotices {
  constructor(private readonly notifications: Notifications) {}

  /** Who is mentioned in a new comment, and who made the document. */
  async addComment(
    tx: Tx,
    { orgId, documentId, id }: CommentedPlace,
    { actorId, mentions }: Pick<NewMessage, 'actorId' | 'mentions'>,
  ): Promise<void> {
    const noticesOf = (kind: Notice['kind'], rows: readonly { id: string }[]): Notice[] =>
      rows.map((row) => ({
        ...{ personId: row.id, kind, resourceId: documentId, actorId, conversationId: id, seq: 1 },
      }));
    const mentioned =
      mentions.length === 0 ? [] : await tx.query<{ id: string }>(MENTIONED, [orgId, mentions, MAX_NOTIFIED]);
    const makers = await tx.query<{ id: string }>(MAKER, [orgId, documentId]);
    await this.notifications.notify(tx, orgId, [
      ...noticesOf('mention', mentioned),
      ...noticesOf('comment', makers),
    ]);
  }

  /** To whom a comment is assigned. */
  async addAssigned(
    tx: Tx,
    { orgId, documentId, id }: CommentedPlace,
    { personId, actorId }: { readonly personId: string; readonly actorId: string },
  ): Promise<void> {
    await this.notifications.notify(tx, orgId, [
      {
        ...{ personId, kind: 'comment-assigned', resourceId: documentId, actorId },
        ...{ conversationId: id, seq: 1 },
      },
    ]);
  }

  /** Nobody would be notified: no transaction of its own is needed. */
  notifiesNobody({ root, isDirect, isComment }: Permitted, mentions: readonly string[]): boolean {
    return mentions.length === 0 && root === null && !isDirect && !isComment;
  }

  /** A mention replaces the notice that somebody would get anyway. */
  async add(tx: Tx, conversation: Permitted, message: NewMessage): Promise<void> {
    const { orgId, id, resourceId, root, isDirect, isComment } = conversation;
    const { actorId, seq, mentions } = message;
    if (this.notifiesNobody(conversation, mentions)) return;
    const people = async (sql: string, of: string | readonly string[]): Promise<string[]> =>
      (await tx.query<{ id: string }>(sql, [orgId, of, MAX_NOTIFIED])).map((row) => row.id);
    const notices =
      (kind: Notice['kind']) =>
      (personId: string): Notice => ({
        ...{ personId, kind, resourceId, actorId, conversationId: id, seq },
        ...(root !== null && { rootSeq: root.seq }),
      });
    const mentioned = mentions.length === 0 ? [] : await people(MENTIONED, mentions);
    const following = root === null && !isComment ? [] : await people(FOLLOWERS, id);
    const taking = isDirect && root === null ? await people(PARTICIPANTS, resourceId) : [];
    await this.notifications.notify(tx, orgId, [
      ...mentioned.map(notices('mention')),
      ...following.map(notices('reply')),
      ...taking.map(notices('direct')),
    ]);
  }
}
