import { createdLinkSchema, externalLinksSchema } from '@maroquin/contracts';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { settled, violations } from '../support/web/axe.js';
import { DocumentWindow } from '../support/document-window.js';
import { firstAdministrator, type Person } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { until } from '../support/until.js';

let claire: Person;
let spaceId: string;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
});
beforeAll(async () => {
  spaceId = await claire.http.create('/spaces', { name: 'Cabinet' });
});

const note = (title: string): Promise<string> =>
  claire.http.create('/documents', { title, parentId: spaceId });
async function share(page: Page, id: string): Promise<Locator> {
  await new DocumentWindow(page).open(id);
  await page.getByRole('button', { name: 'Partager' }).press('Enter');
  return page.getByRole('dialog', { name: /Partager ce document/ });
}
async function act(page: Page, dialog: Locator, what: string): Promise<void> {
  await dialog.getByRole('button', { name: 'Actions sur le lien Mairie' }).press('Enter');
  await page.getByRole('menuitem', { name: what }).press('Enter');
}
const accessible = async (page: Page): Promise<void> => {
  await settled(page);
  expect(await violations(page)).toEqual([]);
};

it('a link just made stands alone to be copied, and its address can be shown again later', async () => {
  const id = await note('Projet');
  const { page } = await stage.open(claire);
  const dialog = await share(page, id);
  await dialog.getByRole('button', { name: 'Copier le lien' }).waitFor();
  await dialog.getByRole('button', { name: 'Créer un lien externe' }).press('Enter');
  await dialog.getByRole('textbox', { name: 'Nom du lien' }).fill('Mairie');
  await dialog.getByRole('button', { name: 'Créer le lien' }).press('Enter');
  const address = dialog.getByRole('textbox', { name: 'Adresse du lien externe' });
  const link = await address.inputValue();
  expect(await dialog.getByRole('button', { name: /^Copier/ }).allInnerTexts()).toEqual(['Copier l’adresse']);
  await accessible(page);
  await dialog.getByRole('button', { name: 'Terminé' }).first().press('Enter');
  await dialog.getByRole('button', { name: 'Copier le lien' }).waitFor();

  await act(page, dialog, 'Montrer l’adresse');
  expect(await address.inputValue()).toBe(link);
  expect(await dialog.getByRole('button', { name: /^Copier/ }).count()).toBe(1);
});

it('a new link ends in thirty days, as the form says and lets change', async () => {
  const id = await note('Avis');
  const { page } = await stage.open(claire);
  const dialog = await share(page, id);
  await dialog.getByRole('button', { name: 'Créer un lien externe' }).press('Enter');
  await dialog.getByRole('textbox', { name: 'Nom du lien' }).fill('Mairie');
  const inThirtyDays = new Date(Date.now() + 30 * 86_400_000).toLocaleDateString('sv-SE', {
    timeZone: 'Europe/Paris',
  });
  // Written as one writes it here, whatever language the browser has.
  const written = inThirtyDays.split('-').reverse().join('/');
  const end = dialog.getByLabel('Valable jusqu’au');
  expect(await end.inputValue()).toBe(written);
  await end.fill('31/02');
  await end.blur();
  await dialog.getByText(/^Écrivez une date du calendrier/).waitFor();
  await end.fill(written);
  await dialog.getByRole('button', { name: 'Créer le lien' }).press('Enter');
  await dialog.getByRole('textbox', { name: 'Adresse du lien externe' }).waitFor();
  const { items } = await claire.http.get(externalLinksSchema, `/resources/${id}/links`);
  expect(items[0]?.expiresAt?.slice(0, 10)).toBe(inThirtyDays);
});

it('the end, the right and the password of a link are changed afterwards, and it stays the same link', async () => {
  const id = await note('Arrêté');
  const body = { name: 'Mairie', role: 'reader', password: 'phare-bascule' };
  const { link } = await claire.http.json(createdLinkSchema, 'POST', `/resources/${id}/links`, body);
  const { page } = await stage.open(claire);
  const dialog = await share(page, id);
  await act(page, dialog, 'Modifier le lien');
  const form = dialog.getByRole('form', { name: 'Modifier le lien Mairie' });
  await form.getByLabel('Valable jusqu’au').fill('2031-05-04');
  await form.getByRole('button', { name: /^Droit par ce lien/ }).press('Enter');
  await page.getByRole('menuitemradio', { name: /^peut commenter/ }).press('Enter');
  await form.getByText('Retirer le mot de passe').click();
  await accessible(page);
  await form.getByRole('button', { name: 'Enregistrer' }).press('Enter');
  await form.waitFor({ state: 'detached' });
  const listed = async () => (await claire.http.get(externalLinksSchema, `/resources/${id}/links`)).items[0];
  expect(await listed()).toMatchObject({ name: 'Mairie', role: 'commenter', hasPassword: false });
  expect((await listed())?.expiresAt).toMatch(/^2031-05-04/);

  const visitor = await stage.open(null);
  await visitor.page.goto(link);
  await visitor.page.getByRole('button', { name: 'Ouvrir', exact: true }).click();
  await new DocumentWindow(visitor.page).says(/Vous pouvez commenter/).waitFor();

  await act(page, dialog, 'Modifier le lien');
  await form.getByLabel('Valable jusqu’au').fill('');
  await form.getByLabel('Mot de passe (facultatif)').fill('bascule-phare');
  await form.getByRole('button', { name: 'Enregistrer' }).press('Enter');
  await form.waitFor({ state: 'detached' });
  expect(await listed()).toMatchObject({ hasPassword: true, expiresAt: null });
});

it('an administrator sets when new links end, and may undo it', async () => {
  const { page } = await stage.open(claire);
  await page.goto('/liens');
  const choice = page.getByRole('combobox', { name: 'Fin des nouveaux liens' });
  await choice.selectOption({ label: 'jamais' });
  const days = async () => (await claire.http.get(externalLinksSchema, '/links')).days;
  await until(async () => (await days()) === null, 'new links do not end');
  await accessible(page);
  await page.getByRole('button', { name: 'Annuler' }).press('Enter');
  await until(async () => (await days()) === 30, 'new links end again');
});
