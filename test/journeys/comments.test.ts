import { randomUUID } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { exportMediaTypes, importResultSchema } from '@maroquin/contracts';
import { settled, violations } from '../support/web/axe.js';
import type { Window } from '../support/browser.js';
import { commentsOf, select, writeParagraphs } from '../support/commented-document.js';
import { DocumentWindow } from '../support/document-window.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { until } from '../support/until.js';

/** Claire writes a note, Samir may comment it and not change it, Léa edits. */
let claire: Person;
let samir: Person;
let lea: Person;
let spaceId: string;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
  samir = await invite(server, claire, { name: 'Samir Haddad', email: 'samir@prefecture.example' });
  lea = await invite(server, claire, { name: 'Léa Martin', email: 'lea@prefecture.example' });
  spaceId = await claire.http.create('/spaces', { name: 'Cadrage' });
  await claire.http.act('PUT', `/resources/${spaceId}/grants/${lea.id}`, { role: 'editor' });
  await claire.http.act('PUT', `/resources/${spaceId}/grants/${samir.id}`, { role: 'commenter' });
});
const open: Window[] = [];
afterEach(() => {
  for (const { errors } of open.splice(0)) expect(errors).toEqual([]);
});

const LINES = ['Avis favorable du comité de suivi.', 'Deux réserves restent à lever.'];

async function newDocument(): Promise<string> {
  const id = await claire.http.create('/documents', { title: 'Note au préfet', parentId: spaceId });
  (await writeParagraphs(claire.http, id, LINES)).close();
  return id;
}

async function enter(
  person: Person,
  id: string,
  options = {},
): Promise<{ page: Page; text: DocumentWindow }> {
  const window = await stage.open(person, options);
  open.push(window);
  const text = new DocumentWindow(window.page);
  await window.page.goto(`/d/${id}`);
  await text.reads('réserves');
  return { page: window.page, text };
}

const panel = (page: Page) => page.getByRole('complementary', { name: 'Relecture' });
const cards = (page: Page) => panel(page).getByRole('article');
const marked = (page: Page) => page.locator('.mq-commented');

/**
 * Selects the first so many letters of the text by keyboard alone. What a colleague does between two strokes, each a
 * millisecond after the last, may take the selection back: a person sees that, and selects again.
 */
async function selectFirst(
  { page, text }: { page: Page; text: DocumentWindow },
  letters: number,
): Promise<void> {
  await until(async () => {
    await text.text.focus();
    await page.keyboard.press('Control+Home');
    for (let at = 0; at < letters; at += 1) await page.keyboard.press('Shift+ArrowRight');
    await page.waitForFunction(
      'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))',
    );
    return (await page.evaluate<number>('String(getSelection()).length')) === letters;
  }, 'the words are selected');
}

async function comment(
  of: { page: Page; text: DocumentWindow },
  letters: number,
  words: string,
): Promise<void> {
  const { page } = of;
  await selectFirst(of, letters);
  await page.keyboard.press('Control+Alt+m');
  const field = panel(page).getByRole('textbox', { name: 'Votre commentaire' });
  await field.and(page.locator(':focus')).waitFor();
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
  await cards(page).filter({ hasText: words }).waitFor();
}

it('two people comment, answer, resolve and find each other’s comments, by keyboard', async () => {
  const id = await newDocument();
  const hers = await enter(claire, id);
  const his = await enter(samir, id);
  await his.page.getByText('Vous pouvez commenter').first().waitFor();
  await comment(hers, 14, 'Sous quelles réserves ?');
  await marked(his.page).getByText('Avis favorable').waitFor();
  // He reads it from the words, answers, and she hears of it.
  await marked(his.page).first().click();
  const his1 = cards(his.page).filter({ hasText: 'Sous quelles réserves' });
  const reply = his1.getByRole('textbox', { name: 'Répondre dans le fil' });
  await reply.fill('Le calendrier.');
  await reply.press('Enter');
  await cards(hers.page).getByText('Le calendrier.').waitFor();
  // He comments by keyboard and types into the text, which does not change.
  await his.text.text.focus();
  await his.page.keyboard.press('Control+End');
  await his.page.keyboard.type('XYZ');
  await his.page.keyboard.press('Backspace');
  await comment(his, 4, 'Lequel ?');
  await until(async () => (await commentsOf(claire.http, id)).length === 2, 'both are committed');
  expect(await claire.http.text(id)).toBe(`${LINES.join('\n')}\n`);
  // She goes from one to the next, and resolves.
  await until(async () => (await marked(hers.page).count()) > 1, 'the second mark');
  await hers.text.text.focus();
  await hers.page.keyboard.press('Alt+Shift+ArrowDown');
  const current = panel(hers.page).locator('article[aria-current="true"]');
  await current.waitFor();
  await current.getByRole('button', { name: 'Marquer comme résolu' }).press('Enter');
  await current.getByText(/^Résolu par Claire Fontaine/).waitFor();
  await until(
    async () => (await commentsOf(samir.http, id)).some(({ resolved }) => resolved !== null),
    'resolved',
  );
  // The file takes all of it along, for whoever reads the document.
  const bytes = await samir.http.bytes(`/documents/${id}/export?format=docx`);
  const file = strFromU8(unzipSync(bytes)['word/comments.xml'] ?? new Uint8Array());
  const said = [...file.matchAll(/w:author="([^"]*)".*?<w:t [^>]*>([^<]*)</g)];
  expect(said.map(([, author, text]) => `${author ?? ''}: ${text ?? ''}`).sort()).toEqual([
    'Claire Fontaine: Sous quelles réserves ?',
    'Samir Haddad: Le calendrier.',
    'Samir Haddad: Lequel ?',
  ]);
  // And it comes back with them, said by names that are nobody's.
  const sent = { name: 'Note revenue.docx', type: exportMediaTypes.docx, bytes };
  const back = await claire.http.sendFile(importResultSchema, '/documents/import', sent, {
    parentId: spaceId,
  });
  const found = (await commentsOf(claire.http, back.id)).map(({ root, words, lastSeq, resolved }) => ({
    ...{ author: root.author?.name, text: root.text, imported: root.imported, words, lastSeq },
    resolved: resolved !== null,
  }));
  const whole = (await commentsOf(claire.http, id)).map(({ root, words, lastSeq, resolved }) => ({
    ...{ author: root.author?.name, text: root.text, imported: true, words, lastSeq },
    resolved: resolved !== null,
  }));
  expect(found.sort((a, b) => (a.words < b.words ? -1 : 1))).toEqual(
    whole.sort((a, b) => (a.words < b.words ? -1 : 1)),
  );
  await hers.page.goto(`/d/${back.id}`);
  await hers.text.reads('réserves');
  await marked(hers.page).first().click();
  const imported = cards(hers.page).filter({ hasText: 'Sous quelles réserves' });
  await imported.getByText('Importé du fichier').waitFor();
  await imported.getByText('Le calendrier.').waitFor();
  const own = imported.getByRole('textbox', { name: 'Répondre dans le fil' });
  await own.fill('Repris.');
  await own.press('Enter');
  await imported.getByText('Repris.').waitFor();
});

it('a comment whose words were deleted stays with the words, and comes back with them', async () => {
  const id = await newDocument();
  const hers = await enter(claire, id);
  await comment(hers, 14, 'À vérifier');
  await selectFirst(hers, 14);
  await hers.page.keyboard.press('Delete');
  await cards(hers.page).getByText('Le passage a été supprimé.').waitFor();
  expect(await cards(hers.page).locator('blockquote').innerText()).toBe('Avis favorable');
  await hers.text.text.focus();
  await hers.page.keyboard.press('Control+z');
  await cards(hers.page).getByText('Le passage a été supprimé.').waitFor({ state: 'detached' });
  await marked(hers.page).getByText('Avis favorable').waitFor();
  await hers.text.saved();
});

it('words that are copied take no comment with them, and words that are moved take theirs', async () => {
  const [one, other] = [await newDocument(), await newDocument()];
  const hers = await enter(claire, one);
  await comment(hers, 14, 'À vérifier');
  await marked(hers.page).first().waitFor();
  await hers.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const paste = async (): Promise<void> => {
    await hers.page.keyboard.press('Control+End');
    await hers.page.keyboard.press('Control+v');
  };
  await selectFirst(hers, 14);
  await hers.page.keyboard.press('Control+c');
  await paste();
  await hers.text.reads('lever.Avis favorable');
  expect(await marked(hers.page).count()).toBe(1);
  await selectFirst(hers, 14);
  await hers.page.keyboard.press('Control+x');
  await paste();
  await hers.text.reads('lever.Avis favorableAvis favorable');
  await until(async () => (await marked(hers.page).count()) === 1, 'the words keep their comment');
  await hers.text.saved();
  await hers.page.goto(`/d/${other}`);
  await hers.text.reads('réserves');
  await hers.text.text.focus();
  await paste();
  await hers.text.reads('lever.Avis favorable');
  await hers.text.saved();
  expect(await hers.page.locator('[data-comment]').count()).toBe(0);
});

it('a comment is assigned, deleted and mentions people, without a fault for assistive technology, at 1280 and 360', async () => {
  const id = await newDocument();
  const written = await writeParagraphs(claire.http, id, ['Fin.']);
  await samir.http.create(`/documents/${id}/comments`, {
    ...select(written.doc, 1, 'réserves'),
    text: 'Lesquelles ?',
  });
  const [made] = await commentsOf(claire.http, id);
  await claire.http.act('POST', `/channels/${made?.id ?? ''}/messages`, {
    clientId: randomUUID(),
    text: 'Deux.',
  });
  written.close();
  const hers = await enter(claire, id);
  await hers.page.getByRole('button', { name: /^Relecture/ }).click();
  const card = cards(hers.page).filter({ hasText: 'Lesquelles' });
  await card.getByRole('button', { name: '1 réponse' }).press('Enter');
  await card.getByText('Deux.').waitFor();
  await card.getByRole('button', { name: 'Autres actions sur le commentaire' }).press('Enter');
  await hers.page.getByRole('menuitem', { name: 'Confier à…' }).press('Enter');
  const dialog = hers.page.getByRole('dialog');
  await dialog.getByRole('searchbox').fill('sam');
  await dialog.getByRole('button', { name: 'Samir Haddad' }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await card.getByText('Confié à Samir Haddad').waitFor();
  // The tooltip of the button that the focus came back to lies outside the page.
  await hers.text.text.focus();
  await hers.page.getByRole('tooltip').waitFor({ state: 'detached' });
  await settled(hers.page);
  expect(await violations(hers.page)).toEqual([]);
  // As the activity leads there.
  const address = `${id}?commentaire=${made?.id ?? ''}`;
  const phone = await enter(samir, address, { width: 360, height: 740 });
  await cards(phone.page).getByText('Confié à vous').waitFor();
  await settled(phone.page);
  expect(await violations(phone.page)).toEqual([]);
  await card.getByRole('button', { name: 'Autres actions sur le commentaire' }).press('Enter');
  await hers.page.getByRole('menuitem', { name: 'Supprimer le commentaire' }).press('Enter');
  const confirm = hers.page.getByRole('alertdialog');
  await confirm.getByRole('button', { name: 'Supprimer le commentaire' }).press('Enter');
  await confirm.waitFor({ state: 'detached' });
  await until(async () => (await marked(phone.page).count()) === 0, 'the mark is gone for others');
});

/** Marks of suggestions in the text itself. */
const suggested = (page: Page, tag: string) => page.locator('.mq-prose-text').locator(tag);
const mode = (page: Page, name: string) => page.getByRole('radio', { name });

it('one suggests by keyboard, the other accepts, rejects and undoes, at 1280 and 360', async () => {
  const id = await newDocument();
  const hers = await enter(claire, id);
  const theirs = await enter(lea, id);
  await theirs.text.text.focus();
  await theirs.page.keyboard.press('Alt+Shift+s');
  await mode(theirs.page, 'Suggérer').and(theirs.page.locator('[aria-checked="true"]')).waitFor();
  // Words at the end, a word struck at the beginning, and bold, which cannot be suggested.
  await theirs.text.text.focus();
  await theirs.page.keyboard.press('Control+End');
  await theirs.page.keyboard.type(' Rapidement.');
  await theirs.text.reads('lever. Rapidement.');
  await selectFirst(theirs, 5);
  await theirs.page.keyboard.press('Delete');
  await suggested(theirs.page, 'del').getByText('Avis').waitFor();
  await selectFirst(theirs, 5);
  await theirs.page.keyboard.press('Control+b');
  await theirs.page.getByText('Ce changement ne peut pas être suggéré').first().waitFor();
  await theirs.text.saved();
  // Another reads who suggests what, in the text and beside it.
  await hers.page.getByRole('button', { name: /^Relecture/ }).press('Enter');
  const suggestions = panel(hers.page).getByRole('article', { name: 'Suggestion de Léa Martin' });
  await until(async () => (await suggestions.count()) === 2, 'both are shown');
  await suggested(hers.page, 'ins').getByText('Rapidement').waitFor();
  await settled(hers.page);
  expect(await violations(hers.page)).toEqual([]);
  // From one to the next by keyboard: the first is accepted, the second rejected.
  await hers.text.text.focus();
  await hers.page.keyboard.press('Alt+Shift+ArrowDown');
  const current = panel(hers.page).locator('article[aria-current="true"]');
  await current.getByText('Avis').waitFor();
  await current.getByRole('button', { name: 'Accepter la suggestion de Léa Martin' }).press('Enter');
  await until(async () => (await suggestions.count()) === 1, 'the first is accepted');
  await suggestions.first().and(hers.page.locator(':focus')).waitFor();
  await hers.page.keyboard.press('r');
  await until(async () => (await suggestions.count()) === 0, 'the second is rejected');
  await hers.text.saved();
  expect(await claire.http.text(id)).toBe('favorable du comité de suivi.\nDeux réserves restent à lever.\n');
  await until(
    async () => (await suggested(theirs.page, 'ins, del').count()) === 0,
    'she sees that it is settled',
  );
  // What was settled can be undone, by whoever settled it.
  await hers.text.text.focus();
  await hers.page.keyboard.press('Control+z');
  await until(async () => (await suggestions.count()) === 1, 'the rejected one is back');
  const phone = await enter(claire, id, { width: 360, height: 740 });
  await phone.page.getByRole('button', { name: 'Mode : Écrire' }).waitFor();
  await suggested(phone.page, 'ins').getByText('Rapidement').click();
  await panel(phone.page).getByRole('article', { name: 'Suggestion de Léa Martin' }).waitFor();
  await settled(phone.page);
  expect(await violations(phone.page)).toEqual([]);
  // All at once, from the menu.
  await hers.page.getByRole('button', { name: 'Tout accepter, tout refuser' }).press('Enter');
  await hers.page.getByRole('menuitem', { name: 'Tout accepter' }).press('Enter');
  await until(async () => (await suggestions.count()) === 0, 'all are accepted');
  await hers.text.saved();
  expect(await claire.http.text(id)).toContain('lever. Rapidement.');
});

it('who may only suggest has no other way of writing, and takes back what they suggest', async () => {
  const id = await newDocument();
  await claire.http.act('PUT', `/resources/${id}/grants/${samir.id}`, { role: 'suggester' });
  const his = await enter(samir, id);
  await mode(his.page, 'Suggérer').and(his.page.locator('[aria-checked="true"]')).waitFor();
  expect(await mode(his.page, 'Écrire').count()).toBe(0);
  await his.text.text.focus();
  await his.page.keyboard.press('Control+End');
  await his.page.keyboard.type(' Bientôt.');
  await suggested(his.page, 'ins').getByText('Bientôt').waitFor();
  await his.text.saved();
  await until(async () => (await claire.http.text(id)).includes('Bientôt'), 'it is committed');
  await his.page.getByRole('button', { name: /^Relecture/ }).press('Enter');
  const own = panel(his.page).getByRole('article', { name: 'Suggestion de Samir Haddad' });
  await own.waitFor();
  expect(await own.getByRole('button', { name: /^Accepter/ }).count()).toBe(0);
  await own.getByRole('button', { name: 'Retirer ma suggestion' }).press('Enter');
  await own.waitFor({ state: 'detached' });
  await his.text.saved();
  expect(await claire.http.text(id)).toBe(`${LINES.join('\n')}\n`);
});
