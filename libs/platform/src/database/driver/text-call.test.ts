import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestPlatform, sharedPostgres, type TestPlatform } from '@maroquin/testing';
import { Database } from '../index.js';

const PROCESS = { name: 'test process', text: 'select pg_backend_pid()' };
const SLOW = { name: 'test slow', text: 'select pg_backend_pid() from pg_sleep($1)' };
const BROKEN = { name: 'test broken', text: 'select 1 / (length($1) - 1)' };

describe('a statement that is asked all day', () => {
  let platform: TestPlatform;
  let database: Database;

  beforeAll(async () => {
    platform = await openTestPlatform(await sharedPostgres());
  });
  afterAll(() => platform.close());
  beforeEach(async () => {
    database = await Database.open({
      app: platform.connections.app,
      entities: [],
      poolSize: 2,
      onError: () => undefined,
    });
  });
  afterEach(() => database.close());

  const processOf = async (statement = PROCESS, ...params: string[]): Promise<string> => {
    const [row] = await database.callForText(statement, params);
    return row?.[0] ?? '';
  };

  it('goes by one connection, which others are not given', async () => {
    const own = await processOf();
    expect(await processOf()).toBe(own);
    const [other] = await database.call<{ pid: number }>('select pg_backend_pid() as pid');
    expect(String(other?.pid)).not.toBe(own);
  });

  it('goes by another connection while one is under way', async () => {
    const [slow, other] = await Promise.all([processOf(SLOW, '0.2'), processOf()]);
    expect(other).not.toBe(slow);
  });

  it('goes by a new connection after PostgreSQL refused it', async () => {
    const own = await processOf();
    await expect(processOf(BROKEN, 'a')).rejects.toMatchObject({ code: '22012' });
    expect(await processOf()).not.toBe(own);
  });

  it('goes by a new connection after PostgreSQL ended an idle one', async () => {
    const own = await processOf();
    await database.call('select pg_terminate_backend($1)', [own]);
    await expect.poll(() => processOf().catch(() => own)).not.toBe(own);
  });

  it('is answered when everything is closed meanwhile', async () => {
    const closing = await Database.open({
      app: platform.connections.app,
      entities: [],
      poolSize: 2,
      onError: () => undefined,
    });
    await closing.callForText(PROCESS, []);
    const answer = closing.callForText(SLOW, ['0.2']);
    await closing.close();
    await expect(answer).resolves.toHaveLength(1);
  });

  it('is answered where there is one connection for everybody', async () => {
    const one = await Database.open({
      app: platform.connections.app,
      entities: [],
      poolSize: 1,
      onError: () => undefined,
    });
    await one.callForText(PROCESS, []);
    expect(await one.call('select 1 as one')).toEqual([{ one: 1 }]);
    await one.close();
  });
});
