import { Injectable } from '@nestjs/common';
import {
  ChannelsService,
  DirectConversations,
  RestoreConversations,
  type SaidElsewhere,
} from '@maroquin/messaging';
import type { Actor } from '@maroquin/platform/database';
import type { z } from 'zod';
import type { ExportSource } from '../format/export-source.js';
import type { Arriving } from './arriving.js';
import { asOwner } from './as-owner.js';
import { messageSchema, type ResourceLine } from './lines.js';
import { readLines } from './read-lines.js';
import { unlessRefused } from './unless-refused.js';

interface Place {
  readonly arriving: Arriving;
  readonly parentId: string;
  readonly ownerId: string | null;
}

/** Discussions and conversations between people: made in their place, filled when the files that were sent are there. */
@Injectable()
export class ImportConversations {
  constructor(
    private readonly channels: ChannelsService,
    private readonly directs: DirectConversations,
    private readonly conversations: RestoreConversations,
  ) {}

  /** @throws {DomainError} resource.name-taken, conversation.unknown-person */
  async begin(actor: Actor, line: ResourceLine, place: Place): Promise<string> {
    const id = await this.make(actor, line, place);
    const { path, archivedAt = null } = line;
    const { ownerId, arriving } = place;
    if (path !== null) arriving.conversations.push({ id, path, ownerId, isArchived: archivedAt !== null });
    return id;
  }

  private async make(actor: Actor, line: ResourceLine, { arriving, parentId }: Place): Promise<string> {
    const { name, internal, documentId = null } = line;
    if (line.kind === 'direct') {
      // Without a name of its own, it was written under those of who takes part.
      const named = name.split(', ').every((one) => arriving.names.has(one)) ? '' : name;
      const wanted = { personIds: arriving.peopleOf(line.id), name: named, hasRoom: true } as const;
      return (await this.directs.open(actor, wanted)).id;
    }
    const isBeside = documentId !== null;
    const id = isBeside
      ? await this.channels.openDiscussion(actor, parentId)
      : await this.channels.create(actor, { name, parentId });
    if (internal !== isBeside) await this.channels.setInternal(actor, id, internal);
    return id;
  }

  /** What was said, in its order. */
  async fill(actor: Actor, source: ExportSource, arriving: Arriving): Promise<void> {
    for (const { id, path, ownerId, isArchived } of arriving.conversations) {
      const maker = asOwner(actor, ownerId);
      await unlessRefused(
        async () => {
          await this.conversations.append(maker, id, saidIn(source, `${path}messages.jsonl`, arriving));
          if (isArchived) await this.channels.setArchived(maker, id, true);
        },
        () => arriving.leave('messages', path),
      );
    }
  }
}

/** What was deleted, and what only told of who came and went, is not said again. */
async function* saidIn(
  source: ExportSource,
  path: string,
  arriving: Arriving,
): AsyncGenerator<SaidElsewhere> {
  for await (const { replyTo, message } of readLines(source, path, messageSchema)) {
    if (message.deleted !== undefined || message.event !== undefined) continue;
    const { seq, author, at, quote = null } = message;
    yield {
      ...{ seq, replyTo, quote, at, author: author?.name ?? '' },
      ...wordsOf(message, arriving),
      files: (message.files ?? []).flatMap(({ id, name, size, mediaType }) => {
        const here = arriving.resources.get(id)?.id;
        return here === undefined ? [] : [{ id: here, name, size, mediaType }];
      }),
    };
  }
}

/** Who is here too goes on to be named; of the others their names stay, as text. */
function wordsOf(
  { text, mentions = [] }: z.infer<typeof messageSchema>['message'],
  { subjects }: Arriving,
): Pick<SaidElsewhere, 'text' | 'mentions'> {
  let words = text;
  const named: string[] = [];
  for (const { id, name } of mentions) {
    const here = subjects.get(id);
    words = words.replaceAll(`<@${id}>`, here === undefined ? `@${name}` : `<@${here}>`);
    if (here !== undefined) named.push(here);
  }
  return { text: words, mentions: named };
}
