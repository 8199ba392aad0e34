import {
  accessListSchema,
  type AccessEntry,
  createdLinkSchema,
  externalLinksSchema,
} from '@maroquin/contracts';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { settled, violations } from '../support/web/axe.js';
import { DocumentWindow } from '../support/document-window.js';
import { firstAdministrator, invite, type Person, redeem } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { until } from '../support/until.js';

let claire: Person;
let thomas: Person;
let spaceId: string;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
  thomas = await invite(server, claire, { name: 'Thomas Lefèvre', email: 'thomas@prefecture.example' });
});
beforeAll(async () => {
  spaceId = await claire.http.create('/spaces', { name: 'Cabinet' });
});

const note = (title: string): Promise<string> =>
  claire.http.create('/documents', { title, parentId: spaceId });
const give = (id: string, subjectId: string, role: string, more: object = {}): Promise<void> =>
  claire.http.act('PUT', `/resources/${id}/grants/${subjectId}`, { role, ...more });
const setOn = async (id: string): Promise<AccessEntry | undefined> =>
  (await claire.http.get(accessListSchema, `/resources/${id}/access`)).items.find(
    (entry) => entry.subject.id === thomas.id && entry.from.id === id,
  );

async function share(page: Page, id: string): Promise<Locator> {
  await new DocumentWindow(page).open(id);
  await page.getByRole('button', { name: 'Partager' }).press('Enter');
  return page.getByRole('dialog', { name: /Partager ce document/ });
}
async function removeFrom(page: Page, dialog: Locator, name: string): Promise<void> {
  await dialog.getByRole('button', { name: new RegExp(`^${name}.: `) }).press('Enter');
  await page.getByRole('menuitem', { name: 'Retirer l’accès' }).press('Enter');
}
const toastOf = (page: Page): Locator => page.getByRole('region', { name: 'Messages brefs' });
/** By keyboard alone: F6 leads from the dialog to what was just said. */
async function undoByKeyboard(page: Page): Promise<void> {
  const undo = toastOf(page).getByRole('button', { name: 'Annuler' });
  await undo.waitFor();
  await until(async () => {
    await page.keyboard.press('F6');
    return page.evaluate<boolean>("document.activeElement.closest('[data-region=toast]') !== null");
  }, 'the focus is in the message');
  await page.keyboard.press('Tab');
  expect(await page.evaluate<string>('document.activeElement.textContent')).toBe('Annuler');
  await page.keyboard.press('Enter');
}

describe('an access that is removed', () => {
  it('is given back by keyboard while the dialogue stays open: the same right until the same day', async () => {
    const id = await note('Arrêté');
    const expiresAt = new Date(Date.now() + 40 * 86_400_000).toISOString();
    await give(id, thomas.id, 'editor', { expiresAt });
    const before = await setOn(id);
    const { page } = await stage.open(claire);
    const dialog = await share(page, id);
    await removeFrom(page, dialog, 'Thomas Lefèvre');
    await toastOf(page).getByText('Thomas Lefèvre n’a plus accès.').waitFor();
    await dialog.getByText('Thomas Lefèvre').waitFor({ state: 'detached' });
    expect(await setOn(id)).toBeUndefined();
    await settled(page);
    expect(await violations(page)).toEqual([]);
    await undoByKeyboard(page);
    await dialog.getByRole('button', { name: /^Thomas Lefèvre.: peut modifier/ }).waitFor();
    expect(await setOn(id)).toEqual(before);
    await toastOf(page).getByText('Thomas Lefèvre : le droit retiré est rendu.').waitFor();
    await dialog.getByRole('heading', { name: 'Partager ce document' }).waitFor();
  });

  it('says what is left and why: the folder, the team, an external link', async () => {
    const folder = await claire.http.create('/folders', { name: 'Budget', parentId: spaceId });
    await give(folder, thomas.id, 'editor');
    const id = await claire.http.create('/documents', { title: 'Note', parentId: folder });
    await give(id, thomas.id, 'manager');
    const team = await claire.http.create('/teams', { name: 'Bureau des marchés' });
    await claire.http.act('PUT', `/teams/${team}/members/${thomas.id}`);
    await give(id, team, 'reader');
    await claire.http.json(createdLinkSchema, 'POST', `/resources/${id}/links`, {
      name: 'M',
      role: 'reader',
    });
    const { page } = await stage.open(claire);
    const dialog = await share(page, id);
    await dialog.getByRole('heading', { name: 'Liens externes 1' }).waitFor();
    await removeFrom(page, dialog, 'Thomas Lefèvre');
    const said = toastOf(page).getByText(/^Thomas Lefèvre\s: droit retiré ici/);
    expect((await said.innerText()).replaceAll(/\s/gu, ' ')).toBe(
      'Thomas Lefèvre : droit retiré ici. Ce qui reste : peut modifier, par le dossier Budget ; ' +
        'peut lire, par l’équipe Bureau des marchés. Un lien externe l’ouvre encore à qui le connaît.',
    );
    await dialog.getByRole('button', { name: /^Thomas Lefèvre.: peut modifier/ }).waitFor();
  });
});

it('a right that is lowered beside a stronger one says which of them decides', async () => {
  const folder = await claire.http.create('/folders', { name: 'Marchés', parentId: spaceId });
  const id = await claire.http.create('/documents', { title: 'Avis', parentId: folder });
  await give(id, thomas.id, 'manager');
  await give(folder, thomas.id, 'editor');
  const { page } = await stage.open(claire);
  const dialog = await share(page, id);
  await dialog.getByRole('button', { name: /^Thomas Lefèvre.: gère/ }).press('Enter');
  await page.getByRole('menuitemradio', { name: /^peut lire/ }).press('Enter');
  await dialog.getByText(/Ce qui décide\s: peut modifier, par le dossier Marchés/).waitFor();
});

it('a link that is withdrawn opens again once that is undone', async () => {
  const id = await note('Projet');
  const body = { name: 'Mairie', role: 'commenter', maxUses: 3 };
  await claire.http.json(createdLinkSchema, 'POST', `/resources/${id}/links`, body);
  const links = async () => (await claire.http.get(externalLinksSchema, `/resources/${id}/links`)).items;
  const before = await links();
  const { page } = await stage.open(claire);
  const dialog = await share(page, id);
  await dialog.getByRole('button', { name: 'Actions sur le lien Mairie' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Retirer le lien' }).press('Enter');
  await toastOf(page).getByText('Le lien Mairie n’ouvre plus rien.').waitFor();
  expect(await links()).toEqual([]);
  await toastOf(page).getByRole('button', { name: 'Annuler' }).click();
  await toastOf(page).getByText('Le lien Mairie ouvre de nouveau.').waitFor();
  await dialog.getByText('Mairie').waitFor();
  expect(await links()).toEqual(before);

  // The list of the whole organisation offers the same.
  await page.goto('/liens');
  await page.getByRole('button', { name: 'Actions sur le lien Mairie' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Retirer le lien' }).press('Enter');
  await toastOf(page).getByRole('button', { name: 'Annuler' }).press('Enter');
  await toastOf(page).getByText('Le lien Mairie ouvre de nouveau.').waitFor();
  expect(await links()).toEqual(before);
});

it('a guest whose access is ended gets it back until the same moment', async () => {
  const { page } = await stage.open(claire);
  await page.goto(`/e/${spaceId}/documents`);
  await page.getByRole('button', { name: 'Partager' }).click();
  const dialog = page.getByRole('dialog', { name: /Partager cet espace/ });
  await dialog.getByRole('button', { name: 'Inviter quelqu’un de l’extérieur' }).click();
  await dialog.getByRole('textbox', { name: 'Nom de la personne' }).fill('Paul Roux');
  await dialog.getByRole('textbox', { name: 'Adresse électronique' }).fill('paul@mairie.example');
  await dialog.getByRole('button', { name: 'Inviter', exact: true }).click();
  const link = await dialog.getByRole('textbox', { name: /Lien de première connexion/ }).inputValue();
  await redeem(stage.server, link);
  await dialog.getByRole('button', { name: 'Terminé' }).first().click();
  const row = dialog.getByRole('listitem').filter({ hasText: 'paul@mairie.example' });
  const was = await row.innerText();
  await dialog.getByRole('button', { name: 'Actions sur Paul Roux' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Mettre fin maintenant' }).press('Enter');
  await row.getByText(/accès terminé/).waitFor();
  await toastOf(page).getByRole('button', { name: 'Annuler' }).press('Enter');
  await row.getByText(/jusqu’au/).waitFor();
  expect(await row.innerText()).toBe(was);
});
