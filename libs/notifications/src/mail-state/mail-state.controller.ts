import { Controller, Get } from '@nestjs/common';
import { type AdministeredMail, administeredMailSchema } from '@maroquin/contracts';
import { Access, type Administrator, Answers, CurrentAdministrator } from '@maroquin/platform/http';
import { MailState } from './mail-state.js';

/** Whether mail leaves, for whoever administers the instance. */
@Controller('administration/mail')
export class MailStateController {
  constructor(private readonly state: MailState) {}

  @Get()
  @Access('administration')
  @Answers(administeredMailSchema)
  get(@CurrentAdministrator() administrator: Administrator): Promise<AdministeredMail> {
    return this.state.get(administrator);
  }
}
