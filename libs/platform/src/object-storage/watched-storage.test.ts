import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLogger } from '../logging/index.js';
import { createObjectStorage } from './create-object-storage.js';
import { WatchedStorage } from './watched-storage.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maroquin-watched-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('a store that is gone is logged once, however often it is asked, and once when it is back', async () => {
  const lines: string[] = [];
  let now = 0;
  const path = join(folder, 'objects');
  const storage = new WatchedStorage(
    createObjectStorage({ preset: 'disk', folder: path }),
    { now: () => new Date(now) },
    createLogger({ logLevel: 'info' }, { write: (line) => lines.push(line) }),
  );
  const put = (): Promise<void> => storage.put('b/1', Buffer.from('x'), 1);
  const said = (): string[] => lines.map((line) => String(Reflect.get(JSON.parse(line) as object, 'msg')));
  await storage.prepare();
  await put();
  expect(await storage.head('b/none')).toBeNull();
  expect([storage.works, said()]).toEqual([true, []]);
  await rename(path, `${path}-away`);
  for (let turn = 0; turn < 5; turn += 1) await expect(put()).rejects.toThrow();
  expect([storage.works, said()]).toEqual([false, ['the object store does not work: files wait for it']]);
  await rename(`${path}-away`, path);
  await put();
  expect([storage.works, said().at(-1)]).toEqual([true, 'the object store works again']);
  // It comes and goes: said again only after a while.
  await rename(path, `${path}-away`);
  await expect(put()).rejects.toThrow();
  expect([storage.works, said()]).toEqual([false, said().slice(0, 2)]);
  now = 61_000;
  await expect(put()).rejects.toThrow();
  expect(said()).toHaveLength(3);
});
