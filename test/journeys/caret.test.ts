import type { Page } from 'playwright-core';
import { beforeEach, expect, it } from 'vitest';
import type { Window } from '../support/browser.js';
import type { DocumentWindow } from '../support/document-window.js';
import { setTwoWriters } from '../support/web/two-writers.js';
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

const openForTwo = setTwoWriters();
let hers: Window;
let his: Window;
let herDocument: DocumentWindow;
let hisDocument: DocumentWindow;

beforeEach(async () => {
  ({ hers, his, herDocument, hisDocument } = await openForTwo('Compte rendu'));
  await herDocument.write(FIRST_WORDS);
  await hisDocument.reads(FIRST_WORDS);
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
