import { Inject, Injectable } from '@nestjs/common';
import {
  idSchema,
  type ScheduledMessage,
  SCHEDULED_DAYS,
  SCHEDULED_MAX,
  type scheduleMessageSchema,
} from '@maroquin/contracts';
import { type Clock, CLOCK, newId } from '@maroquin/platform/config';
import { type Actor, Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Feeds } from '@maroquin/platform/feeds';
import { Keys, type Page, type Paging, readPage } from '@maroquin/platform/keys';
import { z } from 'zod';
import { ConversationAccess } from '../messages/conversation-access.js';
import { requireWriter } from '../messages/require-writer.js';
import { wordsBeside } from '../messages/content/index.js';
import { OwnWords } from './own-words.js';
import { openScheduled, type ScheduledRow, sealScheduled } from './scheduled-row.js';
import { sendLater } from './send-scheduled.task.js';

/** First key of the advisory lock: two that are scheduled at once are counted one after the other. */
const LOCK = 7_262_051;
const DAY_MS = 86_400_000;
const placeSchema = z.strictObject({ at: z.string(), id: idSchema });
type ListedRow = ScheduledRow & { readonly place_at: string };
const MINE = `
select id, org_id, conversation_id, account_id, home_org, send_at, body, files, refused, send_at::text as place_at
from scheduled_message where account_id = $1
  and ($2::timestamptz is null or (send_at, id) > ($2, $3::uuid)) order by send_at, id limit $4`;

/** Messages that are to be sent later. */
@Injectable()
export class ScheduledMessages {
  constructor(
    private readonly access: ConversationAccess,
    private readonly database: Database,
    private readonly feeds: Feeds,
    private readonly keys: Keys,
    private readonly words: OwnWords,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * What it says is checked now, the right again when the moment has come.
   * @throws {DomainError} request.not-found, message.schedule, message.too-many-scheduled, message.file, and as a message is sent
   */
  async create(actor: Actor, id: string, asked: z.infer<typeof scheduleMessageSchema>): Promise<string> {
    // A visitor by link is gone when the moment has come.
    if (actor.standing === 'visitor') throw new DomainError('request.not-found');
    const conversation = await this.access.require(actor, 'message.post', id);
    const { orgId } = conversation;
    const files = asked.files === undefined ? null : [...new Set(asked.files)];
    const text = wordsBeside(files ?? [], asked.text);
    if (files !== null && (await this.words.files(actor, conversation, files)).length < files.length)
      throw new DomainError('message.file');
    if (asked.toMany !== true && (await this.words.callsMany(conversation, text)))
      throw new DomainError('message.many-people');
    const sendAt = new Date(asked.sendAt);
    const wait = sendAt.getTime() - this.clock.now().getTime();
    if (wait <= 0 || wait > SCHEDULED_DAYS * DAY_MS) throw new DomainError('message.schedule');
    const key = await this.feeds.key(orgId, id);
    const facts = { id: newId(), orgId, conversationId: id, accountId: actor.personId, sendAt, files };
    await this.database.inOrgs({ orgs: [...new Set([orgId, ...actor.orgs])] }, async (tx) => {
      await requireRoom(tx, actor);
      await tx.query(
        `insert into scheduled_message (id, org_id, conversation_id, account_id, home_org, send_at, body, files)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [facts.id, orgId, id, actor.personId, actor.orgId, sendAt, sealScheduled(key, facts, text), files],
      );
      await sendLater(tx, facts);
    });
    return facts.id;
  }

  /** Mine, the next first; also of conversations in which I may no longer write. */
  async list(actor: Actor, paging: Paging): Promise<Page<ScheduledMessage>> {
    requireWriter(actor);
    const { items, next } = await readPage(
      this.keys.instance,
      {
        ...{ audience: `scheduled ${actor.personId}`, place: placeSchema },
        placeOf: (row: ListedRow) => ({ at: row.place_at, id: row.id }),
        read: (after, limit) =>
          this.database.readOnce<ListedRow>(actor, MINE, [
            ...[actor.personId, after?.at ?? null, after?.id ?? null, limit],
          ]),
      },
      paging,
    );
    const views: ScheduledMessage[] = [];
    for (const row of items) views.push(await this.view(actor, row));
    return { items: views, next };
  }

  private async view(actor: Actor, row: ScheduledRow): Promise<ScheduledMessage> {
    const { id, org_id: orgId, conversation_id: conversationId, send_at, refused } = row;
    const text = openScheduled(await this.feeds.key(orgId, conversationId), row);
    const conversation = await this.access.find(actor, 'message.post', conversationId);
    const words = conversation === null ? { text } : await this.words.named(actor, conversation, text);
    const sendAt = send_at.toISOString();
    const view = {
      ...words,
      id,
      conversationId,
      channelId: conversation?.resourceId ?? null,
      sendAt,
      refused,
    };
    if (row.files === null || conversation === null) return view;
    return { ...view, files: await this.words.files(actor, conversation, row.files) };
  }

  /** Taken back: it will not be sent. @throws {DomainError} message.waits-no-more */
  async delete(actor: Actor, id: string): Promise<void> {
    requireWriter(actor);
    const gone = await this.database.inOrgs(actor, (tx) =>
      tx.query<{ id: string }>(
        'delete from scheduled_message where account_id = $1 and id = $2 returning id',
        [...[actor.personId, id]],
      ),
    );
    if (gone.length === 0) throw new DomainError('message.waits-no-more');
  }
}

/** @throws {DomainError} message.too-many-scheduled */
async function requireRoom(tx: Tx, { personId }: Actor): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1, hashtext($2))', [LOCK, personId]);
  const [row] = await tx.query<{ count: number }>(
    'select count(*)::int as count from scheduled_message where account_id = $1',
    [personId],
  );
  if ((row?.count ?? 0) >= SCHEDULED_MAX) throw new DomainError('message.too-many-scheduled');
}
