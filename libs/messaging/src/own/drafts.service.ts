import { Injectable } from '@nestjs/common';
import { type DraftView, mentionsIn, MESSAGE_MAX_LENGTH } from '@maroquin/contracts';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Events } from '@maroquin/platform/events';
import { Feeds } from '@maroquin/platform/feeds';
import type { SealContext } from '@maroquin/platform/keys';
import { ConversationAccess, type Permitted } from '../messages/conversation-access.js';
import { OwnWords } from './own-words.js';

interface DraftRow {
  readonly org_id: string;
  readonly conversation_id: string;
  readonly body: Buffer;
}

const contextOf = (conversationId: string, personId: string): SealContext => ({
  ...{ table: 'message_draft', column: 'body', row: conversationId },
  bound: [personId],
});

/** What people are writing in their conversations, on whatever device. */
@Injectable()
export class Drafts {
  constructor(
    private readonly access: ConversationAccess,
    private readonly database: Database,
    private readonly feeds: Feeds,
    private readonly words: OwnWords,
    private readonly events: Events,
  ) {}

  /** @throws {DomainError} request.not-found */
  async get(actor: Actor, id: string): Promise<DraftView> {
    const conversation = await this.access.require(actor, 'message.post', id);
    const [row] = await this.rows(actor, [conversation.orgId], [id]);
    return row === undefined ? { text: '' } : this.open(actor, conversation, row);
  }

  /** Of these conversations of the person, those in which it was writing; what cannot be written in is left out. */
  async among(actor: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, DraftView>> {
    const found = new Map<string, DraftView>();
    for (const row of await this.rows(actor, actor.orgs, ids)) {
      const { conversation_id: id } = row;
      const conversation = await this.access.find(actor, 'message.post', id);
      if (conversation !== null) found.set(id, await this.open(actor, conversation, row));
    }
    return found;
  }

  /** Empty: there is none. @throws {DomainError} request.not-found, message.too-long */
  async write(actor: Actor, id: string, text: string): Promise<void> {
    const { orgId } = await this.access.require(actor, 'message.post', id);
    if (text.length > MESSAGE_MAX_LENGTH * 2) throw new DomainError('message.too-long');
    const { personId } = actor;
    const key = await this.feeds.key(orgId, id);
    const body = key.seal(contextOf(id, personId), Buffer.from(text, 'utf8'));
    await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      text.trim() === ''
        ? tx.query(
            'delete from message_draft where org_id = $1 and conversation_id = $2 and account_id = $3',
            [...[orgId, id, personId]],
          )
        : tx.query(
            `insert into message_draft (org_id, conversation_id, account_id, body) values ($1, $2, $3, $4)
             on conflict (conversation_id, account_id) do update set body = excluded.body`,
            [orgId, id, personId, body],
          ),
    );
    this.events.announce({ type: 'conversation.changed', personId, conversationId: id });
  }

  private rows({ personId }: Actor, orgs: readonly string[], ids: readonly string[]): Promise<DraftRow[]> {
    return this.database.readOnce<DraftRow>(
      { orgs },
      `select org_id, conversation_id, body from message_draft
       where account_id = $1 and conversation_id = any($2::uuid[])`,
      [personId, ids],
    );
  }

  private async open(actor: Actor, conversation: Permitted, { body }: DraftRow): Promise<DraftView> {
    const { orgId, id } = conversation;
    const key = await this.feeds.key(orgId, id);
    const text = Buffer.from(key.open(contextOf(id, actor.personId), body)).toString('utf8');
    return mentionsIn(text).length === 0 ? { text } : this.words.named(actor, conversation, text);
  }
}
