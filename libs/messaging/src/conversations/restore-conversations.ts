import { Injectable } from '@nestjs/common';
import { AccessService, type LockedTx, UnsentFiles } from '@maroquin/access';
import { newId } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { Feeds } from '@maroquin/platform/feeds';
import { ConversationAccess } from '../messages/conversation-access.js';
import { encodeMessage, MESSAGE, type MessagePayload } from '../messages/content/index.js';
import { ThreadReplies } from '../messages/thread-replies.js';
import { Threads } from '../threads/threads.service.js';

/** What somebody said elsewhere: a name, and nobody of ours. */
export interface SaidElsewhere {
  /** Its number there, that of the message in whose thread it stands, and that of the one that it answers. */
  readonly seq: number;
  readonly replyTo: number | null;
  readonly quote: number | null;
  readonly author: string;
  /** RFC 3339; null: not known. */
  readonly at: string | null;
  readonly text: string;
  /** Ids here. */
  readonly mentions: readonly string[];
  readonly files: NonNullable<MessagePayload['files']>;
}

interface Feed {
  readonly orgId: string;
  readonly id: string;
  /** The conversation whose rights are its own, and in which files stand. */
  readonly resourceId: string;
  /** By the numbers there, those here. */
  readonly numbers: Map<number, number>;
}

/** Messages that are written in one transaction. */
const AT_ONCE = 50;

/**
 * Messages of another instance in a conversation that was made for them. Access rule: the actor made it; threads ask again.
 * Nobody is told.
 */
@Injectable()
export class RestoreConversations {
  constructor(
    private readonly rights: AccessService,
    private readonly unsent: UnsentFiles,
    private readonly feeds: Feeds,
    private readonly access: ConversationAccess,
    private readonly threads: Threads,
    private readonly replies: ThreadReplies,
  ) {}

  /** In their order, replies behind the message in whose thread they stand. @throws {DomainError} request.not-found */
  async append(actor: Actor, channelId: string, said: AsyncIterable<SaidElsewhere>): Promise<void> {
    const channel: Feed = {
      ...{ orgId: actor.orgId, id: channelId, resourceId: channelId, numbers: new Map() },
    };
    let group: SaidElsewhere[] = [];
    let root: number | null = null;
    const flush = async (): Promise<void> => {
      if (root === null) await this.write(actor, channel, group);
      else await this.thread(actor, channel, root, group);
      group = [];
    };
    for await (const message of said) {
      if (message.replyTo !== root || (root === null && group.length >= AT_ONCE)) await flush();
      root = message.replyTo;
      group.push(message);
    }
    await flush();
  }

  private async thread(
    actor: Actor,
    channel: Feed,
    root: number,
    said: readonly SaidElsewhere[],
  ): Promise<void> {
    const seq = channel.numbers.get(root);
    if (seq === undefined) return;
    const id = await this.threads.open(actor, channel.id, seq);
    const thread: Feed = { ...channel, id, numbers: new Map() };
    let last = 0;
    for (let from = 0; from < said.length; from += AT_ONCE)
      last = await this.write(actor, thread, said.slice(from, from + AT_ONCE));
    const permitted = await this.access.require(actor, 'message.post', id);
    const at = new Date(said.at(-1)?.at ?? Number.NaN);
    await this.replies.count(actor, permitted, {
      seq: last,
      at: Number.isNaN(at.getTime()) ? new Date(0) : at,
    });
  }

  /** @returns the number of the last one */
  private async write(actor: Actor, feed: Feed, said: readonly SaidElsewhere[]): Promise<number> {
    const { orgId, id, resourceId, numbers } = feed;
    if (said.length === 0) return 0;
    // At hand: inside the transaction, fetching it would take a second connection.
    await this.feeds.key(orgId, id);
    return this.rights.locks.holdPlace(actor, orgId, resourceId, async (tx) => {
      await tx.require(actor, 'message.post', resourceId);
      let last = 0;
      for (const one of said) {
        const payload = encodeMessage(payloadOf(one, numbers));
        const item = { feed: id, kind: MESSAGE, actorId: null, payload };
        [last = 0] = await this.feeds.appendEachInTransaction(tx, orgId, [item]);
        numbers.set(one.seq, last);
        await this.bind(tx, feed, one.files, last);
      }
      return last;
    });
  }

  /** Each file belongs to one message, and is its author's alone before. */
  private async bind(
    tx: LockedTx,
    { orgId, id, resourceId }: Feed,
    files: SaidElsewhere['files'],
    seq: number,
  ): Promise<void> {
    if (files.length === 0) return;
    const ids = files.map((file) => file.id);
    await this.unsent.open(tx, { orgId, parentId: resourceId }, ids);
    await tx.query(
      `insert into message_file (org_id, file_id, conversation_id, seq)
       select $1, file, $3, $4 from unnest($2::uuid[]) file on conflict do nothing`,
      [orgId, ids, id, seq],
    );
  }
}

function payloadOf(
  { author, at, text, mentions, files, quote }: SaidElsewhere,
  numbers: ReadonlyMap<number, number>,
): MessagePayload {
  const answered = quote === null ? undefined : numbers.get(quote);
  return {
    ...{ id: newId(), text, imported: { author, at } },
    ...(answered !== undefined && { quote: answered }),
    ...(mentions.length > 0 && { mentions: [...mentions] }),
    ...(files.length > 0 && { files: [...files] }),
  };
}
