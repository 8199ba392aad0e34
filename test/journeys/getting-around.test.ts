import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { settled, violations } from '../support/axe.js';
import type { DocumentWindow } from '../support/document-window.js';
import { setTwoWriters } from '../support/two-writers.js';
import { until } from '../support/until.js';

const open = setTwoWriters();

const hasFocus = (page: Page, name: string) =>
  page.getByRole('textbox', { name }).and(page.locator(':focus')).waitFor();
const counts = (page: Page, words: string) =>
  page.locator('[data-found]').filter({ hasText: words }).waitFor();
const selected = (page: Page): Promise<string> => page.evaluate<string>('getSelection().toString()');

/** Each in a paragraph of its own. */
async function writeLines({ page, text }: DocumentWindow, lines: readonly string[]): Promise<void> {
  await text.focus();
  for (const [index, line] of lines.entries()) {
    if (index > 0) await page.keyboard.press('Enter');
    await page.keyboard.type(line);
  }
}

it('words are found, gone through and replaced by keyboard while a colleague writes, and one Ctrl+Z takes it all back', async () => {
  const { hers, his, herDocument, hisDocument } = await open('Arrêté');
  const { page } = hers;
  const lines = ['Le préfet décide et le Prefet signe.', 'Les préfets votent.', 'Fait à Annecy.'];
  await writeLines(herDocument, lines);
  await hisDocument.reads('Fait à Annecy.');

  await page.keyboard.press('Control+f');
  await hasFocus(page, 'Rechercher');
  await page.keyboard.type('PREFET');
  await counts(page, '1 sur 3');
  await page.keyboard.press('Enter');
  await counts(page, '2 sur 3');
  await page.keyboard.press('Shift+Enter');
  await counts(page, '1 sur 3');
  await page.keyboard.press('Shift+F3');
  await counts(page, '3 sur 3');
  await page.keyboard.press('F3');
  await counts(page, '1 sur 3');
  await page.getByRole('checkbox', { name: 'Mot entier' }).press('Space');
  await counts(page, '1 sur 2');
  await page.getByRole('checkbox', { name: 'Respecter les accents' }).press('Space');
  await counts(page, '1 sur 1');
  await page.getByRole('checkbox', { name: 'Respecter les accents' }).press('Space');
  // One stays where one was.
  await counts(page, '2 sur 2');
  await page.keyboard.press('F3');
  await counts(page, '1 sur 2');
  await settled(page);
  expect(await violations(page)).toEqual([]);

  // Back in the text, the words that were found are selected, and are looked for next time.
  await page.keyboard.press('Escape');
  await hasFocus(page, 'Texte du document');
  await until(async () => (await selected(page)) === 'préfet', 'what was found is selected');
  await page.keyboard.press('Control+h');
  await hasFocus(page, 'Rechercher');
  await counts(page, '1 sur 3');
  await page.getByRole('textbox', { name: 'Remplacer par' }).focus();
  await page.keyboard.type('maire');
  await page.keyboard.press('Enter');
  await counts(page, '1 sur 2');
  await herDocument.reads('Le maire décide et le Prefet signe.');

  const writing = hisDocument.writeOn('ajout', 'end');
  await until(() => Promise.resolve(writing.written.length > 2), 'the colleague writes');
  await page.getByRole('button', { name: 'Tout remplacer' }).press('Enter');
  await herDocument.reads('Le maire décide et le maire signe.');
  await herDocument.reads('Les maires votent.');
  await counts(page, 'Aucun résultat');
  await writing.stop();
  await herDocument.agreesWith(hisDocument);
  for (const word of writing.written) await herDocument.reads(word);

  await page.keyboard.press('Escape');
  await hasFocus(page, 'Texte du document');
  await page.keyboard.press('Control+z');
  await herDocument.reads('Le maire décide et le Prefet signe.');
  await herDocument.reads('Les préfets votent.');
  await hisDocument.saved();
  await herDocument.agreesWith(hisDocument);
  expect(hers.errors).toEqual([]);
  expect(his.errors).toEqual([]);
});

it('the search of a document fits a phone, and is opened from the menu of the page', async () => {
  const { hers, herDocument } = await open('Sur téléphone');
  const { page } = hers;
  await writeLines(herDocument, ['La commune délibère.', 'La commune vote.']);
  await herDocument.saved();
  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByRole('button', { name: 'Autres actions' }).click();
  await page.getByRole('menuitem', { name: 'Rechercher et remplacer' }).click();
  await hasFocus(page, 'Rechercher');
  await page.keyboard.type('commune');
  await counts(page, '1 sur 2');
  await settled(page);
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
});

it('the outline follows the titles and leads to them, and the table of contents says the same', async () => {
  const { hers, his, herDocument, hisDocument } = await open('Rapport');
  const { page } = hers;
  const outline = page.getByRole('navigation', { name: 'Titres du document' });
  const contents = herDocument.text.getByRole('navigation', { name: 'Table des matières' });
  await herDocument.text.focus();
  await page.keyboard.type('/matieres');
  await page.getByRole('option', { name: 'Table des matières' }).waitFor();
  await page.keyboard.press('Enter');
  await contents.getByText('Les titres du document paraîtront ici.').waitFor();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Alt+Shift+Digit1');
  await page.keyboard.type('Contexte');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Le texte.');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Alt+Shift+Digit2');
  await page.keyboard.type('Calendrier');
  await contents.getByRole('button', { name: 'Calendrier' }).waitFor();

  await page.keyboard.press('Alt+Shift+p');
  await outline.getByRole('button', { name: 'Calendrier', exact: false }).waitFor();
  await outline.locator('[aria-current="location"]', { hasText: 'Calendrier' }).waitFor();
  await settled(page);
  expect(await violations(page)).toEqual([]);

  // A colleague's title comes too.
  await hisDocument.reads('Calendrier');
  await hisDocument.text.focus();
  await his.page.keyboard.press('Control+End');
  await his.page.keyboard.press('Enter');
  await his.page.keyboard.press('Alt+Shift+Digit1');
  await his.page.keyboard.type('Budget');
  await outline.getByRole('button', { name: 'Budget' }).waitFor();
  await contents.getByRole('button', { name: 'Budget' }).waitFor();

  await outline.getByRole('button', { name: 'Contexte' }).press('Enter');
  await hasFocus(page, 'Texte du document');
  await outline.locator('[aria-current="location"]', { hasText: 'Contexte' }).waitFor();
  await page.keyboard.type('Le ');
  await herDocument.reads('Le Contexte');
  await contents.getByRole('button', { name: 'Le Contexte' }).waitFor();

  await page.setViewportSize({ width: 360, height: 740 });
  await settled(page);
  expect(await violations(page)).toEqual([]);
  await outline.getByRole('button', { name: 'Budget' }).click();
  await outline.waitFor({ state: 'detached' });
  await hasFocus(page, 'Texte du document');
  expect(hers.errors).toEqual([]);
});
