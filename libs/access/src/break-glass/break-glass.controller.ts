import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  type AskBreakGlass,
  askBreakGlassSchema,
  type BreakGlassHere,
  breakGlassHereSchema,
  breakGlassesSchema,
  createdSchema,
  idSchema,
  pageQuerySchema,
} from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor } from '@maroquin/platform/http';
import type { Paging } from '@maroquin/platform/keys';
import type { z } from 'zod';
import { BreakGlassLists } from './break-glass-lists.js';
import { BreakGlasses } from './break-glass.service.js';
import { RunningBreakGlasses } from './running-break-glasses.js';

/** An administrator reads one place for some hours, with a key custodian's agreement. */
@Controller()
export class BreakGlassController {
  constructor(
    private readonly breakGlasses: BreakGlasses,
    private readonly lists: BreakGlassLists,
    private readonly running: RunningBreakGlasses,
  ) {}

  @Get('break-glass')
  @Access('review.take-part')
  @Answers(breakGlassesSchema)
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: pageQuerySchema }) query: Paging,
  ): Promise<z.infer<typeof breakGlassesSchema>> {
    return this.lists.list(actor, query);
  }

  @Post('break-glass')
  @Access('break-glass.ask')
  @Answers(createdSchema)
  ask(
    @CurrentActor() actor: Actor,
    @Body({ schema: askBreakGlassSchema }) asked: AskBreakGlass,
  ): Promise<{ id: string }> {
    return this.breakGlasses.ask(actor, asked);
  }

  @Post('break-glass/:id/approve')
  @HttpCode(204)
  @Access('review.take-part')
  approve(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<void> {
    return this.breakGlasses.decide(actor, id, true);
  }

  @Post('break-glass/:id/refuse')
  @HttpCode(204)
  @Access('review.take-part')
  refuse(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<void> {
    return this.breakGlasses.decide(actor, id, false);
  }

  @Post('break-glass/:id/end')
  @HttpCode(204)
  @Access('authenticated')
  end(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<void> {
    return this.breakGlasses.end(actor, id);
  }

  @Get('resources/:id/break-glass')
  @Access('resource.read')
  @Answers(breakGlassHereSchema)
  here(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<BreakGlassHere> {
    return this.running.here(actor, id);
  }
}
