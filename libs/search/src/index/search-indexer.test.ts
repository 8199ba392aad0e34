import { describe, expect, it, vi } from 'vitest';
import { systemClock } from '@maroquin/platform/config';
import { SearchSources } from './feed-sources.js';
import { SearchIndexer } from './search-indexer.js';

/** An indexer to which so many entries are due of each of these feeds, which all can be read. */
function indexerOf(counts: readonly number[]): { indexer: SearchIndexer; indexed: string[] } {
  const indexed: string[] = [];
  const due = counts.map((count, number) => ({
    ...{ org_id: 'org', feed_id: String(number), kind: 'channel', after: '0', head: String(count) },
  }));
  const sources = new SearchSources();
  sources.addFeeds('channel', {
    quietMs: 0,
    index: ({ feedId }) => Promise.resolve(void indexed.push(feedId)),
  });
  const database = { callPrepared: () => Promise.resolve(due as never[]) };
  const names = { runBatch: () => Promise.resolve(false) };
  const logger = { warn: vi.fn(), error: vi.fn() };
  return { indexer: new SearchIndexer(database, names, sources, systemClock, logger), indexed };
}

describe('the search indexer', () => {
  it('lets what is written next gather until its next look, when it has read all there was', async () => {
    const { indexer, indexed } = indexerOf([1, 2]);
    expect(await indexer.runBatch()).toBe(false);
    expect(indexed).toEqual(['0', '1']);
  });

  it('goes on at once where a feed has more than is read in one go', async () => {
    expect(await indexerOf([1, 600]).indexer.runBatch()).toBe(true);
  });

  it('goes on for as long as it finds something, for a command that waits for the end', async () => {
    expect(await indexerOf([1]).indexer.runBatch(false)).toBe(true);
  });
});
