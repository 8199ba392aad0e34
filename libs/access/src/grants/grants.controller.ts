import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { type AccessList, accessListSchema, grantSchema, idSchema } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor } from '@maroquin/platform/http';
import type { z } from 'zod';
import { AccessLists } from './access-list.js';
import { Grants } from './grants.service.js';

@Controller('resources/:id')
export class GrantsController {
  constructor(
    private readonly grants: Grants,
    private readonly lists: AccessLists,
  ) {}

  @Get('access')
  @Access('access.read')
  @Answers(accessListSchema)
  list(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<AccessList> {
    return this.lists.list(actor, id);
  }

  @Put('grants/:subjectId')
  @HttpCode(204)
  @Access('access.share')
  set(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) resourceId: string,
    @Param('subjectId', { schema: idSchema }) subjectId: string,
    @Body({ schema: grantSchema }) { role, expiresAt }: z.infer<typeof grantSchema>,
  ): Promise<void> {
    const end = expiresAt === undefined ? null : new Date(expiresAt);
    return this.grants.set(actor, { resourceId, subjectId, role, expiresAt: end });
  }

  @Delete('grants/:subjectId')
  @HttpCode(204)
  @Access('access.share')
  remove(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) resourceId: string,
    @Param('subjectId', { schema: idSchema }) subjectId: string,
  ): Promise<void> {
    return this.grants.remove(actor, resourceId, subjectId);
  }
}
