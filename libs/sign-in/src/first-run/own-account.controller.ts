import { Body, Controller, HttpCode, Post, Put } from '@nestjs/common';
import { firstRunSchema, type Me, meSchema, setPasswordSchema } from '@maroquin/contracts';
import { MeService } from '@maroquin/identity';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor } from '@maroquin/platform/http';
import type { z } from 'zod';
import { LinkRequests } from '../links/link-requests.js';
import { Passwords } from '../passwords/passwords.service.js';
import { FirstRun } from './first-run.js';

/** What a person sets of its own account so that it can sign in. */
@Controller('me')
export class OwnAccountController {
  constructor(
    private readonly me: MeService,
    private readonly passwords: Passwords,
    private readonly firstRun: FirstRun,
    private readonly links: LinkRequests,
  ) {}

  @Put('password')
  @HttpCode(204)
  @Access('authenticated')
  setPassword(
    @CurrentActor() actor: Actor,
    @Body({ schema: setPasswordSchema }) { current, password }: z.infer<typeof setPasswordSchema>,
  ): Promise<void> {
    return this.passwords.set(actor, current, password);
  }

  /** A link to the account's own address: opening it shows that the person reads what is sent there. */
  @Post('address-proof')
  @HttpCode(202)
  @Access('authenticated')
  proveAddress(@CurrentActor() actor: Actor): Promise<void> {
    return this.links.prove(actor);
  }

  @Put('first-run')
  @HttpCode(200)
  @Access('authenticated')
  @Answers(meSchema)
  async setUp(
    @CurrentActor() actor: Actor,
    @Body({ schema: firstRunSchema }) body: z.infer<typeof firstRunSchema>,
  ): Promise<Me> {
    await this.firstRun.run(actor, body);
    return this.me.get(actor);
  }
}
