import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { sharedObjectStore } from '@maroquin/testing';
import { loadConfig } from '@maroquin/platform/config';
import { createObjectStorage } from '@maroquin/platform/object-storage';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { ROOT } from '../support/process/house.js';
import { Maroquin } from '../support/maroquin.js';
import { inCeph, prepareStore } from '../support/object-store.js';
import { firstAdministrator, type Person } from '../support/people.js';
import { plainEnvironment } from '../support/process/program.js';
import { until } from '../support/until.js';
import { upload } from '../support/uploads.js';

const MIB = 1024 ** 2;
const migratedSchema = z.object({ copied: z.number(), present: z.number(), damaged: z.array(z.string()) });
const verifiedSchema = z.object({ blobs: z.number(), damaged: z.array(z.unknown()) });

/** On disk; with the new store and the former one; with the new one alone: on one database. */
let disk: Maroquin;
let both: Maroquin;
let moved: Maroquin;
let claire: Person;
let spaceId: string;
beforeAll(async () => {
  disk = await Maroquin.start({ env: { LOG_LEVEL: 'warn' } });
  claire = await firstAdministrator(disk);
  spaceId = await claire.http.create('/spaces', { name: 'Archives' });
  const env = { LOG_LEVEL: 'warn', ...inCeph(await sharedObjectStore()) };
  const { dataDir, port } = disk;
  both = await Maroquin.prepare({ env: { ...env, OBJECT_STORAGE_FORMER: 'disk' }, dataDir }, port);
  moved = await Maroquin.prepare({ env, dataDir }, port);
}, 120_000);
afterAll(async () => {
  for (const server of [moved, both, disk]) await server?.dispose();
});

const send = (filename: string, bytes: Buffer): Promise<string> =>
  upload(claire.http, bytes, { filename, parentId: spaceId, chunkSize: 8 * MIB });
const read = (id: string): Promise<Buffer> => claire.http.bytes(`/files/${id}/content`);

/** `maroquin storage migrate`, ended in the middle as by a power cut. */
async function cutMigration(): Promise<void> {
  const store = createObjectStorage(loadConfig(both.env).objectStorage);
  const command = spawn(process.execPath, [join(ROOT, 'bin/maroquin'), 'storage', 'migrate'], {
    cwd: ROOT,
    env: plainEnvironment(both.env),
    stdio: 'ignore',
  });
  const ended = new Promise((done) => command.once('exit', done));
  const isUnderWay = async (): Promise<boolean> => {
    let count = 0;
    for await (const _object of store.list('')) count += 1;
    return count >= 5;
  };
  await until(isUnderWay, 'some objects are copied');
  command.kill('SIGKILL');
  await ended;
  store.close();
}

it('objects move from a disk to S3 while people work, also when the command is killed, and nothing is lost', async () => {
  const before = [randomBytes(40 * MIB), randomBytes(3 * MIB + 5), Buffer.from('petit')];
  const ids = await Promise.all(before.map((bytes, at) => send(`avant ${String(at)}.bin`, bytes)));
  await disk.stop();
  await prepareStore(both);
  await both.start();
  expect((await read(ids[0] ?? '')).equals(before[0] ?? Buffer.alloc(0))).toBe(true);
  await cutMigration();
  const during = randomBytes(2 * MIB);
  const [migrated, duringId] = await Promise.all([
    both.commandJson(['storage', 'migrate']).then((found) => migratedSchema.parse(found)),
    send('pendant.bin', during),
  ]);
  expect(migrated.damaged).toEqual([]);
  expect(migrated.present).toBeGreaterThanOrEqual(5);
  expect(migrated.copied + migrated.present).toBe(40 + 4 + 1);
  await both.stop();
  await moved.start();
  const verified = verifiedSchema.parse(await moved.commandJson(['storage', 'verify']));
  expect(verified).toEqual({ blobs: 4, damaged: [] });
  for (const [at, bytes] of [...before, during].entries())
    expect((await read([...ids, duringId][at] ?? '')).equals(bytes)).toBe(true);
}, 180_000);
