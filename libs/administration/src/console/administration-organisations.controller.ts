import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  administeredOrganisationsSchema,
  administeredProvidersSchema,
  administeredSessionsSchema,
  administeredTokensSchema,
  createdOrganisationSchema,
  createOrganisationSchema,
  idSchema,
} from '@maroquin/contracts';
import { Access, type Administrator, Answers, CurrentAdministrator } from '@maroquin/platform/http';
import type { z } from 'zod';
import { AdministrationOrganisations } from './administration-organisations.service.js';
import { AdministrationSessions } from './administration-sessions.service.js';

@Controller('administration')
export class AdministrationOrganisationsController {
  constructor(
    private readonly organisations: AdministrationOrganisations,
    private readonly sessions: AdministrationSessions,
  ) {}

  @Get('organisations')
  @Access('administration')
  @Answers(administeredOrganisationsSchema)
  async list(
    @CurrentAdministrator() administrator: Administrator,
  ): Promise<z.infer<typeof administeredOrganisationsSchema>> {
    return { items: await this.organisations.list(administrator) };
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
  async listProviders(): Promise<z.infer<typeof administeredProvidersSchema>> {
    return { items: await this.organisations.listProviders() };
  }

  @Get('organisations/:orgId/sessions')
  @Access('administration')
  @Answers(administeredSessionsSchema)
  listSessions(
    @CurrentAdministrator() administrator: Administrator,
    @Param('orgId', { schema: idSchema }) orgId: string,
  ): Promise<z.infer<typeof administeredSessionsSchema>> {
    return this.sessions.list(administrator, orgId);
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
  ): Promise<z.infer<typeof administeredTokensSchema>> {
    return this.sessions.listTokens(administrator, orgId);
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
