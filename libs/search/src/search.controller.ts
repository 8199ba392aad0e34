import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import {
  type SearchEverything,
  searchEverythingSchema,
  type SearchResults,
  searchResultsSchema,
} from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor, HarmlessAgain } from '@maroquin/platform/http';
import { SearchService } from './query/search.service.js';

@Controller('search')
export class SearchController {
  constructor(private readonly service: SearchService) {}

  /** Only what the person may read, whoever it is. */
  @Post()
  @HttpCode(200)
  @Access('admitted')
  @HarmlessAgain()
  @Answers(searchResultsSchema)
  search(
    @CurrentActor() actor: Actor,
    @Body({ schema: searchEverythingSchema }) asked: SearchEverything,
  ): Promise<SearchResults> {
    return this.service.search(actor, asked);
  }
}
