import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { settled, violations } from '../support/web/axe.js';
import { tabTo } from '../support/web/keyboard.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { setStage } from '../support/stage.js';

let claire: Person;
let thomas: Person;
let lea: Person;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
  thomas = await invite(server, claire, { name: 'Thomas Lefèvre', email: 'thomas@prefecture.example' });
  lea = await invite(server, claire, { name: 'Léa Martin', email: 'lea@prefecture.example' });
});
beforeAll(async () => {
  const space = await thomas.http.create('/spaces', { name: 'Cabinet' });
  const note = await thomas.http.create('/documents', { title: 'Mutation confidentielle', parentId: space });
  const team = await claire.http.create('/teams', { name: 'Service juridique' });
  await claire.http.act('PUT', `/teams/${team}/members/${lea.id}`);
  await thomas.http.act('PUT', `/resources/${space}/grants/${team}`, { role: 'commenter' });
  await thomas.http.act('PUT', `/resources/${note}/grants/${lea.id}`, { role: 'editor' });
});

/** While suggestions are open, and while they fade, the rest of the page is hidden from screen readers. */
const suggestionsClosed = (page: Page): Promise<void> =>
  page.getByRole('listbox', { name: 'Suggestions' }).waitFor({ state: 'detached' });
const accessible = async (page: Page): Promise<void> => {
  await settled(page);
  expect(await violations(page)).toEqual([]);
};

describe('what a person can see', () => {
  it('is found by an administrator by keyboard alone, with reasons and without titles', async () => {
    const { page } = await stage.open(claire);
    await page.goto('/');
    await page.getByRole('link', { name: 'Droits d’accès' }).waitFor();
    await tabTo(page, 'Droits d’accès');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Droits d’accès', level: 1 }).waitFor();
    await accessible(page);
    await tabTo(page, 'Trouver une personne');
    await page.keyboard.type('Léa');
    await page.getByRole('link', { name: 'Léa Martin' }).waitFor();
    await tabTo(page, 'Léa Martin');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Ce que voit Léa Martin' }).waitFor();
    const list = page.getByRole('list', { name: 'Éléments visibles' });
    await list.getByText(/Document au titre scellé/).waitFor();
    await list.getByRole('heading', { name: /^Donné à la personne/ }).waitFor();
    await list.getByText(/peut modifier\s: par Thomas Lefèvre/).waitFor();
    await list.getByText(/par l’équipe Service juridique, sur son espace/).waitFor();
    expect(await page.content()).not.toMatch(/Mutation confidentielle|Cabinet/);
    await accessible(page);

    await tabTo(page, 'Type');
    await page.keyboard.type('Document');
    await list
      .getByText(/Espace/)
      .first()
      .waitFor({ state: 'detached' });
    await list.getByRole('button').first().waitFor();
    expect(await list.getByRole('button').count()).toBe(1);
    await tabTo(page, 'Qui a accès à Document au titre scellé');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Qui a accès, et pourquoi' });
    await dialog.getByText('Thomas Lefèvre', { exact: true }).waitFor();
    await dialog.getByText('Service juridique', { exact: true }).waitFor();
    await accessible(page);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('is no page for whoever does not look after rights', async () => {
    const { page } = await stage.open(thomas);
    await page.goto(`/droits/personnes/${lea.id}`);
    await page.getByRole('heading', { name: /n’existe pas/ }).waitFor();
    expect(await page.getByRole('link', { name: 'Droits d’accès' }).count()).toBe(0);
  });
});

describe('an auditor', () => {
  it('is entrusted by an administrator by keyboard alone, who cannot entrust itself', async () => {
    const { page } = await stage.open(claire);
    await page.goto('/droits');
    await page.getByRole('heading', { name: 'Fonctions séparées' }).waitFor();
    const entrust = page.getByRole('combobox', { name: 'Confier à : Contrôle des droits' });
    await entrust.focus();
    await page.keyboard.type('Claire');
    await page.getByRole('option', { name: /Claire Fontaine/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText(/Ces fonctions sont incompatibles/).waitFor();
    await page.getByText(/Choisissez une autre personne/).waitFor();
    await suggestionsClosed(page);
    await accessible(page);
    await entrust.focus();
    await page.keyboard.type('Thomas');
    await page.getByRole('option', { name: /Thomas Lefèvre/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('list', { name: 'Contrôle des droits' }).getByText('Thomas Lefèvre').waitFor();
    await suggestionsClosed(page);
    await accessible(page);
  });

  it('then finds the page of rights, and may entrust nobody', async () => {
    const { page } = await stage.open(thomas);
    await page.goto('/');
    await page.getByRole('link', { name: 'Droits d’accès' }).press('Enter');
    await page.getByRole('heading', { name: 'Fonctions séparées' }).waitFor();
    await page.getByRole('list', { name: 'Contrôle des droits' }).getByText('Thomas Lefèvre').waitFor();
    expect(await page.getByRole('combobox').count()).toBe(0);
    await accessible(page);
    await page.goto(`/droits/personnes/${claire.id}`);
    await page.getByRole('heading', { name: 'Ce que voit Claire Fontaine' }).waitFor();
  });
});
