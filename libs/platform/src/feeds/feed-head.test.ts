import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newId, systemClock } from '@maroquin/platform/config';
import {
  createTestOrganisation,
  openTestPlatform,
  sharedPostgres,
  type TestPlatform,
} from '@maroquin/testing';
import { Client } from 'pg';
import { toPgConfig } from '../database/index.js';
import { verifyRights } from '../proofs/index.js';
import { Feeds, LocalBus } from './index.js';

/** Somebody who holds PostgreSQL's superuser, and not the instance's key, cuts the end of a feed. */
let platform: TestPlatform;
let orgId: string;
let feed: string;
/** One that has appended to the feed, and one that knows nothing of it. */
let knowing: Feeds;
let fresh: Feeds;

const open = (): Feeds =>
  new Feeds(platform.database, platform.keys, systemClock, new LocalBus(), () => undefined);
const damaged = { code: 'sealed.damaged' };
const entry = (text: string) => ({
  ...{ feed, orgId, kind: 'message', actorId: null },
  payload: Buffer.from(text),
});
const asSuperuser = async (sql: string): Promise<void> => {
  const client = new Client(
    toPgConfig({ ...platform.connections.superuser, database: platform.connections.name }),
  );
  await client.connect();
  await client.query(sql.replaceAll('$feed', `'${feed}'`)).finally(() => client.end());
};
const forged = async () =>
  (await verifyRights({ database: platform.database, keys: platform.keys.instance }, orgId)).forged;

beforeAll(async () => {
  platform = await openTestPlatform(await sharedPostgres());
});
afterAll(() => platform.close());
beforeEach(async () => {
  orgId = await createTestOrganisation(platform);
  feed = newId();
  knowing = open();
  fresh = open();
  await platform.database.inOrgs({ orgs: [orgId] }, (tx) =>
    knowing.create(tx, { id: feed, orgId, kind: 'channel' }),
  );
  await knowing.append(entry('un'));
  await knowing.append({ ...entry('deux'), clientId: newId() });
  await knowing.append(entry('trois'));
  expect(await forged()).toEqual([]);
});

const cut = (): Promise<void> =>
  asSuperuser(
    'delete from feed_entry where feed_id = $feed and last = 3; update feed set seq = 2 where id = $feed',
  );
const acts = () => platform.asOwner('select details from audit where target_id = $1', [feed]);
const ways: Readonly<Record<string, (feeds: Feeds) => Promise<unknown>>> = {
  'by itself': (feeds) => feeds.append(entry('quatre')),
  'with a client id': (feeds) => feeds.append({ ...entry('quatre'), clientId: newId() }),
  'in a transaction': (feeds) =>
    platform.database.inOrgs({ orgs: [orgId] }, (tx) => feeds.appendInTransaction(tx, entry('quatre'))),
  'among several': (feeds) =>
    platform.database.inOrgs({ orgs: [orgId] }, (tx) =>
      feeds.appendEachInTransaction(tx, orgId, [entry('quatre')]),
    ),
};

it.each(Object.keys(ways))(
  'what is written %s goes behind no end that somebody cut from a document',
  async (way) => {
    await asSuperuser("update feed set kind = 'document' where id = $feed");
    await cut();
    expect(await forged()).toEqual([{ relation: 'feed', key: [orgId, feed] }]);
    await expect(fresh.head(orgId, feed)).rejects.toMatchObject(damaged);
    for (const feeds of [fresh, knowing]) await expect(ways[way]?.(feeds)).rejects.toMatchObject(damaged);
    expect(await forged()).toEqual([{ relation: 'feed', key: [orgId, feed] }]);
  },
);

it.each(Object.keys(ways).flatMap((way) => ['fresh', 'knowing'].map((node) => [way, node] as const)))(
  'a conversation whose end somebody cut goes on with what is written %s, by a node that is %s, and the audit says so',
  async (way, node) => {
    await cut();
    const feeds = node === 'fresh' ? fresh : knowing;
    await ways[way]?.(feeds);
    expect(await acts()).toEqual([{ details: { found: 2, kept: 2 } }]);
    expect(await forged()).toEqual([]);
    const texts = (await feeds.read(orgId, feed, { after: 0 })).map(({ payload }) => payload.toString());
    expect(texts).toEqual(['un', 'deux', 'quatre']);
  },
);

it('a number that somebody raised leaves no gap', async () => {
  await asSuperuser('update feed set seq = 1000 where id = $feed');
  expect(await fresh.head(orgId, feed)).toBe(3);
  expect(await knowing.append(entry('quatre'))).toMatchObject({ status: 'appended', last: 4 });
  expect(await acts()).toEqual([{ details: { found: 1000, kept: 3 } }]);
});

it('what was sent already is answered as before, and its proof stays', async () => {
  const clientId = newId();
  await knowing.append({ ...entry('quatre'), clientId });
  expect(await fresh.append({ ...entry('quatre'), clientId })).toMatchObject({ status: 'old', last: 4 });
  expect(await fresh.append(entry('cinq'))).toMatchObject({ status: 'appended', last: 5 });
  expect(await knowing.append(entry('six'))).toMatchObject({ status: 'appended', last: 6 });
  expect(await forged()).toEqual([]);
  expect(await acts()).toEqual([]);
});

it('entries that are gone while the number stays are found', async () => {
  await asSuperuser('delete from feed_entry where feed_id = $feed and last = 3');
  expect(await forged()).toEqual([{ relation: 'feed', key: [orgId, feed] }]);
});

it('a mended number is the service’s own again, and the audit says that it was not', async () => {
  await asSuperuser('update feed set seq = 2 where id = $feed');
  await fresh.mendHead(orgId, feed, 3);
  expect(await forged()).toEqual([]);
  expect(await fresh.append(entry('quatre'))).toMatchObject({ status: 'appended', last: 4 });
  expect(await acts()).toEqual([{ details: { found: 2, kept: 3 } }]);
});
