import { readFile } from 'node:fs/promises';
import { reviewsSchema } from '@maroquin/contracts';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { settled, violations } from '../support/web/axe.js';
import { tabTo } from '../support/web/keyboard.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { setStage } from '../support/stage.js';

let claire: Person;
let thomas: Person;
let rose: Person;
let lea: Person;
let spaceId: string;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
  thomas = await invite(server, claire, { name: 'Thomas Lefèvre', email: 'thomas@prefecture.example' });
  rose = await invite(server, claire, { name: 'Rose Besson', email: 'rose@prefecture.example' });
  lea = await invite(server, claire, { name: 'Léa Martin', email: 'lea@prefecture.example' });
});
beforeAll(async () => {
  spaceId = await thomas.http.create('/spaces', { name: 'Cabinet' });
  await thomas.http.act('PUT', `/resources/${spaceId}/grants/${lea.id}`, { role: 'editor' });
  await thomas.http.act('PUT', `/resources/${spaceId}/grants/${claire.id}`, { role: 'reader' });
});

const accessible = async (page: Page): Promise<void> => {
  await settled(page);
  expect(await violations(page)).toEqual([]);
};
/** A day of next month that is typed alike whether the browser asks for the day or for the month first. */
const typedDay = (): string => {
  const now = new Date();
  const day = new Date(now.getFullYear(), now.getMonth() + 1, 1);
  const month = String(day.getMonth() + 1).padStart(2, '0');
  return `${month}${month}${String(day.getFullYear())}`;
};

describe('an access review', () => {
  it('is opened by whoever manages the space, from the sharing dialogue, by keyboard alone', async () => {
    const { page } = await stage.open(thomas);
    await page.goto(`/e/${spaceId}/documents`);
    await page.getByRole('button', { name: 'Partager' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('Léa Martin').waitFor();
    await tabTo(page, 'Revoir les accès de cet espace');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Ouvrir une revue' });
    await dialog.waitFor();
    await accessible(page);
    await dialog.getByRole('textbox', { name: 'Nom de la revue' }).focus();
    await page.keyboard.type('Revue annuelle');
    await tabTo(page, 'Date de fin');
    await page.keyboard.type(typedDay());
    await tabTo(page, 'À la fin, ce qui n’est pas décidé');
    // The first letters choose; an accent would be put into the last field of text.
    await page.keyboard.type('est retir');
    await tabTo(page, 'Qui décide');
    await page.keyboard.type('Rose');
    await page.getByRole('option', { name: /Rose Besson/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Retirer Rose Besson' }).waitFor();
    await tabTo(page, 'Ouvrir la revue');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Revue annuelle', level: 1 }).waitFor();
    await page
      .getByText(/0 sur 3 droits décidés/)
      .first()
      .waitFor();
    expect(await page.getByRole('button', { name: /Confirmer/ }).count()).toBe(0);
    await accessible(page);
  });

  it('is worked through by its reviewer by keyboard alone, without seeing titles', async () => {
    const { page } = await stage.open(rose);
    await page.goto('/');
    await page.getByRole('link', { name: '1 revue à faire' }).waitFor();
    await tabTo(page, '1 revue à faire');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Revue annuelle' }).waitFor();
    await accessible(page);
    await tabTo(page, 'Revue annuelle');
    await page.keyboard.press('Enter');
    const list = page.getByRole('list', { name: 'Droits de cette revue' });
    await list.getByText('Léa Martin : peut modifier').waitFor();
    expect(await page.content()).not.toMatch(/Cabinet/);
    await accessible(page);

    await tabTo(page, 'Abaisser : Léa Martin');
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'peut lire' }).waitFor();
    await page.keyboard.press('Enter');
    await list.getByText(/Abaissé\s: peut lire par Rose Besson/).waitFor();
    await page
      .getByText(/1 sur 3 droits décidés/)
      .first()
      .waitFor();
    // The focus went on to a right that waits.
    await page.waitForFunction(
      `document.activeElement?.closest('li[data-open]') !== null && document.activeElement?.closest('li[data-open]') !== undefined`,
    );
    await tabTo(page, 'Retirer : Claire Fontaine');
    await page.keyboard.press('Enter');
    await list.getByText(/Retiré par Rose Besson/).waitFor();
    await accessible(page);
    const open = (person: Person): Promise<Response> =>
      person.http.call('GET', `/api/v1/resources/${spaceId}`);
    expect((await open(lea)).status).toBe(200);
    await expect(open(claire)).rejects.toMatchObject({ status: 404 });
  });

  it('refuses to take the last manager away, with words that say what to do', async () => {
    const { page } = await stage.open(rose);
    const { items } = await rose.http.get(reviewsSchema, '/access-reviews');
    await page.goto(`/revues/${items[0]?.id ?? ''}`);
    await page.getByRole('button', { name: /^Retirer\s: Thomas Lefèvre/ }).press('Enter');
    await page.getByText(/Il doit rester une personne qui gère l’accès/).waitFor();
    await accessible(page);
  });

  it('is ended early and exported by whoever opened it', async () => {
    const { page } = await stage.open(thomas);
    const { items } = await thomas.http.get(reviewsSchema, '/access-reviews');
    await page.goto(`/revues/${items[0]?.id ?? ''}`);
    await page.getByRole('button', { name: 'Terminer la revue' }).press('Enter');
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText(/Ce qui n’est pas décidé à la fin est retiré/).waitFor();
    await accessible(page);
    await tabTo(page, 'Terminer la revue');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Terminée').first().waitFor();
    await page.getByText(/Confirmé par la règle de fin.*il doit rester une personne/).waitFor();
    await accessible(page);
    const waiting = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Exporter (CSV)' }).press('Enter');
    const download = await waiting;
    expect(download.suggestedFilename()).toBe('revue-des-acces.csv');
    const csv = await readFile(await download.path(), 'utf8');
    expect(csv.startsWith('\ufeff"Numéro",')).toBe(true);
    expect(csv).toMatch(/"Léa Martin","Espace","Cabinet","","[^"]+","peut modifier","abaissé","peut lire"/);
  });
});
