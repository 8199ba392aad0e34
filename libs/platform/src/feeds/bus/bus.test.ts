import { Redis } from 'iovalkey';
import { Client } from 'pg';
import { createTestDatabase, sharedPostgres, startValkey, type TestDatabase } from '@maroquin/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../config/index.js';
import { toPgConfig } from '../../database/index.js';
import type { Bus, Hint } from './bus.js';
import { PostgresBus } from './postgres-bus.js';
import { ValkeyBus } from './valkey-bus.js';

let database: TestDatabase;
let valkey: Awaited<ReturnType<typeof startValkey>>;
beforeAll(async () => {
  database = await createTestDatabase(await sharedPostgres());
  valkey = await startValkey();
});
afterAll(async () => {
  await database.drop();
  await valkey.stop();
});

interface Driver {
  readonly name: string;
  readonly open: (onState?: (connected: boolean) => void) => Bus;
  /** Cuts every line, and lets new ones be made only after `whileCut`. */
  readonly interrupt: (whileCut: () => Promise<void>) => Promise<void>;
  /** Refuses what is said, and cuts no line. */
  readonly silence: (whileSilent: () => Promise<void>) => Promise<void>;
}

const drivers: Driver[] = [
  {
    name: 'PostgreSQL',
    open: (onState = () => undefined) => new PostgresBus(database.app, onState),
    interrupt: async (whileCut) => {
      const superuser = new Client(toPgConfig({ ...database.superuser, database: 'postgres' }));
      await superuser.connect();
      await superuser.query(`alter database ${database.name} with allow_connections false`);
      await superuser.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
        database.name,
      ]);
      await whileCut();
      await superuser.query(`alter database ${database.name} with allow_connections true`);
      await superuser.end();
    },
    silence: async (whileSilent) => {
      const superuser = new Client(toPgConfig(database.superuser));
      await superuser.connect();
      await superuser.query('revoke execute on function pg_notify from public');
      await whileSilent();
      await superuser.query('grant execute on function pg_notify to public');
      await superuser.end();
    },
  },
  {
    name: 'Valkey',
    open: (onState = () => undefined) => new ValkeyBus(valkey.url, 'maroquin:hints:test', onState),
    interrupt: async (whileCut) => {
      await valkey.kill();
      await whileCut();
      await valkey.start();
    },
    silence: async (whileSilent) => {
      const administrator = new Redis(valkey.url.replace(/^valkey/, 'redis'));
      await administrator.call('acl', 'setuser', 'default', '-publish');
      await whileSilent();
      await administrator.call('acl', 'setuser', 'default', '+publish');
      administrator.disconnect();
    },
  },
];

describe.each(drivers)('hints by $name', ({ open, interrupt, silence }) => {
  const two = async (onState?: (connected: boolean) => void) => {
    const [here, there] = [open(), open(onState)];
    const heard: Hint[] = [];
    there.listen((one) => heard.push(one));
    await expect.poll(() => here.connected && there.connected, { timeout: 5_000 }).toBe(true);
    return { here, there, heard, close: () => Promise.all([here.close(), there.close()]) };
  };

  it('reach the other node, and not the one that gave them', async () => {
    const { here, heard, close } = await two();
    const own: Hint[] = [];
    here.listen((one) => own.push(one));
    const feed = newId();
    await expect
      .poll(() => {
        here.publish({ kind: 'feed', feed, seq: 7 });
        return heard;
      })
      .toContainEqual({ kind: 'feed', feed, seq: 7 });
    expect(own.filter(({ kind }) => kind === 'feed')).toEqual([]);
    await close();
  });

  it('cost nobody anything while the line is cut; after it each node is told that it may have missed some', async () => {
    const states: boolean[] = [];
    const { here, there, heard, close } = await two((connected) => states.push(connected));
    await interrupt(async () => {
      await expect.poll(() => there.connected, { timeout: 10_000 }).toBe(false);
      here.publish({ kind: 'changes' });
      heard.length = 0;
    });
    await expect.poll(() => heard, { timeout: 10_000 }).toContainEqual({ kind: 'missed' });
    await expect
      .poll(
        () => {
          here.publish({ kind: 'changes' });
          return heard;
        },
        { timeout: 10_000 },
      )
      .toContainEqual({ kind: 'changes' });
    expect(states).toEqual([true, false, true]);
    await close();
  });

  it('that could not be said are made up for: who was there all the time is told that it may have missed some', async () => {
    const states: boolean[] = [];
    const { here, heard, close } = await two((connected) => states.push(connected));
    heard.length = 0;
    await silence(async () => {
      here.publish({ kind: 'changes' });
      await new Promise((done) => setTimeout(done, 200));
      expect(heard).toEqual([]);
    });
    await expect.poll(() => heard, { timeout: 10_000 }).toEqual([{ kind: 'missed' }]);
    expect(states).toEqual([true]);
    await close();
  });

  it('keep nobody from starting where the line cannot be made yet', async () => {
    await interrupt(async () => {
      const alone = open();
      alone.publish({ kind: 'changes' });
      expect(alone.connected).toBe(false);
      await alone.close();
    });
  });
});

describe('a Valkey that stands still', () => {
  it('is noticed, and taken up again when it goes on', async () => {
    const bus = new ValkeyBus(valkey.url, 'maroquin:hints:still', () => undefined);
    await expect.poll(() => bus.connected, { timeout: 5_000 }).toBe(true);
    process.kill(valkey.pid, 'SIGSTOP');
    try {
      await expect.poll(() => bus.connected, { timeout: 15_000 }).toBe(false);
    } finally {
      process.kill(valkey.pid, 'SIGCONT');
    }
    await expect.poll(() => bus.connected, { timeout: 10_000 }).toBe(true);
    await bus.close();
  });
});
