import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import type { z } from 'zod';
import {
  createdSchema,
  draftSchema,
  type DraftView,
  idSchema,
  messageSeqSchema,
  pageQuerySchema,
  type SavedMessage,
  savedMessagesSchema,
  saveMessageSchema,
  type ScheduledMessage,
  scheduledMessagesSchema,
  scheduleMessageSchema,
  writeDraftSchema,
} from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor } from '@maroquin/platform/http';
import type { Page, Paging } from '@maroquin/platform/keys';
import { Drafts } from './drafts.service.js';
import { SavedMessages } from './saved-messages.js';
import { ScheduledMessages } from './scheduled-messages.js';

/** What somebody has of conversations for themselves: drafts, saved messages, messages that wait for their moment. */
@Controller()
export class OwnController {
  constructor(
    private readonly drafts: Drafts,
    private readonly saved: SavedMessages,
    private readonly scheduled: ScheduledMessages,
  ) {}

  @Get('channels/:id/draft')
  @Access('message.post')
  @Answers(draftSchema)
  draft(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<DraftView> {
    return this.drafts.get(actor, id);
  }

  @Put('channels/:id/draft')
  @HttpCode(204)
  @Access('message.post')
  writeDraft(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: writeDraftSchema }) { text }: z.infer<typeof writeDraftSchema>,
  ): Promise<void> {
    return this.drafts.write(actor, id, text);
  }

  @Put('channels/:id/messages/:seq/saved')
  @HttpCode(204)
  @Access('channel.read')
  save(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Param('seq', { schema: messageSeqSchema }) seq: number,
    @Body({ schema: saveMessageSchema }) { on }: z.infer<typeof saveMessageSchema>,
  ): Promise<void> {
    return this.saved.set(actor, id, seq, on);
  }

  @Get('saved-messages')
  @Access('authenticated')
  @Answers(savedMessagesSchema)
  savedMessages(
    @CurrentActor() actor: Actor,
    @Query({ schema: pageQuerySchema }) query: Paging,
  ): Promise<Page<SavedMessage>> {
    return this.saved.list(actor, query);
  }

  @Post('channels/:id/scheduled')
  @Access('message.post')
  @Answers(createdSchema)
  async schedule(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: scheduleMessageSchema }) body: z.infer<typeof scheduleMessageSchema>,
  ): Promise<{ id: string }> {
    return { id: await this.scheduled.create(actor, id, body) };
  }

  @Get('scheduled-messages')
  @Access('authenticated')
  @Answers(scheduledMessagesSchema)
  scheduledMessages(
    @CurrentActor() actor: Actor,
    @Query({ schema: pageQuerySchema }) query: Paging,
  ): Promise<Page<ScheduledMessage>> {
    return this.scheduled.list(actor, query);
  }

  @Delete('scheduled-messages/:id')
  @HttpCode(204)
  @Access('authenticated')
  unschedule(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<void> {
    return this.scheduled.delete(actor, id);
  }
}
