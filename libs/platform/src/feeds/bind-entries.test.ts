import { createCipheriv, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId, systemClock } from '@maroquin/platform/config';
import {
  createTestOrganisation,
  openTestPlatform,
  sharedPostgres,
  type TestPlatform,
} from '@maroquin/testing';
import { DataKey, Keys, unwrapDataKey } from '../keys/index.js';
import { BindEntries, Feeds, LocalBus } from './index.js';

const FIRST = '00000000-0000-0000-0000-000000000000';
const authors = [newId(), newId()] as const;

let platform: TestPlatform;
let orgId: string;
let feed: string;
/** Feeds and job of a node that has just started. */
let feeds: Feeds;
let entries: BindEntries;
const opened: Feeds[] = [];

beforeAll(async () => {
  platform = await openTestPlatform(await sharedPostgres());
  orgId = await createTestOrganisation(platform);
});
afterAll(async () => {
  for (const one of opened) one.close();
  await platform.close();
});

beforeEach(async () => {
  await restart();
  feed = newId();
  await platform.database.inOrgs({ orgs: [orgId] }, (tx) =>
    feeds.create(tx, { id: feed, orgId, kind: 'channel' }),
  );
  for (const [turn, text] of ['a', 'b', 'c'].entries()) {
    const actorId = authors[turn % 2] ?? null;
    await feeds.append({ feed, orgId, kind: 'message', actorId, payload: Buffer.from(text) });
  }
  await asBefore(feed);
  await restart();
});

async function restart(): Promise<void> {
  const keys = await Keys.open(platform.keyProvider, platform.database, systemClock);
  feeds = new Feeds(platform.database, keys, systemClock, new LocalBus(), (error) => {
    throw error;
  });
  opened.push(feeds);
  entries = new BindEntries(platform.database, keys);
}

/** Puts the feed into the form of the version before: key and payloads know nothing of the columns in clear. */
async function asBefore(id: string): Promise<void> {
  const [row] = await platform.asOwner<{ id: string; wrapped: Buffer; generation: number }>(
    'select k.id, k.wrapped, k.generation from data_key k join feed f on f.key_id = k.id where f.id = $1',
    [id],
  );
  if (row === undefined) throw new Error('no such feed');
  const wrapping = (await platform.keys.forOrg(orgId)).wrappingKey(row.generation);
  const { key } = unwrapDataKey(wrapping, row.id, row.wrapped);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', wrapping, nonce);
  cipher.setAAD(Buffer.from(row.id));
  const wrapped = Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
  await platform.asOwner('update data_key set wrapped = $2 where id = $1', [row.id, wrapped]);
  const old = new DataKey(row.id, orgId, key, true);
  for (const { first, last, payload } of await feeds.read(orgId, id, { after: 0 })) {
    const place = { table: 'feed_entry', column: `payload ${String(first)}`, row: id, seq: last };
    await platform.asOwner('update feed_entry set payload = $3 where feed_id = $1 and last = $2', [
      id,
      last,
      old.seal(place, payload),
    ]);
  }
}

const read = async (): Promise<(string | null)[][]> =>
  (await feeds.read(orgId, feed, { after: 0 })).map((entry) => [
    Buffer.from(entry.payload).toString(),
    entry.actorId,
  ]);
const written = [
  ['a', authors[0]],
  ['b', authors[1]],
  ['c', authors[0]],
];
const swapAuthors = (): Promise<unknown> =>
  platform.asOwner('update feed_entry set actor_id = $2 where feed_id = $1 and last = 1', [feed, authors[1]]);
const formOf = (last: number): Promise<{ payload: Buffer }[]> =>
  platform.asOwner('select payload from feed_entry where feed_id = $1 and last = $2', [feed, last]);

describe('entries of the version before', () => {
  it('are read as they are, and what is appended behind them is bound', async () => {
    await feeds.append({ feed, orgId, kind: 'message', actorId: authors[0], payload: Buffer.from('d') });
    expect(await read()).toEqual([...written, ['d', authors[0]]]);
    expect((await formOf(4))[0]?.payload[0]).toBe(3);
  });

  it('are bound by the job, and another author is noticed from then on', async () => {
    expect(await entries.run(orgId, FIRST)).toMatchObject({ damaged: 0 });
    await restart();
    expect(await read()).toEqual(written);
    await swapAuthors();
    await expect(read()).rejects.toMatchObject({ code: 'sealed.damaged' });
  });

  it('are bound before their key says so, also where a feed of changes shares it and comes first', async () => {
    await platform.asOwner(
      `insert into feed (id, org_id, kind, key_id)
       select '00000000-0000-7000-8000-000000000001', org_id, 'changes', key_id from feed where id = $1`,
      [feed],
    );
    expect(await entries.run(orgId, FIRST)).toMatchObject({
      after: expect.not.stringMatching(/^0{8}/) as string,
    });
    const forms = await platform.asOwner<{ form: number }>(
      'select distinct get_byte(payload, 0) as form from feed_entry where feed_id = $1',
      [feed],
    );
    expect(forms).toEqual([{ form: 3 }]);
    await restart();
    expect(await read()).toEqual(written);
    await platform.asOwner(`delete from feed where id = '00000000-0000-7000-8000-000000000001'`, []);
  });

  it('are refused once they were bound, also when they are put back from a copy', async () => {
    const [copy] = await formOf(1);
    await entries.run(orgId, FIRST);
    await platform.asOwner('update feed_entry set payload = $2 where feed_id = $1 and last = 1', [
      feed,
      copy?.payload,
    ]);
    await restart();
    await expect(read()).rejects.toMatchObject({ code: 'sealed.damaged' });
  });

  it('that do not open are counted and left, and the others are bound', async () => {
    await platform.asOwner(
      'update feed_entry set payload = set_byte(payload, 40, get_byte(payload, 40) # 1) where feed_id = $1 and last = 2',
      [feed],
    );
    const before = await formOf(2);
    expect(await entries.run(orgId, FIRST)).toMatchObject({ damaged: 1 });
    expect(await formOf(2)).toEqual(before);
    expect((await formOf(3))[0]?.payload[0]).toBe(3);
  });

  it('are left alone when the job runs again', async () => {
    let after = FIRST;
    for (let done = await entries.run(orgId, after); done !== null; done = await entries.run(orgId, after))
      after = done.after;
    const before = await formOf(1);
    expect(await entries.run(orgId, FIRST)).toBeNull();
    expect(await formOf(1)).toEqual(before);
  });

  it('are written by nobody any more: the database refuses them of the app role', async () => {
    await expect(
      platform.database.inOrgs({ orgs: [orgId] }, (tx) =>
        tx.query(
          `insert into feed_entry (feed_id, org_id, first, last, kind, at, payload)
           select feed_id, org_id, 4, 4, kind, at, payload from feed_entry where feed_id = $1 and last = 3`,
          [feed],
        ),
      ),
    ).rejects.toMatchObject({ code: '42501' });
  });
});
