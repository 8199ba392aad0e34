import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestPlatform, sharedPostgres, type TestPlatform } from '@maroquin/testing';
import { newId } from '../config/index.js';
import { Database } from '../database/index.js';
import { Admission, RequesterTurns, runFor, type WorkContext } from './index.js';

const ORG = newId();
const LOCK = 7_301;
let platform: TestPlatform;
let database: Database;
const admission = new Admission();

beforeAll(async () => {
  platform = await openTestPlatform(await sharedPostgres());
  database = await Database.open({
    app: platform.connections.app,
    entities: [],
    turns: new RequesterTurns(admission),
    onError: () => undefined,
  });
});
afterAll(async () => {
  await database.close();
  await platform.close();
});

const as = <T>(person: string, work: () => Promise<T>, resource: WorkContext['resource'] = 'act') =>
  runFor({ requester: { person, organisation: ORG }, resource }, work);

/** Waits for a lock that is held elsewhere, as acts on the tree do. */
const wait = (): Promise<unknown> =>
  database.inOrgs({ orgs: [ORG] }, (tx) => tx.query('select pg_advisory_xact_lock_shared($1)', [LOCK]));

describe('connections to PostgreSQL', () => {
  it('of one person who waits for a lock leave others theirs', async () => {
    const waiting: Promise<unknown>[] = [];
    await platform.database.inOrgs({ orgs: [ORG] }, async (tx) => {
      await tx.query('select pg_advisory_xact_lock($1)', [LOCK]);
      const acts = Array.from({ length: 40 }, () => as('mallory', wait).catch(() => 'refused'));
      await expect.poll(() => admission.load.act).toEqual({ running: 2, waiting: 38 });
      const others = ['nadia', 'thomas'].map((person) =>
        as(person, () => database.inOrgs({ orgs: [ORG] }, (own) => own.query('select 1 as one'))),
      );
      expect(await Promise.all(others)).toEqual([[{ one: 1 }], [{ one: 1 }]]);
      waiting.push(...acts);
    });
    await Promise.all(waiting);
    expect(admission.load.act).toEqual({ running: 0, waiting: 0 });
  });

  it('are there for what a transaction asks beside itself, however many wait', async () => {
    const nested = Array.from({ length: 20 }, () =>
      as('nadia', () =>
        database.inOrgs({ orgs: [ORG] }, () =>
          database.inOrgs({ orgs: [ORG] }, (tx) => tx.query('select 1 as one')),
        ),
      ),
    );
    expect(await Promise.all(nested)).toHaveLength(20);
  });

  it('are given back when the work fails, and nothing of it remains', async () => {
    const failing = Array.from({ length: 10 }, () =>
      as('nadia', () => database.inOrgs({ orgs: [ORG] }, () => Promise.reject(new Error('broken')))),
    );
    await Promise.allSettled(failing);
    expect(admission.load.act).toEqual({ running: 0, waiting: 0 });
    await expect(failing[0]).rejects.toThrow('broken');
  });

  it('end a wait for a lock after five seconds, and say that the server is busy', async () => {
    await platform.database.inOrgs({ orgs: [ORG] }, async (tx) => {
      await tx.query('select pg_advisory_xact_lock($1)', [LOCK]);
      await expect(as('mallory', wait)).rejects.toMatchObject({ code: 'server.busy' });
    });
  }, 20_000);
});
