import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { callsEverybody, type markReadSchema, type SendMessage, type Sent } from '@maroquin/contracts';
import { newId } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Events } from '@maroquin/platform/events';
import { ConversationAccess } from './conversation-access.js';
import { ConversationReaders } from './conversation-readers.js';
import { decodeMessage, MESSAGE, wordsBeside } from './content/index.js';
import { MessageEntries } from './message-entries.js';
import type { MessageWithFiles } from './message-files.js';
import { ReadStates } from './read-states.js';
import { ThreadReplies } from './thread-replies.js';

type NewMessage = Pick<SendMessage, 'clientId' | 'text'> &
  Partial<SendMessage> &
  Pick<MessageWithFiles, 'stillHolds'>;

/** Messages of a channel: committed, then acknowledged, with a gapless number. */
@Injectable()
export class MessagesService {
  constructor(
    private readonly access: ConversationAccess,
    private readonly entries: MessageEntries,
    private readonly readStates: ReadStates,
    private readonly events: Events,
    private readonly readers: ConversationReaders,
    private readonly replies: ThreadReplies,
  ) {}

  /**
   * Resolves after COMMIT. The same `clientId` again answers with the message that is already there.
   * @throws {DomainError} message.empty, message.too-long, message.too-many-mentions, message.many-people,
   * message.file, request.not-found, server.unavailable
   */
  async send(
    actor: Actor,
    channelId: string,
    { clientId, text, quote, files = [], toMany = false, stillHolds }: NewMessage,
  ): Promise<Sent> {
    const conversation = await this.access.require(actor, 'message.post', channelId);
    const { orgId, resourceId } = conversation;
    const words = wordsBeside(files, text);
    if (quote !== undefined) await this.entries.get(orgId, channelId, quote);
    if (!toMany) await this.requireFew(orgId, resourceId, words);
    const mentions = await this.readers.mentionable(actor, conversation, words);
    const id = newId();
    const payload = {
      ...{ id, text: words },
      ...(quote !== undefined && { quote }),
      ...(mentions.length > 0 && { mentions }),
    };
    const entry = { feed: channelId, orgId, kind: MESSAGE, actorId: actor.personId, clientId };
    const called = await this.readers.here(actor, conversation, words);
    const answer = await this.entries.append(actor, conversation, {
      ...{ entry, payload, called, fileIds: files, stillHolds },
    });
    if (answer.status === 'old') return this.alreadySent(actor, orgId, channelId, answer.last);
    const { last: seq } = answer;
    if (conversation.isComment || conversation.root !== null)
      this.replies.add(actor, conversation, { seq, at: answer.at, mentions });
    else
      this.events.announce({
        type: 'message.sent',
        orgId,
        conversationId: channelId,
        seq,
        by: actor.personId,
      });
    if (conversation.isComment)
      this.events.announce({ type: 'resource.changed', orgId, parentId: resourceId, id: channelId });
    this.readStates.add({ orgId, conversationId: channelId, personId: actor.personId, seq });
    return { id, seq };
  }

  /** Whoever calls everybody, and they are many, has confirmed it. */
  private async requireFew(orgId: string, resourceId: string, words: string): Promise<void> {
    if (callsEverybody(words) && (await this.readers.areMany(orgId, resourceId)))
      throw new DomainError('message.many-people');
  }

  private async alreadySent(actor: Actor, orgId: string, channelId: string, seq: number): Promise<Sent> {
    const entry = await this.entries.get(orgId, channelId, seq);
    // somebody else's client id: nothing of theirs is disclosed, and nothing is sent
    if (entry.actorId !== actor.personId) throw new DomainError('request.conflict');
    return { id: decodeMessage(entry.payload).id, seq };
  }

  /** Read up to `seq`, never beyond what exists; back to it only where that is asked for. */
  async markRead(
    actor: Actor,
    id: string,
    { seq, back = false }: z.infer<typeof markReadSchema>,
  ): Promise<void> {
    const { orgId } = await this.access.require(actor, 'channel.read', id);
    const read = { orgId, conversationId: id, personId: actor.personId, seq };
    await (back ? this.readStates.lower(read) : this.readStates.raise(read));
  }
}
