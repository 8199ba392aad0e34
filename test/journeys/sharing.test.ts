import { placeSchema } from '@maroquin/contracts';
import { beforeAll, expect, it } from 'vitest';
import { DocumentWindow } from '../support/document-window.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { setStage } from '../support/stage.js';

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
const grant = (id: string, role: string): Promise<void> =>
  claire.http.act('PUT', `/resources/${id}/grants/${thomas.id}`, { role });

it('a document is shared by name, and opens for the other as read only', async () => {
  const id = await note('Projet d’arrêté');
  const hers = await stage.open(claire);
  const herDocument = new DocumentWindow(hers.page);
  await herDocument.open(id);
  await herDocument.write('Article premier.');
  await hers.page.getByRole('button', { name: 'Partager' }).click();
  const dialog = hers.page.getByRole('dialog', { name: /Partager ce document/ });
  await dialog.getByRole('combobox', { name: 'Donner l’accès à' }).fill('thom');
  await dialog.getByRole('option', { name: /Thomas Lefèvre/ }).click();
  await dialog.getByRole('button', { name: /^Droit donné/ }).click();
  await hers.page.getByRole('menuitemradio', { name: /^peut lire/ }).click();
  await dialog.getByRole('button', { name: 'Donner l’accès', exact: true }).click();
  await dialog.getByRole('button', { name: /^Thomas Lefèvre.: peut lire/ }).waitFor();

  const his = await stage.open(thomas);
  const hisDocument = new DocumentWindow(his.page);
  await his.page.goto(`/d/${id}`);
  await hisDocument.reads('Article premier.');
  await hisDocument.says('Lecture seule').waitFor();
  expect(await hisDocument.text.getAttribute('aria-readonly')).toBe('true');
  await his.page.getByRole('toolbar').waitFor({ state: 'detached' });
});

it('a right that is given takes effect in the open window, one that is taken away closes it', async () => {
  const id = await note('Circulaire');
  await grant(id, 'reader');
  const his = await stage.open(thomas);
  const hisDocument = new DocumentWindow(his.page);
  await his.page.goto(`/d/${id}`);
  await hisDocument.says('Lecture seule').waitFor();
  await his.mark();

  await grant(id, 'editor');
  await hisDocument.saved();
  await hisDocument.write('Écrit par Thomas.');
  await hisDocument.saved();
  expect(await claire.http.text(id)).toContain('Écrit par Thomas.');

  await grant(id, 'reader');
  await hisDocument.says('Lecture seule').waitFor();
  await claire.http.act('DELETE', `/resources/${id}/grants/${thomas.id}`);
  await his.page.getByText('Vous n’avez plus accès à ce document.').waitFor();
  await hisDocument.text.waitFor({ state: 'detached' });
  expect(await his.isMarked()).toBe(true);
});

it('what may not be seen and what does not exist look the same', async () => {
  const secret = await note('Note confidentielle');
  const his = await stage.open(thomas);
  const seen: string[] = [];
  for (const id of [secret, '0190a0a0-0000-7000-8000-000000000000']) {
    await his.page.goto(`/d/${id}`);
    await his.page.getByRole('heading', { name: /^Cette page n’existe pas/ }).waitFor();
    seen.push(await his.page.getByRole('main').innerText());
  }
  expect(seen[0]).toBe(seen[1]);
  expect(seen[0]).not.toContain('confidentielle');
});

it('a move says who gains and who loses access before it is confirmed, and is undone', async () => {
  const place = await claire.http.create('/spaces', { name: 'Affaires juridiques' });
  const shared = await claire.http.create('/folders', { name: 'Ouvert à Thomas', parentId: place });
  await grant(shared, 'reader');
  const title = 'Avis du contentieux';
  const id = await claire.http.create('/documents', { title, parentId: place });
  const { page } = await stage.open(claire);
  const isIn = async (parentId: string): Promise<void> => {
    const { resource } = await claire.http.get(placeSchema, `/resources/${id}`);
    expect(resource.parentId).toBe(parentId);
  };

  await page.goto(`/e/${place}/documents`);
  await page.getByRole('button', { name: `Actions sur ${title}` }).press('Enter');
  await page.getByRole('menuitem', { name: /Déplacer/ }).press('Enter');
  const dialog = page.getByRole('dialog', { name: /Déplacer/ });
  await dialog.getByText('C’est ici qu’il se trouve. Choisissez une destination.').waitFor();
  await dialog.getByRole('option', { name: 'Ouvert à Thomas' }).press('Enter');
  await dialog.getByText('Gagneront l’accès : Thomas Lefèvre (peut lire)').waitFor();
  await dialog.getByRole('button', { name: 'Déplacer ici' }).press('Enter');
  await page.getByText(`« ${title} » est maintenant dans « Ouvert à Thomas ».`).first().waitFor();
  await isIn(shared);
  await page.getByRole('button', { name: 'Annuler' }).press('Enter');
  await page.getByText(`« ${title} » est revenu à sa place.`).first().waitFor();
  await isIn(place);
});

it('a move that an editor may not make says why, and cannot be confirmed', async () => {
  const place = await claire.http.create('/spaces', { name: 'Ressources humaines' });
  await grant(place, 'editor');
  const lea = await invite(stage.server, claire, { name: 'Léa Morel', email: 'lea@prefecture.example' });
  const shared = await claire.http.create('/folders', { name: 'Ouvert à Léa', parentId: place });
  await claire.http.act('PUT', `/resources/${shared}/grants/${lea.id}`, { role: 'reader' });
  await claire.http.create('/documents', { title: 'Fiche de poste', parentId: place });
  const { page } = await stage.open(thomas);
  await page.goto(`/e/${place}/documents`);
  await page.getByRole('button', { name: 'Actions sur Fiche de poste' }).press('Enter');
  await page.getByRole('menuitem', { name: /Déplacer/ }).press('Enter');
  const dialog = page.getByRole('dialog', { name: /Déplacer/ });
  await dialog.getByRole('option', { name: 'Ouvert à Léa' }).press('Enter');
  await dialog.getByText('Gagneront l’accès : Léa Morel (peut lire)').waitFor();
  await dialog.getByText(/demandez à une personne qui gère l’accès/).waitFor();
  expect(await dialog.getByRole('button', { name: 'Déplacer ici' }).isDisabled()).toBe(true);
});
