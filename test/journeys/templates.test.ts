import {
  documentSchema,
  markingStateSchema,
  placeSchema,
  templatePageSchema,
  templatePreviewSchema,
} from '@maroquin/contracts';
import { expect, it } from 'vitest';
import { violations } from '../support/axe.js';
import { DocumentWindow } from '../support/document-window.js';
import { Refused } from '../support/http-client.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { png } from '../support/png.js';
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

const MARKUP = '<img src=x onerror=alert(1)>';
const textOf = async (id: string): Promise<string> =>
  (await claire.http.call('GET', `/api/v1/documents/${id}/text`)).text();
const templatesOf = async ({ http }: Person): Promise<string[]> =>
  (await http.get(templatePageSchema, '/documents/templates')).items.map(({ resource }) => resource.id);

it('an order is begun from the supplied template by keyboard, its fields filled now and later', async () => {
  const { page } = await stage.open(claire);
  await page.goto(`/modeles?dans=${spaceId}`);
  await page.getByRole('heading', { level: 1, name: 'Nouveau document' }).waitFor();
  await page.getByRole('searchbox', { name: 'Chercher un modèle' }).fill('arrêté');
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
  const id = await claire.http.create('/documents', { ...supplied, fields: { Objet: 'Toiture' } });
  const preview = await claire.http.get(templatePreviewSchema, `/documents/${id}/template`);
  expect(preview.text).toContain('Objet : Toiture');
  expect(preview.fields.map(({ label }) => label)).not.toContain('Objet');
  const form = new FormData();
  form.set('file', new Blob([png(2, 2, [1, 2, 3])], { type: 'image/png' }), 'logo.png');
  await claire.http.call('POST', `/api/v1/documents/${id}/images`, { form });
  const { resource } = await claire.http.get(placeSchema, `/resources/${id}`);
  await claire.http.call('PUT', `/api/v1/resources/${id}/marking`, {
    body: { marking: 'sensitive' },
    headers: { 'if-match': `"${String(resource.version)}"` },
  });
  const from = { documentId: id };
  const copy = await claire.http.create('/documents', { title: 'Copie', parentId: spaceId, from });
  expect(await textOf(copy)).toBe(await textOf(id));
  expect((await claire.http.get(documentSchema, `/documents/${copy}`)).template).toBe(false);
  expect((await claire.http.get(markingStateSchema, `/resources/${copy}/marking`)).marking).toBe('sensitive');
});
