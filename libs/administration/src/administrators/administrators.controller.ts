import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  administratorsSchema,
  createAdministratorSchema,
  enrolmentLinkSchema,
  idSchema,
  pageQuerySchema,
} from '@maroquin/contracts';
import { Access, type Administrator, Answers, CurrentAdministrator } from '@maroquin/platform/http';
import type { Paging } from '@maroquin/platform/keys';
import type { z } from 'zod';
import { Administrators } from './administrators.service.js';

@Controller('administration/administrators')
export class AdministratorsController {
  constructor(private readonly administrators: Administrators) {}

  @Get()
  @Access('administration')
  @Answers(administratorsSchema)
  list(
    @CurrentAdministrator() administrator: Administrator,
    @Query({ schema: pageQuerySchema }) query: Paging,
  ): Promise<z.infer<typeof administratorsSchema>> {
    return this.administrators.list(administrator, query);
  }

  @Post()
  @Access('administration')
  @Answers(enrolmentLinkSchema)
  create(
    @CurrentAdministrator() administrator: Administrator,
    @Body({ schema: createAdministratorSchema }) body: z.infer<typeof createAdministratorSchema>,
  ): Promise<z.infer<typeof enrolmentLinkSchema>> {
    return this.administrators.createBy(administrator, body);
  }

  @Post(':id/link')
  @Access('administration')
  @Answers(enrolmentLinkSchema)
  createLink(
    @CurrentAdministrator() administrator: Administrator,
    @Param('id', { schema: idSchema }) id: string,
  ): Promise<z.infer<typeof enrolmentLinkSchema>> {
    return this.administrators.createLink(administrator, id);
  }

  @Post(':id/disable')
  @HttpCode(204)
  @Access('administration')
  disable(
    @CurrentAdministrator() administrator: Administrator,
    @Param('id', { schema: idSchema }) id: string,
  ): Promise<void> {
    return this.administrators.close(administrator, id);
  }

  @Post(':id/enable')
  @HttpCode(204)
  @Access('administration')
  enable(
    @CurrentAdministrator() administrator: Administrator,
    @Param('id', { schema: idSchema }) id: string,
  ): Promise<void> {
    return this.administrators.open(administrator, id);
  }
}
