import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Ip,
  Param,
  Patch,
  Post,
  Put,
  Query,
  Res,
} from '@nestjs/common';
import {
  createdLinkSchema,
  createLinkSchema,
  externalLinksSchema,
  idSchema,
  linkAddressSchema,
  linkSettingsSchema,
  openedLinkSchema,
  openLinkSchema,
  pageQuerySchema,
  restoreAccessSchema,
  searchSchema,
  updateLinkSchema,
  withdrawnLinkSchema,
} from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor, ExpectedVersion, HarmlessAgain } from '@maroquin/platform/http';
import type { Paging } from '@maroquin/platform/keys';
import type { Response } from 'express';
import type { z } from 'zod';
import { ExternalLinks } from './external-links.service.js';
import { LinkLists } from './link-lists.js';
import { visitCookie } from './link-secrets.js';
import { LinkSettings } from './link-settings.js';
import { LinkVisits } from './link-visits.js';
import { RestoreLink } from './restore-link.js';
import { WithdrawLinks } from './withdraw-links.js';

type Links = z.infer<typeof externalLinksSchema>;
type Withdrawn = z.infer<typeof withdrawnLinkSchema>;
type Undo = z.infer<typeof restoreAccessSchema>;

@Controller()
export class LinksController {
  constructor(
    private readonly links: ExternalLinks,
    private readonly withdrawing: WithdrawLinks,
    private readonly restoring: RestoreLink,
    private readonly lists: LinkLists,
    private readonly visits: LinkVisits,
    private readonly settings: LinkSettings,
  ) {}

  @Post('visits')
  @HttpCode(200)
  @Access('public')
  @Answers(openedLinkSchema)
  async open(
    @Body({ schema: openLinkSchema }) body: z.infer<typeof openLinkSchema>,
    @Ip() address: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<z.infer<typeof openedLinkSchema>> {
    const { secret, maxAgeSeconds, resource } = await this.visits.open(body, address);
    response.append('Set-Cookie', visitCookie.set(secret, maxAgeSeconds));
    return resource;
  }

  @Get('resources/:id/links')
  @Access('access.link')
  @Answers(externalLinksSchema)
  list(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: pageQuerySchema }) query: Paging,
  ): Promise<Links> {
    return this.lists.ofResource(actor, id, query);
  }

  @Post('resources/:id/links')
  @Access('access.link')
  @Answers(createdLinkSchema)
  create(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: createLinkSchema }) body: z.infer<typeof createLinkSchema>,
  ): Promise<z.infer<typeof createdLinkSchema>> {
    return this.links.create(actor, id, body);
  }

  @Get('resources/:id/links/:linkId/address')
  @Access('access.link')
  @Answers(linkAddressSchema)
  async address(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Param('linkId', { schema: idSchema }) linkId: string,
  ): Promise<z.infer<typeof linkAddressSchema>> {
    return { link: await this.links.address(actor, id, linkId) };
  }

  @Patch('resources/:id/links/:linkId')
  @HttpCode(204)
  @Access('access.link')
  change(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Param('linkId', { schema: idSchema }) linkId: string,
    @ExpectedVersion() expectedVersion: number,
    @Body({ schema: updateLinkSchema }) body: z.infer<typeof updateLinkSchema>,
  ): Promise<void> {
    return this.links.change(actor, id, linkId, { ...body, expectedVersion });
  }

  @Delete('resources/:id/links/:linkId')
  @Access('access.link')
  @Answers(withdrawnLinkSchema)
  async revoke(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Param('linkId', { schema: idSchema }) linkId: string,
  ): Promise<Withdrawn> {
    return { undo: this.restoring.ticket(actor, await this.withdrawing.revoke(actor, id, linkId)) };
  }

  @Post('resources/:id/links/:linkId/restore')
  @HttpCode(204)
  @Access('access.link')
  restore(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Param('linkId', { schema: idSchema }) linkId: string,
    @Body({ schema: restoreAccessSchema }) { undo }: Undo,
  ): Promise<void> {
    return this.restoring.restore(actor, id, linkId, undo);
  }

  @Get('links')
  @Access('people.manage')
  @Answers(externalLinksSchema)
  all(@CurrentActor() actor: Actor, @Query({ schema: pageQuerySchema }) query: Paging): Promise<Links> {
    return this.lists.ofOrganisation(actor, query);
  }

  /** A POST: what people search for must not lie in logs. */
  @HarmlessAgain()
  @Post('links/search')
  @HttpCode(200)
  @Access('people.manage')
  @Answers(externalLinksSchema)
  search(
    @CurrentActor() actor: Actor,
    @Body({ schema: searchSchema }) body: z.infer<typeof searchSchema>,
  ): Promise<Links> {
    return this.lists.ofOrganisation(actor, body);
  }

  @Put('links/settings')
  @HttpCode(204)
  @Access('people.manage')
  configure(
    @CurrentActor() actor: Actor,
    @Body({ schema: linkSettingsSchema }) { days }: z.infer<typeof linkSettingsSchema>,
  ): Promise<void> {
    return this.settings.set(actor, days);
  }

  @Delete('links/:linkId')
  @Access('people.manage')
  @Answers(withdrawnLinkSchema)
  async revokeAny(
    @CurrentActor() actor: Actor,
    @Param('linkId', { schema: idSchema }) linkId: string,
  ): Promise<Withdrawn> {
    return { undo: this.restoring.ticket(actor, await this.withdrawing.revokeAny(actor, linkId)) };
  }

  @Post('links/:linkId/restore')
  @HttpCode(204)
  @Access('people.manage')
  restoreAny(
    @CurrentActor() actor: Actor,
    @Param('linkId', { schema: idSchema }) linkId: string,
    @Body({ schema: restoreAccessSchema }) { undo }: Undo,
  ): Promise<void> {
    return this.restoring.restoreAny(actor, linkId, undo);
  }
}
