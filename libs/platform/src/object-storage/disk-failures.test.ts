import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createObjectStorage } from './index.js';

const MiB = 1024 * 1024;
/** The writer below takes several times as long for one object. */
const MIDDLE_OF_A_PUT_MS = 20;
const root = fileURLToPath(new URL('../../../../', import.meta.url));
const asRoot = process.getuid?.() === 0;
let base: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'maroquin-disk-'));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

function codeOf(attempt: Promise<unknown>): Promise<unknown> {
  return attempt.then(
    () => 'no error',
    (error: unknown) => (error as { code?: unknown }).code,
  );
}

test('every object acknowledged before kill -9 is whole afterwards, and none is half', async () => {
  const folder = join(base, 'objects');
  const writer = `
    import { Readable } from 'node:stream';
    import { runnerImport } from 'vite';
    const entry = './libs/platform/src/object-storage/index.ts';
    const { module } = await runnerImport(entry, { configFile: false, resolve: { tsconfigPaths: true } });
    const storage = module.createObjectStorage({ preset: 'disk', folder: process.argv[1] });
    await storage.prepare();
    for (let n = 0; ; n += 1) {
      // Many small writes, so that the end comes in the middle of an object.
      const pieces = Array.from({ length: 3_000 }, () => Buffer.alloc(100, n % 251));
      await storage.put('kept/' + n % 50, Readable.from(pieces, { objectMode: false }), 300_000);
      process.stdout.write(n + '\\n');
    }`;
  const args = ['--input-type=module', '--eval', writer, folder];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  let acknowledged = -1;
  let killing: NodeJS.Timeout | undefined;
  // Never destroyed: the writer must die by the kill, in the middle of its work, not by a closed pipe between two.
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    acknowledged = Number(text.trim().split('\n').at(-1));
    if (acknowledged >= 60) killing ??= setTimeout(() => child.kill('SIGKILL'), MIDDLE_OF_A_PUT_MS);
  });
  await once(child, 'close');

  const storage = createObjectStorage({ preset: 'disk', folder });
  const newest = new Map(Array.from({ length: acknowledged + 1 }, (_, n) => [`kept/${String(n % 50)}`, n]));
  for (const [key, n] of newest) {
    const bytes = await buffer(await storage.get(key));
    expect(bytes.length).toBe(300_000);
    expect(new Set(bytes).size).toBe(1);
    // The put under way when it was killed may have replaced it by a later, whole one.
    expect([n % 251, (n + 50) % 251]).toContain(bytes[0]);
  }
});

test.runIf(asRoot)('a full disk is called so, keeps what was there and leaves no rubbish', async () => {
  mkdirSync(join(base, 'small'));
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', join(base, 'small')]).status !== 0) return;
  try {
    const storage = createObjectStorage({ preset: 'disk', folder: join(base, 'small') });
    await storage.prepare();
    await storage.put('a', Buffer.from('before'), 6);
    expect(await codeOf(storage.put('a', randomBytes(9 * MiB), 9 * MiB))).toBe('storage.full');
    expect((await buffer(await storage.get('a'))).toString()).toBe('before');
    expect(readdirSync(join(base, 'small/tmp'))).toEqual([]);
    await storage.put('b', randomBytes(6 * MiB), 6 * MiB);
  } finally {
    spawnSync('umount', [join(base, 'small')]);
  }
});

test('a folder that cannot be made is called misconfigured', async () => {
  writeFileSync(join(base, 'file'), '');
  expect(
    await codeOf(createObjectStorage({ preset: 'disk', folder: join(base, 'file/objects') }).prepare()),
  ).toBe('storage.misconfigured');
});

test('a store that was never prepared says so instead of blaming the object', async () => {
  const storage = createObjectStorage({ preset: 'disk', folder: join(base, 'objects') });
  expect(await codeOf(storage.put('a', Buffer.from('x'), 1))).toBe('storage.misconfigured');
});

test('files and folders are closed to other accounts', async () => {
  const storage = createObjectStorage({ preset: 'disk', folder: join(base, 'objects') });
  await storage.prepare();
  await storage.put('a', Buffer.from('x'), 1);
  const modes = readdirSync(join(base, 'objects'), { recursive: true, encoding: 'utf8' }).map(
    (name) => statSync(join(base, 'objects', name)).mode & 0o077,
  );
  expect(new Set(modes)).toEqual(new Set([0]));
});

test('what a writer left behind long ago is swept away, what is being written is not', async () => {
  const storage = createObjectStorage({ preset: 'disk', folder: join(base, 'objects') });
  await storage.prepare();
  const temporary = join(base, 'objects/tmp');
  for (const name of ['old', 'new']) writeFileSync(join(temporary, name), 'x');
  const twoDaysAgo = new Date(Date.now() - 48 * 3_600_000);
  utimesSync(join(temporary, 'old'), twoDaysAgo, twoDaysAgo);
  await storage.prepare();
  expect(readdirSync(temporary)).toEqual(['new']);
});
