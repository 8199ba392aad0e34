import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  approvalsSchema,
  createPersonSchema,
  handOverResultSchema,
  handOverSchema,
  idSchema,
  identityMergesSchema,
  invitationResultSchema,
  peopleSchema,
  signInLinkSchema,
} from '@maroquin/contracts';
import { Access, type Administrator, Answers, CurrentAdministrator } from '@maroquin/platform/http';
import type { z } from 'zod';
import { AdministrationPeople } from './administration-people.service.js';

@Controller('administration/organisations/:orgId')
export class AdministrationPeopleController {
  constructor(private readonly people: AdministrationPeople) {}

  @Get('people')
  @Access('administration')
  @Answers(peopleSchema)
  async list(
    @CurrentAdministrator() administrator: Administrator,
    @Param('orgId', { schema: idSchema }) orgId: string,
  ): Promise<z.infer<typeof peopleSchema>> {
    return { items: await this.people.list(administrator, orgId) };
  }

  @Post('people')
  @Access('administration')
  @Answers(invitationResultSchema)
  create(
    @CurrentAdministrator() administrator: Administrator,
    @Param('orgId', { schema: idSchema }) orgId: string,
    @Body({ schema: createPersonSchema }) body: z.infer<typeof createPersonSchema>,
  ): Promise<z.infer<typeof invitationResultSchema>> {
    return this.people.create(administrator, orgId, body);
  }

  @Post('people/:id/sign-in-link')
  @Access('administration')
  @Answers(signInLinkSchema)
  createLink(
    @CurrentAdministrator() administrator: Administrator,
    @Param('orgId', { schema: idSchema }) orgId: string,
    @Param('id', { schema: idSchema }) id: string,
  ): Promise<z.infer<typeof signInLinkSchema>> {
    return this.people.createLink(administrator, orgId, id);
  }

  @Post('people/:id/disable')
  @HttpCode(204)
  @Access('administration')
  disable(
    @CurrentAdministrator() administrator: Administrator,
    @Param('orgId', { schema: idSchema }) orgId: string,
    @Param('id', { schema: idSchema }) id: string,
  ): Promise<void> {
    return this.people.disable(administrator, orgId, id);
  }

  @Post('people/:id/enable')
  @HttpCode(204)
  @Access('administration')
  enable(
    @CurrentAdministrator() administrator: Administrator,
    @Param('orgId', { schema: idSchema }) orgId: string,
    @Param('id', { schema: idSchema }) id: string,
  ): Promise<void> {
    return this.people.enable(administrator, orgId, id);
  }

  @Post('people/:id/hand-over')
  @HttpCode(200)
  @Access('administration')
  @Answers(handOverResultSchema)
  handOver(
    @CurrentAdministrator() administrator: Administrator,
    @Param('orgId', { schema: idSchema }) orgId: string,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: handOverSchema }) { toId }: z.infer<typeof handOverSchema>,
  ): Promise<z.infer<typeof handOverResultSchema>> {
    return this.people.handOver(administrator, orgId, id, toId);
  }

  @Get('approvals')
  @Access('administration')
  @Answers(approvalsSchema)
  async listApprovals(
    @CurrentAdministrator() administrator: Administrator,
    @Param('orgId', { schema: idSchema }) orgId: string,
  ): Promise<z.infer<typeof approvalsSchema>> {
    return { items: await this.people.listApprovals(administrator, orgId) };
  }

  @Post('approvals/:id/approve')
  @HttpCode(204)
  @Access('administration')
  approve(
    @CurrentAdministrator() administrator: Administrator,
    @Param('orgId', { schema: idSchema }) orgId: string,
    @Param('id', { schema: idSchema }) id: string,
  ): Promise<void> {
    return this.people.decide(administrator, orgId, id, true);
  }

  @Post('approvals/:id/refuse')
  @HttpCode(204)
  @Access('administration')
  refuse(
    @CurrentAdministrator() administrator: Administrator,
    @Param('orgId', { schema: idSchema }) orgId: string,
    @Param('id', { schema: idSchema }) id: string,
  ): Promise<void> {
    return this.people.decide(administrator, orgId, id, false);
  }

  @Get('identity-merges')
  @Access('administration')
  @Answers(identityMergesSchema)
  async listMerges(
    @CurrentAdministrator() administrator: Administrator,
    @Param('orgId', { schema: idSchema }) orgId: string,
  ): Promise<z.infer<typeof identityMergesSchema>> {
    return { items: await this.people.listMerges(administrator, orgId) };
  }

  @Post('identity-merges/:id/approve')
  @HttpCode(204)
  @Access('administration')
  approveMerge(
    @CurrentAdministrator() administrator: Administrator,
    @Param('orgId', { schema: idSchema }) orgId: string,
    @Param('id', { schema: idSchema }) id: string,
  ): Promise<void> {
    return this.people.decideMerge(administrator, orgId, id, 'approve');
  }

  @Post('identity-merges/:id/refuse')
  @HttpCode(204)
  @Access('administration')
  refuseMerge(
    @CurrentAdministrator() administrator: Administrator,
    @Param('orgId', { schema: idSchema }) orgId: string,
    @Param('id', { schema: idSchema }) id: string,
  ): Promise<void> {
    return this.people.decideMerge(administrator, orgId, id, 'refuse');
  }
}
