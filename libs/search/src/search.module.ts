import { Module } from '@nestjs/common';
import { AccessModule } from '@maroquin/access';
import { CLOCK, type Clock, LOGGER } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import { type Logger } from '@maroquin/platform/logging';
import { SearchSources } from './index/feed-sources.js';
import { IndexNames } from './index/index-names.js';
import { IndexRows } from './index/index-rows.js';
import { RebuildIndex } from './index/rebuild-index.js';
import { SearchIndexer } from './index/search-indexer.js';
import { OpenResources } from './query/open-resources.js';
import { SearchRows } from './query/search-rows.js';
import { SearchService } from './query/search.service.js';
import { RepairQuery } from './query/repair-query.js';
import { Vocabulary } from './spelling/vocabulary.js';
import { SearchController } from './search.controller.js';

const indexer = {
  provide: SearchIndexer,
  inject: [Database, IndexNames, SearchSources, CLOCK, LOGGER],
  useFactory: (database: Database, names: IndexNames, sources: SearchSources, clock: Clock, logger: Logger) =>
    new SearchIndexer(database, names, sources, clock, logger),
};

@Module({
  imports: [AccessModule],
  controllers: [SearchController],
  providers: [
    SearchSources,
    IndexRows,
    IndexNames,
    indexer,
    RebuildIndex,
    SearchRows,
    OpenResources,
    Vocabulary,
    RepairQuery,
    SearchService,
  ],
  exports: [SearchSources, IndexRows, SearchIndexer, RebuildIndex, Vocabulary],
})
export class SearchModule {}
