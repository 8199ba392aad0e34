import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { firstAdministrator, type Person } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { until } from '../support/until.js';

let claire: Person;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
});
let spaceId: string;
let documentId: string;
beforeAll(async () => {
  spaceId = await claire.http.create('/spaces', { name: 'Cabinet' });
  documentId = await claire.http.create('/documents', { title: 'Note au préfet', parentId: spaceId });
});

const title = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

/** How many rules each file of styles brought; those of one that did not come may not be read. */
const RULES = `[...document.querySelectorAll('link[rel="stylesheet"]')].map(({ sheet }) => {
  try { return sheet.cssRules.length; } catch { return 0; }
})`;

interface Asked {
  readonly path: () => string;
  /** What stands there while the server is away. */
  readonly meanwhile: (page: Page) => Locator;
  /** What only the server knows. */
  readonly afterwards: (page: Page) => Locator;
}
const asked: readonly (readonly [string, Asked])[] = [
  [
    'whose code was not loaded yet',
    {
      path: () => `/d/${documentId}`,
      meanwhile: (page) => title(page, 'La page s’ouvrira dès que le service répondra'),
      afterwards: (page) => page.getByRole('textbox', { name: 'Titre du document' }),
    },
  ],
  [
    'of which a part was not loaded yet',
    {
      path: () => '/',
      meanwhile: (page) => title(page, 'Bonjour Claire'),
      afterwards: (page) => page.getByRole('link', { name: /Note au préfet/ }).first(),
    },
  ],
  [
    'whose code was loaded',
    {
      path: () => `/e/${spaceId}`,
      meanwhile: (page) => page.getByRole('main').getByText('Chargement…').first(),
      afterwards: (page) => title(page, 'Cabinet'),
    },
  ],
];

it.each(asked)(
  'a page %s, asked for while the server is away, opens by itself when it is back, without a reload',
  async (_, { path, meanwhile, afterwards }) => {
    const hers = await stage.open(claire);
    const { page } = hers;
    await page.goto('/aide');
    await title(page, 'Aide').waitFor();
    await hers.mark();
    await stage.server.kill9('node');
    try {
      // As a link does, which would have to be on this page.
      await page.evaluate(
        `history.pushState({}, '', ${JSON.stringify(path())}); dispatchEvent(new PopStateEvent('popstate'))`,
      );
      await page.getByText('Le service ne répond pas').waitFor();
      await meanwhile(page).waitFor();
      expect(await page.getByRole('button', { name: 'Recharger la page' }).count()).toBe(0);
    } finally {
      await stage.server.start();
    }
    await afterwards(page).waitFor({ timeout: 60_000 });
    await until(async () => !(await page.evaluate<number[]>(RULES)).includes(0), 'every style has come');
    // Uploads and messages that wait in it are still there.
    expect(await hers.isMarked()).toBe(true);
  },
  180_000,
);
