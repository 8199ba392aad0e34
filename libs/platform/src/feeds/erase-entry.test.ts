import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, systemClock } from '@maroquin/platform/config';
import {
  createTestOrganisation,
  openTestPlatform,
  sharedPostgres,
  type TestPlatform,
} from '@maroquin/testing';
import type { FeedEntry } from './feed-entry.js';
import { Feeds, LocalBus } from './index.js';

let platform: TestPlatform;
let orgId: string;
let feeds: Feeds;

beforeAll(async () => {
  platform = await openTestPlatform(await sharedPostgres());
  orgId = await createTestOrganisation(platform);
  feeds = new Feeds(platform.database, platform.keys, systemClock, new LocalBus(), (error) => {
    throw error;
  });
});
afterAll(async () => {
  feeds.close();
  await platform.close();
});

const texts = (entries: readonly FeedEntry[]): string[] => entries.map((entry) => entry.payload.toString());

describe('an erased entry', () => {
  const three = async (): Promise<string> => {
    const feed = newId();
    await platform.database.inOrgs({ orgs: [orgId] }, (tx) =>
      feeds.create(tx, { id: feed, orgId, kind: 'channel' }),
    );
    for (const text of ['a', 'b', 'c'])
      await feeds.append({
        ...{ feed, orgId, kind: 'message', actorId: newId(), clientId: newId() },
        payload: Buffer.from(text),
      });
    return feed;
  };
  const erase = (feed: string, seq: number, tombstone = 'gone'): Promise<void> =>
    platform.database.inOrgs({ orgs: [orgId] }, (tx) =>
      feeds.eraseInTransaction(tx, { feed, orgId, seq, tombstone: Buffer.from(tombstone) }),
    );
  const read = (feed: string): Promise<FeedEntry[]> => feeds.read(orgId, feed, { after: 0 });

  it('keeps its number, author and time, and holds its tombstone only', async () => {
    const feed = await three();
    const before = await read(feed);
    await erase(feed, 2);
    const after = await read(feed);
    expect(texts(after)).toEqual(['a', 'gone', 'c']);
    expect(after.map(({ erased }) => erased)).toEqual([false, true, false]);
    expect(after[1]).toEqual({ ...before[1], erased: true, payload: Buffer.from('gone') });
  });

  it('is left as it is when it is erased again', async () => {
    const feed = await three();
    await erase(feed, 2);
    await erase(feed, 2, 'again');
    expect(texts(await read(feed))).toEqual(['a', 'gone', 'c']);
  });

  it('is noticed when its mark is taken away, or its tombstone put upon another entry', async () => {
    const feed = await three();
    await erase(feed, 2);
    await platform.asOwner(
      `update feed_entry e set erased_at = o.erased_at, payload = o.payload from feed_entry o
       where e.feed_id = $1 and e.last = 3 and o.feed_id = $1 and o.last = 2`,
      [feed],
    );
    await expect(read(feed)).rejects.toMatchObject({ code: 'sealed.damaged' });
    const other = await three();
    await erase(other, 2);
    await platform.asOwner('update feed_entry set erased_at = null where feed_id = $1 and last = 2', [other]);
    await expect(read(other)).rejects.toMatchObject({ code: 'sealed.damaged' });
  });

  it('is refused where there is none, and where it is not what was written', async () => {
    const feed = await three();
    await expect(erase(feed, 4)).rejects.toMatchObject({ code: 'request.not-found' });
    await platform.asOwner('update feed_entry set actor_id = $2 where feed_id = $1 and last = 2', [
      feed,
      newId(),
    ]);
    await expect(erase(feed, 2)).rejects.toMatchObject({ code: 'sealed.damaged' });
  });
});
