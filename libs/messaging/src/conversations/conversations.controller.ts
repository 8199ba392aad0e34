import { Controller, Get } from '@nestjs/common';
import { type Conversations, conversationsSchema } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor } from '@maroquin/platform/http';
import { MyConversations } from './my-conversations.js';

@Controller('conversations')
export class ConversationsController {
  constructor(private readonly mine: MyConversations) {}

  @Get()
  @Access('authenticated')
  @Answers(conversationsSchema)
  list(@CurrentActor() actor: Actor): Promise<Conversations> {
    return this.mine.list(actor);
  }
}
