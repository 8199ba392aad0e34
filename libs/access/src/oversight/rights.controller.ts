import { Controller, Get, Param, Query } from '@nestjs/common';
import {
  type ExternalLink,
  externalLinkPageSchema,
  idSchema,
  pageQuerySchema,
  type PersonRights,
  personRightsQuerySchema,
  personRightsSchema,
  type ResourceRights,
  resourceRightsSchema,
} from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor } from '@maroquin/platform/http';
import type { Page, Paging } from '@maroquin/platform/keys';
import type { z } from 'zod';
import { PersonRightsService } from './person-rights.js';
import { ResourceRightsService } from './resource-rights.js';

/** For who looks after the rights of the organisation. */
@Controller('rights')
export class RightsController {
  constructor(
    private readonly people: PersonRightsService,
    private readonly resources: ResourceRightsService,
  ) {}

  @Get('people/:id')
  @Access('access.audit')
  @Answers(personRightsSchema)
  person(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: personRightsQuerySchema }) query: z.infer<typeof personRightsQuerySchema>,
  ): Promise<PersonRights> {
    return this.people.list(actor, id, query);
  }

  @Get('resources/:id')
  @Access('access.audit')
  @Answers(resourceRightsSchema)
  resource(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: pageQuerySchema }) query: Paging,
  ): Promise<ResourceRights> {
    return this.resources.of(actor, id, query);
  }

  @Get('resources/:id/links')
  @Access('access.audit')
  @Answers(externalLinkPageSchema)
  links(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: pageQuerySchema }) query: Paging,
  ): Promise<Page<ExternalLink>> {
    return this.resources.linksOf(actor, id, query);
  }
}
