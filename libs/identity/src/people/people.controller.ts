import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  directoryResultSchema,
  directorySearchSchema,
  handOverResultSchema,
  handOverSchema,
  idSchema,
  invitationResultSchema,
  invitationSchema,
  peopleQuerySchema,
  peopleSchema,
  searchPeopleSchema,
  signInLinkSchema,
} from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor, HarmlessAgain } from '@maroquin/platform/http';
import type { z } from 'zod';
import { PeopleSearch } from '../directory/people-search.service.js';
import { Invitations } from './invitations.service.js';
import { People } from './people.service.js';

@Controller()
export class PeopleController {
  constructor(
    private readonly people: People,
    private readonly invitations: Invitations,
    private readonly directory: PeopleSearch,
  ) {}

  @Get('people')
  @Access('people.manage')
  @Answers(peopleSchema)
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: peopleQuerySchema }) query: z.infer<typeof peopleQuerySchema>,
  ): Promise<z.infer<typeof peopleSchema>> {
    return this.people.list(actor, query);
  }

  /** A POST: what people search for must not lie in logs. */
  @HarmlessAgain()
  @Post('people/search')
  @HttpCode(200)
  @Access('people.manage')
  @Answers(peopleSchema)
  find(
    @CurrentActor() actor: Actor,
    @Body({ schema: searchPeopleSchema }) body: z.infer<typeof searchPeopleSchema>,
  ): Promise<z.infer<typeof peopleSchema>> {
    return this.people.list(actor, body);
  }

  @Post('people/:id/sign-in-link')
  @Access('people.manage')
  @Answers(signInLinkSchema)
  createLink(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
  ): Promise<z.infer<typeof signInLinkSchema>> {
    return this.people.createLink(actor, id);
  }

  @Post('people/:id/disable')
  @HttpCode(204)
  @Access('people.manage')
  disable(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<void> {
    return this.people.disable(actor, id);
  }

  @Post('people/:id/enable')
  @HttpCode(204)
  @Access('people.manage')
  enable(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<void> {
    return this.people.enable(actor, id);
  }

  @Post('people/:id/hand-over')
  @HttpCode(200)
  @Access('people.manage')
  @Answers(handOverResultSchema)
  handOver(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: handOverSchema }) { toId }: z.infer<typeof handOverSchema>,
  ): Promise<z.infer<typeof handOverResultSchema>> {
    return this.people.handOver(actor, id, toId);
  }

  @Post('invitations')
  @Access('people.manage')
  @Answers(invitationResultSchema)
  invite(
    @CurrentActor() actor: Actor,
    @Body({ schema: invitationSchema }) body: z.infer<typeof invitationSchema>,
  ): Promise<z.infer<typeof invitationResultSchema>> {
    return this.invitations.create(actor, body);
  }

  /** A POST: what people search for must not lie in logs. */
  @HarmlessAgain()
  @Post('directory/search')
  @HttpCode(200)
  @Access('people.list')
  @Answers(directoryResultSchema)
  search(
    @CurrentActor() actor: Actor,
    @Body({ schema: directorySearchSchema }) body: z.infer<typeof directorySearchSchema>,
  ): Promise<z.infer<typeof directoryResultSchema>> {
    return this.directory.search(actor, body);
  }
}
