import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  type AccessList,
  accessListSchema,
  type ChangedGrant,
  changedGrantSchema,
  grantSchema,
  idSchema,
  pageQuerySchema,
  type RemovedGrant,
  removedGrantSchema,
  restoreAccessSchema,
} from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor } from '@maroquin/platform/http';
import type { Paging } from '@maroquin/platform/keys';
import type { z } from 'zod';
import { AccessLists } from './access-list.js';
import { Grants } from './grants.service.js';
import { RestoreGrant } from './restore-grant.js';

@Controller('resources/:id')
export class GrantsController {
  constructor(
    private readonly grants: Grants,
    private readonly lists: AccessLists,
    private readonly restoring: RestoreGrant,
  ) {}

  @Get('access')
  @Access('access.read')
  @Answers(accessListSchema)
  list(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: pageQuerySchema }) query: Paging,
  ): Promise<AccessList> {
    return this.lists.list(actor, id, query);
  }

  @Put('grants/:subjectId')
  @Access('access.share')
  @Answers(changedGrantSchema)
  async set(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) resourceId: string,
    @Param('subjectId', { schema: idSchema }) subjectId: string,
    @Body({ schema: grantSchema }) { role, expiresAt }: z.infer<typeof grantSchema>,
  ): Promise<ChangedGrant> {
    const end = expiresAt === undefined ? null : new Date(expiresAt);
    const orgId = await this.grants.set(actor, { resourceId, subjectId, role, expiresAt: end });
    return { through: await this.lists.through(actor, orgId, resourceId, subjectId) };
  }

  @Delete('grants/:subjectId')
  @Access('access.share')
  @Answers(removedGrantSchema)
  async remove(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) resourceId: string,
    @Param('subjectId', { schema: idSchema }) subjectId: string,
  ): Promise<RemovedGrant> {
    const { orgId, taken } = await this.grants.remove(actor, resourceId, subjectId);
    return {
      undo: taken === null ? null : this.restoring.ticket(actor, taken),
      through: await this.lists.through(actor, orgId, resourceId, subjectId),
    };
  }

  @Post('grants/:subjectId/restore')
  @HttpCode(204)
  @Access('access.share')
  restore(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) resourceId: string,
    @Param('subjectId', { schema: idSchema }) subjectId: string,
    @Body({ schema: restoreAccessSchema }) { undo }: z.infer<typeof restoreAccessSchema>,
  ): Promise<void> {
    return this.restoring.restore(actor, resourceId, subjectId, undo);
  }
}
