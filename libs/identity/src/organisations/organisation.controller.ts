import { Body, Controller, Get, HttpCode, Put } from '@nestjs/common';
import { type OrganisationSettings as SettingsView, organisationSettingsSchema } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor } from '@maroquin/platform/http';
import { OrganisationSettings } from './organisation-settings.js';

@Controller('organisation')
export class OrganisationController {
  constructor(private readonly settings: OrganisationSettings) {}

  @Get('settings')
  @Access('people.manage')
  @Answers(organisationSettingsSchema)
  get(@CurrentActor() actor: Actor): Promise<SettingsView> {
    return this.settings.get(actor);
  }

  @Put('settings')
  @HttpCode(204)
  @Access('people.manage')
  async set(
    @CurrentActor() actor: Actor,
    @Body({ schema: organisationSettingsSchema }) settings: SettingsView,
  ): Promise<void> {
    await this.settings.set(actor, settings);
  }
}
