export type { FeedSource, FoundMessage, MessageSource } from './index/feed-sources.js';
export { SearchSources } from './index/feed-sources.js';
export {
  type DueFeed,
  type IndexedConversation,
  type IndexedMessage,
  IndexRows,
  type NewMessages,
} from './index/index-rows.js';
export { IndexNames } from './index/index-names.js';
export { RebuildIndex, type RebuildProgress } from './index/rebuild-index.js';
export { SearchIndexer } from './index/search-indexer.js';
export { extractOf, type Marks } from './words/extract.js';
export { tokensOf } from './words/tokens.js';
export { parseQuery } from './query/parse-query.js';
export { SearchRows } from './query/search-rows.js';
export { SearchModule } from './search.module.js';
export { RepairQuery } from './query/repair-query.js';
export { Vocabulary } from './spelling/vocabulary.js';
