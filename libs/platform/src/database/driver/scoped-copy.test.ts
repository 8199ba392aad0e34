import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createTestOrganisation,
  openTestPlatform,
  sharedPostgres,
  type TestPlatform,
} from '@maroquin/testing';
import { Database } from '../index.js';

const KEYS = {
  name: 'test copied keys',
  text: 'copy (select org_id::text from organisation_key order by 1) to stdout (format binary)',
};
const ASKED = {
  name: 'test what is asked',
  text: `copy (
    select large, word, decode(bytes, 'hex'), word = 'é'
    from json_to_recordset(current_setting('app.asked')::json) as asked (large bigint, word text, bytes text)
  ) to stdout (format binary)`,
};

describe('an answer in binary', () => {
  let platform: TestPlatform;
  let orgs: string[];
  /** With one connection, so that everybody gets the same. */
  let one: Database;

  beforeAll(async () => {
    platform = await openTestPlatform(await sharedPostgres());
    orgs = [await createTestOrganisation(platform), await createTestOrganisation(platform)].sort();
    const options = { app: platform.connections.app, entities: [], onError: () => undefined };
    one = await Database.open({ ...options, poolSize: 1 });
  });
  afterAll(async () => {
    await one.close();
    await platform.close();
  });

  const seenBy = async (names: readonly string[]): Promise<string[]> =>
    (await one.copyIn(names, KEYS, [])).map(([org]) => String(org));

  it('holds what the organisations that are named hold, whoever asked before on the connection', async () => {
    for (const org of orgs) expect(await seenBy([org])).toEqual([org]);
    expect(await seenBy(orgs)).toEqual(orgs);
  });

  it('leaves neither organisations nor what was asked behind for whoever comes next', async () => {
    await one.copyIn(orgs, ASKED, [{ word: 'é' }]);
    await expect(one.call('select org_id from organisation_key')).rejects.toThrow(/app.orgs is not set/);
    const left = await one.call("select coalesce(current_setting('app.asked', true), '') as asked");
    expect(left).toEqual([{ asked: '' }]);
  });

  it('holds the bytes as they are, many megabytes of them, and tells nothing from empty', async () => {
    const bytes = Buffer.alloc(3_000_000, 'abc');
    const asked = [{ large: 2 ** 40, word: 'é', bytes: bytes.toString('hex') }, { word: '' }];
    const [first, second, ...more] = await one.copyIn(orgs, ASKED, asked);
    expect(first?.[0]?.readBigInt64BE()).toBe(2n ** 40n);
    expect(first?.slice(1, 2).map(String)).toEqual(['é']);
    expect(first?.[2]?.equals(bytes)).toBe(true);
    expect(first?.[3]).toEqual(Buffer.of(1));
    expect(second).toEqual([null, Buffer.alloc(0), null, Buffer.of(0)]);
    expect(more).toEqual([]);
  });

  it('is empty where there is nothing', async () => {
    expect(await one.copyIn(orgs, ASKED, [])).toEqual([]);
  });

  it('that PostgreSQL cannot give leaves the next one whole', async () => {
    await expect(one.copyIn(orgs, ASKED, [{ bytes: 'no digits' }])).rejects.toMatchObject({ code: '22023' });
    expect(await seenBy(orgs)).toEqual(orgs);
  });
});
