import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, systemClock } from '@maroquin/platform/config';
import {
  createTestOrganisation,
  openTestPlatform,
  sharedPostgres,
  type TestPlatform,
} from '@maroquin/testing';
import { Client } from 'pg';
import { Database, toPgConfig } from '../database/index.js';
import { Keys } from '../keys/index.js';
import type { FeedEntry } from './feed-entry.js';
import { type Bus, Feeds, type Hint, LocalBus } from './index.js';

describe('feeds', () => {
  let platform: TestPlatform;
  let orgId: string;
  let feeds: Feeds;
  let others: Feeds;
  const errors: unknown[] = [];

  beforeAll(async () => {
    platform = await openTestPlatform(await sharedPostgres());
    orgId = await createTestOrganisation(platform);
    const open = (): Feeds =>
      new Feeds(platform.database, platform.keys, systemClock, new LocalBus(), (error) => errors.push(error));
    feeds = open();
    others = open();
  });
  afterAll(async () => {
    feeds.close();
    others.close();
    await platform.close();
  });

  const newFeed = async (): Promise<string> => {
    const id = newId();
    await platform.database.inOrgs({ orgs: [orgId] }, (tx) =>
      feeds.create(tx, { id, orgId, kind: 'channel' }),
    );
    return id;
  };
  const append = (feed: string, text: string, clientId?: string, from = feeds) =>
    from.append({
      feed,
      orgId,
      kind: 'message',
      actorId: null,
      payload: Buffer.from(text),
      ...(clientId === undefined ? {} : { clientId }),
    });
  const texts = (entries: readonly FeedEntry[]): string[] => entries.map((entry) => entry.payload.toString());

  it('reads the ends of many feeds at once, each behind its own number and no further than asked', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, newFeed));
    for (const [turn, feed] of ids.entries())
      for (const text of ['a', 'b', 'c']) await append(feed, `${text}${String(turn)}`);
    const read = await Promise.all(
      ids.map((feed, turn) => feeds.readAmongMany(orgId, feed, turn % 4, turn < 10 ? 2 : 3)),
    );
    const expected = ids.map((_, turn) =>
      ['a', 'b', 'c']
        .map((text) => `${text}${String(turn)}`)
        .slice(turn % 4, (turn % 4) + (turn < 10 ? 2 : 3)),
    );
    expect(read.map(texts)).toEqual(expected);
  });

  it('numbers entries 1, 2, 3 in the order of arrival, whatever arrives at once', async () => {
    const feed = await newFeed();
    const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => append(feed, String(i))));
    expect(answers.map((answer) => (answer.status === 'moved' ? -1 : answer.last))).toEqual(
      Array.from({ length: 50 }, (_, i) => i + 1),
    );
    expect(texts(await feeds.read(orgId, feed, { after: 0 }))).toEqual(
      Array.from({ length: 50 }, (_, i) => String(i)),
    );
  });

  it('is made within its transaction alone, also where the keys of the organisation are not known yet', async () => {
    const errorsHere: unknown[] = [];
    const onError = (error: unknown): void => void errorsHere.push(error);
    const app = platform.connections.app;
    const one = await Database.open({ app, entities: [], poolSize: 1, onError });
    const keys = await Keys.open(platform.keyProvider, one, systemClock);
    const node = new Feeds(one, keys, systemClock, new LocalBus(), onError);
    const id = newId();
    // A second connection would be waited for in vain.
    await one.inOrgs({ orgs: [orgId] }, (tx) => node.create(tx, { id, orgId, kind: 'channel' }));
    await append(id, 'a');
    expect(errorsHere).toEqual([]);
    node.close();
    await one.close();
  });

  it('answers a resent entry with the number it already has, also when both arrive at once', async () => {
    const feed = await newFeed();
    const clientId = newId();
    const answers = await Promise.all([
      append(feed, 'a', clientId),
      append(feed, 'a', clientId),
      append(feed, 'b', newId()),
    ]);
    const again = await append(feed, 'a', clientId);
    expect(answers.map((answer) => answer.status)).toEqual(['appended', 'old', 'appended']);
    expect(again).toMatchObject({ status: 'old', last: 1 });
    expect(texts(await feeds.read(orgId, feed, { after: 0 }))).toEqual(['a', 'b']);
  });

  it('stays dense when two nodes append to one feed', async () => {
    const feed = await newFeed();
    await Promise.all(
      Array.from({ length: 200 }, (_, i) => append(feed, String(i), newId(), i % 2 === 0 ? feeds : others)),
    );
    const entries = await feeds.read(orgId, feed, { after: 0, limit: 1000 });
    expect(entries.map((entry) => entry.last)).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
    expect(new Set(texts(entries)).size).toBe(200);
  });

  it('tells who expected another number where the feed stands, and appends nothing', async () => {
    const feed = await newFeed();
    await append(feed, 'a', undefined, others);
    const answer = await feeds.append({
      feed,
      orgId,
      kind: 'updates',
      actorId: null,
      expected: 0,
      count: 3,
      payload: Buffer.from('x'),
    });
    expect(answer).toEqual({ status: 'moved', head: 1 });
    expect(await feeds.head(orgId, feed)).toBe(1);
  });

  it('appends to the other feeds of a commit when one has moved on and one is not there', async () => {
    const [moved, other] = [await newFeed(), await newFeed()];
    await append(moved, 'a');
    await append(moved, 'b', undefined, others);
    const unknown = expect(append(newId(), 'x')).rejects.toMatchObject({ code: 'request.not-found' });
    const appended = await Promise.all([append(moved, 'c'), append(moved, 'd'), append(other, 'e')]);
    expect(appended.map((answer) => (answer.status === 'moved' ? -1 : answer.last))).toEqual([3, 4, 1]);
    await unknown;
    expect(texts(await feeds.read(orgId, moved, { after: 0 }))).toEqual(['a', 'b', 'c', 'd']);
  });

  it('delivers to a subscriber strictly in order, each once, from where it stands', async () => {
    const feed = await newFeed();
    for (let i = 1; i <= 5; i += 1) await append(feed, String(i));
    const seen: number[] = [];
    const subscription = feeds.followers.subscribe(orgId, feed, 2, (entries) =>
      seen.push(...entries.map((entry) => entry.last)),
    );
    await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        append(feed, String(i + 6), newId(), i % 3 === 0 ? others : feeds),
      ),
    );
    await expect.poll(() => seen, { timeout: 20_000 }).toEqual(Array.from({ length: 33 }, (_, i) => i + 3));
    subscription.close();
  });

  describe('with hints of other nodes', () => {
    /** A bus in the hand of the test. */
    const heldBus = () => {
      const listeners: ((hint: Hint) => void)[] = [];
      const bus: Bus = {
        connected: true,
        publish: () => undefined,
        listen: (listener) => void listeners.push(listener),
        close: () => Promise.resolve(),
      };
      return { bus, say: (hint: Hint) => listeners.forEach((listener) => listener(hint)) };
    };
    const listening = async (bus: Bus) => {
      const feed = await newFeed();
      const node = new Feeds(platform.database, platform.keys, systemClock, bus, (error) =>
        errors.push(error),
      );
      const seen: { seq: number; at: number }[] = [];
      node.followers.subscribe(orgId, feed, 0, (entries) => {
        for (const { last } of entries) seen.push({ seq: last, at: performance.now() });
      });
      await append(feed, 'first');
      await expect.poll(() => seen.length, { timeout: 10_000 }).toBe(1);
      return { feed, seen, close: () => node.close() };
    };

    it('a subscriber reads at once, and does not wait for its next look', async () => {
      const { bus, say } = heldBus();
      const { feed, seen, close } = await listening(bus);
      const delays: number[] = [];
      for (let seq = 2; seq <= 6; seq += 1) {
        await append(feed, 'more');
        const at = performance.now();
        say({ kind: 'feed', feed, seq });
        await expect.poll(() => seen.at(-1)?.seq, { interval: 1 }).toBe(seq);
        delays.push((seen.at(-1)?.at ?? Infinity) - at);
      }
      // A look comes every 2 s: five of them would not all be there by chance.
      expect(Math.max(...delays)).toBeLessThan(1_000);
      close();
    });

    it('reads what was missed when the bus says that hints may have been lost', async () => {
      const { bus, say } = heldBus();
      const { feed, seen, close } = await listening(bus);
      await append(feed, 'unheard');
      say({ kind: 'missed' });
      await expect.poll(() => seen.length).toBe(2);
      close();
    });

    it('a hint that is repeated, late or made up changes nothing and hides nothing', async () => {
      const { bus, say } = heldBus();
      const { feed, seen, close } = await listening(bus);
      say({ kind: 'feed', feed, seq: 1_000_000 });
      say({ kind: 'feed', feed, seq: 1 });
      say({ kind: 'feed', feed: newId(), seq: 3 });
      await append(feed, 'second');
      say({ kind: 'feed', feed, seq: 2 });
      say({ kind: 'feed', feed, seq: 2 });
      await append(feed, 'third');
      await expect.poll(() => seen.map(({ seq }) => seq), { timeout: 10_000 }).toEqual([1, 2, 3]);
      close();
    });
  });

  it('keeps a feed of another organisation out of reach', async () => {
    const feed = await newFeed();
    await append(feed, 'a');
    const foreign = await createTestOrganisation(platform);
    await expect(feeds.read(foreign, feed, { after: 0 })).resolves.toEqual([]);
    await expect(
      others.append({ feed, orgId: foreign, kind: 'message', actorId: null, payload: Buffer.from('x') }),
    ).rejects.toMatchObject({
      code: 'request.not-found',
    });
  });

  describe('a row that was tampered with', () => {
    const asSuperuser = async (sql: string, params: unknown[]): Promise<void> => {
      const client = new Client(toPgConfig(platform.connections.superuser));
      await client.connect();
      await client.query(sql, params);
      await client.end();
    };
    const threeEntries = async (): Promise<string> => {
      const feed = await newFeed();
      for (const text of ['a', 'b', 'c']) await append(feed, text);
      return feed;
    };

    it('does not spoil what others read by the same statement', async () => {
      const [good, bad] = [await newFeed(), await newFeed()];
      for (const feed of [good, bad]) for (const text of ['a', 'b', 'c']) await append(feed, text);
      await platform.asOwner(
        'update feed_entry set payload = set_byte(payload, 40, get_byte(payload, 40) # 1) where feed_id = $1',
        [bad],
      );
      const fromBad = feeds.readAmongMany(orgId, bad, 0, 10);
      const fromGood = feeds.readAmongMany(orgId, good, 0, 10);
      await expect(fromBad).rejects.toMatchObject({ code: 'sealed.damaged' });
      expect(texts(await fromGood)).toEqual(['a', 'b', 'c']);
    });

    it('does not open when a bit is flipped', async () => {
      const feed = await threeEntries();
      await asSuperuser(
        'update feed_entry set payload = set_byte(payload, 40, get_byte(payload, 40) # 1) where feed_id = $1 and last = 2',
        [feed],
      );
      await expect(feeds.read(orgId, feed, { after: 0 })).rejects.toMatchObject({ code: 'sealed.damaged' });
    });

    it('does not open when two rows are swapped', async () => {
      const feed = await threeEntries();
      await asSuperuser(
        `update feed_entry e set payload = o.payload from feed_entry o
         where e.feed_id = $1 and o.feed_id = $1 and e.last in (1, 2) and o.last = 3 - e.last`,
        [feed],
      );
      await expect(feeds.read(orgId, feed, { after: 0 })).rejects.toMatchObject({ code: 'sealed.damaged' });
    });

    it('is noticed when a row is missing', async () => {
      const feed = await threeEntries();
      await asSuperuser('delete from feed_entry where feed_id = $1 and last = 2', [feed]);
      await expect(feeds.read(orgId, feed, { after: 0 })).rejects.toMatchObject({ code: 'sealed.damaged' });
    });
  });
});
