import { Controller, Get, Param, Query } from '@nestjs/common';
import { idSchema, pageQuerySchema, type ResourcePage, resourcePageSchema } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor } from '@maroquin/platform/http';
import type { Paging } from '@maroquin/platform/keys';
import { Citations } from './citations.js';

@Controller('resources/:id/citations')
export class CitationsController {
  constructor(private readonly citations: Citations) {}

  @Get()
  @Access('resource.read')
  @Answers(resourcePageSchema)
  list(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: pageQuerySchema }) paging: Paging,
  ): Promise<ResourcePage> {
    return this.citations.list(actor, id, paging);
  }
}
