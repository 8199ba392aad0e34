import { searchResultsSchema } from '@maroquin/contracts';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { settled, violations } from '../support/web/axe.js';
import { DocumentWindow } from '../support/document-window.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { png } from '../support/office/png.js';
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

async function opened(title: string): Promise<{ page: Page; document: DocumentWindow; id: string }> {
  const { page } = await stage.open(claire);
  const document = new DocumentWindow(page);
  const id = await claire.http.create('/documents', { title, parentId: spaceId });
  await document.open(id);
  return { page, document, id };
}

const focused = (page: Page): Promise<string> =>
  page.evaluate<string>(
    `document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent ?? ''`,
  );

it('a click on a link shows a card that leads on, copies, edits and removes; Ctrl+click opens the address', async () => {
  const { page, document } = await opened('Liens');
  await document.write('Voir https://exemple.example/notice ');
  const link = document.text.getByRole('link', { name: 'https://exemple.example/notice' });
  await link.click();
  const card = page.getByRole('dialog', { name: 'Lien' });
  await card.getByText('https://exemple.example/notice').waitFor();
  expect(await card.getByRole('link', { name: 'Ouvrir' }).getAttribute('href')).toBe(
    'https://exemple.example/notice',
  );
  await card.getByRole('button', { name: 'Copier' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await card.waitFor({ state: 'detached' });

  // By keyboard: the caret stands in the link.
  await page.keyboard.press('Alt+Enter');
  await until(async () => (await focused(page)) === 'Ouvrir', 'the card has the focus');
  await page.keyboard.press('Escape');
  await until(async () => (await focused(page)) === 'Texte du document', 'the text has the focus');

  await page.context().route('https://exemple.example/**', (route) => route.fulfill({ body: 'Notice' }));
  const popup = page.context().waitForEvent('page');
  await link.click({ modifiers: ['Control'] });
  await (await popup).getByText('Notice').waitFor();
  await (await popup).close();

  await link.click();
  await card.getByRole('button', { name: 'Modifier' }).click();
  const dialog = page.getByRole('dialog', { name: 'Lien' }).filter({ has: page.getByRole('textbox') });
  await dialog.getByRole('textbox', { name: 'Adresse' }).fill('https://exemple.example/autre');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await document.text.locator('a[href="https://exemple.example/autre"]').click();
  await card.getByRole('button', { name: 'Retirer le lien' }).click();
  await document.text.getByRole('link').waitFor({ state: 'detached' });
  await document.saved();
});

it('an inserted image is scrolled to, gets a description and a caption, and its width by corner and by arrows', async () => {
  const { page, document } = await opened('Images');
  await document.write(Array.from({ length: 40 }, (_, line) => `Ligne ${String(line)}`).join('\n'));
  await page.getByRole('button', { name: 'Image', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Insérer une image' });
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    dialog.getByRole('button', { name: 'Choisir une image' }).click(),
  ]);
  await chooser.setFiles({ name: 'plan.png', mimeType: 'image/png', buffer: png(600, 400, [40, 90, 70]) });
  await dialog.getByRole('textbox', { name: 'Description' }).fill('Plan du bâtiment');
  await dialog.getByRole('textbox', { name: 'Légende' }).fill('Le bâtiment en 2026');
  await dialog.getByRole('button', { name: 'Insérer l’image' }).click();
  await dialog.waitFor({ state: 'detached' });
  const image = document.text.getByRole('img', { name: 'Plan du bâtiment' });
  await document.text.getByText('Le bâtiment en 2026').waitFor();
  const isSeen = `(() => {
    const box = document.querySelector('.mq-image img').getBoundingClientRect();
    return box.height > 300 && box.bottom <= innerHeight && box.top >= 0;
  })()`;
  await until(() => page.evaluate<boolean>(isSeen), 'the whole image is in view');

  const width = async (): Promise<number> => (await image.boundingBox())?.width ?? 0;
  const before = await width();
  await image.click();
  const grip = document.text.getByRole('slider', { name: 'Largeur de l’image' });
  await grip.focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await until(async () => (await width()) < before - 20, 'the arrows make it smaller');
  const between = await width();
  const box = await grip.boundingBox();
  if (box === null) throw new Error('the corner is not there');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x - 150, box.y, { steps: 4 });
  await page.mouse.up();
  await until(async () => (await width()) < between - 100, 'the corner makes it smaller');
  await document.saved();
  const kept = await width();

  // Enter on the selected image opens its words.
  await image.click();
  await page.keyboard.press('Enter');
  const words = page.getByRole('dialog', { name: 'Image' });
  await words.getByRole('textbox', { name: 'Légende' }).fill('Façade nord');
  await page.keyboard.press('Enter');
  await document.text.getByText('Façade nord').waitFor();
  await document.saved();
  expect(await violations(page)).toEqual([]);
  await page.reload();
  await document.ready();
  await document.text.getByText('Façade nord').waitFor();
  await until(async () => Math.abs((await width()) - kept) <= 1, 'the width is kept');
});

it('"/" in an empty paragraph offers what can be inserted, filtered as one types; in a sentence it is a sign', async () => {
  const { page, document } = await opened('Insertion');
  await document.text.focus();
  await page.keyboard.type('Le 12/05 et/ou le 13.');
  await page.keyboard.press('Enter');
  const menu = page.getByRole('listbox', { name: 'Insérer' });
  expect(await menu.count()).toBe(0);
  await page.keyboard.type('/');
  await menu.waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.type('tab');
  expect(await menu.getByRole('option').allTextContents()).toEqual(['Tableau', 'Table des matières']);
  await page.keyboard.press('Enter');
  await document.text.getByRole('table').waitFor();
  expect(await document.content()).not.toContain('/tab');

  await page.keyboard.press('Control+End');
  await page.keyboard.type('/');
  await menu.waitFor();
  await page.keyboard.press('Escape');
  await menu.waitFor({ state: 'detached' });
  await page.keyboard.type(' reste');
  await document.reads('/ reste');
});

it('F2 renames from the page of a document, and the menus of pages show no key that does nothing there', async () => {
  const { page, document, id } = await opened('Avant');
  await document.text.focus();
  await page.keyboard.press('F2');
  const dialog = page.getByRole('dialog', { name: 'Renommer' });
  await dialog.getByRole('textbox').fill('Après');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Après' }).waitFor({ state: 'attached' });
  for (const address of [`/d/${id}`, `/e/${spaceId}/documents`]) {
    await page.goto(address);
    const name = address.startsWith('/d/') ? 'Autres actions' : /^Actions sur|^Autres actions/;
    await page.getByRole('banner').or(page.locator('.mq-head')).getByRole('button', { name }).first().click();
    const keys = page.locator('[role="menuitem"] [data-keys]');
    await keys.first().waitFor({ state: 'attached' });
    const shown = await keys.evaluateAll((all: { getAttribute(name: string): string | null }[]) =>
      all.map((one) => one.getAttribute('data-keys')),
    );
    expect(shown).toContain('F2');
    expect(shown).not.toContain('Suppr');
  }
});

const speak = async (locale: 'fr' | 'en'): Promise<void> => {
  const { version } = await claire.http.me();
  await claire.http.act('PATCH', '/me', { locale }, { 'if-match': `"${String(version)}"` });
};
it('a French text keeps its language, its blanks and its spelling check in an English interface', async () => {
  const { page, document, id } = await opened('Langue');
  await document.write('Le préfet a signé la note, et les services sont prévenus par une lettre.');
  await document.saved();
  await speak('en');
  try {
    await page.goto(`/d/${id}`);
    const text = page.getByRole('textbox', { name: 'Text of the document' });
    await text.and(page.locator('[lang="fr"]')).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await text.focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' Vraiment?');
    await text.getByText('Vraiment\u202f?').waitFor();
  } finally {
    await speak('fr');
  }
});

it('the language that somebody chooses for a document is everybody’s, and lasts', async () => {
  const { page, document, id } = await opened('Annexe');
  await claire.http.act('PUT', `/resources/${spaceId}/grants/${thomas.id}`, { role: 'reader' });
  const his = await stage.open(thomas);
  await his.page.goto(`/d/${id}`);
  await document.saved();
  await page.getByRole('button', { name: /^Langue/ }).press('Enter');
  await page.getByRole('menuitem', { name: 'Anglais' }).press('Enter');
  await document.text.and(page.locator('[lang="en"]')).waitFor();
  // Without loading the page again, and without a choice of his own.
  await new DocumentWindow(his.page).text.and(his.page.locator('[lang="en"]')).waitFor();
  await his.page.locator('.mq-doc-foot').getByText('Anglais', { exact: true }).waitFor();
  expect(await his.page.getByRole('button', { name: /^Langue/ }).count()).toBe(0);
  await page.reload();
  await document.text.and(page.locator('[lang="en"]')).waitFor();
});

it('a message gets the same French blanks as a document while it is typed, and Ctrl+Z takes them back', async () => {
  const channelId = await claire.http.create('/channels', { name: 'Général', parentId: spaceId });
  const { page } = await stage.open(claire);
  await page.goto(`/e/${spaceId}/discussions/${channelId}`);
  const field = page.getByRole('textbox', { name: /^Écrire dans/ });
  await field.focus();
  await page.keyboard.type("D'accord pour 1 240 euros?");
  await until(
    async () => (await field.inputValue()) === 'D’accord pour 1\u202f240 euros\u202f?',
    'French blanks',
  );
  await page.keyboard.press('Control+z');
  await until(async () => !(await field.inputValue()).endsWith('\u202f?'), 'the last one is taken back');
});

it('lines are aligned and words coloured by keyboard, for everybody who opens the document', async () => {
  const { page, document, id } = await opened('Mise en forme');
  await document.write('Avis favorable');
  await page.keyboard.press('Control+Shift+e');
  const line = document.text.locator('p[data-align="center"]');
  await line.waitFor();
  await page.getByRole('button', { name: 'Alignement : Centrer' }).waitFor();
  await page.keyboard.press('Control+a');
  for (const [mark, item] of [
    ['mark[data-highlight="yellow"]', 'Surligner en jaune'],
    ['span[data-ink="red"]', 'Texte rouge'],
  ] as const) {
    const button = page.getByRole('button', { name: 'Surlignage et couleur du texte' });
    await button.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menu').waitFor();
    if (mark.startsWith('mark')) expect(await violations(page)).toEqual([]);
    await page.getByRole('menuitem', { name: item, exact: true }).press('Enter');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await document.text.locator(mark).getByText('Avis favorable').waitFor();
  }
  const more = page.getByRole('button', { name: 'Autres outils' });
  await more.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Exposant' }).press('Enter');
  await document.text.locator('sup').getByText('Avis favorable').waitFor();
  await document.saved();
  // Others would see her selection over the colours.
  await document.text.focus();
  await page.keyboard.press('End');
  await claire.http.act('PUT', `/resources/${spaceId}/grants/${thomas.id}`, { role: 'reader' });
  const his = (await stage.open(thomas, { width: 360, height: 740, dark: true })).page;
  await his.goto(`/d/${id}`);
  const seen = his.locator('p[data-align="center"] mark[data-highlight="yellow"]');
  await seen.getByText('Avis favorable').waitFor();
  const align = "getComputedStyle(document.querySelector('p[data-align]')).textAlign";
  expect(await his.evaluate<string>(align)).toBe('center');
  expect(await violations(his)).toEqual([]);
});

it('tasks are listed, ticked, nested and moved by keyboard; frames, indents and characters are put in the same way', async () => {
  const { page, document, id } = await opened('Suites à donner');
  await document.text.focus();
  await page.keyboard.type('[ ] Consulter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Viser');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Signer');
  const box = (words: string) => document.text.getByRole('checkbox', { name: `Tâche faite : ${words}` });
  await box('Signer').waitFor();
  expect(await document.text.locator('ul ul [data-checked]').count()).toBe(1);
  await page.keyboard.press('Control+Enter');
  await until(() => box('Signer').isChecked(), 'the task at the caret is done');
  await page.keyboard.press('Shift+Tab');
  await until(
    async () => (await document.text.locator('ul ul [data-checked]').count()) === 0,
    'it is out again',
  );
  await page.keyboard.press('Alt+ArrowUp');
  await until(async () => /Consulter.*Signer.*Viser/u.test(await document.content()), 'the task moved up');
  await box('Consulter').click();
  await until(() => box('Consulter').isChecked(), 'a click does it too');

  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('/attention');
  await page.getByRole('option', { name: 'Encadré : attention' }).waitFor();
  await page.keyboard.press('Enter');
  const frame = document.text.locator('[data-callout="warning"]');
  await frame.waitFor();
  await page.keyboard.type('Délai');
  await frame.filter({ hasText: 'Délai' }).waitFor();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('Suite');
  await page.keyboard.press('Alt+Shift+ArrowRight');
  await page.keyboard.press('Alt+Shift+ArrowRight');
  await document.text.locator('[data-indent="2"]', { hasText: 'Suite' }).waitFor();
  await page.keyboard.press('Alt+Shift+ArrowLeft');
  await document.text.locator('[data-indent="1"]', { hasText: 'Suite' }).waitFor();

  await page.getByRole('button', { name: 'Autres outils' }).click();
  await page.getByRole('menuitem', { name: 'Caractère spécial' }).click();
  const dialog = page.getByRole('dialog', { name: 'Insérer un caractère' });
  await dialog.getByRole('button', { name: 'É', exact: true }).click();
  await dialog.getByRole('button', { name: 'Œ', exact: true }).click();
  await settled(page);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await document.reads('SuiteÉŒ');
  await settled(page);
  expect(await violations(page)).toEqual([]);
  await document.saved();

  // It is so for everybody who opens the document, and who only reads changes nothing.
  await claire.http.act('PUT', `/resources/${id}/grants/${thomas.id}`, { role: 'reader' });
  const reader = await stage.open(thomas);
  const his = new DocumentWindow(reader.page);
  await reader.page.goto(`/d/${id}`);
  await his.text.locator('[data-callout="warning"]', { hasText: 'Délai' }).waitFor();
  const tick = his.text.getByRole('checkbox', { name: 'Tâche faite : Consulter' });
  expect(await tick.isChecked()).toBe(true);
  expect(await tick.isDisabled()).toBe(true);
});

/** Where the middle of each tool of the bar is, and whether all of them are within it. */
const BAR = `(() => {
  const bar = document.querySelector('.mq-tools');
  const middles = [...bar.children].filter((one) => one.offsetHeight > 0).map((one) => {
    const { top, bottom } = one.getBoundingClientRect();
    return Math.round((top + bottom) / 4);
  });
  return { rows: new Set(middles).size, isWhole: bar.scrollWidth <= bar.clientWidth };
})()`;

it('the bar keeps one row beside the review panel, and what leaves it stands in its menu', async () => {
  const { page, document } = await opened('Barre d’outils');
  const bar = () => page.evaluate<{ rows: number; isWhole: boolean }>(BAR);
  const rule = page.getByRole('toolbar').getByRole('button', { name: 'Ligne de séparation' });
  await rule.waitFor();
  expect(await bar()).toEqual({ rows: 1, isWhole: true });
  await page.getByRole('button', { name: /^Relecture/ }).click();
  await page.getByRole('complementary').waitFor();
  await rule.waitFor({ state: 'detached' });
  expect(await bar()).toEqual({ rows: 1, isWhole: true });
  await document.text.focus();
  await page.getByRole('button', { name: 'Autres outils' }).click();
  await page.getByRole('menuitem', { name: 'Ligne de séparation' }).press('Enter');
  await document.text.locator('hr').waitFor();
  await page.getByRole('button', { name: /^Relecture/ }).click();
  await rule.waitFor();
});

/** What style sheets put before the titles is drawn, and stands in no text. */
const NUMBERS = `[...document.querySelectorAll('.mq-prose-text :is(h1, h2, h3, h4)')].map((title) => {
  const [, levels = ''] = /^(.*) "/u.exec(getComputedStyle(title, '::before').content) ?? [];
  return levels.replaceAll(/counter\\(title-(\\d)\\)/gu, '$1') + ' ' + title.textContent;
})`;

it('titles bear numbers for everybody, in the text, its contents and the files made of it', async () => {
  const { page, document, id } = await opened('Rapport');
  await document.write('Objet');
  await page.keyboard.press('Alt+Shift+2');
  await document.text.locator('h2').waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.type('Contexte');
  await page.keyboard.press('Alt+Shift+3');
  await document.text.locator('h3').waitFor();
  await document.saved();
  await page.getByRole('button', { name: 'Plan du document' }).click();
  const outline = page.getByRole('navigation', { name: 'Titres du document' });
  await outline.getByRole('button', { name: 'Contexte' }).waitFor();
  await page.getByRole('button', { name: 'Autres actions' }).click();
  await page.getByRole('menuitem', { name: 'Numéroter les titres' }).press('Enter');
  await outline.getByRole('button', { name: '1.1 Contexte' }).waitFor();
  const numbers = () => page.evaluate<string[]>(NUMBERS);
  await until(async () => (await numbers()).join() === '2 Objet,2 "." 3 Contexte', 'the titles are counted');
  // The name of the button goes once neither mouse nor focus is on it.
  await page.mouse.move(0, 0);
  await document.text.focus();
  await page.getByRole('tooltip').waitFor({ state: 'detached' });
  await settled(page);
  expect(await violations(page)).toEqual([]);
  const exported = await claire.http.bytes(`/documents/${id}/export?format=md`);
  expect(Buffer.from(exported).toString()).toContain('### 1.1 Contexte');
  // A colleague sees it without loading the page again.
  await claire.http.act('PUT', `/documents/${id}/numbered-titles`, { on: false });
  await outline.getByRole('button', { name: '1.1 Contexte' }).waitFor({ state: 'detached' });
});

/** The middle of the last letters of the text. */
const LAST_WORD = `(() => {
  const range = document.createRange();
  const words = document.querySelector('.mq-prose-text p').lastChild;
  range.setStart(words, words.length - 3);
  range.setEnd(words, words.length - 1);
  const { left, right, top, bottom } = range.getBoundingClientRect();
  return [(left + right) / 2, (top + bottom) / 2];
})()`;

it('the form of words is copied and given to others, and the text stands alone until Escape', async () => {
  const { page, document } = await opened('Brouillon');
  await document.write('Important et banal');
  await page.keyboard.press('Home');
  await page.keyboard.press('Control+Shift+ArrowRight');
  await page.keyboard.press('Control+b');
  await document.text.locator('strong', { hasText: 'Important' }).waitFor();
  await page.keyboard.press('Control+Alt+c');
  await page.getByText('Mise en forme copiée.').waitFor({ state: 'attached' });
  await page.keyboard.press('End');
  await page.keyboard.press('Control+Alt+v');
  await document.text.locator('strong', { hasText: 'banal' }).waitFor();
  // With the mouse: the button takes the form up, and the word that is pressed gets it.
  await page.keyboard.press('Control+z');
  await document.text.locator('strong', { hasText: 'banal' }).waitFor({ state: 'detached' });
  await document.text.locator('strong').click();
  const brush = page.getByRole('button', { name: 'Reproduire la mise en forme' });
  await brush.click();
  await page.locator('.mq-prose-text[data-brush]').waitFor();
  const [x, y] = await page.evaluate<[number, number]>(LAST_WORD);
  await page.mouse.click(x, y);
  await document.text.locator('strong', { hasText: 'banal' }).waitFor();
  await page.locator('.mq-prose-text[data-brush]').waitFor({ state: 'detached' });
  await document.saved();

  await page.keyboard.press('Alt+Shift+F');
  const leave = page.getByRole('button', { name: 'Quitter le mode concentration' });
  await leave.waitFor();
  await page.getByRole('toolbar').waitFor({ state: 'hidden' });
  await until(async () => (await focused(page)) === 'Texte du document', 'the text has the focus');
  await page.locator('.mq-focus-corner').getByText('Enregistré').waitFor();
  await page.mouse.move(0, 0);
  await page.getByRole('tooltip').waitFor({ state: 'detached' });
  await settled(page);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await leave.waitFor({ state: 'detached' });
  await page.getByRole('toolbar').waitFor();
});

it('a colleague is mentioned and told, and a link to a document shows its title', async () => {
  const parentId = await claire.http.create('/spaces', { name: 'Direction' });
  const target = await claire.http.create('/documents', { title: 'Calendrier des travaux', parentId });
  const { page, document, id } = await opened('Avis du comité');
  await claire.http.act('PUT', `/resources/${id}/grants/${thomas.id}`, { role: 'editor' });
  await document.write('Vu avec @Tho');
  await page.getByRole('option', { name: 'Thomas Lefèvre' }).waitFor();
  await settled(page);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await document.text.locator('[data-mention]', { hasText: '@Thomas Lefèvre' }).waitFor();
  await until(async () => {
    const found = await claire.http.json(searchResultsSchema, 'POST', '/search', { q: 'Calendrier' });
    return found.items.some((hit) => hit.id === target);
  }, 'the document is found by its name');
  // The menu put a blank behind the name; the one typed out of habit is that one.
  await page.keyboard.type(' puis [[Calend');
  await page.getByRole('option', { name: /^Calendrier des travaux/ }).waitFor();
  await page.keyboard.press('Enter');
  const link = document.text.locator('a[data-internal]', { hasText: 'Calendrier des travaux' });
  await link.waitFor();
  // Signs that name nobody and nothing stay what they are, and Enter ends the paragraph.
  await page.keyboard.type('et fin. 3 @ ');
  await page.keyboard.press('Enter');
  await page.keyboard.type('[[Calendrier]]');
  await page.keyboard.press('Enter');
  const foreign = `<span data-mention="${id}" data-person="${thomas.id}" data-name="La préfète">@</span>`;
  await page.evaluate(`{
    const data = new DataTransfer();
    data.setData('text/html', ${JSON.stringify(`<p>Signé ${foreign}</p>`)});
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }`);
  await document.text.locator('p', { hasText: 'Signé @La préfète' }).waitFor();
  await document.text.locator('p', { hasText: '[[Calendrier]]' }).waitFor();
  await document.text.locator('p', { hasText: 'et fin. 3 @' }).waitFor();
  expect(await document.content()).toMatch(/@Thomas Lefèvre puis /u);
  expect(await document.text.locator('[data-mention]').count()).toBe(1);
  expect(await link.count()).toBe(1);
  await document.saved();
  await settled(page);
  expect(await violations(page)).toEqual([]);
  // A click shows who that is.
  await document.text.locator('[data-mention]').click();
  await page.getByRole('dialog', { name: /Thomas Lefèvre/ }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: /Thomas Lefèvre/ }).waitFor({ state: 'detached' });

  const his = await stage.open(thomas, { width: 360, height: 740 });
  await his.page.goto('/activite');
  const told = his.page.getByRole('link', { name: /vous mentionne dans Avis du comité/ });
  await told.click();
  const text = new DocumentWindow(his.page).text;
  await text.locator('[data-mention]', { hasText: '@Thomas Lefèvre' }).waitFor();
});

it('where only suggestions are taken, an editor suggests, and its manager says so and lifts it', async () => {
  const { page, document, id } = await opened('Projet de circulaire');
  await document.write('Avis favorable');
  await document.saved();
  await claire.http.act('PUT', `/resources/${id}/grants/${thomas.id}`, { role: 'editor' });
  const his = (await stage.open(thomas)).page;
  const theirs = new DocumentWindow(his);
  await theirs.open(id);
  const writes = his.getByRole('radio', { name: 'Écrire' });
  await writes.waitFor();
  await page.getByRole('button', { name: 'Autres actions' }).click();
  await page.getByRole('menuitem', { name: 'N’accepter que des suggestions' }).click();
  await page.getByRole('note', { name: 'Suggestions seulement' }).waitFor();
  await his.getByRole('note', { name: 'Suggestions seulement' }).waitFor();
  await writes.waitFor({ state: 'detached' });
  await theirs.write(' sous réserve');
  await document.text.locator('.mq-ins', { hasText: 'sous réserve' }).waitFor();
  expect(await violations(his)).toEqual([]);
  await page.getByRole('button', { name: 'Autres actions' }).click();
  await page.getByRole('menuitem', { name: 'Permettre de nouveau d’écrire' }).click();
  await writes.waitFor();
  await his.getByRole('note', { name: 'Suggestions seulement' }).waitFor({ state: 'detached' });
});
