import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  askKeyActSchema,
  type CustodyLink,
  custodyAskSchema,
  custodyDecideSchema,
  custodyLinkSchema,
  custodySchema,
  idSchema,
  type KeyActAnswer,
  keyActAnswerSchema,
  type KeyCertificate,
  keyCertificateSchema,
  type KeyCustody as Custody,
  keyCustodySchema,
} from '@maroquin/contracts';
import { Duties } from '@maroquin/access';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Access, Answers, CurrentActor, HarmlessAgain } from '@maroquin/platform/http';
import type { z } from 'zod';
import type { Doer } from '../accounts/acts-by.js';
import { CustodyLinks } from './custody-links.js';
import { KeyDestruction } from './key-destruction.service.js';
import { KeyCustodyViews } from './key-custody-views.js';
import { KeyCustody } from './key-custody.service.js';

/** For who keeps the organisation's keys: in its browser, or by the address that it kept. */
@Controller('keys')
export class KeyCustodyController {
  constructor(
    private readonly duties: Duties,
    private readonly custody: KeyCustody,
    private readonly views: KeyCustodyViews,
    private readonly links: CustodyLinks,
    private readonly destruction: KeyDestruction,
  ) {}

  @Get()
  @Access('review.take-part')
  @Answers(keyCustodySchema)
  async state(@CurrentActor() actor: Actor): Promise<Custody> {
    return this.views.of(await this.custodian(actor));
  }

  @Post('requests')
  @HttpCode(200)
  @Access('review.take-part')
  @Answers(keyActAnswerSchema)
  async ask(
    @CurrentActor() actor: Actor,
    @Body({ schema: askKeyActSchema }) { act }: z.infer<typeof askKeyActSchema>,
  ): Promise<KeyActAnswer> {
    return this.custody.ask(await this.custodian(actor), act);
  }

  @Post('requests/:id/approve')
  @HttpCode(204)
  @Access('review.take-part')
  async approve(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<void> {
    await this.custody.decide(await this.custodian(actor), id, true);
  }

  @Post('requests/:id/refuse')
  @HttpCode(204)
  @Access('review.take-part')
  async refuse(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<void> {
    await this.custody.decide(await this.custodian(actor), id, false);
  }

  @Post('link')
  @HttpCode(200)
  @Access('review.take-part')
  @Answers(custodyLinkSchema)
  async link(@CurrentActor() actor: Actor): Promise<CustodyLink> {
    const by = await this.custodian(actor);
    await this.custody.recordLink(by);
    return this.links.make(by);
  }

  @HarmlessAgain()
  @Post('custody')
  @HttpCode(200)
  @Access('public')
  @Answers(keyCustodySchema)
  async byTicket(
    @Body({ schema: custodySchema }) { ticket }: z.infer<typeof custodySchema>,
  ): Promise<Custody> {
    return this.views.of(await this.holder(ticket));
  }

  @Post('custody/requests')
  @HttpCode(200)
  @Access('public')
  @Answers(keyActAnswerSchema)
  async askByTicket(
    @Body({ schema: custodyAskSchema }) { ticket, act }: z.infer<typeof custodyAskSchema>,
  ): Promise<KeyActAnswer> {
    return this.custody.ask(await this.holder(ticket), act);
  }

  @Post('custody/decisions')
  @HttpCode(204)
  @Access('public')
  async decideByTicket(
    @Body({ schema: custodyDecideSchema })
    { ticket, requestId, agrees }: z.infer<typeof custodyDecideSchema>,
  ): Promise<void> {
    await this.custody.decide(await this.holder(ticket), requestId, agrees);
  }

  /** Any custodian, until it begins. */
  @Post('destruction/withdraw')
  @HttpCode(204)
  @Access('review.take-part')
  async withdraw(@CurrentActor() actor: Actor): Promise<void> {
    await this.custody.withdrawDestruction(await this.custodian(actor));
  }

  @Post('custody/destruction/withdraw')
  @HttpCode(204)
  @Access('public')
  async withdrawByTicket(
    @Body({ schema: custodySchema }) { ticket }: z.infer<typeof custodySchema>,
  ): Promise<void> {
    await this.custody.withdrawDestruction(await this.holder(ticket));
  }

  /** Once it is done, nobody signs in any more. */
  @HarmlessAgain()
  @Post('custody/certificate')
  @HttpCode(200)
  @Access('public')
  @Answers(keyCertificateSchema)
  async certificate(
    @Body({ schema: custodySchema }) { ticket }: z.infer<typeof custodySchema>,
  ): Promise<KeyCertificate> {
    return this.destruction.certificate((await this.holder(ticket)).orgId);
  }

  /** A program closes nothing. @throws {DomainError} request.not-found */
  private async custodian(actor: Actor): Promise<Doer> {
    if (actor.sessionId === null || !(await this.duties.holds(actor, 'key-custodian')))
      throw new DomainError('request.not-found');
    return { orgId: actor.orgId, personId: actor.personId };
  }

  /** @throws {DomainError} link.unusable, key.no-custodian */
  private async holder(ticket: string): Promise<Doer> {
    const by = this.links.open(ticket);
    await this.custody.require(by);
    return by;
  }
}
