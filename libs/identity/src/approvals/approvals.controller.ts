import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { approvalsSchema, idSchema } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor } from '@maroquin/platform/http';
import type { z } from 'zod';
import { MemberApprovals } from './member-approvals.service.js';

/** What one administrator asks and another one, or an auditor, agrees to. */
@Controller('approvals')
export class ApprovalsController {
  constructor(private readonly approvals: MemberApprovals) {}

  @Get()
  @Access('access.audit')
  @Answers(approvalsSchema)
  async list(@CurrentActor() actor: Actor): Promise<z.infer<typeof approvalsSchema>> {
    return { items: await this.approvals.list(actor) };
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
