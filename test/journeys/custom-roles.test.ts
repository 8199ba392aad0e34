import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { settled, violations } from '../support/web/axe.js';
import { tabTo, typeTo } from '../support/web/keyboard.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { setStage } from '../support/stage.js';

let claire: Person;
let thomas: Person;
let lea: Person;
let spaceId: string;
let noteId: string;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
  thomas = await invite(server, claire, { name: 'Thomas Lefèvre', email: 'thomas@prefecture.example' });
  lea = await invite(server, claire, { name: 'Léa Martin', email: 'lea@prefecture.example' });
});
beforeAll(async () => {
  spaceId = await thomas.http.create('/spaces', { name: 'Cabinet' });
  noteId = await thomas.http.create('/documents', { title: 'Compte rendu', parentId: spaceId });
});

const accessible = async (page: Page): Promise<void> => {
  await settled(page);
  expect(await violations(page)).toEqual([]);
};
const openNote = async (person: Person): Promise<Page> => {
  const { page } = await stage.open(person);
  await page.goto(`/d/${noteId}`);
  await page.getByText('Compte rendu').first().waitFor();
  return page;
};

it('an administrator names a role by keyboard alone, and is told what is missing', async () => {
  const { page } = await stage.open(claire);
  await page.goto('/droits');
  await page.getByText('Aucun rôle pour le moment').waitFor();
  await tabTo(page, 'Créer un rôle');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Créer un rôle' });
  await dialog.waitFor();
  await page.getByRole('textbox', { name: 'Nom du rôle' }).focus();
  await page.keyboard.type('Archiviste');
  await page.keyboard.press('Enter');
  await dialog.getByText('Choisissez au moins un acte à ajouter.').waitFor();
  await accessible(page);
  await tabTo(page, 'mettre à la corbeille');
  await page.keyboard.press('Space');
  await accessible(page);
  await tabTo(page, 'Créer le rôle');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  const list = page.getByRole('list', { name: 'Rôles de l’organisation' });
  await list.getByText('Archiviste', { exact: true }).waitFor();
  await list.getByText(/peut lire.; peut aussi mettre à la corbeille/).waitFor();
  await list.getByText('donné à personne').waitFor();
  await accessible(page);
});

it('it is given in the sharing dialogue beside the others, and says its name there', async () => {
  const page = await openNote(thomas);
  await tabTo(page, 'Partager');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: /Partager ce document/ });
  await dialog.getByRole('combobox', { name: 'Donner l’accès à' }).focus();
  await page.keyboard.type('Léa');
  await page.getByRole('option', { name: /Léa Martin/ }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Droit donné');
  await page.keyboard.press('Enter');
  const item = page.getByRole('menuitemradio', { name: /^Archiviste/ });
  await item.waitFor();
  await accessible(page);
  await typeTo(page, 'Arch', item);
  await page.keyboard.press('Enter');
  await item.waitFor({ state: 'detached' });
  await tabTo(page, 'Donner l’accès');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: /^Léa Martin.: Archiviste/ }).waitFor();
  await accessible(page);
});

it('an external link gives it too', async () => {
  const page = await openNote(thomas);
  await tabTo(page, 'Partager');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Créer un lien externe');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Nom du lien' }).focus();
  await page.keyboard.type('Prestataire');
  await tabTo(page, 'Droit');
  await page.keyboard.press('Enter');
  const item = page.getByRole('menuitemradio', { name: /^Archiviste/ });
  await item.waitFor();
  await typeTo(page, 'Arch', item);
  await page.keyboard.press('Enter');
  await item.waitFor({ state: 'detached' });
  await tabTo(page, 'Créer le lien');
  await page.keyboard.press('Enter');
  await page.getByText(/^Archiviste · /).waitFor();
  await accessible(page);
});

it('who shares by a role gives no more than it has, and cannot touch a wider right', async () => {
  const id = await claire.http.create('/roles', {
    ...{ name: 'Secrétariat', base: 'editor', acts: ['access.share'] },
  });
  const other = await thomas.http.create('/documents', { title: 'Ordre du jour', parentId: spaceId });
  await thomas.http.act('PUT', `/resources/${other}/grants/${lea.id}`, { role: id });
  const { page } = await stage.open(lea);
  await page.goto(`/d/${other}`);
  await page.getByRole('button', { name: 'Partager' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: /Partager ce document/ });
  await dialog.getByText(/sans dépasser votre propre droit/).waitFor();
  expect(await dialog.getByRole('button', { name: /^Thomas Lefèvre/ }).count()).toBe(0);
  expect(await dialog.getByRole('button', { name: 'Créer un lien externe' }).count()).toBe(0);
  await dialog.getByRole('combobox', { name: 'Donner l’accès à' }).focus();
  await page.keyboard.type('Claire');
  await page.getByRole('option', { name: /Claire Fontaine/ }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Droit donné');
  await page.keyboard.press('Enter');
  await page.getByRole('menuitemradio', { name: /^Secrétariat/ }).waitFor();
  expect(await page.getByRole('menuitemradio', { name: /gère l’accès/ }).count()).toBe(0);
  await accessible(page);
  await claire.http.act('DELETE', `/roles/${id}`);
});

it('who has it may do what it adds, and nothing else, until it is deleted', async () => {
  const hers = await openNote(lea);
  await tabTo(hers, 'Autres actions');
  await hers.keyboard.press('Enter');
  await hers.getByRole('menuitem', { name: /Corbeille|corbeille/ }).waitFor();
  expect(await hers.getByRole('menuitem', { name: /Déplacer/ }).count()).toBe(0);
  expect(await hers.getByRole('menuitem', { name: /Renommer/ }).count()).toBe(0);
  await lea.http.act('POST', `/resources/${noteId}/trash`);
  await lea.http.act('POST', `/resources/${noteId}/restore`);

  const { page } = await stage.open(claire);
  await page.goto('/droits');
  await page.getByText('donné 2 fois').waitFor();
  await tabTo(page, 'Supprimer le rôle Archiviste');
  await page.keyboard.press('Enter');
  const ask = page.getByRole('alertdialog', { name: 'Supprimer le rôle' });
  await ask.getByText(/Il est donné 2 fois.: ces droits redeviennent «.peut lire.» tout de suite/).waitFor();
  await accessible(page);
  await tabTo(page, 'Supprimer le rôle');
  await page.keyboard.press('Enter');
  await page.getByText('Aucun rôle pour le moment').waitFor();
  await expect(lea.http.act('POST', `/resources/${noteId}/trash`)).rejects.toThrow(/404/u);
});
