import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  type CreatedToken,
  createdTokenSchema,
  idSchema,
  newTokenSchema,
  pageQuerySchema,
  tokensSchema,
  type TokenView,
} from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor } from '@maroquin/platform/http';
import type { Page } from '@maroquin/platform/keys';
import type { z } from 'zod';
import { OwnTokens } from './own-tokens.service.js';

@Controller('me/tokens')
export class OwnTokensController {
  constructor(private readonly tokens: OwnTokens) {}

  @Get()
  @Access('authenticated')
  @Answers(tokensSchema)
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: pageQuerySchema }) query: z.infer<typeof pageQuerySchema>,
  ): Promise<Page<TokenView>> {
    return this.tokens.list(actor, query);
  }

  @Post()
  @Access('authenticated')
  @Answers(createdTokenSchema)
  create(
    @CurrentActor() actor: Actor,
    @Body({ schema: newTokenSchema }) body: z.infer<typeof newTokenSchema>,
  ): Promise<CreatedToken> {
    return this.tokens.create(actor, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @Access('authenticated')
  revoke(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<void> {
    return this.tokens.revoke(actor, id);
  }
}
