import { versionsSchema, restoredSchema } from '@maroquin/contracts';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { violations } from '../support/web/axe.js';
import { launchBrowser, photograph, Window } from '../support/browser.js';
import { Cluster } from '../support/cluster.js';
import { DocumentWindow } from '../support/document-window.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { Network } from '../support/proxy.js';
import { pause, until } from '../support/until.js';

/** How long a laptop sleeps here. Given as SLEEP_SECONDS for a run as long as a real nap. */
const SLEEP_MS = Number(process.env['SLEEP_SECONDS'] ?? 12) * 1000;

let cluster: Cluster;
let browser: Browser;
let claire: Person;
let thomas: Person;
let spaceId: string;
let documentId: string;
let herNetwork: Network;
let hisNetwork: Network;
let hers: Window;
let his: Window;
let herDocument: DocumentWindow;
let hisDocument: DocumentWindow;

beforeAll(async () => {
  cluster = await Cluster.start({ bus: 'postgres', env: { LOG_LEVEL: 'warn' } });
  browser = await launchBrowser();
  claire = await firstAdministrator(cluster.last);
  thomas = await invite(cluster.last, claire, {
    name: 'Thomas Lefèvre',
    email: 'thomas@prefecture.example',
  });
  spaceId = await claire.http.create('/spaces', { name: 'Cabinet' });
  await claire.http.act('PUT', `/resources/${spaceId}/grants/${thomas.id}`, { role: 'editor' });
}, 120_000);
afterAll(async () => {
  await browser.close();
  await cluster.dispose();
});

/** Claire on one node with a network of her own, Thomas on the other, where no WebSocket comes through. */
beforeEach(async () => {
  documentId = await claire.http.create('/documents', { title: 'Note au préfet', parentId: spaceId });
  [herNetwork, hisNetwork] = [await Network.open(), await Network.open()];
  hisNetwork.letsWebSockets = false;
  hers = await Window.open(browser, cluster.nodes[0], claire, { proxy: herNetwork.url });
  his = await Window.open(browser, cluster.last, thomas, { proxy: hisNetwork.url });
  [herDocument, hisDocument] = [new DocumentWindow(hers.page), new DocumentWindow(his.page)];
  await herDocument.open(documentId);
  await hisDocument.open(documentId);
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(task.name, [hers, his]);
  await hers.close();
  await his.close();
  herNetwork.close();
  hisNetwork.close();
});

it('where no WebSocket comes through one writes with the others all the same, and is told that it is slow', async () => {
  await herDocument.write('Bonjour de Claire.');
  await hisDocument.reads('Bonjour de Claire.');
  await hisDocument.write(' Bonjour de Thomas.');
  await herDocument.reads('Bonjour de Thomas.');
  await hisDocument.saved();
  await his.page.getByText('Connexion lente (réseau restreint)').waitFor();
  expect(await hers.page.getByText('Connexion lente').count()).toBe(0);
  expect(hisNetwork.refused).toBeGreaterThan(1);
  expect(await claire.http.text(documentId)).toContain('Bonjour de Claire. Bonjour de Thomas.');
  expect(await violations(his.page)).toEqual([]);
  // The network is better: the page finds out by itself, and nobody notices but for the words.
  hisNetwork.letsWebSockets = true;
  await his.page.reload();
  await hisDocument.ready();
  await until(async () => (await his.page.getByText('Connexion lente').count()) === 0, 'no longer slow');
  await hisDocument.write(' Mieux.');
  await herDocument.reads('Mieux.');
}, 120_000);

it('a laptop that slept comes back to a dead connection, notices it within 10 s, and loses no word of anybody', async () => {
  await herDocument.write('Avant la sieste.');
  await herDocument.saved();
  const session = await hers.context.newCDPSession(hers.page);
  herNetwork.fallSilent();
  await herDocument.write(' Juste avant.');
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await hisDocument.write(' Pendant ce temps.');
  await hisDocument.saved();
  await pause(SLEEP_MS);
  herNetwork.recover();
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  const woken = Date.now();
  await herDocument.reads('Pendant ce temps.');
  // The dead connection is noticed, another one is made, and everything has come over it.
  expect(Date.now() - woken).toBeLessThan(12_000);
  await herDocument.saved();
  await herDocument.agreesWith(hisDocument);
  const text = await claire.http.text(documentId);
  for (const words of ['Avant la sieste.', 'Juste avant.', 'Pendant ce temps.'])
    expect(text.split(words)).toHaveLength(2);
}, 180_000);

it('a version restored meanwhile: who had nothing unsent sees it at once, who had finds the work in a copy and is told', async () => {
  await herDocument.write('Première version.');
  await herDocument.saved();
  const { items } = await claire.http.get(versionsSchema, `/documents/${documentId}/versions`);
  const first = items[0]?.seq ?? 0;
  await hisDocument.write(' Une phrase de trop.');
  await hisDocument.saved();
  await herDocument.reads('Une phrase de trop.');
  await his.mark();
  herNetwork.fallSilent();
  await herDocument.write(' Mes mots hors ligne.');
  await herDocument.says('Service injoignable').waitFor({ timeout: 30_000 });
  await thomas.http.json(
    restoredSchema,
    'POST',
    `/documents/${documentId}/versions/${String(first)}/restore`,
  );
  await his.page.getByText('Ce document vient d’être restauré.').first().waitFor();
  await until(
    async () => (await hisDocument.content()) === 'Première version.',
    'his page shows the restored text',
  );
  expect(await his.isMarked()).toBe(true);
  herNetwork.recover();
  const banner = hers.page.getByText(/a été restauré pendant que vous écriviez/);
  await banner.waitFor({ timeout: 45_000 });
  expect(await violations(hers.page)).toEqual([]);
  await until(
    async () => (await herDocument.content()) === 'Première version.',
    'her page shows the restored text',
  );
  await herDocument.write(' Et la suite.');
  await hisDocument.reads('Et la suite.');
  await hers.page.getByRole('button', { name: 'Ouvrir la copie' }).click();
  await hers.page.waitForURL((url) => !url.pathname.endsWith(documentId));
  await herDocument.reads('Mes mots hors ligne.');
  await herDocument.saved();
  const copyId = new URL(hers.page.url()).pathname.split('/')[2] ?? '';
  expect(await claire.http.text(copyId)).toContain(
    'Première version. Une phrase de trop. Mes mots hors ligne.',
  );
  expect(await claire.http.text(documentId)).not.toContain('Mes mots');
  expect(await banner.count()).toBe(0);
}, 180_000);
