import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { sharedObjectStore } from '@maroquin/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createObjectStorage, type ObjectStorage } from './index.js';

const MiB = 1024 * 1024;

/** Pieces of odd sizes, as a network gives them. */
function inPieces(bytes: Buffer, size = 70_001): Readable {
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
  return Readable.from(pieces, { objectMode: false });
}

function codeOf(attempt: Promise<unknown>): Promise<unknown> {
  return attempt.then(
    () => 'no error',
    (error: unknown) => (error as { code?: unknown }).code,
  );
}

function digest(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

const places = {
  disk: () => {
    const folder = mkdtempSync(join(tmpdir(), 'maroquin-objects-'));
    return Promise.resolve({
      storage: createObjectStorage({ preset: 'disk', folder: join(folder, 'objects') }),
      drop: () => rmSync(folder, { recursive: true }),
    });
  },
  ceph: async () => {
    const { endpoint, accessKey, secretKey } = await sharedObjectStore();
    const bucket = `contract-${randomBytes(4).toString('hex')}`;
    const settings = { preset: 'ceph', endpoint, region: null, bucket, accessKey, secretKey } as const;
    return { storage: createObjectStorage(settings), drop: () => undefined };
  },
} as const;

describe.each(['disk', 'ceph'] as const)('object storage on %s', (place) => {
  let storage: ObjectStorage;
  let drop: () => void;

  beforeAll(async () => {
    ({ storage, drop } = await places[place]());
    await storage.prepare();
  });
  afterAll(() => {
    storage.close();
    drop();
  });

  async function read(key: string, range?: { start: number; end: number }): Promise<Buffer> {
    return buffer(await storage.get(key, range));
  }
  async function keys(prefix: string): Promise<string[]> {
    const found: string[] = [];
    for await (const { key } of storage.list(prefix)) found.push(key);
    return found.sort();
  }

  test('gives back what was put, from a buffer and from a stream', async () => {
    const bytes = randomBytes(300_000);
    await storage.put('whole/buffer', bytes, bytes.length);
    await storage.put('whole/stream', inPieces(bytes), bytes.length);
    expect((await read('whole/buffer')).equals(bytes)).toBe(true);
    expect((await read('whole/stream')).equals(bytes)).toBe(true);
  });

  test('keeps an object of no bytes', async () => {
    await storage.put('whole/empty', Buffer.alloc(0), 0);
    expect(await storage.head('whole/empty')).toEqual({ size: 0 });
    expect((await read('whole/empty')).length).toBe(0);
  });

  test.each([16 * MiB - 1, 16 * MiB, 16 * MiB + 1, 37 * MiB + 5])(
    'keeps %i bytes, in one part or several',
    async (size) => {
      const bytes = randomBytes(size);
      await storage.put('whole/large', inPieces(bytes), size);
      expect(await storage.head('whole/large')).toEqual({ size });
      expect(digest(await read('whole/large'))).toBe(digest(bytes));
    },
  );

  test('replaces an object whole, also for a reader that has begun', async () => {
    const [before, after] = [randomBytes(2 * MiB), randomBytes(1 * MiB)];
    await storage.put('replaced', before, before.length);
    const reading = await storage.get('replaced');
    await storage.put('replaced', after, after.length);
    expect(digest(await buffer(reading))).toBe(digest(before));
    expect(digest(await read('replaced'))).toBe(digest(after));
  });

  test('reads ranges, both ends included and the last one cut to the object', async () => {
    const bytes = randomBytes(100_000);
    await storage.put('ranged', bytes, bytes.length);
    expect((await read('ranged', { start: 0, end: 0 })).equals(bytes.subarray(0, 1))).toBe(true);
    expect(
      (await read('ranged', { start: 70_000, end: 80_000 })).equals(bytes.subarray(70_000, 80_001)),
    ).toBe(true);
    expect((await read('ranged', { start: 99_990, end: 200_000 })).equals(bytes.subarray(99_990))).toBe(true);
  });

  test.each([
    { start: 100, end: 200 },
    { start: 5, end: 4 },
    { start: -1, end: 4 },
    { start: 0.5, end: 4 },
  ])('refuses the range $start to $end of 100 bytes', async (range) => {
    await storage.put('short', randomBytes(100), 100);
    expect(await codeOf(storage.get('short', range))).toBe('storage.range');
  });

  test('says so when there is no such object', async () => {
    expect(await codeOf(storage.get('absent'))).toBe('storage.not-found');
    expect(await codeOf(storage.get('absent', { start: 0, end: 1 }))).toBe('storage.not-found');
    expect(await storage.head('absent')).toBeNull();
  });

  test('deletes, and deletes again without complaint', async () => {
    await storage.put('gone', Buffer.from('x'), 1);
    await storage.delete('gone');
    await storage.delete('gone');
    expect(await storage.head('gone')).toBeNull();
  });

  test('lists by prefix, also where one key is the beginning of another', async () => {
    for (const key of ['list/a', 'list/a/b', 'list/ab', 'other/a'])
      await storage.put(key, Buffer.from(key), key.length);
    expect(await keys('list/')).toEqual(['list/a', 'list/a/b', 'list/ab']);
    expect(await keys('list/a/')).toEqual(['list/a/b']);
    expect(await keys('nothing/')).toEqual([]);
  });

  test('lists more objects than one page of S3 holds, each once', async () => {
    const names = Array.from({ length: 1_203 }, (_, index) => `many/${String(index).padStart(5, '0')}`);
    const waiting = [...names];
    const put = async (): Promise<void> => {
      for (let key = waiting.pop(); key !== undefined; key = waiting.pop())
        await storage.put(key, Buffer.from('x'), 1);
    };
    await Promise.all(Array.from({ length: 16 }, put));
    expect(await keys('many/')).toEqual(names);
  });

  test.each([
    { name: 'ends early', bytes: 99_000 },
    { name: 'goes on too long', bytes: 101_000 },
  ])('stores nothing when the body $name', async ({ bytes }) => {
    await storage.put('kept', Buffer.from('before'), 6);
    expect(await codeOf(storage.put('kept', inPieces(randomBytes(bytes)), 100_000))).toBe(
      'storage.incomplete',
    );
    expect((await read('kept')).toString()).toBe('before');
  });

  test.each([100_000, 40 * MiB])('stores nothing when the sender of %i bytes goes away', async (size) => {
    const half = async function* (): AsyncGenerator<Buffer> {
      yield randomBytes(size / 2);
      await Promise.resolve();
      throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
    };
    const body = Readable.from(half());
    expect(await codeOf(storage.put('unfinished', body, size))).toBe('storage.incomplete');
    expect(await storage.head('unfinished')).toBeNull();
    expect(body.destroyed).toBe(true);
  });

  test('two writers of one key leave the bytes of one of them, never a mixture', async () => {
    const [first, second] = [Buffer.alloc(34 * MiB, 'a'), Buffer.alloc(34 * MiB, 'b')];
    await Promise.all(
      [first, second].map((bytes) => storage.put('rivals', inPieces(bytes, MiB), bytes.length)),
    );
    expect([digest(first), digest(second)]).toContain(digest(await read('rivals')));
  });

  test.each(['', '/a', 'a/', 'a//b', '../a', 'a/../b', 'a/./b', 'A', 'é', 'a b', 'a~b', 'x'.repeat(201)])(
    'refuses the key "%s" before anything is asked',
    async (key) => {
      await expect(storage.put(key, Buffer.alloc(0), 0)).rejects.toThrow();
      await expect(storage.get(key)).rejects.toThrow();
      await expect(storage.delete(key)).rejects.toThrow();
    },
  );

  test('is prepared again without harm', async () => {
    await storage.put('prepared', Buffer.from('x'), 1);
    await storage.prepare();
    expect(await storage.head('prepared')).toEqual({ size: 1 });
  });
});
