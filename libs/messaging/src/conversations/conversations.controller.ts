import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import type { z } from 'zod';
import {
  addParticipantsSchema,
  type Conversations,
  conversationsSchema,
  createConversationSchema,
  createdSchema,
  directoryResultSchema,
  idSchema,
  pageQuerySchema,
  type Participants,
  participantsSchema,
  peopleSearchSchema,
  renameConversationSchema,
} from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor, HarmlessAgain } from '@maroquin/platform/http';
import type { Paging } from '@maroquin/platform/keys';
import { DirectConversations } from './direct-conversations.js';
import { DirectMembers } from './direct-members.js';
import { KnownPeople } from './known-people.js';
import { MyConversations } from './my-conversations.js';

@Controller('conversations')
export class ConversationsController {
  constructor(
    private readonly mine: MyConversations,
    private readonly direct: DirectConversations,
    private readonly members: DirectMembers,
    private readonly known: KnownPeople,
  ) {}

  @Get()
  @Access('authenticated')
  @Answers(conversationsSchema)
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: pageQuerySchema }) query: Paging,
  ): Promise<Conversations> {
    return this.mine.list(actor, query);
  }

  /** With one person: the one that the two have already, if they do. */
  @Post()
  @Access('authenticated')
  @Answers(createdSchema)
  open(
    @CurrentActor() actor: Actor,
    @Body({ schema: createConversationSchema })
    { personIds, name }: z.infer<typeof createConversationSchema>,
  ): Promise<{ id: string }> {
    return this.direct.open(actor, { personIds, name: name ?? '' });
  }

  /** People to whom one may write. */
  @HarmlessAgain()
  @Post('people/search')
  @HttpCode(200)
  @Access('authenticated')
  @Answers(directoryResultSchema)
  async people(
    @CurrentActor() actor: Actor,
    @Body({ schema: peopleSearchSchema }) { q, limit }: z.infer<typeof peopleSearchSchema>,
  ): Promise<z.infer<typeof directoryResultSchema>> {
    return { items: await this.known.search(actor, q, limit), next: null };
  }

  @Get(':id/participants')
  @Access('conversation.manage')
  @Answers(participantsSchema)
  participants(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
  ): Promise<Participants> {
    return this.members.participantsOf(actor, id);
  }

  /** They will read what was written before. */
  @Post(':id/participants')
  @HttpCode(204)
  @Access('conversation.manage')
  add(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: addParticipantsSchema }) { personIds }: z.infer<typeof addParticipantsSchema>,
  ): Promise<void> {
    return this.members.add(actor, id, personIds);
  }

  @Put(':id/name')
  @HttpCode(204)
  @Access('conversation.manage')
  rename(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: renameConversationSchema }) { name }: z.infer<typeof renameConversationSchema>,
  ): Promise<void> {
    return this.members.rename(actor, id, name ?? '');
  }

  @Delete(':id/participants/me')
  @HttpCode(204)
  @Access('conversation.manage')
  leave(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<void> {
    return this.members.leave(actor, id);
  }
}
