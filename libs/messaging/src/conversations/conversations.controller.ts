import { Controller, Get, Query } from '@nestjs/common';
import { type Conversations, conversationsSchema, pageQuerySchema } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor } from '@maroquin/platform/http';
import type { Paging } from '@maroquin/platform/keys';
import { MyConversations } from './my-conversations.js';

@Controller('conversations')
export class ConversationsController {
  constructor(private readonly mine: MyConversations) {}

  @Get()
  @Access('authenticated')
  @Answers(conversationsSchema)
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: pageQuerySchema }) query: Paging,
  ): Promise<Conversations> {
    return this.mine.list(actor, query);
  }
}
