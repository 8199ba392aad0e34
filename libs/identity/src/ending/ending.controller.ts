import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import {
  type AskOrganisationEnd,
  askOrganisationEndSchema,
  type OrganisationEnd,
  organisationEndSchema,
} from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Access, Answers, CurrentActor } from '@maroquin/platform/http';
import { EndingViews } from './ending-views.js';
import { OrganisationEndings } from './organisation-endings.service.js';

/** The end of the organisation, as each of its people sees it. */
@Controller('organisation/end')
export class EndingController {
  constructor(
    private readonly endings: OrganisationEndings,
    private readonly views: EndingViews,
  ) {}

  @Get()
  @Access('authenticated')
  @Answers(organisationEndSchema)
  async state(@CurrentActor() actor: Actor): Promise<OrganisationEnd> {
    return this.views.of(inBrowser(actor));
  }

  @Post('requests')
  @HttpCode(204)
  @Access('organisation.end')
  async ask(
    @CurrentActor() actor: Actor,
    @Body({ schema: askOrganisationEndSchema }) asked: AskOrganisationEnd,
  ): Promise<void> {
    await this.endings.ask(inBrowser(actor), asked);
  }

  @Post('approve')
  @HttpCode(204)
  @Access('review.take-part')
  async approve(@CurrentActor() actor: Actor): Promise<void> {
    await this.endings.decide(inBrowser(actor), true);
  }

  @Post('refuse')
  @HttpCode(204)
  @Access('review.take-part')
  async refuse(@CurrentActor() actor: Actor): Promise<void> {
    await this.endings.decide(inBrowser(actor), false);
  }

  @Post('withdraw')
  @HttpCode(204)
  @Access('review.take-part')
  async withdraw(@CurrentActor() actor: Actor): Promise<void> {
    await this.endings.withdraw(inBrowser(actor));
  }
}

/** A program ends nothing. @throws {DomainError} request.not-found */
function inBrowser(actor: Actor): Actor {
  if (actor.sessionId === null) throw new DomainError('request.not-found');
  return actor;
}
