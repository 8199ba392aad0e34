import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { approvalsSchema, idSchema, pageQuerySchema } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor } from '@maroquin/platform/http';
import type { Paging } from '@maroquin/platform/keys';
import type { z } from 'zod';
import { MemberApprovals } from './member-approvals.service.js';

/** What one administrator asks and another one, or an auditor, agrees to. */
@Controller('approvals')
export class ApprovalsController {
  constructor(private readonly approvals: MemberApprovals) {}

  @Get()
  @Access('access.audit')
  @Answers(approvalsSchema)
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: pageQuerySchema }) query: Paging,
  ): Promise<z.infer<typeof approvalsSchema>> {
    return this.approvals.list(actor, query);
  }

  @Post(':id/approve')
  @HttpCode(204)
  @Access('access.audit')
  approve(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<void> {
    return this.approvals.decide(actor, id, true);
  }

  @Post(':id/refuse')
  @HttpCode(204)
  @Access('access.audit')
  refuse(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<void> {
    return this.approvals.decide(actor, id, false);
  }
}
