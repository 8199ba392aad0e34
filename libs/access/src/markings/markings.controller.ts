import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import {
  answerMarkingSchema,
  idSchema,
  type MarkingState,
  markingStateSchema,
  setMarkingSchema,
} from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor, ExpectedVersion } from '@maroquin/platform/http';
import type { z } from 'zod';
import { Markings } from './markings.service.js';

/** How sensitive something is. */
@Controller('resources/:id/marking')
export class MarkingsController {
  constructor(private readonly markings: Markings) {}

  @Get()
  @Access('access.manage')
  @Answers(markingStateSchema)
  get(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<MarkingState> {
    return this.markings.get(actor, id);
  }

  @Put()
  @HttpCode(204)
  @Access('access.manage')
  set(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @ExpectedVersion() expectedVersion: number,
    @Body({ schema: setMarkingSchema }) body: z.infer<typeof setMarkingSchema>,
  ): Promise<void> {
    return this.markings.set(actor, id, body, expectedVersion);
  }

  /** Agrees that it be lowered, as somebody else asked, or refuses; who asked withdraws it. */
  @Post('answer')
  @HttpCode(204)
  @Access('access.manage')
  answer(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: answerMarkingSchema }) { agrees }: z.infer<typeof answerMarkingSchema>,
  ): Promise<void> {
    return this.markings.answer(actor, id, agrees);
  }
}
