export { BindEntries } from './bind-entries.js';
export { type Bus, type Hint, LocalBus, openBus } from './bus/index.js';
export { openRuns, type SalvagedEntries, type SealedRun, type SeqRange } from './entry-row.js';
export { type Appended, type AppendItem, type FeedEntry, type FeedKind } from './feed-entry.js';
export { Feeds, type ReadOptions } from './feeds.js';
export type { HeadMark } from './recent-heads.js';
export { FeedSubscription, type Subscription } from './subscription.js';
