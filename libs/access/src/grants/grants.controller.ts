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
  type Restriction,
  restrictedSchema,
  restrictionSchema,
  restrictSchema,
} from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor } from '@maroquin/platform/http';
import type { Paging } from '@maroquin/platform/keys';
import type { z } from 'zod';
import { AccessLists } from './access-list.js';
import { Grants } from './grants.service.js';
import { PreviewRestriction } from './preview-restriction.js';
import { RestoreGrant } from './restore-grant.js';
import { RestrictAccess } from './restrict-access.js';

@Controller('resources/:id')
export class GrantsController {
  constructor(
    private readonly grants: Grants,
    private readonly lists: AccessLists,
    private readonly restoring: RestoreGrant,
    private readonly restricting: RestrictAccess,
    private readonly previews: PreviewRestriction,
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

  @Get('restriction')
  @Access('access.manage')
  @Answers(restrictionSchema)
  previewRestriction(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
  ): Promise<Restriction> {
    return this.previews.preview(actor, id);
  }

  /** Interrupts what it inherits from its place, or restores it. */
  @Put('restriction')
  @Access('access.manage')
  @Answers(restrictedSchema)
  async restrict(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: restrictSchema }) { restricted, undo }: z.infer<typeof restrictSchema>,
  ): Promise<z.infer<typeof restrictedSchema>> {
    if (restricted) return { undo: await this.restricting.restrict(actor, id) };
    await this.restricting.restore(actor, id, undo);
    return { undo: null };
  }
}
