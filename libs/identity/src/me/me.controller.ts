import { Body, Controller, Get, Patch } from '@nestjs/common';
import { type Me, meSchema, updateMeSchema } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor } from '@maroquin/platform/http';
import type { z } from 'zod';
import { MeService } from './me.service.js';
import { UpdateMe } from './update-me.js';

@Controller('me')
export class MeController {
  constructor(
    private readonly me: MeService,
    private readonly updating: UpdateMe,
  ) {}

  @Get()
  @Access('admitted')
  @Answers(meSchema)
  get(@CurrentActor() actor: Actor): Promise<Me> {
    return this.me.get(actor);
  }

  @Patch()
  @Access('authenticated')
  @Answers(meSchema)
  update(
    @CurrentActor() actor: Actor,
    @Body({ schema: updateMeSchema }) body: z.infer<typeof updateMeSchema>,
  ): Promise<Me> {
    return this.updating.run(actor, body);
  }
}
