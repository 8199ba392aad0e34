import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  createdSchema,
  createTeamSchema,
  idSchema,
  pageQuerySchema,
  searchSchema,
  teamMembersSchema,
  teamSchema,
  type TeamView,
  teamsSchema,
} from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor, HarmlessAgain } from '@maroquin/platform/http';
import type { Paging } from '@maroquin/platform/keys';
import type { z } from 'zod';
import { Teams } from './teams.service.js';

@Controller('teams')
export class TeamsController {
  constructor(private readonly teams: Teams) {}

  @Get()
  @Access('people.list')
  @Answers(teamsSchema)
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: pageQuerySchema }) query: Paging,
  ): Promise<z.infer<typeof teamsSchema>> {
    return this.teams.list(actor, query);
  }

  /** A POST: what people search for must not lie in logs. */
  @HarmlessAgain()
  @Post('search')
  @HttpCode(200)
  @Access('people.list')
  @Answers(teamsSchema)
  search(
    @CurrentActor() actor: Actor,
    @Body({ schema: searchSchema }) body: z.infer<typeof searchSchema>,
  ): Promise<z.infer<typeof teamsSchema>> {
    return this.teams.list(actor, body);
  }

  @Get(':id')
  @Access('people.list')
  @Answers(teamSchema)
  get(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<TeamView> {
    return this.teams.get(actor, id);
  }

  @Get(':id/members')
  @Access('people.list')
  @Answers(teamMembersSchema)
  members(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: pageQuerySchema }) query: Paging,
  ): Promise<z.infer<typeof teamMembersSchema>> {
    return this.teams.members(actor, id, query);
  }

  @Post()
  @Access('team.manage')
  @Answers(createdSchema)
  create(
    @CurrentActor() actor: Actor,
    @Body({ schema: createTeamSchema }) { name }: z.infer<typeof createTeamSchema>,
  ): Promise<{ id: string }> {
    return this.teams.create(actor, name);
  }

  @Put(':id/members/:personId')
  @HttpCode(204)
  @Access('team.manage')
  addMember(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Param('personId', { schema: idSchema }) personId: string,
  ): Promise<void> {
    return this.teams.addMember(actor, id, personId);
  }

  @Delete(':id/members/:personId')
  @HttpCode(204)
  @Access('team.manage')
  removeMember(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Param('personId', { schema: idSchema }) personId: string,
  ): Promise<void> {
    return this.teams.removeMember(actor, id, personId);
  }
}
