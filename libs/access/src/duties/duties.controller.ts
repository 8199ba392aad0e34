import { Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import {
  type Duty,
  type DutyHolders,
  dutyHoldersSchema,
  dutySchema,
  idSchema,
  pageQuerySchema,
} from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor } from '@maroquin/platform/http';
import type { Paging } from '@maroquin/platform/keys';
import { Duties } from './duties.service.js';

/** Who is entrusted with what an administrator must not do. */
@Controller('duties')
export class DutiesController {
  constructor(private readonly duties: Duties) {}

  @Get()
  @Access('access.audit')
  @Answers(dutyHoldersSchema)
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: pageQuerySchema }) query: Paging,
  ): Promise<DutyHolders> {
    return this.duties.list(actor, query);
  }

  @Put(':duty/holders/:subjectId')
  @HttpCode(204)
  @Access('duty.manage')
  grant(
    @CurrentActor() actor: Actor,
    @Param('duty', { schema: dutySchema }) duty: Duty,
    @Param('subjectId', { schema: idSchema }) subjectId: string,
  ): Promise<void> {
    return this.duties.grant(actor, duty, subjectId);
  }

  @Delete(':duty/holders/:subjectId')
  @HttpCode(204)
  @Access('duty.manage')
  withdraw(
    @CurrentActor() actor: Actor,
    @Param('duty', { schema: dutySchema }) duty: Duty,
    @Param('subjectId', { schema: idSchema }) subjectId: string,
  ): Promise<void> {
    return this.duties.withdraw(actor, duty, subjectId);
  }
}
