import { createServer, type Server } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';

import type { KeptWork } from './kept-work.js';
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
      (window as unknown as WithOutbox).outbox.add(key, 'a page', {
        update: Uint8Array.from(values),
        count: 1,
        epoch: 1,
      }),
    [KEY, bytes] as const,
  );
const load = (page: Page, key = KEY): Promise<{ id: number; bytes: number[] }[]> =>
  page.evaluate(
    async (wanted) =>
      (
        await (window as unknown as WithOutbox).outbox.claim(wanted, 'me', () => Promise.resolve(new Set()))
      ).map(({ id, update }: OutboxEntry) => ({
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
  await page.evaluate(
    (ids) => (window as unknown as WithOutbox).outbox.remove(ids),
    kept.slice(0, 2).map((entry) => entry.id),
  );
  expect((await load(page)).map((entry) => entry.bytes)).toEqual([[3]]);
  await context.close();
});

it('in a browser: gives what a closed page left to one page only, and moves it out in one step', async () => {
  const page = await openBrowser();
  const seen = await page.evaluate(async () => {
    const { outbox } = window as unknown as WithOutbox;
    const key = { documentId: 'other', personId: 'anna' };
    const entry = { update: Uint8Array.of(7), count: 1, epoch: 1 };
    await outbox.add(key, 'closed', entry);
    await outbox.add(key, 'open', entry);
    const alive = (): Promise<ReadonlySet<string>> => Promise.resolve(new Set(['open', 'one', 'two']));
    const [one, two] = await Promise.all([outbox.claim(key, 'one', alive), outbox.claim(key, 'two', alive)]);
    await outbox.describe(key, { title: 'Note', kind: 'text', parentId: null });
    const before = await outbox.unsent('anna');
    const work: KeptWork = {
      ...{
        id: 'w',
        personId: 'anna',
        documentId: 'other',
        title: 'Note',
        kind: 'text' as const,
        parentId: null,
      },
      ...{ code: 'collab.epoch', at: 1, content: Uint8Array.of(7), words: 'sept', state: 'copying' as const },
      ...{ copyId: null, requestKeys: ['a', 'b'] as const },
    };
    await outbox.setAside(
      work,
      [...one, ...two].map(({ id }) => id),
    );
    return {
      claimed: one.length + two.length,
      before: before.filter(({ documentId }) => documentId === 'other'),
      after: (await outbox.unsent('anna')).filter(({ documentId }) => documentId === 'other'),
      kept: (await outbox.kept('anna')).map(({ words }) => words),
      others: await outbox.kept('bruno'),
    };
  });
  expect(seen.claimed).toBe(1);
  expect(seen.before).toMatchObject([{ count: 2, about: { title: 'Note' } }]);
  expect(seen.after).toMatchObject([{ count: 1, holders: ['open'] }]);
  expect(seen.kept).toEqual(['sept']);
  expect(seen.others).toEqual([]);
});
