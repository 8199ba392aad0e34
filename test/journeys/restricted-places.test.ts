import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { settled, violations } from '../support/web/axe.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { until } from '../support/until.js';

/** A space that Thomas and Claire manage; Claire administers the organisation as well. Inès comes later. */
let claire: Person;
let thomas: Person;
let ines: Person;
let spaceId: string;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
  thomas = await invite(server, claire, { name: 'Thomas Lefèvre', email: 'thomas@prefecture.example' });
  ines = await invite(server, claire, { name: 'Inès Morel', email: 'ines@prefecture.example' });
  spaceId = await thomas.http.create('/spaces', { name: 'Cabinet' });
  await thomas.http.act('PUT', `/resources/${spaceId}/grants/${claire.id}`, { role: 'manager' });
});

const toastOf = (page: Page): Locator => page.getByRole('region', { name: 'Messages brefs' });
const say = (person: Person, channelId: string, text: string): Promise<void> =>
  person.http.act('POST', `/channels/${channelId}/messages`, { clientId: randomUUID(), text });
/** A picture to look at, in the folder that PICTURES names. */
const picture = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['PICTURES'];
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`) });
};
const fits = async (page: Page): Promise<void> => {
  await page.setViewportSize({ width: 360, height: 740 });
  await settled(page);
  const [content, width] = await page.evaluate<[number, number]>(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  );
  expect(content).toBeLessThanOrEqual(width);
};

it('a folder is restricted by keyboard after saying who loses it, vanishes for the others, and comes back by the undo', async () => {
  const folder = await thomas.http.create('/folders', { name: 'Réorganisation', parentId: spaceId });
  await thomas.http.create('/documents', { title: 'Projet', parentId: folder });
  const { page: hers } = await stage.open(claire);
  await hers.goto(`/e/${spaceId}/documents`);
  // In the list and in the tree beside it.
  const links = hers.getByRole('link', { name: 'Réorganisation' });
  await until(async () => (await links.count()) === 2, 'both are there');
  const { page: his } = await stage.open(thomas);
  await his.goto(`/e/${spaceId}/${folder}/documents`);
  await his.getByRole('button', { name: 'Partager' }).press('Enter');
  const dialog = his.getByRole('dialog', { name: 'Partager ce dossier' });
  await dialog.getByRole('button', { name: 'Restreindre l’accès' }).press('Enter');
  await dialog.getByText('Perdront l’accès : Claire Fontaine (gère l’accès)').waitFor();
  await settled(his);
  expect(await violations(his)).toEqual([]);
  await picture(his, 'restrict-1280');
  // The focus is on the act: Escape would close the dialogue, Enter confirms.
  await until(
    () => his.evaluate<boolean>("document.activeElement.textContent.includes('Restreindre')"),
    'the focus is on the act',
  );
  await his.keyboard.press('Enter');
  await toastOf(his).getByText('« Réorganisation » : accès restreint.').waitFor();
  await dialog.getByText('Seules les personnes ci-dessous y ont accès').waitFor();
  await dialog.getByText('Claire Fontaine').waitFor({ state: 'detached' });
  await until(
    () => his.evaluate<boolean>("document.activeElement.textContent.includes('Rétablir')"),
    'the focus is on what takes it back',
  );
  await until(async () => (await links.count()) === 0, 'both are gone');
  await settled(his);
  expect(await violations(his)).toEqual([]);
  await picture(his, 'restricted-1280');
  await fits(his);
  await picture(his, 'restricted-360');
  await toastOf(his).getByRole('button', { name: 'Annuler' }).press('Enter');
  await toastOf(his).getByText('« Réorganisation » : l’héritage est rétabli.').waitFor();
  await dialog.getByText('Claire Fontaine').waitFor();
  await until(async () => (await links.count()) === 2, 'both are back');
});

it('a restricted folder shows a lock to its people, and to the administrator nothing at its address', async () => {
  const folder = await thomas.http.create('/folders', { name: 'Ressources', parentId: spaceId });
  await thomas.http.act('PUT', `/resources/${folder}/restriction`, { restricted: true });
  const { page: his } = await stage.open(thomas);
  await his.goto(`/e/${spaceId}/documents`);
  const row = his.getByRole('row', { name: /Ressources/ });
  await row.getByRole('img', { name: 'Accès restreint' }).waitFor();
  await picture(his, 'lock-in-list-1280');
  await his.goto(`/e/${spaceId}/${folder}/documents`);
  await his.getByText('Accès restreint').waitFor();
  await picture(his, 'lock-in-header-1280');
  await settled(his);
  expect(await violations(his)).toEqual([]);
  await fits(his);
  await picture(his, 'lock-in-header-360');
  const { page: hers } = await stage.open(claire);
  await hers.goto(`/e/${spaceId}/${folder}/documents`);
  await hers.getByRole('heading', { name: /n’existe pas/ }).waitFor();
});

it('a private discussion is seen by its maker and those it is shared with only, and is archived and opened again', async () => {
  const { page } = await stage.open(thomas);
  await page.goto(`/e/${spaceId}/discussions`);
  await page.getByRole('button', { name: 'Nouvelle discussion' }).first().press('Enter');
  const making = page.getByRole('dialog', { name: 'Nouvelle discussion' });
  await making.getByRole('textbox', { name: 'Nom de la discussion' }).fill('Recrutement');
  await making.getByRole('checkbox', { name: 'Discussion privée' }).press('Space');
  await making.getByText('rien ne montre qu’elle existe').waitFor();
  await settled(page);
  expect(await violations(page)).toEqual([]);
  await picture(page, 'private-new-1280');
  await making.getByRole('button', { name: 'Créer la discussion' }).press('Enter');
  await making.waitFor({ state: 'detached' });
  await page.getByRole('heading', { name: 'Recrutement' }).waitFor();
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await page.getByRole('textbox', { name: /^Écrire dans/ }).fill('Premier point');
  await page.keyboard.press('Enter');
  await page.getByText('Premier point').waitFor();
  const { page: hers } = await stage.open(claire);
  await hers.goto(`/e/${spaceId}/discussions`);
  await hers.getByRole('heading', { name: 'Aucune discussion ici' }).waitFor();
  const { page: theirs } = await stage.open(ines);
  await theirs.goto('/messages');
  await thomas.http.act('PUT', `/resources/${id}/grants/${ines.id}`, { role: 'commenter' });
  await theirs.getByRole('link', { name: /Recrutement/ }).press('Enter');
  await theirs.getByText('Premier point').waitFor();
  await theirs.getByText('Accès restreint').waitFor();
  await picture(theirs, 'private-open-1280');

  await page
    .getByRole('button', { name: /^Autres actions|Recrutement/ })
    .last()
    .press('Enter');
  await page.getByRole('menuitem', { name: 'Archiver' }).press('Enter');
  await toastOf(page).getByText('« Recrutement » est archivée').waitFor();
  await page.getByRole('heading', { name: 'Archivées' }).waitFor();
  await page.getByText('Cette discussion est archivée').waitFor();
  // The button of the menu has the focus again, and says its name.
  await page.keyboard.press('Escape');
  await page.getByRole('tooltip').waitFor({ state: 'detached' });
  await settled(page);
  expect(await violations(page)).toEqual([]);
  await picture(page, 'archived-1280');
  const refused = say(ines, id, 'Encore un mot');
  await expect(refused).rejects.toThrow(/channel\.archived/);
  await thomas.http.act('PUT', `/resources/${id}/favourite`, { on: true });
  const { page: home } = await stage.open(thomas);
  await home.goto('/');
  await home
    .getByRole('row', { name: /Recrutement/ })
    .getByText('Archivée')
    .first()
    .waitFor();
  await fits(page);
  await picture(page, 'archived-360');
  await page.getByRole('button', { name: 'Désarchiver' }).press('Enter');
  await page.getByRole('textbox', { name: /^Écrire dans/ }).waitFor();
  await say(ines, id, 'Encore un mot');
  await page.getByText('Encore un mot').waitFor();
});
