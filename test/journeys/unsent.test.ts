import { beforeAll, expect, it } from 'vitest';
import { DocumentWindow } from '../support/document-window.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { until } from '../support/until.js';

let claire: Person;
let thomas: Person;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
  thomas = await invite(server, claire, { name: 'Thomas Lefèvre', email: 'thomas@prefecture.example' });
});
let spaceId: string;
beforeAll(async () => {
  spaceId = await claire.http.create('/spaces', { name: 'Cabinet' });
  await claire.http.act('PUT', `/resources/${spaceId}/grants/${thomas.id}`, { role: 'editor' });
});

const newDocument = (title: string, kind: 'prose' | 'text' = 'prose'): Promise<string> =>
  claire.http.create('/documents', { title, kind, parentId: spaceId });

it('work left unsent in two documents is sent on the next visit, without opening them, and said', async () => {
  const ids = [await newDocument('Note une'), await newDocument('Note deux', 'text')];
  const hers = await stage.open(claire);
  const pages = [hers.page, await hers.context.newPage()];
  const documents = pages.map((page) => new DocumentWindow(page));
  for (const [index, document] of documents.entries()) await document.open(ids[index] ?? '');
  await stage.server.kill9('node');
  for (const [index, document] of documents.entries()) {
    await document.page.bringToFront();
    await document.write(`Écrit dans un tunnel, ${String(index)}.`);
    await document.says('Service injoignable').waitFor();
  }
  for (const document of documents) await document.leave();
  await stage.server.start();
  for (const id of ids) expect(await claire.http.text(id)).not.toContain('tunnel');
  const home = await hers.context.newPage();
  await home.goto('/');
  await home.getByText(/documents? contien(t|nent) du travail pas encore enregistré/).waitFor();
  await home.getByText('Tout est enregistré.').first().waitFor();
  for (const [index, id] of ids.entries())
    expect(await claire.http.text(id)).toContain(`Écrit dans un tunnel, ${String(index)}.`);
}, 120_000);

it('two tabs of one document write without a network: each word arrives once, also those of a tab that was closed', async () => {
  const id = await newDocument('À deux onglets');
  const hers = await stage.open(claire);
  const one = new DocumentWindow(hers.page);
  const two = new DocumentWindow(await hers.context.newPage());
  await one.open(id);
  await two.open(id);
  await hers.context.setOffline(true);
  await one.page.bringToFront();
  await one.write('Du premier.');
  await one.says(/en attente/).waitFor();
  await two.page.bringToFront();
  await two.write('Du second.');
  await two.says(/en attente/).waitFor();
  await one.leave();
  await hers.context.setOffline(false);
  await two.saved();
  // The first tab is gone: its words come with the next look of any page.
  await until(
    async () => (await claire.http.text(id)).includes('Du premier.'),
    'the closed tab’s words',
    60_000,
  );
  await two.reads('Du premier.');
  const text = await claire.http.text(id);
  for (const words of ['Du premier.', 'Du second.']) expect(text.split(words)).toHaveLength(2);
}, 120_000);

it('work on a document that was taken away can be read, copied and saved as a new document', async () => {
  const id = await newDocument('Note réservée');
  const his = await stage.open(thomas);
  const document = new DocumentWindow(his.page);
  await document.open(id);
  await his.context.setOffline(true);
  await document.write('Mes phrases à garder.');
  await document.says('Hors connexion').waitFor();
  await document.leave();
  await claire.http.act('POST', `/resources/${id}/trash`);
  await his.context.setOffline(false);
  const home = await his.context.newPage();
  await home.goto('/');
  await home.getByRole('button', { name: 'Voir ce travail' }).click();
  const dialog = home.getByRole('dialog');
  await dialog.getByRole('heading', { name: 'Note réservée' }).waitFor();
  expect(await dialog.getByRole('textbox', { name: /^Texte de/ }).inputValue()).toContain(
    'Mes phrases à garder.',
  );
  await dialog.getByRole('button', { name: 'Enregistrer comme nouveau document' }).click();
  await home.getByRole('button', { name: 'Ouvrir la copie' }).click();
  const copy = new DocumentWindow(home);
  await copy.reads('Mes phrases à garder.');
  await copy.saved();
  await home
    .getByRole('heading', { name: /^Copie de Note réservée – travail non enregistré du/ })
    .waitFor({ state: 'attached' });
}, 120_000);
