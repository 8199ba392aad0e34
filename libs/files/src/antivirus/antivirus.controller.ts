import { Controller, Get } from '@nestjs/common';
import { type AdministeredAntivirus, administeredAntivirusSchema } from '@maroquin/contracts';
import { Access, type Administrator, Answers, CurrentAdministrator } from '@maroquin/platform/http';
import { AntivirusState } from './antivirus-state.js';

/** Whether the antivirus answers, for whoever administers the instance. */
@Controller('administration/antivirus')
export class AntivirusController {
  constructor(private readonly state: AntivirusState) {}

  @Get()
  @Access('administration')
  @Answers(administeredAntivirusSchema)
  get(@CurrentAdministrator() administrator: Administrator): Promise<AdministeredAntivirus> {
    return this.state.get(administrator);
  }
}
