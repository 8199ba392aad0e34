import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, sharedPostgres, type TestDatabase } from '@maroquin/testing';
import { Database, toPgConfig } from './index.js';

describe('connections that are kept', () => {
  let place: TestDatabase;
  let looking: Client;
  beforeAll(async () => {
    place = await createTestDatabase(await sharedPostgres());
    looking = new Client(toPgConfig(place.superuser));
    await looking.connect();
  });
  afterAll(async () => {
    await looking.end();
    await place.drop();
  });

  const open = (kept: number, poolSize: number): Promise<Database> =>
    Database.open({ app: place.app, entities: [], kept, poolSize, onError: () => undefined });
  const connections = async (): Promise<number> => {
    const { rows } = await looking.query<{ count: number }>(
      'select count(*)::integer from pg_stat_activity where datname = $1 and usename = $2',
      [place.name, place.app.user],
    );
    return rows[0]?.count ?? 0;
  };

  it('are there before anybody asks', async () => {
    const database = await open(4, 8);
    expect(await connections()).toBe(4);
    await database.close();
    await expect.poll(connections).toBe(0);
  });

  it('are refused all at once where PostgreSQL has too few, and none stays behind', async () => {
    await looking.query(`alter database ${place.name} connection limit 2`);
    try {
      await expect(open(4, 8)).rejects.toMatchObject({ code: 'server.unavailable' });
      await expect.poll(connections).toBe(0);
    } finally {
      await looking.query(`alter database ${place.name} connection limit -1`);
    }
  });
});
