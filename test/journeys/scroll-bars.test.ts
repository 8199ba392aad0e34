import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settled } from '../support/web/axe.js';
import { launchBrowser, photograph, Window } from '../support/browser.js';
import { CollabClient } from '../support/collab-client.js';
import { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, type Person } from '../support/people.js';
import { barsOf } from '../support/web/scroll-bars.js';
import { until } from '../support/until.js';

let server: Maroquin;
let browser: Browser;
let claire: Person;
let spaceId: string;
let documentId: string;
let channelId: string;
beforeAll(async () => {
  server = await Maroquin.start({ env: { LOG_LEVEL: 'error' } });
  browser = await launchBrowser({ classicBars: true });
  claire = await firstAdministrator(server);
  const { http } = claire;
  spaceId = await http.create('/spaces', { name: 'Cabinet' });
  for (let number = 0; number < 30; number += 1) {
    await http.create('/folders', { name: `Dossier ${String(number)}`, parentId: spaceId });
    await http.create('/documents', { title: `Note ${String(number)}`, parentId: spaceId });
    await http.create('/spaces', { name: `Espace ${String(number)}` });
  }
  documentId = await http.create('/documents', { title: 'Longue note', kind: 'text', parentId: spaceId });
  const writer = new CollabClient(http, documentId);
  await until(() => writer.synced, 'the note');
  await writer.edit((doc) => doc.getText('text').insert(0, 'Une ligne.\n'.repeat(200)));
  writer.close();
  channelId = await http.create('/channels', { name: 'Général', parentId: spaceId });
  for (let number = 0; number < 30; number += 1)
    await http.act('POST', `/channels/${channelId}/messages`, {
      clientId: crypto.randomUUID(),
      text: `Message ${String(number)}`,
    });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.dispose();
});

const paths: readonly (readonly [string, () => string])[] = [
  ['home', () => '/'],
  ['spaces', () => '/espaces'],
  ['documents', () => `/e/${spaceId}/documents`],
  ['files', () => `/e/${spaceId}/fichiers`],
  ['a discussion', () => `/e/${spaceId}/discussions/${channelId}`],
  ['a document', () => `/d/${documentId}`],
  ['the bin', () => '/corbeille'],
  ['people', () => '/personnes'],
  ['help', () => '/aide'],
];

describe('where scroll bars take room, as on Windows,', () => {
  it.each(paths)('%s has no second bar and no shift', async (name, path) => {
    const hers = await Window.open(browser, server, claire, { height: 700 });
    try {
      await hers.page.goto(path());
      await hers.page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
      await settled(hers.page);
      const bars = await barsOf(hers.page);
      expect(bars.barWidth).toBeGreaterThan(0);
      expect(bars).toMatchObject({ page: false, nested: [], sideways: [] });
    } catch (error) {
      await photograph(name, [hers]);
      throw error;
    } finally {
      await hers.close();
    }
  });
});
