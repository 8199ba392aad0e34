import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  createTestOrganisation,
  openTestPlatform,
  sharedPostgres,
  type TestPlatform,
} from '@maroquin/testing';
import { recordAct } from '../audit/index.js';
import { newId } from '../config/index.js';
import { toPgConfig } from '../database/index.js';
import { createLogger } from '../logging/index.js';
import { defineTask, enqueue, JobRunner, type Schedule, type Task } from './index.js';
import { JOBS_APPLICATION } from './job-runner.js';

let platform: TestPlatform;
let orgId: string;
const lines: string[] = [];
const logger = createLogger({ logLevel: 'info' }, { write: (line) => lines.push(line) });
const runners: JobRunner[] = [];

beforeAll(async () => {
  platform = await openTestPlatform(await sharedPostgres());
  orgId = await createTestOrganisation(platform);
});
afterEach(async () => {
  for (const runner of runners.splice(0)) await runner.stop();
});
afterAll(() => platform.close());

async function start(tasks: readonly Task[], schedules: readonly Schedule[] = []): Promise<void> {
  const runner = new JobRunner(platform.connections.app, platform.database, logger);
  runners.push(runner);
  await runner.start(tasks, schedules);
}
async function asOwner<T extends object>(sql: string): Promise<T[]> {
  const client = new Client(toPgConfig(platform.connections.owner));
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}
const inOrg = <T>(work: Parameters<typeof platform.database.inOrgs<T>>[1]) =>
  platform.database.inOrgs({ orgs: [orgId] }, work);
const waitFor = (what: () => boolean | Promise<boolean>) =>
  expect.poll(what, { timeout: 20_000, interval: 50 }).toBe(true);

/** A task that remembers the ids it was given, and may be told to fail. */
function remembering(name: string, fail: (id: string, turn: number) => Error | null = () => null) {
  const seen: string[] = [];
  const task = defineTask({
    name,
    schema: z.strictObject({ orgId: z.uuid(), id: z.uuid() }),
    run: async ({ id }) => {
      seen.push(id);
      const error = fail(id, seen.length);
      if (error !== null) throw error;
    },
  });
  return { task, seen };
}

describe('a job', () => {
  it('runs when its act is committed', async () => {
    const { task, seen } = remembering('test.committed');
    await start([task]);
    const id = newId();
    await inOrg((tx) => enqueue(tx, 'test.committed', { orgId, id }));
    await waitFor(() => seen.includes(id));
  });

  it('does not exist when its act was undone', async () => {
    const { task, seen } = remembering('test.undone');
    await start([task]);
    const [undone, done] = [newId(), newId()];
    await inOrg(async (tx) => {
      await recordAct(tx, { orgId, actorId: null, action: 'test.undone', at: new Date() });
      await enqueue(tx, 'test.undone', { orgId, id: undone });
      throw new Error('undone');
    }).catch(() => undefined);
    await inOrg((tx) => enqueue(tx, 'test.undone', { orgId, id: done }));
    await waitFor(() => seen.includes(done));
    expect(seen).toEqual([done]);
    expect(await inOrg((tx) => tx.query("select 1 from audit where action = 'test.undone'"))).toEqual([]);
  });

  it('waiting under a key is replaced', async () => {
    const [first, second] = [newId(), newId()];
    for (const id of [first, second])
      await inOrg((tx) => enqueue(tx, 'test.keyed', { orgId, id }, { jobKey: `key-${orgId}` }));
    const { task, seen } = remembering('test.keyed');
    await start([task]);
    await waitFor(() => seen.length > 0);
    expect(seen).toEqual([second]);
  });

  it('waits for its time', async () => {
    const { task, seen } = remembering('test.later');
    await start([task]);
    const [later, now] = [newId(), newId()];
    await inOrg((tx) =>
      enqueue(tx, 'test.later', { orgId, id: later }, { runAt: new Date(Date.now() + 3_600_000) }),
    );
    await inOrg((tx) => enqueue(tx, 'test.later', { orgId, id: now }));
    await waitFor(() => seen.includes(now));
    expect(seen).toEqual([now]);
  });

  it('that fails is tried again, and leaves only the kind of its error in the table', async () => {
    const { task, seen } = remembering('test.failing', (_id, turn) =>
      turn === 1 ? new TypeError('confidential words') : null,
    );
    await start([task]);
    const id = newId();
    await inOrg((tx) => enqueue(tx, 'test.failing', { orgId, id }));
    const failed = 'select last_error from graphile_worker._private_jobs where last_error is not null';
    await waitFor(async () => (await asOwner(failed)).length > 0);
    expect(await asOwner(failed)).toEqual([{ last_error: 'TypeError' }]);
    await asOwner('update graphile_worker._private_jobs set run_at = now() where last_error is not null');
    await inOrg((tx) => enqueue(tx, 'test.failing', { orgId, id: newId() }));
    await waitFor(() => seen.filter((one) => one === id).length === 2);
    expect(lines.some((line) => line.includes('"task":"test.failing"'))).toBe(true);
  });

  it('of a runner that died runs again at once, and one of a runner that lives does not', async () => {
    const { task, seen } = remembering('test.left');
    let end = (): void => undefined;
    const long = defineTask({
      name: 'test.long',
      schema: z.strictObject({ orgId: z.uuid(), id: z.uuid() }),
      run: ({ id }) => {
        seen.push(id);
        return new Promise<void>((done) => (end = done));
      },
    });
    await start([long]);
    const [held, left] = [newId(), newId()];
    await inOrg((tx) => enqueue(tx, 'test.long', { orgId, id: held }));
    await waitFor(() => seen.includes(held));
    await inOrg((tx) => enqueue(tx, 'test.left', { orgId, id: left }));
    // Both were taken a minute ago, one of them by somebody who is gone.
    await asOwner(`update graphile_worker._private_jobs set locked_at = now() - interval '1 minute',
      locked_by = coalesce(locked_by, 'pool-gone')`);
    await start([task, long]);
    await waitFor(() => seen.includes(left));
    expect(seen).toEqual([held, left]);
    end();
  });

  it('with a payload of another shape does not reach its task', async () => {
    const { task, seen } = remembering('test.shaped');
    await start([task]);
    const good = newId();
    await inOrg((tx) => enqueue(tx, 'test.shaped', { orgId, id: 'not-an-id' }));
    await inOrg((tx) => enqueue(tx, 'test.shaped', { orgId, id: good }));
    await waitFor(() => seen.includes(good));
    expect(seen).toEqual([good]);
  });

  it('runs after the runner lost every connection', async () => {
    const { task, seen } = remembering('test.lost');
    await start([task]);
    const superuser = new Client(toPgConfig(platform.connections.superuser));
    await superuser.connect();
    for (let turn = 0; turn < 3; turn += 1) {
      await superuser.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1 and datname = current_database()',
        [JOBS_APPLICATION],
      );
    }
    await superuser.end();
    const id = newId();
    await inOrg((tx) => enqueue(tx, 'test.lost', { orgId, id }));
    await waitFor(() => seen.includes(id));
  });
});

describe('a schedule', () => {
  it('is known to PostgreSQL and gets every organisation', async () => {
    const got: (readonly string[])[] = [];
    const schedule: Schedule = {
      name: 'test.nightly',
      cron: '17 3 * * *',
      run: async (orgIds) => {
        got.push(orgIds);
      },
    };
    await start([], [schedule]);
    await waitFor(
      async () =>
        (
          await asOwner(
            "select 1 from graphile_worker._private_known_crontabs where identifier = 'test.nightly'",
          )
        ).length > 0,
    );
    // as its hour would do
    await asOwner("select graphile_worker.add_job('test.nightly', '{}')");
    await waitFor(() => got.length > 0);
    expect(got[0]).toContain(orgId);
  });
});

describe('the jobs schema', () => {
  it.each([
    'create table graphile_worker.mine (id int)',
    'alter table graphile_worker._private_jobs disable row level security',
    'drop table graphile_worker._private_jobs',
    'truncate graphile_worker._private_jobs',
    'create trigger mine before insert on graphile_worker._private_jobs execute function graphile_worker.tg_jobs__after_insert()',
    'insert into graphile_worker.migrations (id) values (999999)',
    "create or replace function graphile_worker.add_job(text) returns int language sql as 'select 1'",
  ])('is not the app role’s to change: %s', async (sql) => {
    await expect(platform.database.call(sql)).rejects.toMatchObject({ code: '42501' });
  });

  it('has no function that runs as the owner', async () => {
    const definers = await asOwner(
      "select proname from pg_proc where prosecdef and pronamespace = 'graphile_worker'::regnamespace",
    );
    expect(definers).toEqual([]);
  });

  it('gives the app role the rows of each of its tables, whichever version brought them', async () => {
    const closed = await asOwner(
      `select c.relname from pg_class c
       where c.relnamespace = 'graphile_worker'::regnamespace and c.relkind = 'r' and c.relrowsecurity
         and not (has_table_privilege('maroquin_app', c.oid, 'select') and has_table_privilege('maroquin_app', c.oid, 'insert')
           and has_table_privilege('maroquin_app', c.oid, 'update') and has_table_privilege('maroquin_app', c.oid, 'delete')
           and exists (select 1 from pg_policy where polrelid = c.oid and 'maroquin_app'::regrole = any(polroles)))`,
    );
    expect(closed).toEqual([]);
  });
});
