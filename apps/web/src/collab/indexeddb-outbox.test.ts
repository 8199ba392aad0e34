import { createServer, type Server } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';

import type { OutboxEntry, OutboxStore } from './outbox.js';

const KEY = { documentId: 'doc', personId: 'anna' };

/** What the page's script puts on `window`. */
interface WithOutbox {
  outbox: OutboxStore;
}

let script: string;
let server: Server;
let profile: string;
let context: BrowserContext;

async function openBrowser(): Promise<Page> {
  context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`);
  await page.addScriptTag({ content: script });
  return page;
}

const add = (page: Page, bytes: number[]): Promise<number> =>
  page.evaluate(
    ([key, values]) =>
      (window as unknown as WithOutbox).outbox.add(key, {
        update: Uint8Array.from(values),
        count: 1,
        epoch: 1,
      }),
    [KEY, bytes] as const,
  );
const load = (page: Page, key = KEY): Promise<{ id: number; bytes: number[] }[]> =>
  page.evaluate(
    async (wanted) =>
      (await (window as unknown as WithOutbox).outbox.load(wanted)).map(({ id, update }: OutboxEntry) => ({
        id,
        bytes: [...update],
      })),
    key,
  );

beforeAll(async () => {
  const entry = join(import.meta.dirname, 'indexeddb-outbox.ts');
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'collab' } },
  });
  const [output] = (Array.isArray(built) ? built : [built]).flatMap((one) =>
    'output' in one ? one.output : [],
  );
  if (output?.type !== 'chunk') throw new Error('nothing was built');
  script = `${output.code}; window.outbox = new collab.IndexedDbOutboxStore();`;
  server = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end('<!doctype html>'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  profile = await mkdtemp(join(tmpdir(), 'maroquin-profile-'));
});
afterAll(async () => {
  await context.close();
  server.close();
  await rm(profile, { recursive: true, force: true });
});

it('in a browser: keeps changes in order over a restart, for one person and document, until they are removed', async () => {
  let page = await openBrowser();
  for (const value of [1, 2, 3]) await add(page, [value]);
  expect((await load(page)).map((entry) => entry.bytes)).toEqual([[1], [2], [3]]);
  await context.close();

  page = await openBrowser();
  const kept = await load(page);
  expect(kept.map((entry) => entry.bytes)).toEqual([[1], [2], [3]]);
  expect(await load(page, { ...KEY, personId: 'bruno' })).toEqual([]);
  await page.evaluate(([key, ids]) => (window as unknown as WithOutbox).outbox.remove(key, ids), [
    KEY,
    kept.slice(0, 2).map((entry) => entry.id),
  ] as const);
  expect((await load(page)).map((entry) => entry.bytes)).toEqual([[3]]);
});
