import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestPlatform, sharedPostgres, type TestPlatform } from '@maroquin/testing';
import { type PgConnection, toPgConfig } from './index.js';

/** Functions that run as the owner, called by somebody who would like to be the owner. */
let platform: TestPlatform;

beforeAll(async () => {
  platform = await openTestPlatform(await sharedPostgres());
});
afterAll(() => platform.close());

async function as<T>(connection: PgConnection, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(toPgConfig(connection));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

describe('a function that runs as the owner', () => {
  it('does not take a temporary table for ours', async () => {
    const seen = await as(platform.connections.app, async (client) => {
      await client.query('create temporary table instance (access_seq bigint)');
      await client.query('insert into instance values (666)');
      const { rows } = await client.query<{ seq: string }>('select access_seq() as seq');
      return rows[0]?.seq;
    });
    expect(seen).toBe('0');
  });

  it('runs no trigger of the caller as the owner', async () => {
    const role = await as(platform.connections.app, async (client) => {
      await client.query('create temporary table instance (access_seq bigint)');
      await client.query('create temporary table heard (who text)');
      await client.query('grant all on instance, heard to public');
      await client.query('insert into instance values (1)');
      await client.query(
        "create function pg_temp.hear() returns trigger language plpgsql as 'begin insert into pg_temp.heard values (current_user); return new; end'",
      );
      await client.query(
        'create trigger hear before update on instance for each row execute function pg_temp.hear()',
      );
      const org = '00000000-0000-7000-8000-000000000001';
      await client.query("select set_config('app.orgs', $1, false)", [`{${org}}`]);
      await client.query('select note_access_change($1, null, null, now())', [org]);
      return (await client.query<{ who: string }>('select who from heard')).rows;
    });
    expect(role).toEqual([]);
  });

  it.each(['read_instance()', 'all_organisations()', 'access_changes(0)', "enqueue('t', '{}', null, null)"])(
    'is not for the reader: %s',
    async (call) => {
      await expect(
        as(platform.connections.reader, (client) => client.query(`select ${call}`)),
      ).rejects.toMatchObject({ code: '42501' });
    },
  );

  it('is nobody’s but the app’s, and looks at temporary objects last, whichever it is', async () => {
    const loose = await platform.asOwner(
      `select p.oid::regprocedure::text as name from pg_proc p
       where p.prosecdef and p.pronamespace = 'public'::regnamespace
         and (has_function_privilege('maroquin_reader', p.oid, 'execute')
           or not coalesce(array_to_string(p.proconfig, ';') like '%pg_temp', false))`,
    );
    expect(loose).toEqual([]);
  });
});
