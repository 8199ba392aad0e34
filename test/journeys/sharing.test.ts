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
