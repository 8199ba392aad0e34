import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { settled, violations } from '../support/web/axe.js';
import { writeParagraphs } from '../support/commented-document.js';
import { DocumentWindow } from '../support/document-window.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { until } from '../support/until.js';

let claire: Person;
let thomas: Person;
let nadia: Person;
let documentId: string;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
  thomas = await invite(server, claire, { name: 'Thomas Lefèvre', email: 'thomas@prefecture.example' });
  nadia = await invite(server, claire, { name: 'Nadia Benali', email: 'nadia@prefecture.example' });
  const spaceId = await claire.http.create('/spaces', { name: 'Cabinet' });
  await claire.http.act('PUT', `/resources/${spaceId}/grants/${thomas.id}`, { role: 'commenter' });
  const order = { title: 'Arrêté de circulation', parentId: spaceId, from: { supplied: 'order' } };
  documentId = await claire.http.create('/documents', order);
});

const accessible = async (page: Page): Promise<void> => {
  await settled(page);
  expect(await violations(page)).toEqual([]);
};
const panelOf = (page: Page) => page.getByRole('complementary', { name: 'Circuit' });

/** Types a name, and takes the only one that is found. */
async function choose(page: Page, step: string, name: string): Promise<void> {
  const fields = page.getByRole('dialog').getByRole('group', { name: step });
  await fields.getByRole('combobox', { name: 'Par qui' }).focus();
  await page.keyboard.type(name);
  await page.getByRole('option', { name: new RegExp(name, 'u') }).waitFor();
  await page.keyboard.press('Enter');
  await fields.getByRole('button', { name: new RegExp(`Retirer .*${name}`, 'u') }).waitFor();
}

async function confirm(page: Page, act: string): Promise<void> {
  await panelOf(page).getByRole('button', { name: act, exact: true }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('alertdialog', { name: act });
  await dialog.getByRole('button', { name: act, exact: true }).focus();
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
}

it('a circuit is begun by keyboard, and whoever cannot read the document is given access on the way', async () => {
  const { page } = await stage.open(claire);
  const document = new DocumentWindow(page);
  await document.open(documentId);
  await page.getByRole('button', { name: 'Circuit', exact: true }).focus();
  await page.keyboard.press('Enter');
  const panel = panelOf(page);
  await panel.getByRole('button', { name: 'Lancer un circuit' }).waitFor();
  await accessible(page);
  await panel.getByRole('button', { name: 'Lancer un circuit' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Lancer un circuit' });
  await dialog.waitFor();
  await choose(page, 'Étape 1', 'Thomas Lefèvre');
  await dialog.getByRole('button', { name: 'Ajouter une étape' }).focus();
  await page.keyboard.press('Enter');
  const second = dialog.getByRole('group', { name: 'Étape 2' });
  await second.getByRole('combobox', { name: 'Ce qui est demandé' }).selectOption('Signature');
  await choose(page, 'Étape 2', 'Nadia Benali');
  await accessible(page);
  const send = dialog.getByRole('button', { name: 'Lancer le circuit' });
  await send.focus();
  await page.keyboard.press('Enter');
  await dialog.getByRole('alert').getByText('Nadia Benali').waitFor();
  await dialog.getByRole('button', { name: 'Leur permettre de lire et de commenter' }).focus();
  await page.keyboard.press('Enter');
  await dialog.getByRole('alert').waitFor({ state: 'hidden' });
  // A colleague writes while the form is open.
  (await writeParagraphs(claire.http, documentId, ['Glissé par un collègue'])).close();
  await send.focus();
  await page.keyboard.press('Enter');
  await dialog
    .getByRole('alert')
    .getByText(/Quelqu’un a modifié le texte/u)
    .waitFor();
  await accessible(page);
  await dialog.getByRole('button', { name: 'Relire le texte' }).focus();
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await panel.getByText(/la page montre le nouveau/u).waitFor();
  await page.getByText('Glissé par un collègue').waitFor();
  await accessible(page);
  await panel.getByRole('button', { name: 'Lancer un circuit' }).focus();
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: /Retirer .*Nadia Benali/u }).waitFor();
  await send.focus();
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await panel.getByText('attendu maintenant').waitFor();
  await panel.getByText('En cours').waitFor();
  // What is written from now on is no part of what is signed.
  await document.write(' Après coup.');
  await document.saved();
});

it('a link to the circuit opens it beside the document that is shown already', async () => {
  const { page } = await stage.open(claire);
  await new DocumentWindow(page).open(documentId);
  expect(await panelOf(page).count()).toBe(0);
  await page.evaluate(
    "history.pushState({}, '', '?circuit'); dispatchEvent(new PopStateEvent('popstate', { state: {} }))",
  );
  await panelOf(page).getByText('En cours').waitFor();
  await until(() => new URL(page.url()).search === '', 'the address asks for it no more');
});

it('who is asked finds it on the home page, reads the version that was submitted, and marks it as read', async () => {
  const { page } = await stage.open(thomas);
  await page.goto('/');
  await page.getByRole('link', { name: /Relire Arrêté de circulation/u }).focus();
  await page.keyboard.press('Enter');
  const panel = panelOf(page);
  await panel.getByText(/Le texte a été modifié depuis/u).waitFor();
  await accessible(page);
  await panel.getByRole('link', { name: 'Lire la version soumise' }).focus();
  await page.keyboard.press('Enter');
  const article = page.getByRole('article', { name: /Texte/u });
  await article.waitFor();
  expect(await article.textContent()).not.toContain('Après coup');
  await accessible(page);
  await page.getByRole('link', { name: 'Revenir au document et à son circuit' }).focus();
  await page.keyboard.press('Enter');
  await panel.getByRole('button', { name: 'Marquer comme relu' }).waitFor();
  await confirm(page, 'Marquer comme relu');
  await panel.getByText(/a relu/u).waitFor();
  await page.goto('/');
  await page
    .getByRole('heading', { name: 'Reprendre' })
    .or(page.getByRole('heading', { level: 1 }))
    .first()
    .waitFor();
  await until(
    async () => (await page.getByRole('link', { name: /Relire Arrêté/u }).count()) === 0,
    'it waits for him no more',
  );
});

it('the last one signs, and the signed file is verified offline', async () => {
  const { page } = await stage.open(nadia);
  await page.goto('/activite');
  await page.getByRole('link', { name: /vous demande de relire, viser ou signer/u }).focus();
  await page.keyboard.press('Enter');
  const panel = panelOf(page);
  await panel.getByRole('button', { name: 'Signer', exact: true }).waitFor();
  await confirm(page, 'Signer');
  await panel.getByText('Approuvé et signé').waitFor();
  await accessible(page);
  const downloading = page.waitForEvent('download');
  await panel.getByRole('button', { name: 'Fichier signé' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('Arrêté de circulation.signe.json');
  const path = await download.path();
  expect(await readFile(path, 'utf8')).not.toContain('Après coup');
  const { code, stdout } = await stage.server.command(['verify', path]);
  expect([code, stdout.includes('signé par Nadia Benali')]).toEqual([0, true]);
});
