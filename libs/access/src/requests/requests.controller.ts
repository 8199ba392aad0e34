import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  accessRequestsSchema,
  approveRequestSchema,
  askAccessSchema,
  idSchema,
  pageQuerySchema,
} from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor } from '@maroquin/platform/http';
import type { Paging } from '@maroquin/platform/keys';
import type { z } from 'zod';
import { AccessRequests } from './access-requests.service.js';
import { AskAccess } from './ask-access.js';

type Requests = z.infer<typeof accessRequestsSchema>;

@Controller()
export class RequestsController {
  constructor(
    private readonly asking: AskAccess,
    private readonly requests: AccessRequests,
  ) {}

  @Post('access-requests')
  @HttpCode(202)
  @Access('authenticated')
  ask(
    @CurrentActor() actor: Actor,
    @Body({ schema: askAccessSchema }) { resourceId }: z.infer<typeof askAccessSchema>,
  ): Promise<void> {
    return this.asking.ask(actor, resourceId);
  }

  @Get('access-requests')
  @Access('authenticated')
  @Answers(accessRequestsSchema)
  mine(@CurrentActor() actor: Actor, @Query({ schema: pageQuerySchema }) query: Paging): Promise<Requests> {
    return this.requests.ofManager(actor, query);
  }

  @Get('resources/:id/access-requests')
  @Access('access.answer')
  @Answers(accessRequestsSchema)
  ofResource(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: pageQuerySchema }) query: Paging,
  ): Promise<Requests> {
    return this.requests.ofResource(actor, id, query);
  }

  @Post('access-requests/:id/approve')
  @HttpCode(204)
  @Access('access.answer')
  approve(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: approveRequestSchema }) { role }: z.infer<typeof approveRequestSchema>,
  ): Promise<void> {
    return this.requests.approve(actor, id, role);
  }

  @Post('access-requests/:id/refuse')
  @HttpCode(204)
  @Access('access.answer')
  refuse(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<void> {
    return this.requests.refuse(actor, id);
  }
}
