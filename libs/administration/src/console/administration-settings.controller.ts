import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { agreedSettingsSchema, type AgreedSettingsView, idSchema } from '@maroquin/contracts';
import { Access, type Administrator, Answers, CurrentAdministrator } from '@maroquin/platform/http';
import { AdministrationSettings } from './administration-settings.service.js';

/** Settings that take two people: what they are, and asking that a second one agrees. */
@Controller('administration/organisations/:orgId/settings')
export class AdministrationSettingsController {
  constructor(private readonly settings: AdministrationSettings) {}

  @Get()
  @Access('administration')
  @Answers(agreedSettingsSchema)
  view(
    @CurrentAdministrator() administrator: Administrator,
    @Param('orgId', { schema: idSchema }) orgId: string,
  ): Promise<AgreedSettingsView> {
    return this.settings.view(administrator, orgId);
  }

  /** Asked twice, it waits once. */
  @Post('agreement')
  @HttpCode(200)
  @Access('administration')
  @Answers(agreedSettingsSchema)
  ask(
    @CurrentAdministrator() administrator: Administrator,
    @Param('orgId', { schema: idSchema }) orgId: string,
  ): Promise<AgreedSettingsView> {
    return this.settings.ask(administrator, orgId);
  }
}
