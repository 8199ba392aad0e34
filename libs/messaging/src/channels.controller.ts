import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Spaces } from '@maroquin/access';
import {
  channelSchema,
  channelsQuerySchema,
  channelsSchema,
  type ChannelView,
  createChannelSchema,
  createdSchema,
  discussionSchema,
  idSchema,
  setArchivedSchema,
  setInternalSchema,
} from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor, HarmlessAgain } from '@maroquin/platform/http';
import type { Page } from '@maroquin/platform/keys';
import { ChannelLists } from './channel-lists.js';
import { ChannelsService } from './channels.service.js';

@Controller()
export class ChannelsController {
  constructor(
    private readonly channels: ChannelsService,
    private readonly lists: ChannelLists,
    private readonly spaces: Spaces,
  ) {}

  @Post('channels')
  @Access('resource.create')
  @Answers(createdSchema)
  async create(
    @CurrentActor() actor: Actor,
    @Body({ schema: createChannelSchema }) body: z.infer<typeof createChannelSchema>,
  ): Promise<{ id: string }> {
    const parentId = body.parentId ?? (await this.spaces.personalSpaceOf(actor));
    const isPrivate = body.private === true;
    return { id: await this.channels.create(actor, { name: body.name, parentId, isPrivate }) };
  }

  /** Of a space or folder, or all of mine. */
  @Get('channels')
  @Access('resource.read')
  @Answers(channelsSchema)
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: channelsQuerySchema }) { parentId, ...paging }: z.infer<typeof channelsQuerySchema>,
  ): Promise<Page<ChannelView>> {
    return parentId === undefined
      ? this.lists.listMine(actor, paging)
      : this.lists.list(actor, parentId, paging);
  }

  @Get('channels/:id')
  @Access('channel.read')
  @Answers(channelSchema)
  get(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<ChannelView> {
    return this.lists.get(actor, id);
  }

  /** Closed to guests and visitors by link, or open to them. */
  @Put('channels/:id/internal')
  @HttpCode(204)
  @Access('access.share')
  async setInternal(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: setInternalSchema }) { internal }: z.infer<typeof setInternalSchema>,
  ): Promise<void> {
    await this.channels.setInternal(actor, id, internal);
  }

  /** Read and not written in from now on, or written in again. */
  @Put('channels/:id/archived')
  @HttpCode(204)
  @Access('channel.archive')
  async setArchived(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: setArchivedSchema }) { archived }: z.infer<typeof setArchivedSchema>,
  ): Promise<void> {
    await this.channels.setArchived(actor, id, archived);
  }

  /** The discussion of a document. */
  @HarmlessAgain()
  @Post('documents/:id/discussion')
  @HttpCode(200)
  @Access('document.read')
  @Answers(discussionSchema)
  async discussion(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
  ): Promise<{ channelId: string }> {
    return { channelId: await this.channels.openDiscussion(actor, id) };
  }
}
