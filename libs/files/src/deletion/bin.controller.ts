import { Controller, Delete, Get, HttpCode, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import { ListResources } from '@maroquin/access';
import { type BinPage, binPageSchema, idSchema, pageQuerySchema } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor } from '@maroquin/platform/http';
import { PurgeBin } from './purge-bin.js';

@Controller()
export class BinController {
  constructor(
    private readonly lists: ListResources,
    private readonly bin: PurgeBin,
  ) {}

  /** What was put there, and for how many days it is kept. */
  @Get('trash')
  @Access('admitted')
  @Answers(binPageSchema)
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: pageQuerySchema }) paging: z.infer<typeof pageQuerySchema>,
  ): Promise<BinPage> {
    return { ...(await this.lists.trash(actor, paging)), keptDays: this.bin.keptDays };
  }

  /** Deletes for good what is in the bin. */
  @Delete('resources/:id')
  @HttpCode(204)
  @Access('resource.purge')
  purge(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<void> {
    return this.bin.purge(actor, id);
  }
}
