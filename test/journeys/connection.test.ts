import { beforeAll, expect, it } from 'vitest';
import { DocumentWindow } from '../support/document-window.js';
import { firstAdministrator, signIn, PASSWORD, type Person } from '../support/people.js';
import { Network } from '../support/proxy.js';
import { setStage } from '../support/stage.js';
import { promptly, until } from '../support/until.js';

let claire: Person;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
});
let spaceId: string;
beforeAll(async () => {
  spaceId = await claire.http.create('/spaces', { name: 'Cabinet' });
});
const newDocument = (title: string): Promise<string> =>
  claire.http.create('/documents', { title, parentId: spaceId });

it('the save line says that the person is offline as soon as the browser does, and nothing says "Enregistré" beside it', async () => {
  const hers = await stage.open(claire);
  const document = new DocumentWindow(hers.page);
  await document.open(await newDocument('Hors ligne'));
  await promptly(1_500, 'the save line says so', async () => {
    await hers.context.setOffline(false);
    await document.says(/^Enregistré$/).waitFor();
    await hers.context.setOffline(true);
    const from = performance.now();
    await document.says('Hors connexion').waitFor();
    return performance.now() - from;
  });
  await hers.page.getByText('Hors connexion : vos modifications sont gardées sur ce poste.').waitFor();
  expect(await document.says(/^Enregistré$/).count()).toBe(0);
  await document.write('Deux mots.');
  await document.says('Hors connexion · modifications en attente').waitFor();
  await hers.context.setOffline(false);
  await document.saved();
  expect(await hers.page.locator('.mq-banner').count()).toBe(0);
}, 60_000);

it('the save line says within 3 s that the service cannot be reached when nothing comes through any more', async () => {
  const network = await Network.open();
  try {
    const hers = await stage.open(claire, { proxy: network.url });
    const document = new DocumentWindow(hers.page);
    await document.open(await newDocument('Silence'));
    // The page's own word comes within 3 s; the rest is for the test to see it.
    await promptly(3_500, 'the save line says so', async () => {
      network.fallSilent();
      const started = performance.now();
      await document.says('Service injoignable').waitFor();
      const took = performance.now() - started;
      expect(await hers.page.getByText('Hors connexion').count()).toBe(0);
      network.recover();
      await document.saved();
      return took;
    });
  } finally {
    network.close();
  }
}, 60_000);

it('a dead server is not called the network of the person, and its restart is no restricted network', async () => {
  const hers = await stage.open(claire);
  const document = new DocumentWindow(hers.page);
  await document.open(await newDocument('Arrêt brutal'));
  await stage.server.kill9('node');
  await document.write('Pendant l’arrêt.');
  await document.says('Service injoignable · modifications en attente').waitFor();
  await hers.page
    .getByText('Le service ne répond pas : vos modifications sont gardées sur ce poste.')
    .waitFor();
  expect(await hers.page.getByText(/réseau|Hors connexion/).count()).toBe(0);
  await hers.page.evaluate(WATCH);
  const direct = hers.page.waitForEvent(
    'websocket',
    (one) => one.url().includes('/collab/') && stage.server.isRunning,
  );
  await stage.server.start();
  await document.saved();
  // However the page came back: a WebSocket carries by now.
  await direct;
  await document.write(' Après.');
  await document.saved();
  expect(await hers.page.evaluate<boolean>('globalThis.sawSlow')).toBe(false);
}, 90_000);

/** Remembers whether the page ever spoke of a slow connection. */
const WATCH = `Object.assign(globalThis, { sawSlow: false });
new MutationObserver(() => {
  if (document.querySelector('.mq-doc-slow') !== null) globalThis.sawSlow = true;
}).observe(document.body, { childList: true, subtree: true });`;

it('requests that fail beside a living connection bring no banner of a cut beside "Enregistré"', async () => {
  const hers = await stage.open(claire);
  const document = new DocumentWindow(hers.page);
  await document.open(await newDocument('Deux voix'));
  let failed = 0;
  await hers.page.route('**/api/v1/**', (route) => {
    failed += 1;
    return route.abort('connectionfailed');
  });
  await hers.page.getByRole('button', { name: /^Discussion/ }).click();
  await until(() => failed > 2, 'requests failed');
  await document.write('Encore là.');
  await document.saved();
  expect(await hers.page.locator('.mq-banner').count()).toBe(0);
}, 60_000);

it('a page that shows only a list notices within 2 s that its session ended', async () => {
  await promptly(2_000, 'the page asks to sign in', async () => {
    const http = await signIn(stage.server, claire.email, PASSWORD);
    const hers = await stage.open({ ...claire, http });
    await hers.page.goto('/espaces');
    await hers.page.getByRole('heading', { level: 1, name: 'Espaces' }).waitFor();
    await hers.page.getByText('Cabinet').first().waitFor();
    await http.act('POST', '/sign-out');
    const from = performance.now();
    await hers.page.getByRole('heading', { level: 1, name: 'Se connecter' }).waitFor();
    expect(new URL(hers.page.url()).search).toBe('?suite=%2Fespaces');
    return performance.now() - from;
  });
}, 60_000);
