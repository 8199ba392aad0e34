import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import type { z } from 'zod';
import {
  createdSchema,
  followThreadSchema,
  idSchema,
  messageSeqSchema,
  threadSchema,
  type ThreadView,
} from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor } from '@maroquin/platform/http';
import { Threads } from './threads.service.js';

/** Its messages are read and written by the routes of channels, with the thread's id. */
@Controller()
export class ThreadsController {
  constructor(private readonly threads: Threads) {}

  /** The thread of a message, made where there is none yet. */
  @Post('channels/:id/messages/:seq/thread')
  @HttpCode(200)
  @Access('message.post')
  @Answers(createdSchema)
  async open(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Param('seq', { schema: messageSeqSchema }) seq: number,
  ): Promise<{ id: string }> {
    return { id: await this.threads.open(actor, id, seq) };
  }

  @Get('threads/:id')
  @Access('channel.read')
  @Answers(threadSchema)
  get(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<ThreadView> {
    return this.threads.get(actor, id);
  }

  /** Follow the replies of a thread, or stop. */
  @Put('threads/:id/follow')
  @HttpCode(204)
  @Access('channel.read')
  async follow(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: followThreadSchema }) { on }: z.infer<typeof followThreadSchema>,
  ): Promise<void> {
    await this.threads.follow(actor, id, on);
  }
}
