import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { settled, violations } from '../support/web/axe.js';
import type { DocumentWindow } from '../support/document-window.js';
import { setTwoWriters } from '../support/web/two-writers.js';
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

it('a footnote is put in and written in where it stands, by both, and goes with its call', async () => {
  const { hers, his, herDocument, hisDocument } = await open('Notes de bas de page');
  const { page } = hers;
  const note = (of: Page) => of.getByRole('textbox', { name: 'Texte de la note 1' });
  await herDocument.write('Selon la loi, il est tenu.');
  await page.keyboard.press('Control+Home');
  for (let step = 0; step < 'Selon la loi'.length; step += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Control+Alt+f');
  await note(page).and(page.locator(':focus')).waitFor();
  await page.keyboard.type('Loi du 5 juillet');
  await note(his.page).filter({ hasText: 'Loi du 5 juillet' }).waitFor();
  await note(his.page).focus();
  await his.page.keyboard.press('Control+End');
  await his.page.keyboard.type(' 1972');
  await note(page).filter({ hasText: 'Loi du 5 juillet 1972' }).waitFor();
  // What she wrote is taken back and given back, step by step; what he wrote stays.
  const says = async (words: string): Promise<boolean> =>
    ((await note(page).textContent()) ?? '').includes(words);
  await until(async () => {
    await page.keyboard.press('Control+z');
    return !(await says('juillet'));
  }, 'her last words are gone');
  expect(await says('1972')).toBe(true);
  await until(async () => {
    await page.keyboard.press('Control+y');
    return says('Loi du 5 juillet 1972');
  }, 'they are back');
  await settled(page);
  expect(await violations(page)).toEqual([]);

  // Escape leads to the call, and the call to the note.
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Note 1', exact: true }).and(page.locator(':focus')).waitFor();
  await herDocument.saved();
  await page.reload();
  await note(page).filter({ hasText: 'Loi du 5 juillet 1972' }).waitFor();

  await note(page).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await note(page).filter({ hasText: /^$/u }).waitFor();
  await page.keyboard.press('Backspace');
  await note(page).waitFor({ state: 'detached' });
  await note(his.page).waitFor({ state: 'detached' });
  await hasFocus(page, 'Texte du document');
  await herDocument.agreesWith(hisDocument);
  expect(hers.errors).toEqual([]);
  expect(his.errors).toEqual([]);
});

const paste = (html: string): string => `(() => {
  const data = new DataTransfer();
  data.setData('text/html', ${JSON.stringify(html)});
  const text = document.querySelector('[role=textbox][aria-multiline]');
  text.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
})()`;

it.each([
  [
    'Word',
    `<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><!--StartFragment--><p class=MsoNormal>Selon la loi<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"><sup><!--[if !supportFootnotes]-->[1]<!--[endif]--></sup></a>.<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span><![endif]>Un</p><br clear=all style='page-break-before:always'><div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1"><sup>[1]</sup></a> Loi de 1972</p></div></div><!--EndFragment--></body></html>`,
    { p: ['Selon la loi1.', '', 'Un'], notes: ['Loi de 1972'], li: 1, breaks: 1, cells: [] },
  ],
  [
    'LibreOffice',
    `<html><head><meta name="generator" content="LibreOffice 25.2 (Linux)"/><style>p{margin:0}</style></head><body><p>Selon la loi<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a></p><ul><li><p>Un</p><ul><li><p>Deux</p></li></ul></li></ul><div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a> Loi de 1972</p></div></body></html>`,
    { p: ['Selon la loi1', 'Un', 'Deux'], notes: ['Loi de 1972'], li: 2, breaks: 0, cells: [] },
  ],
  [
    'a spreadsheet',
    `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table><col width=80><tr><td class=xl65>Commune</td><td>Coût</td></tr><tr><td>&nbsp;</td><td align=right>120&nbsp;000</td></tr></table></body></html>`,
    {
      p: ['Commune', 'Coût', '', '120\u00a0000'],
      notes: [],
      li: 0,
      breaks: 0,
      cells: ['Commune', 'Coût', '', '120\u00a0000'],
    },
  ],
  [
    'the web',
    `<div><script>alert(1)</script><style>p{}</style><p>Vu <span hidden>caché</span><span style="display:none">invisible</span>ici</p><button>Partager</button><p><a href="javascript:alert(1)">lien</a></p></div>`,
    { p: ['Vu ici', 'lien'], notes: [], li: 0, breaks: 0, cells: [] },
  ],
])('what is pasted from %s keeps its structure, and nothing else', async (_from, html, expected) => {
  const { hers, herDocument } = await open('Collage');
  const { page, text } = herDocument;
  await text.focus();
  await page.evaluate(paste(html));
  const words = (selector: string): Promise<string[]> => text.locator(selector).allTextContents();
  await until(
    async () => JSON.stringify((await words('p')).slice(0, expected.p.length)) === JSON.stringify(expected.p),
    'the text is there',
  );
  expect(await text.locator('li').count()).toBe(expected.li);
  expect(await text.locator('[data-page-break]').count()).toBe(expected.breaks);
  expect(await words('td, th')).toEqual(expected.cells);
  expect(await text.getByRole('link').count()).toBe(0);
  const notes = page.getByRole('complementary', { name: 'Notes' }).getByRole('textbox');
  expect(await notes.allTextContents()).toEqual(expected.notes);
  await herDocument.saved();
  expect(hers.errors).toEqual([]);
});
