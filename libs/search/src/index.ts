export type { FeedSource, FoundMessage, MessageSource } from './index/feed-sources.js';
export { SearchSources } from './index/feed-sources.js';
export { type DueFeed, type IndexedMessage, IndexRows } from './index/index-rows.js';
export { SearchIndexer } from './index/search-indexer.js';
export { extractOf, type Marks } from './query/extract.js';
export { SearchModule } from './search.module.js';
