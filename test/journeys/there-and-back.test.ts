import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { resourcePageSchema } from '@maroquin/contracts';
import { type FlatDocument, lettersOf, readFlat } from '../conformance/libreoffice/flat-document.js';
import { asLibreOfficeReads, libreOfficeIsThere } from '../conformance/libreoffice/libreoffice.js';
import { MissingProgram } from '../conformance/outside/missing-program.js';
import { settled, violations } from '../support/web/axe.js';
import { commentsOf } from '../support/commented-document.js';
import { DocumentWindow } from '../support/document-window.js';
import { DOCX_TYPE } from '../support/office/docx.js';
import { trackedDocx } from '../support/office/tracked-docx.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { until } from '../support/until.js';

/** Claire decides, Samir comments, Léa suggests, Nadia signs; Paul sent the file from outside. */
let [claire, samir, lea, nadia]: Person[] = [];
let spaceId: string;
let documentId: string;
let folder: string;
const someone = (person: Person | undefined): Person => {
  if (person === undefined) throw new Error('nobody is there yet');
  return person;
};
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
  const arrive = (name: string, email: string): Promise<Person> =>
    invite(server, someone(claire), { name, email });
  samir = await arrive('Samir Haddad', 'samir@prefecture.example');
  lea = await arrive('Léa Martin', 'lea@prefecture.example');
  nadia = await arrive('Nadia Benali', 'nadia@prefecture.example');
  spaceId = await claire.http.create('/spaces', { name: 'Cadrage' });
  const roles = [
    [samir, 'commenter'],
    [lea, 'suggester'],
    [nadia, 'commenter'],
  ] as const;
  for (const [person, role] of roles)
    await claire.http.act('PUT', `/resources/${spaceId}/grants/${person.id}`, { role });
});
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maroquin-there-and-back-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const panel = (page: Page) => page.getByRole('complementary', { name: 'Relecture' });
const circuit = (page: Page) => page.getByRole('complementary', { name: 'Circuit' });
const suggestionsOf = (page: Page, name: string) =>
  panel(page).getByRole('article', { name: `Suggestion de ${name}` });

async function enter(person: Person | undefined): Promise<{ page: Page; text: DocumentWindow }> {
  const { page } = await stage.open(someone(person));
  const text = new DocumentWindow(page);
  await page.goto(`/d/${documentId}`);
  await text.reads('réserves');
  return { page, text };
}

it('a Word file with tracked changes and a comment is imported, and one of its changes accepted by keyboard', async () => {
  const { page } = await stage.open(someone(claire));
  await page.goto(`/e/${spaceId}/documents`);
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Importer', exact: true }).press('Enter');
  const buffer = Buffer.from(trackedDocx({ author: 'Paul Martin', other: 'Anne Roy' }));
  await (await choosing).setFiles({ name: 'Avis.docx', mimeType: DOCX_TYPE, buffer });
  await until(async () => {
    const { items } = await someone(claire).http.get(resourcePageSchema, `/resources/${spaceId}/children`);
    documentId = items[0]?.id ?? '';
    return items.length === 1;
  }, 'it is imported');
  await page.goto(`/d/${documentId}`);
  const text = new DocumentWindow(page);
  await text.ready();
  await page.getByRole('button', { name: /^Relecture/ }).press('Enter');
  await until(async () => (await suggestionsOf(page, 'Paul Martin').count()) === 2, 'both changes are shown');
  await panel(page).getByText('Lesquelles ?').waitFor();
  await settled(page);
  expect(await violations(page)).toEqual([]);
  const inserted = suggestionsOf(page, 'Paul Martin').filter({ hasText: 'très' });
  await inserted.getByRole('button', { name: 'Accepter la suggestion de Paul Martin' }).press('Enter');
  await until(async () => (await suggestionsOf(page, 'Paul Martin').count()) === 1, 'one is accepted');
  await text.saved();
});

it('one who may comment comments, one who may suggest suggests, and neither changes a letter', async () => {
  const before = await someone(claire).http.text(documentId);
  const his = await enter(samir);
  await his.page.getByText('Vous pouvez commenter').first().waitFor();
  await until(async () => {
    await his.text.text.focus();
    await his.page.keyboard.press('Control+Home');
    for (let at = 0; at < 4; at += 1) await his.page.keyboard.press('Shift+ArrowRight');
    return (await his.page.evaluate<string>('String(getSelection())')) === 'Avis';
  }, 'the words are selected');
  await his.page.keyboard.press('Control+Alt+m');
  const field = panel(his.page).getByRole('textbox', { name: 'Votre commentaire' });
  await field.and(his.page.locator(':focus')).waitFor();
  await his.page.keyboard.type('De qui ?');
  await his.page.keyboard.press('Enter');
  await until(
    async () => (await commentsOf(someone(claire).http, documentId)).length === 2,
    'the comment is committed',
  );
  expect(await someone(claire).http.text(documentId)).toBe(before);
  const hers = await enter(lea);
  await hers.text.text.focus();
  await hers.page.keyboard.press('Control+End');
  await hers.page.keyboard.type(' Bientôt.');
  await hers.page.locator('.mq-prose-text ins').getByText('Bientôt').waitFor();
  await hers.text.saved();
  await until(
    async () => (await someone(claire).http.text(documentId)).includes('Bientôt'),
    'the suggestion is committed',
  );
});

it('it is submitted to one who marks it as read, then signs', async () => {
  const submitted = await enter(claire);
  await submitted.page.getByRole('button', { name: 'Circuit', exact: true }).press('Enter');
  await circuit(submitted.page).getByRole('button', { name: 'Lancer un circuit' }).press('Enter');
  const dialog = submitted.page.getByRole('dialog', { name: 'Lancer un circuit' });
  await choose(submitted.page, 'Étape 1');
  await dialog.getByRole('button', { name: 'Ajouter une étape' }).press('Enter');
  const second = dialog.getByRole('group', { name: 'Étape 2' });
  await second.getByRole('combobox', { name: 'Ce qui est demandé' }).selectOption('Signature');
  await choose(submitted.page, 'Étape 2');
  await dialog.getByRole('button', { name: 'Lancer le circuit' }).press('Enter');
  await circuit(submitted.page).getByText('En cours').waitFor();
  const { page } = await stage.open(someone(nadia));
  await page.goto(`/d/${documentId}?circuit`);
  await confirm(page, 'Marquer comme relu');
  await confirm(page, 'Signer');
  await circuit(page).getByText('Approuvé et signé').waitFor();
  await settled(page);
  expect(await violations(page)).toEqual([]);
});

/** Types the name of who signs, and takes the only one that is found. */
async function choose(page: Page, step: string): Promise<void> {
  const fields = page.getByRole('dialog').getByRole('group', { name: step });
  await fields.getByRole('combobox', { name: 'Par qui' }).focus();
  await page.keyboard.type('Nadia Benali');
  await page.getByRole('option', { name: /Nadia Benali/u }).waitFor();
  await page.keyboard.press('Enter');
  await fields.getByRole('button', { name: /Retirer .*Nadia Benali/u }).waitFor();
}

async function confirm(page: Page, act: string): Promise<void> {
  await circuit(page).getByRole('button', { name: act, exact: true }).press('Enter');
  const dialog = page.getByRole('alertdialog', { name: act });
  await dialog.getByRole('button', { name: act, exact: true }).press('Enter');
  await dialog.waitFor({ state: 'hidden' });
}

const FORMATS = [
  ['odt', /OpenDocument/],
  ['docx', /Word/],
] as const;

/** The file as the page gives it. */
async function downloaded(page: Page, format: string, label: RegExp): Promise<string> {
  await page.keyboard.press('Control+p');
  const dialog = page.getByRole('dialog', { name: 'Télécharger ou imprimer' });
  await dialog.getByRole('radio', { name: label }).press('Space');
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: `Télécharger en .${format}` }).press('Enter');
  const path = join(folder, `Avis-${format}.${format}`);
  await (await downloading).saveAs(path);
  await dialog.waitFor({ state: 'detached' });
  expect((await readFile(path)).length).toBeGreaterThan(0);
  return path;
}

it('LibreOffice opens both files with the same text, changes and comments', async ({ skip }) => {
  const missing = await libreOfficeIsThere().catch((error: unknown) => error);
  if (missing instanceof MissingProgram) skip(missing.message);
  const { page } = await enter(claire);
  const paths: string[] = [];
  for (const [format, label] of FORMATS) paths.push(await downloaded(page, format, label));
  const read = await asLibreOfficeReads(paths, () => undefined);
  const day = new Date().toISOString().slice(0, 10);
  const expected: FlatDocument = {
    letters: lettersOf(await someone(claire).http.text(documentId)),
    comments: ['Anne Roy: Lesquelles', 'Samir Haddad: Dequi'],
    changes: [
      'deletion Paul Martin 2026-01-05T09:00: desuivi',
      expect.stringMatching(new RegExp(`^insertion Léa Martin ${day}T.*: Bientôt$`, 'u')) as string,
    ],
    ...{ notes: [], tables: 0 },
  };
  for (const path of paths) expect(readFlat(read.get(path) ?? '')).toEqual(expected);
});
