import {
  documentSchema,
  importResultSchema,
  markingStateSchema,
  placeSchema,
  resourcePageSchema,
  templatePageSchema,
  templatePreviewSchema,
} from '@maroquin/contracts';
import { expect, it } from 'vitest';
import { violations } from '../support/web/axe.js';
import { DocumentWindow } from '../support/document-window.js';
import { docx, DOCX_TYPE } from '../support/office/docx.js';
import { Refused } from '../support/http-client.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { until } from '../support/until.js';

let claire: Person;
let thomas: Person;
let spaceId: string;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
  thomas = await invite(server, claire, { name: 'Thomas Lefèvre', email: 'thomas@prefecture.example' });
  spaceId = await claire.http.create('/spaces', { name: 'Cabinet' });
});

const WORDS = {
  ...{
    title: 'Lettre',
    heading: 'En-tête',
    paragraph: 'Préfecture de la Somme',
    bullets: ['un'],
    numbers: ['a'],
  },
  cells: ['Col', 'Col 2', 'A', 'B', 'Total'] as const,
  link: { text: 'site', url: 'https://exemple.fr' },
  ...{ footnote: 'Note', alt: 'Logo de la préfecture', comment: 'À revoir', author: 'Anne' },
};
const SHOWN_WIDTH = `document.querySelector('img[alt="${WORDS.alt}"]').naturalWidth`;
const MARKUP = '<img src=x onerror=alert(1)>';
const textOf = async (id: string): Promise<string> =>
  (await claire.http.call('GET', `/api/v1/documents/${id}/text`)).text();
const templatesOf = async ({ http }: Person): Promise<string[]> =>
  (await http.get(templatePageSchema, '/documents/templates')).items.map(({ resource }) => resource.id);

it('an order is begun from the supplied template by keyboard, its fields filled now and later', async () => {
  const { page } = await stage.open(claire);
  await page.goto(`/modeles?dans=${spaceId}`);
  await page.getByRole('heading', { level: 1, name: 'Nouveau document' }).waitFor();
  // The focus stays where one types and chooses, whichever template that shows.
  const search = page.getByRole('searchbox', { name: 'Chercher un modèle' });
  await search.focus();
  await page.keyboard.type('arrêté');
  await until(async () => (await search.inputValue()) === 'arrêté', 'typed whole');
  const order = page.getByRole('radio', { name: /Arrêté/u });
  await order.waitFor();
  await until(async () => (await page.getByRole('radio').count()) === 1, 'one template is left');
  expect(await violations(page)).toEqual([]);
  const form = page.getByRole('complementary', { name: 'Champs du modèle' });
  await form.getByRole('textbox', { name: 'Titre du document' }).fill('Arrêté de circulation');
  await form.getByRole('textbox', { name: 'Objet' }).fill(MARKUP);
  await form.getByLabel('Date', { exact: true }).fill('2026-12-01');
  await form.getByRole('combobox', { name: 'Autorité signataire' }).selectOption('La maire');
  await form.getByRole('button', { name: 'Créer le document' }).focus();
  await page.keyboard.press('Enter');
  const document = new DocumentWindow(page);
  await document.text.waitFor();
  await document.text.getByText('1er décembre 2026').first().waitFor();
  await document.text.getByText(MARKUP).waitFor();
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  // What was left is filled where it stands.
  await document.text.locator('[data-field="Numéro"]').click();
  const dialog = page.getByRole('dialog', { name: 'Remplir les champs…' });
  await dialog.getByRole('textbox', { name: 'Numéro' }).fill('2026-041');
  await dialog.getByRole('button', { name: 'Remplir' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await until(async () => (await textOf(id)).includes('Arrêté n° 2026-041 du 1er décembre 2026'), 'kept');
  expect(await textOf(id)).toContain(MARKUP);
  expect(await textOf(id)).toContain('[Motif de fait]');
});

it('a document saved as a template is offered to those who read its place, and to nobody else', async () => {
  const original = await claire.http.create('/documents', { title: 'Fiche', parentId: spaceId });
  const { page } = await stage.open(claire);
  await page.goto(`/d/${original}`);
  const document = new DocumentWindow(page);
  await document.text.waitFor();
  await page.getByRole('button', { name: 'Autres actions' }).click();
  await page.getByRole('menuitem', { name: 'Enregistrer comme modèle…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Enregistrer comme modèle…' });
  await dialog.getByRole('textbox', { name: 'Nom du modèle' }).fill('Fiche type');
  await dialog.getByRole('button', { name: 'Enregistrer le modèle' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('textbox', { name: 'Titre du document' }).waitFor();
  await until(async () => (await templatesOf(claire)).length === 1, 'one template');
  const [template = ''] = await templatesOf(claire);
  expect(template).not.toBe(original);
  expect(await templatesOf(thomas)).toEqual([]);
  await claire.http.act('PUT', `/resources/${template}/grants/${thomas.id}`, { role: 'reader' });
  await until(async () => (await templatesOf(thomas)).includes(template), 'he reads it');
  // Whoever reads it uses it, and does not say whether it is one.
  const his = await stage.open(thomas);
  await his.page.goto('/modeles');
  await his.page.getByRole('radio', { name: /Fiche type/u }).waitFor();
  const refused = thomas.http.act('PUT', `/documents/${template}/template`, { on: false });
  await expect(refused).rejects.toBeInstanceOf(Refused);
  await claire.http.act('PUT', `/documents/${template}/template`, { on: false });
  expect(await templatesOf(claire)).toEqual([]);
});

it('a copy has the pictures and the marking of its original, and a bad value makes none', async () => {
  const supplied = { title: 'Note', parentId: spaceId, from: { supplied: 'note' } };
  const bad = claire.http.create('/documents', { ...supplied, fields: { Date: '31 février' } });
  await expect(bad).rejects.toMatchObject({ status: 422 });
  const tooLong = claire.http.create('/documents', { ...supplied, fields: { Objet: 'x'.repeat(4001) } });
  await expect(tooLong).rejects.toMatchObject({ problem: { fields: [{ path: 'fields' }] } });
  const id = await claire.http.create('/documents', { ...supplied, fields: { Objet: 'Toiture' } });
  const preview = await claire.http.get(templatePreviewSchema, `/documents/${id}/template`);
  expect(preview.text).toContain('Objet : Toiture');
  expect(preview.fields.map(({ label }) => label)).not.toContain('Objet');
  const file = { name: 'Lettre.docx', type: DOCX_TYPE, bytes: docx(WORDS) };
  const letter = await claire.http.sendFile(importResultSchema, '/documents/import', file, {
    parentId: spaceId,
  });
  const { resource } = await claire.http.get(placeSchema, `/resources/${letter.id}`);
  await claire.http.call('PUT', `/api/v1/resources/${letter.id}/marking`, {
    body: { marking: 'sensitive' },
    headers: { 'if-match': `"${String(resource.version)}"` },
  });
  const from = { documentId: letter.id };
  const copy = await claire.http.create('/documents', { title: 'Copie', parentId: spaceId, from });
  expect(await textOf(copy)).toBe(await textOf(letter.id));
  const { page } = await stage.open(claire);
  await page.goto(`/d/${copy}`);
  const logo = page.getByRole('img', { name: WORDS.alt });
  await logo.waitFor();
  expect(await logo.getAttribute('src')).toContain(copy);
  await until(async () => (await page.evaluate<number>(SHOWN_WIDTH)) > 0, 'it is shown');
  expect((await claire.http.get(documentSchema, `/documents/${copy}`)).template).toBe(false);
  expect((await claire.http.get(markingStateSchema, `/resources/${copy}/marking`)).marking).toBe('sensitive');
});

it('a folder is duplicated with the documents in it, and the copy goes to the bin as one', async () => {
  const folderId = await claire.http.create('/folders', { name: 'Séance type', parentId: spaceId });
  const insideId = await claire.http.create('/folders', { name: 'Annexes', parentId: folderId });
  const from = { supplied: 'minutes' };
  for (const parentId of [folderId, insideId])
    await claire.http.create('/documents', { title: 'Compte rendu', parentId, from });
  const { page } = await stage.open(claire);
  await page.goto(`/e/${spaceId}`);
  await page.getByRole('button', { name: 'Actions sur Séance type', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Faire une copie' }).click();
  const copyRow = page.getByRole('row').filter({ hasText: 'Séance type (2)' });
  // The folder is seen before all that is in it has been copied.
  await page.getByText('est à côté de l’original.').first().waitFor();
  await copyRow.waitFor();
  const childrenOf = async (id: string) =>
    (await claire.http.get(resourcePageSchema, `/resources/${id}/children`)).items;
  const copy = (await childrenOf(spaceId)).find(({ name }) => name === 'Séance type (2)');
  const copied = await childrenOf(copy?.id ?? '');
  expect(copied.map(({ name }) => name).sort()).toEqual(['Annexes', 'Compte rendu']);
  const annexes = copied.find(({ kind }) => kind === 'folder');
  const [deep] = await childrenOf(annexes?.id ?? '');
  expect(await textOf(deep?.id ?? '')).toContain('Relevé de décisions');
  await page.getByRole('button', { name: 'Annuler' }).click();
  await copyRow.waitFor({ state: 'hidden' });
  expect((await childrenOf(spaceId)).map(({ name }) => name)).not.toContain('Séance type (2)');
});

it('a letterhead stands over what is begun from a supplied template, and leaves with it', async () => {
  const file = { name: 'tete.docx', type: DOCX_TYPE, bytes: docx(WORDS) };
  const form = { parentId: spaceId };
  const { id } = await claire.http.sendFile(importResultSchema, '/documents/import', file, form);
  const { page } = await stage.open(claire);
  await page.goto(`/d/${id}`);
  await new DocumentWindow(page).text.waitFor();
  await page.getByRole('button', { name: 'Autres actions' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Enregistrer comme modèle…' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Enregistrer comme modèle…' });
  await dialog.getByRole('combobox', { name: 'Servira de' }).selectOption('En-tête des modèles fournis');
  await dialog.getByRole('textbox', { name: 'Nom du modèle' }).fill('Tête de la préfecture');
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Enregistrer le modèle' }).press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await page.goto(`/modeles?dans=${spaceId}`);
  const chosen = page.getByRole('combobox', { name: 'En-tête' });
  await until(async () => (await chosen.inputValue()) !== 'none', 'the letterhead of the space is chosen');
  expect(await violations(page)).toEqual([]);
  // It is no template to begin a document from.
  expect(await page.getByRole('radio', { name: /Tête de la préfecture/u }).count()).toBe(0);
  await page.getByRole('button', { name: 'Créer le document' }).press('Enter');
  const document = new DocumentWindow(page);
  await document.text.getByText('Préfecture de la Somme').waitFor();
  await until(async () => Number(await page.evaluate(SHOWN_WIDTH)) > 0, 'the logo is shown');
  const made = /\/d\/([0-9a-f-]{36})/u.exec(page.url())?.[1] ?? '';
  // How each format keeps the logo.
  const logo = { pdf: '/Subtype/Image', odt: 'Pictures/', docx: 'word/media/' };
  for (const [format, sign] of Object.entries(logo)) {
    const out = await claire.http.bytes(`/documents/${made}/export?format=${format}`);
    expect(out.toString('latin1').replaceAll(' ', '')).toContain(sign);
  }
  expect((await textOf(made)).indexOf('Préfecture de la Somme')).toBeLessThan(200);
  // Who may not read the letterhead begins nothing under it.
  const own = (await claire.http.get(templatePageSchema, '/documents/templates')).items.find(
    ({ letterhead }) => letterhead,
  );
  const wish = { title: 'Sous cape', from: { supplied: 'note', letterheadId: own?.resource.id } };
  await expect(thomas.http.create('/documents', wish)).rejects.toMatchObject({ status: 404 });
  const notOne = { title: 'Note', from: { supplied: 'note', letterheadId: id } };
  await expect(claire.http.create('/documents', notOne)).rejects.toMatchObject({ status: 404 });
  // A note in plain text can be none, and that is said.
  const plain = await claire.http.create('/documents', { title: 'Brut', parentId: spaceId, kind: 'text' });
  const mark = claire.http.act('PUT', `/documents/${plain}/template`, { on: true, letterhead: true });
  await expect(mark).rejects.toMatchObject({ status: 422 });
});
