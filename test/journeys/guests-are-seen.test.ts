import { guestPreviewSchema, invitationResultSchema } from '@maroquin/contracts';
import type { Locator, Page } from 'playwright-core';
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { settled, violations } from '../support/web/axe.js';
import { DocumentWindow } from '../support/document-window.js';
import { firstAdministrator, invite, type Person, redeem, shown } from '../support/people.js';
import { setStage } from '../support/stage.js';

let claire: Person;
let paul: Person;
let spaceId: string;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
  await invite(server, claire, { name: 'Thomas Lefèvre', email: 'thomas@prefecture.example' });
});
beforeAll(async () => {
  spaceId = await claire.http.create('/spaces', { name: 'Cabinet' });
  const body = { name: 'Paul Roux', email: 'paul@mairie.example', role: 'editor' };
  const { link } = await claire.http.json(invitationResultSchema, 'POST', `/spaces/${spaceId}/guests`, body);
  const http = await redeem(stage.server, shown(link));
  paul = { ...(await http.me()).person, http };
});

async function share(page: Page, place = spaceId): Promise<Locator> {
  await page.goto(`/e/${place}/documents`);
  await page.getByRole('button', { name: 'Partager' }).press('Enter');
  return page.getByRole('dialog', { name: /Partager cet espace/ });
}
const accessible = async (page: Page): Promise<void> => {
  await settled(page);
  expect(await violations(page)).toEqual([]);
};

describe('somebody from outside is marked', () => {
  it('in the list of whoever has access, in the field that gives it, and among people', async () => {
    const { page } = await stage.open(claire);
    const dialog = await share(page);
    await dialog.getByRole('listitem').filter({ hasText: 'Paul Roux Externe' }).first().waitFor();
    expect(
      await dialog.getByRole('listitem').filter({ hasText: 'Claire Fontaine (vous)' }).innerText(),
    ).not.toMatch(/Externe/);
    await accessible(page);
    const other = await claire.http.create('/spaces', { name: 'Autre' });
    const there = await share(page, other);
    await there.getByRole('combobox', { name: 'Donner l’accès à' }).fill('paul');
    await there.getByRole('option', { name: /Paul Roux Externe/ }).waitFor();
    await page.goto('/personnes');
    await page.getByText('Paul Roux Externe').waitFor();
    expect(await page.getByText('Externe', { exact: true }).count()).toBe(1);
  });

  it('on messages and among those who are present in a document', async () => {
    const id = await claire.http.create('/documents', { title: 'Note', parentId: spaceId });
    const channel = await claire.http.create('/channels', { name: 'Chantier', parentId: spaceId });
    await paul.http.act('POST', `/channels/${channel}/messages`, { clientId: randomUUID(), text: 'Bonjour' });
    const { page } = await stage.open(claire);
    await page.goto(`/e/${spaceId}/discussions`);
    await page.getByText('Paul Roux Externe').waitFor();

    await new DocumentWindow(page).open(id);
    const his = await stage.open(paul);
    await new DocumentWindow(his.page).open(id);
    const present = page.getByRole('group', { name: 'Présents dans le document' });
    await present.getByRole('img', { name: 'Paul Roux (externe)' }).waitFor();
    await accessible(page);
  });
});

it('the form that invites a guest counts what they will see, and proposes to read', async () => {
  const place = await claire.http.create('/spaces', { name: 'Marché' });
  const folder = await claire.http.create('/folders', { name: 'Lots', parentId: place });
  for (const title of ['Un', 'Deux'])
    await claire.http.create('/documents', { title, parentId: title === 'Un' ? place : folder });
  const gone = await claire.http.create('/documents', { title: 'Trois', parentId: folder });
  await claire.http.act('POST', `/resources/${gone}/trash`);
  await claire.http.create('/channels', { name: 'Questions', parentId: place });
  // The discussion beside a document is internal.
  const noted = await claire.http.create('/documents', { title: 'Quatre', parentId: folder });
  await claire.http.act('POST', `/documents/${noted}/discussion`);
  expect(await claire.http.get(guestPreviewSchema, `/spaces/${place}/guests/preview`)).toEqual({
    ...{ documents: 3, files: 0, discussions: 1 },
  });
  const { page } = await stage.open(claire);
  const dialog = await share(page, place);
  await dialog.getByRole('button', { name: 'Inviter quelqu’un de l’extérieur' }).press('Enter');
  await dialog.getByText('verra tout l’espace Marché : 3 documents, aucun fichier, 1 discussion').waitFor();
  await dialog.getByRole('button', { name: /^Droit .*: peut lire/ }).waitFor();
  await accessible(page);
});

describe('the field that gives access', () => {
  it('offers at once to invite an address that the directory does not know, and fills in the form', async () => {
    const { page } = await stage.open(claire);
    const dialog = await share(page);
    await dialog.getByRole('combobox', { name: 'Donner l’accès à' }).fill('jeanne@mairie.example');
    await dialog.getByRole('option', { name: /Inviter comme invité/ }).waitFor();
    await page.keyboard.press('Enter');
    const email = dialog.getByRole('textbox', { name: 'Adresse électronique' });
    expect(await email.inputValue()).toBe('jeanne@mairie.example');
    await dialog.getByText(/verra tout l’espace Cabinet/).waitFor();
  });

  it('offers a link where no guest can be invited', async () => {
    const id = await claire.http.create('/documents', { title: 'Projet', parentId: spaceId });
    const { page } = await stage.open(claire);
    await new DocumentWindow(page).open(id);
    await page.getByRole('button', { name: 'Partager' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: /Partager ce document/ });
    await dialog.getByRole('combobox', { name: 'Donner l’accès à' }).fill('jeanne@mairie.example');
    await dialog.getByRole('option', { name: /Créer un lien externe/ }).press('Enter');
    expect(await dialog.getByRole('textbox', { name: 'Nom du lien' }).inputValue()).toBe(
      'jeanne@mairie.example',
    );
  });

  it('takes the only suggestion at Enter, also when it is pressed before the suggestion is there', async () => {
    const { page } = await stage.open(claire);
    const dialog = await share(page);
    const field = dialog.getByRole('combobox', { name: 'Donner l’accès à' });
    await field.pressSequentially('thomas');
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Retirer Thomas Lefèvre' }).waitFor();
    expect(await field.inputValue()).toBe('');
  });

  it('lets Escape close the dialogue, whatever is typed in it', async () => {
    const { page } = await stage.open(claire);
    const dialog = await share(page);
    const field = dialog.getByRole('combobox', { name: 'Donner l’accès à' });
    for (const typed of ['', 'thomas', 'personne de ce nom']) {
      await field.pressSequentially(typed);
      if (typed !== '') {
        await page.getByRole('listbox').waitFor();
        await page.keyboard.press('Escape');
        await page.getByRole('listbox').waitFor({ state: 'detached' });
      }
      await dialog.waitFor();
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Partager' }).press('Enter');
    }
  });
});
