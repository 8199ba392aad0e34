import { Injectable } from '@nestjs/common';
import { callsEverybody, type DraftView, MENTIONS_MAX, type MessageFile } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import type { Permitted } from '../messages/conversation-access.js';
import { ConversationReaders } from '../messages/conversation-readers.js';
import { MentionNames } from '../messages/content/index.js';
import { MessageFiles } from '../messages/message-files.js';

/** What somebody wrote and has not sent, with the names of those whom it mentions, and its files. */
@Injectable()
export class OwnWords {
  constructor(
    private readonly readers: ConversationReaders,
    private readonly names: MentionNames,
    private readonly attached: MessageFiles,
  ) {}

  /** Whether it calls everybody, and they are many. */
  async callsMany({ orgId, resourceId }: Permitted, text: string): Promise<boolean> {
    return callsEverybody(text) && (await this.readers.areMany(orgId, resourceId));
  }

  /** Those of these files that could go along: the person's own, of this conversation. */
  files(actor: Actor, conversation: Permitted, ids: readonly string[]): Promise<MessageFile[]> {
    return this.attached.own(actor, conversation, ids);
  }

  /** Names only whom the message itself could name: an id that was guessed reveals nobody's name. */
  async named(actor: Actor, conversation: Permitted, text: string): Promise<DraftView> {
    const ids = (await this.readers.mentionable(actor, conversation, text)).slice(0, MENTIONS_MAX);
    const names = await this.names.names(conversation.orgId, [], ids);
    const mentions = ids.flatMap((id) => names.get(id) ?? []);
    return { text, ...(mentions.length > 0 && { mentions }) };
  }
}
