import { Injectable } from '@nestjs/common';
import { newId } from '@maroquin/platform/config';
import type { Actor, Tx } from '@maroquin/platform/database';
import { Events } from '@maroquin/platform/events';
import { Feeds } from '@maroquin/platform/feeds';
import { encodeMessage, MESSAGE, type MessagePayload } from '../messages/content/index.js';
import { ReadStates } from '../messages/read-states.js';

interface Conversation {
  readonly orgId: string;
  readonly id: string;
}

/** What is done to a conversation, written among its messages: nobody joins or leaves unseen. */
@Injectable()
export class ConversationEvents {
  constructor(
    private readonly feeds: Feeds,
    private readonly events: Events,
    private readonly readStates: ReadStates,
  ) {}

  /** Has the key at hand: within the transaction, fetching it would take a second connection. */
  async prepare(orgId: string, id: string): Promise<void> {
    await this.feeds.key(orgId, id);
  }

  /** In the transaction of the act itself. */
  async append(
    tx: Pick<Tx, 'query' | 'manager' | 'orgs' | 'afterCommit'>,
    { personId }: Pick<Actor, 'personId'>,
    { orgId, id }: Conversation,
    event: NonNullable<MessagePayload['event']>,
  ): Promise<void> {
    const appended = await this.feeds.appendInTransaction(tx, {
      ...{ feed: id, orgId, kind: MESSAGE, actorId: personId },
      payload: encodeMessage({ id: newId(), text: '', event }),
    });
    if (appended.status !== 'appended') return;
    const { last: seq } = appended;
    tx.afterCommit(() => {
      this.events.announce({ type: 'message.sent', orgId, conversationId: id, seq, by: personId });
      this.readStates.add({ orgId, conversationId: id, personId, seq });
    });
  }
}
