import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import {
  extendGuestSchema,
  type GuestPreview,
  guestPreviewSchema,
  guestsSchema,
  idSchema,
  invitationResultSchema,
  inviteGuestSchema,
  pageQuerySchema,
  searchSchema,
} from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor, ExpectedVersion, HarmlessAgain } from '@maroquin/platform/http';
import type { Paging } from '@maroquin/platform/keys';
import type { z } from 'zod';
import { GuestLists } from './guest-lists.js';
import { Guests } from './guests.service.js';
import { InviteGuest } from './invite-guest.js';

@Controller('spaces/:id/guests')
export class GuestsController {
  constructor(
    private readonly guests: Guests,
    private readonly lists: GuestLists,
    private readonly inviting: InviteGuest,
  ) {}

  @Get()
  @Access('access.manage')
  @Answers(guestsSchema)
  list(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: pageQuerySchema }) query: Paging,
  ): Promise<z.infer<typeof guestsSchema>> {
    return this.lists.list(actor, id, query);
  }

  /** A POST: what people search for must not lie in logs. */
  @HarmlessAgain()
  @Post('search')
  @HttpCode(200)
  @Access('access.manage')
  @Answers(guestsSchema)
  search(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: searchSchema }) body: z.infer<typeof searchSchema>,
  ): Promise<z.infer<typeof guestsSchema>> {
    return this.lists.list(actor, id, body);
  }

  @Get('preview')
  @Access('access.manage')
  @Answers(guestPreviewSchema)
  preview(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
  ): Promise<GuestPreview> {
    return this.inviting.preview(actor, id);
  }

  @Post()
  @Access('access.manage')
  @Answers(invitationResultSchema)
  invite(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: inviteGuestSchema }) body: z.infer<typeof inviteGuestSchema>,
  ): Promise<z.infer<typeof invitationResultSchema>> {
    return this.inviting.invite(actor, id, body);
  }

  @Patch(':personId')
  @HttpCode(204)
  @Access('authenticated')
  setEnd(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Param('personId', { schema: idSchema }) personId: string,
    @ExpectedVersion() expectedVersion: number,
    @Body({ schema: extendGuestSchema }) { endsAt }: z.infer<typeof extendGuestSchema>,
  ): Promise<void> {
    return this.guests.setEnd(actor, id, personId, { endsAt: new Date(endsAt), expectedVersion });
  }
}
