import { Body, Controller, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import {
  favouriteSchema,
  idSchema,
  pageQuerySchema,
  type ResourcePage,
  resourcePageSchema,
} from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor } from '@maroquin/platform/http';
import type { Paging } from '@maroquin/platform/keys';
import type { z } from 'zod';
import { Favourites } from './favourites.js';

@Controller()
export class FavouritesController {
  constructor(private readonly favourites: Favourites) {}

  @Get('favourites')
  @Access('authenticated')
  @Answers(resourcePageSchema)
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: pageQuerySchema }) paging: Paging,
  ): Promise<ResourcePage> {
    return this.favourites.list(actor, paging);
  }

  @Put('resources/:id/favourite')
  @HttpCode(204)
  @Access('resource.read')
  set(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: favouriteSchema }) { on }: z.infer<typeof favouriteSchema>,
  ): Promise<void> {
    return this.favourites.set(actor, id, on);
  }
}
