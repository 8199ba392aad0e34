import { Inject, Injectable } from '@nestjs/common';
import { ResourceViews } from '@maroquin/access';
import { idSchema, messageSeqSchema, type SavedMessage } from '@maroquin/contracts';
import { type Clock, CLOCK } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { Keys, type Page, type Paging, readPage } from '@maroquin/platform/keys';
import { z } from 'zod';
import { ConversationAccess } from '../messages/conversation-access.js';
import { requireWriter } from '../messages/require-writer.js';
import { MessagePages } from '../messages/message-pages.js';

interface SavedRow {
  readonly conversation_id: string;
  readonly seq: string;
  readonly saved_at: Date;
  /** To the microsecond. */
  readonly place_at: string;
}

const placeSchema = z.strictObject({ at: z.string(), id: idSchema, seq: messageSeqSchema });
const SAVED = `
select conversation_id, seq, saved_at, saved_at::text as place_at from saved_message
where account_id = $1 and ($2::timestamptz is null or (saved_at, conversation_id, seq) < ($2, $3::uuid, $4::bigint))
order by saved_at desc, conversation_id desc, seq desc limit $5`;

/** Messages that people keep at hand. Each is shown as it is by now, to whom may still read it. */
@Injectable()
export class SavedMessages {
  constructor(
    private readonly access: ConversationAccess,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly pages: MessagePages,
    private readonly views: ResourceViews,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws {DomainError} request.not-found */
  async set(actor: Actor, id: string, seq: number, on: boolean): Promise<void> {
    const conversation = await this.access.require(actor, 'channel.read', id);
    await this.pages.one(conversation, seq);
    const place = [conversation.orgId, actor.personId, id, seq];
    await this.database.inOrgs({ orgs: [conversation.orgId] }, (tx) =>
      on
        ? tx.query(
            `insert into saved_message (org_id, account_id, conversation_id, seq, saved_at) values ($1, $2, $3, $4, $5)
             on conflict do nothing`,
            [...place, this.clock.now()],
          )
        : tx.query(
            'delete from saved_message where org_id = $1 and account_id = $2 and conversation_id = $3 and seq = $4',
            place,
          ),
    );
  }

  /** The last that were saved first. */
  async list(actor: Actor, paging: Paging): Promise<Page<SavedMessage>> {
    requireWriter(actor);
    const { items: rows, next } = await readPage(
      this.keys.instance,
      {
        ...{ audience: `saved ${actor.personId}`, place: placeSchema },
        placeOf: ({ place_at, conversation_id, seq }: SavedRow) => ({
          ...{ at: place_at, id: conversation_id, seq: Number(seq) },
        }),
        read: (after, limit) =>
          this.database.readOnce<SavedRow>(actor, SAVED, [
            ...[actor.personId, after?.at ?? null, after?.id ?? null, after?.seq ?? null, limit],
          ]),
      },
      paging,
    );
    const found: SavedMessage[] = [];
    for (const row of rows) {
      const view = await this.view(actor, row);
      if (view !== null) found.push(view);
    }
    return { items: found, next };
  }

  /** null: it may no longer be read, or is deleted. */
  private async view(
    actor: Actor,
    { conversation_id: id, seq, saved_at }: SavedRow,
  ): Promise<SavedMessage | null> {
    const conversation = await this.access.find(actor, 'channel.read', id);
    if (conversation === null || conversation.isComment) return null;
    const { resourceId, root } = conversation;
    const message = await this.pages.one(conversation, Number(seq));
    const name = (await this.views.viewsOf(actor, [resourceId])).get(resourceId)?.name ?? '';
    return {
      ...{ message, conversationId: id, channelId: resourceId, rootSeq: root?.seq ?? null, name },
      savedAt: saved_at.toISOString(),
    };
  }
}
