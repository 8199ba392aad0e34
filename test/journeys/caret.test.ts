import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { launchBrowser, photograph, Window } from '../support/browser.js';
import { DocumentWindow } from '../support/document-window.js';
import { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { until } from '../support/until.js';

const FIRST_WORDS = 'Réunion du lundi.';
/** The page from now on: the browser's own news of the caret comes too late for anything that follows. */
const HOLD_NEWS = `addEventListener('selectionchange', (event) => {
  if (event.isTrusted) event.stopImmediatePropagation();
}, true)`;

/** In the page: a colleague's caret stands at the very beginning of the text. */
const HIS_CARET_AT_TOP = `(() => {
  const first = document.querySelector('[role=textbox][aria-multiline] p').firstChild;
  return first instanceof Element && first.matches('.mq-caret');
})()`;

let browser: Browser;
let server: Maroquin;
let claire: Person;
let parentId: string;
let hers: Window;
let his: Window;
let herDocument: DocumentWindow;
let hisDocument: DocumentWindow;

beforeAll(async () => {
  browser = await launchBrowser();
  server = await Maroquin.start({ env: { LOG_LEVEL: 'warn' } });
  claire = await firstAdministrator(server);
  const thomas = await invite(server, claire, { name: 'Thomas Lefèvre', email: 'thomas@prefecture.example' });
  parentId = await claire.http.create('/spaces', { name: 'Cabinet' });
  await claire.http.act('PUT', `/resources/${parentId}/grants/${thomas.id}`, { role: 'editor' });
  hers = await Window.open(browser, server, claire);
  his = await Window.open(browser, server, thomas);
  herDocument = new DocumentWindow(hers.page);
  hisDocument = new DocumentWindow(his.page);
});
beforeEach(async () => {
  const documentId = await claire.http.create('/documents', { title: 'Compte rendu', parentId });
  await herDocument.open(documentId);
  await hisDocument.open(documentId);
  await herDocument.write(FIRST_WORDS);
  await hisDocument.reads(FIRST_WORDS);
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(task.name, [hers, his]);
});
afterAll(async () => {
  await server.dispose();
  await browser.close();
});

it('two who write at one place, letter by letter in turn, each find their own words whole', async () => {
  await hisDocument.text.focus();
  await his.page.keyboard.press('Control+End');
  let length = FIRST_WORDS.length;
  const type = async (page: Page, key: string | undefined): Promise<void> => {
    if (key === undefined) return;
    await page.keyboard.type(key);
    length += key.length;
    for (const document of [herDocument, hisDocument])
      await until(async () => (await document.content()).length === length, `both read “${key}”`);
  };
  const [her, him] = [[...' Bonjour de Claire.'], [...' Suite de Thomas.']];
  await type(his.page, him.shift());
  while (her.length + him.length > 0) {
    await type(hers.page, her.shift());
    await type(his.page, him.shift());
  }
  expect(await herDocument.content()).toContain('Bonjour de Claire.');
  expect(await herDocument.content()).toContain('Suite de Thomas.');
  await herDocument.agreesWith(hisDocument);
});

it('Enter divides the text where the caret is, however late the browser tells of it', async () => {
  await hers.page.evaluate(HOLD_NEWS);
  await hers.page.keyboard.press('ArrowLeft');
  await hers.page.keyboard.press('Enter');
  await until(async () => (await herDocument.text.locator('p').count()) === 2, 'there are two paragraphs');
  expect(await herDocument.text.locator('p').allInnerTexts()).toEqual(['Réunion du lundi', '.']);
});

it('a colleague’s change leaves the caret where it was just put', async () => {
  await hers.page.evaluate(HOLD_NEWS);
  await hers.page.keyboard.press('ArrowLeft');
  await hisDocument.write(' Suite.');
  await herDocument.reads('Suite.');
  await hers.page.keyboard.type(' 5');
  expect(await herDocument.content()).toBe('Réunion du lundi 5. Suite.');
});

it('a colleague’s caret that moves leaves one’s own where it was just put', async () => {
  await hers.page.evaluate(HOLD_NEWS);
  await hers.page.keyboard.press('ArrowLeft');
  await hisDocument.text.focus();
  await until(async () => {
    await his.page.keyboard.press('Control+Home');
    return hers.page.evaluate<boolean>(HIS_CARET_AT_TOP);
  }, 'she sees his caret at the top');
  await hers.page.keyboard.type(' 5');
  expect(await herDocument.content()).toBe('Réunion du lundi 5.');
});
