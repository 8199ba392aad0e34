import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  administratorsSchema,
  createAdministratorSchema,
  enrolmentLinkSchema,
  idSchema,
} from '@maroquin/contracts';
import { Access, type Administrator, Answers, CurrentAdministrator } from '@maroquin/platform/http';
import type { z } from 'zod';
import { Administrators, type EnrolmentLink } from './administrators.service.js';

@Controller('administration/administrators')
export class AdministratorsController {
  constructor(private readonly administrators: Administrators) {}

  @Get()
  @Access('administration')
  @Answers(administratorsSchema)
  async list(
    @CurrentAdministrator() administrator: Administrator,
  ): Promise<z.infer<typeof administratorsSchema>> {
    return { items: await this.administrators.list(administrator) };
  }

  @Post()
  @Access('administration')
  @Answers(enrolmentLinkSchema)
  async create(
    @CurrentAdministrator() administrator: Administrator,
    @Body({ schema: createAdministratorSchema }) body: z.infer<typeof createAdministratorSchema>,
  ): Promise<z.infer<typeof enrolmentLinkSchema>> {
    return toView(await this.administrators.createBy(administrator, body));
  }

  @Post(':id/link')
  @Access('administration')
  @Answers(enrolmentLinkSchema)
  async createLink(
    @CurrentAdministrator() administrator: Administrator,
    @Param('id', { schema: idSchema }) id: string,
  ): Promise<z.infer<typeof enrolmentLinkSchema>> {
    return toView(await this.administrators.createLink(administrator, id));
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

const toView = ({ expiresAt, ...link }: EnrolmentLink): z.infer<typeof enrolmentLinkSchema> => ({
  ...link,
  expiresAt: expiresAt.toISOString(),
});
