import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestPlatform, sharedPostgres, type TestPlatform } from '@maroquin/testing';
import { type PgConnection, toPgConfig } from '../database/index.js';
import { mayOnlyServe } from './ensure-roles.js';

let platform: TestPlatform;
const made: string[] = [];

beforeAll(async () => {
  platform = await openTestPlatform(await sharedPostgres());
});
afterAll(async () => {
  for (const name of made) await asSuperuser(`drop role ${name}`);
  await platform.close();
});

async function asSuperuser(sql: string): Promise<void> {
  const client = new Client(toPgConfig(platform.connections.superuser));
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** A login of an administrator's own making. */
async function login(attributes: string): Promise<PgConnection> {
  const name = `login_${randomBytes(4).toString('hex')}`;
  await asSuperuser(`create role ${name} login password 'for-tests' ${attributes}`);
  made.push(name);
  return { ...platform.connections.app, user: name, password: 'for-tests' };
}

describe('a login that is given alone', () => {
  it('may only serve when it is the app role, or a member of it and nothing more', async () => {
    expect(await mayOnlyServe(platform.connections.app)).toBe(true);
    expect(await mayOnlyServe(await login('in role maroquin_app'))).toBe(true);
  });

  it.each(['in role maroquin_app, maroquin_owner', 'in role maroquin_app createrole', 'superuser'])(
    'may migrate as well: %s',
    async (attributes) => {
      expect(await mayOnlyServe(await login(attributes))).toBe(false);
    },
  );

  it('that is of no role of ours does not serve: what it lacks is then said', async () => {
    expect(await mayOnlyServe(await login(''))).toBe(false);
    expect(await mayOnlyServe(platform.connections.owner)).toBe(false);
  });
});
