import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  createdSchema,
  type CustomRoles as CustomRoleList,
  customRolesSchema,
  idSchema,
  pageQuerySchema,
  type WriteCustomRole,
  writeCustomRoleSchema,
} from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor, ExpectedVersion } from '@maroquin/platform/http';
import type { Paging } from '@maroquin/platform/keys';
import { CustomRoles } from './custom-roles.service.js';

/** The roles that an organisation names itself. */
@Controller('roles')
export class RolesController {
  constructor(private readonly roles: CustomRoles) {}

  @Get()
  @Access('role.list')
  @Answers(customRolesSchema)
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: pageQuerySchema }) query: Paging,
  ): Promise<CustomRoleList> {
    return this.roles.list(actor, query);
  }

  @Post()
  @Access('role.manage')
  @Answers(createdSchema)
  create(
    @CurrentActor() actor: Actor,
    @Body({ schema: writeCustomRoleSchema }) body: WriteCustomRole,
  ): Promise<{ id: string }> {
    return this.roles.create(actor, body);
  }

  @Put(':id')
  @HttpCode(204)
  @Access('role.manage')
  change(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @ExpectedVersion() version: number,
    @Body({ schema: writeCustomRoleSchema }) body: WriteCustomRole,
  ): Promise<void> {
    return this.roles.change(actor, id, body, version);
  }

  @Delete(':id')
  @HttpCode(204)
  @Access('role.manage')
  remove(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<void> {
    return this.roles.remove(actor, id);
  }
}
