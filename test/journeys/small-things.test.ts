import { expect, it } from 'vitest';
import { violations } from '../support/web/axe.js';
import { DocumentWindow } from '../support/document-window.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { until } from '../support/until.js';
import { upload } from '../support/uploads.js';

let claire: Person;
let thomas: Person;
let spaceId: string;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
  thomas = await invite(server, claire, { name: 'Thomas Lefèvre', email: 'thomas@prefecture.example' });
  spaceId = await claire.http.create('/spaces', { name: 'Cabinet' });
});

it('the accessibility statement is a page that everybody reads, linked before and after signing in', async () => {
  const { page } = await stage.open(null);
  await page.goto('/connexion');
  await page.getByRole('link', { name: 'Accessibilité : partiellement conforme' }).click();
  await page.getByRole('heading', { level: 1, name: 'Déclaration d’accessibilité' }).waitFor();
  for (const part of ['État de conformité', 'Contenus non accessibles', 'Voies de recours'])
    await page.getByRole('heading', { level: 2, name: part }).waitFor();
  expect(await violations(page)).toEqual([]);
  const hers = await stage.open(claire);
  await hers.page.goto('/espaces');
  await hers.page.getByRole('link', { name: 'Accessibilité : partiellement conforme' }).waitFor();
});

it('an empty home offers the first act', async () => {
  const { page } = await stage.open(thomas);
  await page.goto('/');
  await page.getByRole('main').locator('.mq-pad').getByRole('button', { name: 'Nouveau document' }).click();
  await page.getByRole('textbox', { name: 'Titre du document' }).waitFor();
});

it('renaming a file selects its name without the extension', async () => {
  await upload(claire.http, Buffer.from('a'), { filename: 'Plan du site.pdf', parentId: spaceId });
  const { page } = await stage.open(claire);
  await page.goto(`/e/${spaceId}/fichiers`);
  await page.getByRole('link', { name: 'Plan du site.pdf' }).focus();
  await page.keyboard.press('F2');
  await page.getByRole('dialog', { name: 'Renommer' }).waitFor();
  await page.keyboard.type('Plan de masse');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Plan de masse.pdf' }).waitFor();
});

it('the bin says where each thing was, and how long it can still be put back', async () => {
  const id = await claire.http.create('/documents', { title: 'À jeter', parentId: spaceId });
  await claire.http.act('POST', `/resources/${id}/trash`);
  const { page } = await stage.open(claire);
  await page.goto('/corbeille');
  await page.getByRole('row').filter({ hasText: 'À jeter' }).getByText('Cabinet').waitFor();
  await page
    .getByText(/peut être remis en place pendant 90.jours, puis est supprimé définitivement/u)
    .waitFor();
});

it('who only reads sees no violet frame around the whole text', async () => {
  const id = await claire.http.create('/documents', { title: 'À lire', parentId: spaceId });
  await claire.http.act('PUT', `/resources/${id}/grants/${thomas.id}`, { role: 'reader' });
  const { page } = await stage.open(thomas);
  const document = new DocumentWindow(page);
  await page.goto(`/d/${id}`);
  await document.text.waitFor();
  await page.keyboard.press('Tab');
  await document.text.focus();
  const width = `parseFloat(getComputedStyle(document.querySelector('.mq-prose-text')).outlineWidth)
    * Number(getComputedStyle(document.querySelector('.mq-prose-text')).outlineStyle !== 'none')`;
  await until(async () => (await page.evaluate<number>(width)) === 0, 'no frame');
});

it('the lines of "page introuvable" do not touch each other on a phone', async () => {
  const { page } = await stage.open(claire, { width: 360, height: 720 });
  await page.goto('/d/00000000-0000-7000-8000-000000000000');
  const title = page.getByRole('heading', { level: 1, name: /Cette page n’existe pas/ });
  await title.waitFor();
  const ratio = await page.evaluate<number>(`(() => {
    const { fontSize, lineHeight } = getComputedStyle(document.querySelector('h1'));
    return parseFloat(lineHeight) / parseFloat(fontSize);
  })()`);
  expect(ratio).toBeGreaterThan(1.2);
});
