import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { DocumentWindow } from '../support/document-window.js';
import { firstAdministrator, type Person } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { until } from '../support/until.js';

let claire: Person;
let spaceId: string;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
  spaceId = await claire.http.create('/spaces', { name: 'Cabinet' });
});

const create = (kind: 'prose' | 'text', title: string): Promise<string> =>
  claire.http.create('/documents', { title, kind, parentId: spaceId });

async function opened(
  kind: 'prose' | 'text',
  title: string,
): Promise<{ page: Page; document: DocumentWindow }> {
  const { page } = await stage.open(claire);
  const document = new DocumentWindow(page);
  await document.open(await create(kind, title));
  return { page, document };
}

/** What a person sees written, whatever the editor is. */
const shown = (document: DocumentWindow, kind: 'prose' | 'text'): Promise<string> =>
  kind === 'text' ? document.text.inputValue() : document.content();

const focused = (page: Page): Promise<string> =>
  page.evaluate<string>(
    `document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent ?? ''`,
  );
const hasFocus = (page: Page, name: string | RegExp, role: 'textbox' | 'combobox' = 'textbox') =>
  page.getByRole(role, { name }).and(page.locator(':focus')).waitFor();

it.each(['prose', 'text'] as const)(
  'Ctrl+Z takes back one word at a time in a %s document, however fast it was typed, and redo gives it back',
  async (kind) => {
    const { page, document } = await opened(kind, `Pas à pas ${kind}`);
    await document.text.focus();
    await page.keyboard.type('Le préfet décide aujourd’hui');
    await page.keyboard.press('Control+z');
    await until(async () => (await shown(document, kind)).trim() === 'Le préfet décide', 'one word is gone');
    await page.keyboard.press('Control+z');
    await until(async () => (await shown(document, kind)).trim() === 'Le préfet', 'another word is gone');
    await page.keyboard.press('Control+y');
    await until(async () => (await shown(document, kind)).trim() === 'Le préfet décide', 'it is back');
    await document.saved();
    await page.reload();
    await document.ready();
    await document.text.focus();
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+End');
    await page.keyboard.type('.');
    await until(async () => (await shown(document, kind)).includes('décide'), 'a reload takes nothing back');
  },
);

it('Ctrl+Z takes back a new line, a word and a format one after the other', async () => {
  const { page, document } = await opened('prose', 'Actes');
  await document.text.focus();
  await page.keyboard.type('Avis');
  await page.keyboard.press('Enter');
  await page.keyboard.type('favorable');
  await page.keyboard.press('Shift+Home');
  await page.keyboard.press('Control+b');
  await document.text.locator('strong', { hasText: 'favorable' }).waitFor();
  await page.keyboard.press('Control+z');
  await document.text.locator('strong').waitFor({ state: 'detached' });
  await document.reads('favorable');
  await page.keyboard.press('Control+z');
  await until(async () => (await document.content()).trim() === 'Avis', 'the word is gone');
  expect(await document.text.locator('p').count()).toBe(2);
  await page.keyboard.press('Control+z');
  await until(async () => (await document.text.locator('p').count()) === 1, 'the new line is gone');
});

it('a new document has its title selected, and Enter leads to its text, which says where to write', async () => {
  const { page, errors } = await stage.open(claire);
  const document = new DocumentWindow(page);
  await page.goto(`/e/${spaceId}/documents`);
  await page.getByRole('heading', { level: 1, name: 'Cabinet' }).waitFor();
  await page.keyboard.press('Alt+n');
  await document.ready();
  await hasFocus(page, 'Titre du document');
  await page.keyboard.type('Note au ministre');
  await page.keyboard.press('Enter');
  await hasFocus(page, 'Texte du document');
  expect(await document.text.locator('[data-placeholder]').getAttribute('data-placeholder')).toBe(
    'Écrivez ici',
  );
  await page.keyboard.type('Objet');
  await document.reads('Objet');
  expect(await document.text.locator('[data-placeholder]').count()).toBe(0);
  await page.getByRole('heading', { level: 1, name: 'Note au ministre' }).waitFor({ state: 'attached' });
  await page.reload();
  await document.ready();
  expect(await focused(page)).not.toBe('Titre du document');
  expect(errors).toEqual([]);
});

it('what one opens to write in has the focus: the discussion beside a document, a new one, the share field', async () => {
  const { page, document } = await opened('prose', 'Avec discussion');
  await page.getByRole('button', { name: 'Discussion' }).click();
  await hasFocus(page, /Écrire|Message/);
  await page.getByRole('button', { name: 'Partager' }).first().click();
  await page.getByRole('dialog').waitFor();
  await hasFocus(page, 'Donner l’accès à', 'combobox');
  await page.keyboard.press('Escape');
  await document.saved();
  await page.goto(`/e/${spaceId}/discussions`);
  await page.getByRole('button', { name: 'Nouvelle discussion' }).first().click();
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('Réunions');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 2, name: 'Réunions' }).waitFor();
  await hasFocus(page, /Réunions/);
});

it('the focus goes to the next row when one goes to the bin or comes out of it, and never to the page', async () => {
  const { page } = await stage.open(claire);
  const folderId = await claire.http.create('/folders', { name: 'Rangement', parentId: spaceId });
  for (const title of ['Un', 'Deux', 'Trois'])
    await claire.http.create('/documents', { title, kind: 'prose', parentId: folderId });
  const isLost = (): Promise<boolean> => page.evaluate('document.activeElement === document.body');
  await page.goto(`/e/${folderId}/documents`);
  for (const title of ['Un', 'Deux', 'Trois']) {
    await page.getByRole('button', { name: `Actions sur ${title}`, exact: true }).press('Enter');
    await page.getByRole('menuitem', { name: 'Mettre à la corbeille' }).press('Enter');
    await page.getByRole('link', { name: title, exact: true }).waitFor({ state: 'detached' });
    await until(async () => !(await isLost()), `${title} went, and something has the focus`);
  }
  await page.goto('/corbeille');
  for (const title of ['Un', 'Deux']) {
    const restore = page.getByRole('button', { name: `Remettre en place ${title}`, exact: true });
    await restore.press('Enter');
    await restore.waitFor({ state: 'detached' });
    await until(async () => !(await isLost()), `${title} is restored, and something has the focus`);
  }
  expect(await focused(page)).toMatch(/^Remettre en place/);
});

it.each([
  ['a table', 'table', '<table><tr><td>Recettes</td></tr></table>'],
  ['a rule', 'hr', '<hr>'],
  ['a code block', 'pre', '<pre><code>ligne</code></pre>'],
])('one writes behind %s that stands last', async (_what, selector, html) => {
  const { page, document } = await opened('prose', `Dernier : ${selector}`);
  await document.text.focus();
  await page.keyboard.type('Début');
  await page.keyboard.press('Enter');
  await page.evaluate(paste(html));
  await document.text.locator(selector).waitFor({ state: 'attached' });
  await page.keyboard.press('Control+End');
  await page.keyboard.type('Fin du texte');
  await document.text
    .locator(`${selector} ~ p, :has(> ${selector}) ~ p`)
    .filter({ hasText: 'Fin du texte' })
    .waitFor();
  await document.text.locator('p', { hasText: 'Début' }).first().waitFor();
});

it.each([
  ['a table', 'table', '<table><tr><td>Recettes</td></tr></table>'],
  ['a code block', 'pre', '<pre><code>ligne</code></pre>'],
])('one writes before %s that stands first, and between two of them', async (_what, selector, html) => {
  const { page, document } = await opened('prose', `Premier : ${selector}`);
  await document.text.focus();
  await page.evaluate(paste(`${html}${html}`));
  const block = document.text.locator(selector);
  await until(async () => (await block.count()) === 2, 'both are there');
  for (const [which, words] of [
    [1, 'Entre les deux'],
    [0, 'Avant'],
  ] as const) {
    await block.nth(which).click();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.type(words);
    await document.reads(words);
  }
  expect(await document.content()).toMatch(/^Avant(.*)Entre les deux\1$/u);
  expect(await block.count()).toBe(2);
});

it('Ctrl+P prints the whole of a long text under its title, with numbers on the pages and without the shell', async () => {
  const { page, document } = await opened('prose', 'Rapport annuel');
  await document.text.focus();
  await page.evaluate(
    paste(
      numbered(200, 'Alinéa')
        .map((line) => `<p>${line}</p>`)
        .join(''),
    ),
  );
  await document.reads('Alinéa 200');
  await document.saved();
  expect(pagesOf(await page.pdf({ preferCSSPageSize: true }))).toBeGreaterThan(3);
  await page.emulateMedia({ media: 'print' });
  for (const part of ['.mq-rail', '.mq-tools-bar', '.mq-doc-foot', '.mq-doc-head .acts'])
    expect(await page.locator(part).isVisible(), part).toBe(false);
  expect(await page.getByRole('heading', { level: 1, name: 'Rapport annuel' }).isVisible()).toBe(true);
  const height = await page.evaluate<number>(`document.querySelector('.mq-app').offsetHeight`);
  expect(height).toBeGreaterThan(3000);
  const numbers = await page.evaluate<string>(
    `[...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).map((rule) => rule.cssText).join()`,
  );
  expect(numbers).toMatch(/@page[^}]*counter\(page\)/u);
});

it('Ctrl+P prints the whole of a long note', async () => {
  const { page, document } = await opened('text', 'Notes de séance');
  await document.text.fill(
    Array.from({ length: 300 }, (_, index) => `Ligne ${String(index + 1)}`).join('\n'),
  );
  await document.saved();
  expect(pagesOf(await page.pdf({ preferCSSPageSize: true }))).toBeGreaterThan(3);
});

/** Runs in the page: pastes into what has the focus. */
const paste = (html: string): string => `(() => {
  const data = new DataTransfer();
  data.setData('text/html', ${JSON.stringify(html)});
  document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
})()`;

const numbered = (count: number, word: string): string[] =>
  Array.from({ length: count }, (_, index) => `${word} ${String(index + 1)}`);

/** Chromium writes the objects of its pages plainly. */
const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type \/Page\b/gu)?.length ?? 0;
