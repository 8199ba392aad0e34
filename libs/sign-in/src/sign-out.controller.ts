import { Controller, HttpCode, Post, Res } from '@nestjs/common';
import { LinkVisits, visitCookie } from '@maroquin/access';
import { signOutSchema } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor, HarmlessAgain } from '@maroquin/platform/http';
import type { Response } from 'express';
import type { z } from 'zod';
import { FederatedSignOut } from './openid/federated-sign-out.service.js';

@Controller('sign-out')
export class SignOutController {
  constructor(
    private readonly out: FederatedSignOut,
    private readonly visits: LinkVisits,
  ) {}

  /** Ends this browser's session, or its visit, and says where to sign out at its provider as well. */
  @HarmlessAgain()
  @Post()
  @HttpCode(200)
  @Access('admitted')
  @Answers(signOutSchema)
  async signOut(
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<z.infer<typeof signOutSchema>> {
    if (actor.standing === 'visitor') {
      await this.visits.leave(actor);
      response.append('Set-Cookie', visitCookie.clear());
      return { location: null };
    }
    const { location, cookies } = await this.out.signOut(actor);
    for (const cookie of cookies) response.append('Set-Cookie', cookie);
    return { location };
  }
}
