export { type Bus, LocalBus } from './bus.js';
export { type Appended, type AppendItem, type FeedEntry, type FeedKind } from './feed-entry.js';
export { Feeds, type ReadOptions } from './feeds.js';
export { type Subscription } from './subscription.js';
