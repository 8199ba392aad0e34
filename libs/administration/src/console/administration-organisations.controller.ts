import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  administeredOrganisationsSchema,
  administeredProvidersSchema,
  administeredSessionsSchema,
  administeredTokensSchema,
  createdOrganisationSchema,
  createOrganisationSchema,
  idSchema,
  pageQuerySchema,
  searchSchema,
} from '@maroquin/contracts';
import { Access, type Administrator, Answers, CurrentAdministrator } from '@maroquin/platform/http';
import type { Paging } from '@maroquin/platform/keys';
import type { z } from 'zod';
import { AdministrationOrganisations } from './administration-organisations.service.js';
import { AdministrationSessionLists } from './administration-session-lists.js';
import { AdministrationSessions } from './administration-sessions.service.js';

@Controller('administration')
export class AdministrationOrganisationsController {
  constructor(
    private readonly organisations: AdministrationOrganisations,
    private readonly sessions: AdministrationSessions,
    private readonly lists: AdministrationSessionLists,
  ) {}

  @Get('organisations')
  @Access('administration')
  @Answers(administeredOrganisationsSchema)
  list(
    @CurrentAdministrator() administrator: Administrator,
    @Query({ schema: pageQuerySchema }) query: Paging,
  ): Promise<z.infer<typeof administeredOrganisationsSchema>> {
    return this.organisations.list(administrator, query);
  }

  @Post('organisations')
  @Access('administration')
  @Answers(createdOrganisationSchema)
  create(
    @CurrentAdministrator() administrator: Administrator,
    @Body({ schema: createOrganisationSchema }) body: z.infer<typeof createOrganisationSchema>,
  ): Promise<z.infer<typeof createdOrganisationSchema>> {
    return this.organisations.create(administrator, body);
  }

  @Get('providers')
  @Access('administration')
  @Answers(administeredProvidersSchema)
  listProviders(
    @Query({ schema: pageQuerySchema }) query: Paging,
  ): Promise<z.infer<typeof administeredProvidersSchema>> {
    return this.organisations.listProviders(query);
  }

  @Get('organisations/:orgId/sessions')
  @Access('administration')
  @Answers(administeredSessionsSchema)
  listSessions(
    @CurrentAdministrator() administrator: Administrator,
    @Param('orgId', { schema: idSchema }) orgId: string,
    @Query({ schema: pageQuerySchema }) query: Paging,
  ): Promise<z.infer<typeof administeredSessionsSchema>> {
    return this.lists.list(administrator, orgId, query);
  }

  /** By whose they are. A POST: what people search for must not lie in logs. */
  @Post('organisations/:orgId/sessions/search')
  @HttpCode(200)
  @Access('administration')
  @Answers(administeredSessionsSchema)
  searchSessions(
    @CurrentAdministrator() administrator: Administrator,
    @Param('orgId', { schema: idSchema }) orgId: string,
    @Body({ schema: searchSchema }) body: z.infer<typeof searchSchema>,
  ): Promise<z.infer<typeof administeredSessionsSchema>> {
    return this.lists.list(administrator, orgId, body);
  }

  @Delete('organisations/:orgId/sessions/:id')
  @HttpCode(204)
  @Access('administration')
  endSession(
    @CurrentAdministrator() administrator: Administrator,
    @Param('orgId', { schema: idSchema }) orgId: string,
    @Param('id', { schema: idSchema }) id: string,
  ): Promise<void> {
    return this.sessions.end(administrator, orgId, id);
  }

  @Get('organisations/:orgId/tokens')
  @Access('administration')
  @Answers(administeredTokensSchema)
  listTokens(
    @CurrentAdministrator() administrator: Administrator,
    @Param('orgId', { schema: idSchema }) orgId: string,
    @Query({ schema: pageQuerySchema }) query: Paging,
  ): Promise<z.infer<typeof administeredTokensSchema>> {
    return this.lists.listTokens(administrator, orgId, query);
  }

  /** By whose they are. A POST: what people search for must not lie in logs. */
  @Post('organisations/:orgId/tokens/search')
  @HttpCode(200)
  @Access('administration')
  @Answers(administeredTokensSchema)
  searchTokens(
    @CurrentAdministrator() administrator: Administrator,
    @Param('orgId', { schema: idSchema }) orgId: string,
    @Body({ schema: searchSchema }) body: z.infer<typeof searchSchema>,
  ): Promise<z.infer<typeof administeredTokensSchema>> {
    return this.lists.listTokens(administrator, orgId, body);
  }

  @Delete('organisations/:orgId/tokens/:id')
  @HttpCode(204)
  @Access('administration')
  revokeToken(
    @CurrentAdministrator() administrator: Administrator,
    @Param('orgId', { schema: idSchema }) orgId: string,
    @Param('id', { schema: idSchema }) id: string,
  ): Promise<void> {
    return this.sessions.revokeToken(administrator, orgId, id);
  }
}
