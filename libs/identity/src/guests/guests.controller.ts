import { Body, Controller, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import {
  extendGuestSchema,
  type GuestPreview,
  guestPreviewSchema,
  guestsSchema,
  idSchema,
  invitationResultSchema,
  inviteGuestSchema,
} from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor } from '@maroquin/platform/http';
import type { z } from 'zod';
import { Guests } from './guests.service.js';
import { InviteGuest } from './invite-guest.js';

@Controller('spaces/:id/guests')
export class GuestsController {
  constructor(
    private readonly guests: Guests,
    private readonly inviting: InviteGuest,
  ) {}

  @Get()
  @Access('access.manage')
  @Answers(guestsSchema)
  async list(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
  ): Promise<z.infer<typeof guestsSchema>> {
    return { items: await this.guests.list(actor, id) };
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
    @Body({ schema: extendGuestSchema }) { endsAt }: z.infer<typeof extendGuestSchema>,
  ): Promise<void> {
    return this.guests.setEnd(actor, id, personId, new Date(endsAt));
  }
}
