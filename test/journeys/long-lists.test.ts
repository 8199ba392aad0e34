import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { violations } from '../support/web/axe.js';
import { launchBrowser, Window } from '../support/browser.js';
import { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, type Person } from '../support/people.js';
import { until } from '../support/until.js';

/** More than one request gives (100), and a number of its own for each name. */
const PEOPLE = 130;

let server: Maroquin;
let browser: Browser;
let claire: Person;
beforeAll(async () => {
  server = await Maroquin.start({ env: { LOG_LEVEL: 'error' } });
  browser = await launchBrowser();
  claire = await firstAdministrator(server);
  for (let number = 1; number <= PEOPLE; number += 1)
    await claire.http.create('/invitations', {
      name: `Agent ${String(number).padStart(3, '0')}`,
      email: `agent-${String(number)}@prefecture.example`,
    });
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await server?.dispose();
});

it('people are found by the server wherever they stand, and the list goes on without losing the focus', async () => {
  const window = await Window.open(browser, server, claire);
  const { page, errors } = window;
  await page.goto('/personnes');
  await page.getByRole('heading', { name: `${String(PEOPLE + 1)} personnes` }).waitFor();
  await page.getByRole('searchbox', { name: 'Filtrer les personnes' }).fill('agent 129');
  await page.getByText('Agent 129', { exact: true }).waitFor();
  await page.getByRole('heading', { name: '1 personne' }).waitFor();
  await page.keyboard.press('Escape');
  const more = page.getByRole('button', { name: 'Afficher la suite' });
  await more.focus();
  await page.keyboard.press('Enter');
  await until(async () => (await more.count()) === 0, 'everybody is listed');
  expect(await page.evaluate<string>('document.activeElement?.tagName')).toBe('TABLE');
  expect(await page.getByRole('table', { name: 'Personnes' }).getAttribute('aria-rowcount')).toBe(
    String(PEOPLE + 2),
  );
  expect(await violations(page)).toEqual([]);
  expect(errors).toEqual([]);
});

it('a team is made, gets a member, loses it and gets it back', async () => {
  const window = await Window.open(browser, server, claire);
  const { page, errors } = window;
  await page.goto('/equipes');
  await page.getByRole('button', { name: 'Créer une équipe' }).first().click();
  await page.getByRole('textbox', { name: 'Nom de l’équipe' }).fill('Bureau des marchés');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Bureau des marchés' }).waitFor();
  await page.getByRole('combobox', { name: 'Ajouter un membre' }).fill('agent 042');
  await page.getByRole('option', { name: /Agent 042/ }).click();
  const members = page.getByRole('list', { name: 'Membres' });
  await members.getByText('Agent 042').waitFor();
  await members.getByRole('button', { name: 'Retirer Agent 042 de l’équipe' }).press('Enter');
  await page.getByRole('heading', { name: 'Aucun membre' }).waitFor();
  // Until it is said, the offer to undo is still that of the addition.
  await page.getByText('Agent 042 ne fait plus partie de l’équipe.').first().waitFor();
  await page.getByRole('button', { name: 'Annuler' }).press('Enter');
  await members.getByText('Agent 042').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('link', { name: 'Équipes' }).first().click();
  await page.getByRole('searchbox', { name: 'Filtrer les équipes' }).fill('march');
  await page.getByRole('link', { name: 'Bureau des marchés' }).waitFor();
  await page.getByText('1 membre').waitFor();
  await page.setViewportSize({ width: 360, height: 720 });
  await page.goto('/personnes');
  await page.getByRole('searchbox', { name: 'Filtrer les personnes' }).waitFor();
  expect(errors).toEqual([]);
});
