import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import type { z } from 'zod';
import {
  type ConversationPeople,
  conversationPeopleQuerySchema,
  conversationPeopleSchema,
  editMessageSchema,
  idSchema,
  markReadSchema,
  type MessageChange,
  messageChangeSchema,
  type MessageEdits,
  messageEditsSchema,
  type Messages,
  messageSeqSchema,
  messagesQuerySchema,
  messagesSchema,
  type MessageView,
  pageQuerySchema,
  pinsSchema,
  pinSchema,
  reactSchema,
  sendMessageSchema,
  type Sent,
  sentSchema,
} from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor, HarmlessAgain } from '@maroquin/platform/http';
import type { Page, Paging } from '@maroquin/platform/keys';
import { ChangeMessages } from './change-messages.js';
import { ConversationReaders } from './conversation-readers.js';
import { MessagePages } from './message-pages.js';
import { MessagesService } from './messages.service.js';

/** Messages of a channel, and what one does with them. */
@Controller()
export class MessagesController {
  constructor(
    private readonly messages: MessagesService,
    private readonly pages: MessagePages,
    private readonly changes: ChangeMessages,
    private readonly readers: ConversationReaders,
  ) {}

  @Put('channels/:id/read')
  @HttpCode(204)
  @Access('channel.read')
  async markRead(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: markReadSchema }) body: z.infer<typeof markReadSchema>,
  ): Promise<void> {
    await this.messages.markRead(actor, id, body);
  }

  @HarmlessAgain()
  @Post('channels/:id/messages')
  @Access('message.post')
  @Answers(sentSchema)
  send(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: sendMessageSchema }) body: z.infer<typeof sendMessageSchema>,
  ): Promise<Sent> {
    return this.messages.send(actor, id, body);
  }

  @Get('channels/:id/messages')
  @Access('channel.read')
  @Answers(messagesSchema)
  listMessages(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: messagesQuerySchema }) query: z.infer<typeof messagesQuerySchema>,
  ): Promise<Messages> {
    return this.pages.list(actor, id, query);
  }

  @Get('channels/:id/pins')
  @Access('channel.read')
  @Answers(pinsSchema)
  pins(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: pageQuerySchema }) query: Paging,
  ): Promise<Page<MessageView>> {
    return this.pages.pins(actor, id, query);
  }

  /** Who reads it, for those who mention them. */
  @HarmlessAgain()
  @Post('channels/:id/people/search')
  @HttpCode(200)
  @Access('message.post')
  @Answers(conversationPeopleSchema)
  people(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: conversationPeopleQuerySchema })
    { query = '' }: z.infer<typeof conversationPeopleQuerySchema>,
  ): Promise<ConversationPeople> {
    return this.readers.list(actor, id, query);
  }

  /** Its author says it otherwise. */
  @Patch('channels/:id/messages/:seq')
  @Access('message.post')
  @Answers(messageChangeSchema)
  edit(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Param('seq', { schema: messageSeqSchema }) seq: number,
    @Body({ schema: editMessageSchema }) { text }: z.infer<typeof editMessageSchema>,
  ): Promise<MessageChange> {
    return this.changes.act(actor, id, seq, { kind: 'edit', text });
  }

  /** Its author, or a manager, takes its text away for good. */
  @Delete('channels/:id/messages/:seq')
  @Access('message.post')
  @Answers(messageChangeSchema)
  delete(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Param('seq', { schema: messageSeqSchema }) seq: number,
  ): Promise<MessageChange> {
    return this.changes.act(actor, id, seq, { kind: 'delete' });
  }

  @Put('channels/:id/messages/:seq/reactions')
  @Access('message.post')
  @Answers(messageChangeSchema)
  react(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Param('seq', { schema: messageSeqSchema }) seq: number,
    @Body({ schema: reactSchema }) { sign, on }: z.infer<typeof reactSchema>,
  ): Promise<MessageChange> {
    return this.changes.act(actor, id, seq, { kind: 'react', sign, on });
  }

  @Put('channels/:id/messages/:seq/pin')
  @Access('message.post')
  @Answers(messageChangeSchema)
  pin(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Param('seq', { schema: messageSeqSchema }) seq: number,
    @Body({ schema: pinSchema }) { on }: z.infer<typeof pinSchema>,
  ): Promise<MessageChange> {
    return this.changes.act(actor, id, seq, { kind: 'pin', on });
  }

  /** What it said before. */
  @Get('channels/:id/messages/:seq/edits')
  @Access('channel.read')
  @Answers(messageEditsSchema)
  edits(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Param('seq', { schema: messageSeqSchema }) seq: number,
    @Query({ schema: pageQuerySchema }) query: Paging,
  ): Promise<MessageEdits> {
    return this.changes.edits(actor, id, seq, query);
  }
}
