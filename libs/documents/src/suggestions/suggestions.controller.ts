import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { AccessService, PeopleNames } from '@maroquin/access';
import {
  idSchema,
  type SuggestionAuthors,
  suggestionAuthorsQuerySchema,
  suggestionAuthorsSchema,
} from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor, HarmlessAgain } from '@maroquin/platform/http';
import type { z } from 'zod';

/** Suggestions stand in the text itself; what is not there is who the ids in them are. */
@Controller('documents/:id/suggestions')
export class SuggestionsController {
  constructor(
    private readonly access: AccessService,
    private readonly names: PeopleNames,
  ) {}

  /** The people whose ids sign suggestions. Who is not of the organisation is absent. */
  @HarmlessAgain()
  @Post('authors')
  @HttpCode(200)
  @Access('document.read')
  @Answers(suggestionAuthorsSchema)
  async authors(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: suggestionAuthorsQuerySchema }) { ids }: z.infer<typeof suggestionAuthorsQuerySchema>,
  ): Promise<SuggestionAuthors> {
    const { orgId } = await this.access.require(actor, 'document.read', id);
    return { people: [...(await this.names.names(orgId, ids)).values()] };
  }
}
