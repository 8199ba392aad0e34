import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  approvalsSchema,
  createPersonSchema,
  handOverResultSchema,
  handOverSchema,
  idSchema,
  identityMergesSchema,
  invitationResultSchema,
  pageQuerySchema,
  peopleQuerySchema,
  peopleSchema,
  searchPeopleSchema,
  signInLinkSchema,
} from '@maroquin/contracts';
import { Access, type Administrator, Answers, CurrentAdministrator } from '@maroquin/platform/http';
import type { Paging } from '@maroquin/platform/keys';
import type { z } from 'zod';
import { AdministrationLists } from './administration-lists.service.js';
import { AdministrationPeople } from './administration-people.service.js';

@Controller('administration/organisations/:orgId')
export class AdministrationPeopleController {
  constructor(
    private readonly people: AdministrationPeople,
    private readonly lists: AdministrationLists,
  ) {}

  @Get('people')
  @Access('administration')
  @Answers(peopleSchema)
  list(
    @CurrentAdministrator() administrator: Administrator,
    @Param('orgId', { schema: idSchema }) orgId: string,
    @Query({ schema: peopleQuerySchema }) query: z.infer<typeof peopleQuerySchema>,
  ): Promise<z.infer<typeof peopleSchema>> {
    return this.lists.list(administrator, orgId, query);
  }

  /** A POST: what people search for must not lie in logs. */
  @Post('people/search')
  @HttpCode(200)
  @Access('administration')
  @Answers(peopleSchema)
  search(
    @CurrentAdministrator() administrator: Administrator,
    @Param('orgId', { schema: idSchema }) orgId: string,
    @Body({ schema: searchPeopleSchema }) body: z.infer<typeof searchPeopleSchema>,
  ): Promise<z.infer<typeof peopleSchema>> {
    return this.lists.list(administrator, orgId, body);
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
  listApprovals(
    @CurrentAdministrator() administrator: Administrator,
    @Param('orgId', { schema: idSchema }) orgId: string,
    @Query({ schema: pageQuerySchema }) query: Paging,
  ): Promise<z.infer<typeof approvalsSchema>> {
    return this.lists.listApprovals(administrator, orgId, query);
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
  listMerges(
    @CurrentAdministrator() administrator: Administrator,
    @Param('orgId', { schema: idSchema }) orgId: string,
    @Query({ schema: pageQuerySchema }) query: Paging,
  ): Promise<z.infer<typeof identityMergesSchema>> {
    return this.lists.listMerges(administrator, orgId, query);
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
