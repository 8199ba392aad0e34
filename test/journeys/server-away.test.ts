import { beforeAll, expect, it } from 'vitest';
import { firstAdministrator, type Person } from '../support/people.js';
import { setStage } from '../support/stage.js';

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

it.each([
  ['whose code was not loaded yet', () => `/d/${documentId}`, 'Titre du document'],
  ['whose code was loaded', () => `/e/${spaceId}`, 'Cabinet'],
])(
  'a page %s, asked for while the server is away, opens by itself when it is back',
  async (_, path, name) => {
    const { page } = await stage.open(claire);
    await page.goto('/aide');
    await page.getByRole('heading', { level: 1, name: 'Aide' }).waitFor();
    await stage.server.kill9('node');
    try {
      // As a link does, which would have to be on this page.
      await page.evaluate(
        `history.pushState({}, '', ${JSON.stringify(path())}); dispatchEvent(new PopStateEvent('popstate'))`,
      );
      await page.getByText('Le service ne répond pas').waitFor();
      await page
        .getByRole('heading', { level: 1, name: 'La page s’ouvrira dès que le service répondra' })
        .or(page.getByText('Chargement…'))
        .first()
        .waitFor();
      expect(await page.getByRole('button', { name: 'Recharger la page' }).count()).toBe(0);
    } finally {
      await stage.server.start();
    }
    await page
      .getByRole('textbox', { name })
      .or(page.getByRole('heading', { level: 1, name }))
      .first()
      .waitFor({ timeout: 60_000 });
  },
  180_000,
);
