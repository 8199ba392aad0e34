import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { sharedObjectStore } from '@maroquin/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { copyObjects } from './copy-objects.js';
import { createObjectStorage, migrateObjects, type ObjectStorage } from './index.js';
import { MovingStorage } from './moving-storage.js';

describe('a store to which a former one moves', () => {
  const folder = mkdtempSync(join(tmpdir(), 'maroquin-moving-'));
  let former: ObjectStorage;
  let newClient: () => ObjectStorage;
  let store: ObjectStorage;
  let moving: MovingStorage;
  beforeAll(async () => {
    const { endpoint, accessKey, secretKey } = await sharedObjectStore();
    const bucket = `moving-${randomBytes(4).toString('hex')}`;
    newClient = () =>
      createObjectStorage({ preset: 'ceph', endpoint, region: null, bucket, accessKey, secretKey });
    store = newClient();
    former = createObjectStorage({ preset: 'disk', folder: join(folder, 'objects') });
    await former.prepare();
    moving = new MovingStorage(store, former);
    await moving.prepare();
  });
  afterAll(() => {
    moving.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    for await (const { key } of moving.list('')) await moving.delete(key);
  });

  const put = (storage: ObjectStorage, key: string, text = key): Promise<void> =>
    storage.put(key, Buffer.from(text), Buffer.byteLength(text));
  const read = async (storage: ObjectStorage, key: string): Promise<string> =>
    (await buffer(await storage.get(key))).toString();
  const keysOf = async (storage: ObjectStorage): Promise<string[]> => {
    const keys: string[] = [];
    for await (const { key } of storage.list('')) keys.push(key);
    return keys.sort();
  };

  it('reads what is not there yet from the former one, and writes to the new one alone', async () => {
    await put(former, 'b/1');
    await put(moving, 'b/2');
    expect([await read(moving, 'b/1'), await read(moving, 'b/2')]).toEqual(['b/1', 'b/2']);
    expect([await keysOf(store), await keysOf(former)]).toEqual([['b/2'], ['b/1']]);
    expect((await moving.head('b/1'))?.size).toBe(3);
    await expect(moving.get('b/3')).rejects.toMatchObject({ code: 'storage.not-found' });
  });

  it('lists what is in both once, and deletes it from both', async () => {
    for (const storage of [former, store]) await put(storage, 'b/1');
    await put(former, 'b/2');
    expect(await keysOf(moving)).toEqual(['b/1', 'b/2']);
    await moving.delete('b/1');
    expect([await keysOf(store), await keysOf(former)]).toEqual([[], ['b/2']]);
  });

  it('has everything once it was copied, and a second run copies nothing again', async () => {
    const keys = Array.from({ length: 40 }, (_, n) => `b/${String(n)}`);
    for (const key of keys) await put(former, key);
    for (const key of keys.slice(0, 10)) await put(store, key);
    expect(await copyObjects(former, store)).toMatchObject({ copied: 30, present: 10, damaged: [] });
    for (const key of keys) expect(await read(store, key)).toBe(key);
    expect(await copyObjects(former, store)).toMatchObject({ copied: 0, present: 40, damaged: [] });
  });

  it('gets again, when digests are compared, what is there with another content', async () => {
    await put(former, 'b/1', 'juste');
    await put(store, 'b/1', 'faux!');
    expect(await copyObjects(former, store)).toMatchObject({ copied: 0, present: 1 });
    expect(await copyObjects(former, store, { compares: true })).toMatchObject({ copied: 1, present: 0 });
    expect(await read(store, 'b/1')).toBe('juste');
  });

  it('that loses what it was given has damaged it, as long as the former one has it', async () => {
    await put(former, 'b/1');
    const losing: ObjectStorage = Object.create(store, {
      put: {
        value: async (key: string, body: Buffer, size: number) => {
          await store.put(key, body, size);
          await store.delete(key);
        },
      },
    }) as ObjectStorage;
    expect(await copyObjects(former, losing)).toMatchObject({ copied: 0, damaged: ['b/1'] });
  });

  it('also gets what came to the former one after it was listed, and this is said', async () => {
    await put(former, 'b/1');
    const written: ObjectStorage = Object.create(former, {
      list: {
        value: async function* (prefix: string) {
          yield* former.list(prefix);
          await put(former, 'b/2');
        },
      },
    }) as ObjectStorage;
    expect(await migrateObjects(written, store)).toMatchObject({ copied: 2, late: 1, damaged: [] });
    expect(await keysOf(store)).toEqual(['b/1', 'b/2']);
    expect(await migrateObjects(former, store)).toMatchObject({ copied: 0, late: 0, present: 2 });
  });

  it('is not the former one by another address: nothing is called moved then', async () => {
    await put(store, 'b/1');
    const same = newClient();
    await expect(migrateObjects(same, store)).rejects.toThrow('la même réserve');
    same.close();
    expect(await keysOf(store)).toEqual(['b/1']);
  });

  it('does not get back what is deleted while it is copied', async () => {
    await put(former, 'b/1');
    // Deleted when its bytes were read, and before they are put.
    const deleting: ObjectStorage = Object.create(store, {
      put: {
        value: async (key: string, body: Buffer, size: number) => {
          await moving.delete(key);
          await store.put(key, body, size);
        },
      },
    }) as ObjectStorage;
    expect(await copyObjects(former, deleting)).toMatchObject({ copied: 0, present: 0 });
    expect([await keysOf(store), await keysOf(former)]).toEqual([[], []]);
  });
});
