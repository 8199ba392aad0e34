import { Inject, Injectable } from '@nestjs/common';
import type { NotificationKind } from '@maroquin/contracts';
import { CLOCK, type Clock, newId } from '@maroquin/platform/config';
import type { Question, ReadStatement, Tx } from '@maroquin/platform/database';
import { Events } from '@maroquin/platform/events';
import { NotificationOutlets } from './outlets/notification-outlets.js';
import { PersonFeeds } from './outlets/person-feeds.js';

/** A notice for somebody: ids only. */
export interface Notice {
  readonly personId: string;
  readonly kind: NotificationKind;
  /** The resource it is about, or the team. */
  readonly resourceId: string;
  /** null: the system itself. */
  readonly actorId: string | null;
  /** Of a message: its conversation, and its number there. */
  readonly conversationId?: string;
  readonly seq?: number;
  /** Of a thread: the number of the message that it replies to. */
  readonly rootSeq?: number;
}
/** Somebody has read a conversation so far. */
interface ReadUpTo {
  readonly orgId: string;
  readonly conversationId: string;
  readonly personId: string;
  readonly seq: number;
}

interface UnreadRow {
  readonly id: string;
  readonly account_id: string;
}

const READ_UP_TO: ReadStatement = {
  name: 'notices of what was read',
  text: `update notification set read_at = $1 where id in (
       select n.id from notification n
       join unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::bigint[]) as w (org, conversation, person, seq)
         on n.org_id = w.org and n.account_id = w.person and n.conversation_id = w.conversation
       where n.read_at is null and n.last_seq <= w.seq order by n.id for update of n)
     and read_at is null returning account_id`,
};

/** Rows that one person has at most; the oldest make room. */
const MOST_ROWS = 1_000;
/**
 * Unread rows of one kind about one place. What comes beyond is counted in the newest of them: a conversation that one
 * has not read needs one row, and of mentions a person reads a few.
 */
const MOST_UNREAD: Readonly<Record<NotificationKind, number>> = {
  mention: 20,
  reply: 1,
  direct: 1,
  comment: 1,
  'comment-assigned': 1,
  'access-given': 1,
  'access-requested': 20,
  'access-answered': 1,
  'team-joined': 1,
  'circuit-asked': 1,
  'circuit-due': 1,
  'circuit-returned': 1,
  'circuit-approved': 1,
  'file-blocked': 1,
  'break-glass-begun': 20,
  'break-glass-ended': 20,
};

/** People whom one person may notify, within an hour, that they are mentioned in documents. */
const MOST_MENTIONED = 200;
const HOUR_MS = 3_600_000;

/** Of mentions in a document one unread row says it all; those in a conversation lead to one message each. */
const mostUnread = ({ kind, conversationId }: Notice): number =>
  kind === 'mention' && conversationId === undefined ? 1 : MOST_UNREAD[kind];

/** Notifies people, in the transaction of the act that they are notified of. */
@Injectable()
export class Notifications {
  constructor(
    private readonly feeds: PersonFeeds,
    private readonly outlets: NotificationOutlets,
    private readonly events: Events,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Appends to the feed of each person, for one act; of several notices to a person the first counts. Nobody is
   * notified of their own act, nor without a seat in the organisation. Call it last: the feeds stay locked until the transaction ends.
   */
  async notify(tx: Tx, orgId: string, notices: readonly Notice[]): Promise<void> {
    const wanted = new Map<string, Notice>();
    for (const notice of notices)
      if (notice.personId !== notice.actorId && !wanted.has(notice.personId))
        wanted.set(notice.personId, notice);
    const seated = await this.seated(tx, orgId, [...wanted.keys()]);
    if (seated.size === 0) return;
    const told = await this.unmuted(
      tx,
      orgId,
      [...wanted.values()].filter(({ personId }) => seated.has(personId)),
    );
    if (told.length === 0) return;
    const joined = await this.joinUnread(tx, orgId, told);
    const fresh = told.filter(({ personId }) => !joined.has(personId));
    if (fresh.length > 0) await this.insert(tx, orgId, fresh);
    this.events.publishAfterCommit(tx, {
      type: 'notifications.changed',
      personIds: told.map(({ personId }) => personId),
    });
  }

  /** How many more people each of these may still mention in documents, by what was told within the last hour. */
  async mentionsLeft(
    tx: Tx,
    orgId: string,
    authors: readonly string[],
  ): Promise<ReadonlyMap<string, number>> {
    const rows = await tx.query<{ actor_id: string; told: number }>(
      `select actor_id, count(*)::int as told from notification
       where org_id = $1 and actor_id = any($2::uuid[]) and kind = 'mention' and conversation_id is null and at > $3
       group by actor_id`,
      [orgId, authors, new Date(this.clock.now().getTime() - HOUR_MS)],
    );
    const told = new Map(rows.map((row) => [row.actor_id, row.told]));
    return new Map(authors.map((id) => [id, Math.max(0, MOST_MENTIONED - (told.get(id) ?? 0))]));
  }

  private async seated(tx: Tx, orgId: string, people: readonly string[]): Promise<ReadonlySet<string>> {
    if (people.length === 0) return new Set();
    const rows = await tx.query<{ account_id: string }>(
      'select account_id from seat where org_id = $1 and account_id = any($2::uuid[])',
      [orgId, people],
    );
    return new Set(rows.map((row) => row.account_id));
  }

  /** Without what people have muted in their conversations. */
  private async unmuted(tx: Tx, orgId: string, notices: readonly Notice[]): Promise<readonly Notice[]> {
    const ofMessages = notices.filter(({ conversationId }) => conversationId !== undefined);
    if (ofMessages.length === 0) return notices;
    const rows = await tx.query<{ account_id: string; resource_id: string; level: 'mentions' | 'nothing' }>(
      `select account_id, resource_id, level from notification_level
       where org_id = $1 and account_id = any($2::uuid[]) and resource_id = any($3::uuid[])`,
      [orgId, ofMessages.map(({ personId }) => personId), ofMessages.map(({ resourceId }) => resourceId)],
    );
    const levels = new Map(rows.map((row) => [`${row.account_id} ${row.resource_id}`, row.level]));
    return notices.filter(({ personId, resourceId, kind, conversationId }) => {
      const level = conversationId === undefined ? undefined : levels.get(`${personId} ${resourceId}`);
      return level === undefined || (level === 'mentions' && kind === 'mention');
    });
  }

  /**
   * Where an unread row already stands for this, it takes the message in. The rows are locked, so that whoever reads the
   * conversation meanwhile reads it with this message or without, and never loses it.
   * @returns the people for whom that is so
   */
  private async joinUnread(tx: Tx, orgId: string, notices: readonly Notice[]): Promise<ReadonlySet<string>> {
    const rows = await tx.query<UnreadRow>(
      `select n.id, n.account_id from notification n
       join unnest($2::uuid[], $3::text[], $4::uuid[], $5::uuid[]) as w (person, kind, subject, conversation)
         on n.account_id = w.person and n.kind = w.kind and n.subject_id = w.subject
         and n.conversation_id is not distinct from w.conversation
       where n.org_id = $1 and n.read_at is null order by n.id for update of n`,
      [
        orgId,
        notices.map(({ personId }) => personId),
        notices.map(({ kind }) => kind),
        notices.map(({ resourceId }) => resourceId),
        notices.map(({ conversationId }) => conversationId ?? null),
      ],
    );
    const unread = new Map<string, UnreadRow[]>();
    for (const row of rows) unread.set(row.account_id, [...(unread.get(row.account_id) ?? []), row]);
    const full = notices.flatMap((notice) => {
      const own = unread.get(notice.personId) ?? [];
      const newest = own.at(-1);
      return newest !== undefined && own.length >= mostUnread(notice) ? [newest] : [];
    });
    // They are of one act: its message is the same for all.
    const seq = notices[0]?.seq;
    if (full.length > 0 && seq !== undefined)
      await tx.query('update notification set last_seq = $2 where id = any($1::uuid[]) and last_seq < $2', [
        full.map(({ id }) => id),
        seq,
      ]);
    return new Set(full.map(({ account_id }) => account_id));
  }

  private async insert(tx: Tx, orgId: string, notices: readonly Notice[]): Promise<void> {
    const rows = notices.map((notice) => ({ ...notice, id: newId() }));
    const numbers = await this.feeds.append(tx, orgId, rows);
    const column = <T>(of: (row: (typeof rows)[number]) => T): T[] => rows.map(of);
    await tx.query(
      `insert into notification (id, org_id, account_id, seq, kind, subject_id, actor_id, at,
         conversation_id, first_seq, last_seq, root_seq)
       select w.id, $1, w.person, w.seq, w.kind, w.subject, w.actor, $2, w.conversation, w.message, w.message, w.root
       from unnest($3::uuid[], $4::uuid[], $5::bigint[], $6::text[], $7::uuid[], $8::uuid[], $9::uuid[], $10::bigint[],
         $11::bigint[]) as w (id, person, seq, kind, subject, actor, conversation, message, root)`,
      [
        ...[orgId, this.clock.now()],
        column(({ id }) => id),
        column(({ personId }) => personId),
        numbers,
        column(({ kind }) => kind),
        column(({ resourceId }) => resourceId),
        column(({ actorId }) => actorId),
        column(({ conversationId }) => conversationId ?? null),
        column(({ seq }) => seq ?? null),
        column(({ rootSeq }) => rootSeq ?? null),
      ],
    );
    await tx.query(
      `delete from notification where id in (
         select n.id from notification n join unnest($2::uuid[], $3::bigint[]) as w (person, seq)
           on n.account_id = w.person and n.seq <= w.seq - $4
         where n.org_id = $1 for update of n skip locked)`,
      [orgId, column(({ personId }) => personId), numbers, MOST_ROWS],
    );
    await this.outlets.wake(
      tx,
      orgId,
      rows.map(({ personId }, index) => ({ personId, seq: numbers[index] ?? 1 })),
    );
  }

  /**
   * What these people were told of what they have read is read as well: to be asked in the transaction that says how far
   * they have, and its answer given to `announceRead`.
   */
  readUpTo(reads: readonly ReadUpTo[]): Question {
    return {
      statement: READ_UP_TO,
      params: [
        this.clock.now(),
        reads.map(({ orgId }) => orgId),
        reads.map(({ conversationId }) => conversationId),
        reads.map(({ personId }) => personId),
        reads.map(({ seq }) => seq),
      ],
    };
  }

  /** Once that is committed. `rows`: what it answered. */
  announceRead(rows: readonly object[]): void {
    const personIds = [
      ...new Set((rows as readonly { readonly account_id: string }[]).map((row) => row.account_id)),
    ];
    if (personIds.length > 0) this.events.announce({ type: 'notifications.changed', personIds });
  }
}
