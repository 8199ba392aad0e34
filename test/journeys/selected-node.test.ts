import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { launchBrowser, photograph, Window } from '../support/browser.js';
import { DocumentWindow } from '../support/document-window.js';
import { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, invite } from '../support/people.js';
import { until } from '../support/until.js';

const WITH_LINE = '<p>Le préfet décide</p><hr>';
const PASTE = `(() => {
  const data = new DataTransfer();
  data.setData('text/html', ${JSON.stringify(WITH_LINE)});
  document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
})()`;

let browser: Browser;
let server: Maroquin;
let hers: Window;
let his: Window;
let herDocument: DocumentWindow;
let hisDocument: DocumentWindow;

beforeAll(async () => {
  browser = await launchBrowser();
  server = await Maroquin.start({ env: { LOG_LEVEL: 'warn' } });
  const claire = await firstAdministrator(server);
  const thomas = await invite(server, claire, { name: 'Thomas Lefèvre', email: 'thomas@prefecture.example' });
  const parentId = await claire.http.create('/spaces', { name: 'Cabinet' });
  await claire.http.act('PUT', `/resources/${parentId}/grants/${thomas.id}`, { role: 'editor' });
  const documentId = await claire.http.create('/documents', { title: 'Arrêté', parentId });
  hers = await Window.open(browser, server, claire);
  his = await Window.open(browser, server, thomas);
  herDocument = new DocumentWindow(hers.page);
  hisDocument = new DocumentWindow(his.page);
  await herDocument.open(documentId);
  await hisDocument.open(documentId);
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(task.name, [hers, his]);
});
afterAll(async () => {
  await server.dispose();
  await browser.close();
});

it('what one has selected and the other deletes goes from both screens, and both write on', async () => {
  await herDocument.text.focus();
  await hers.page.evaluate(PASTE);
  const hisLine = hisDocument.text.locator('hr');
  const herLine = herDocument.text.locator('hr');
  await hisLine.waitFor({ state: 'attached' });
  await herLine.click({ force: true });
  await hers.page.locator('hr.ProseMirror-selectednode').waitFor({ state: 'attached' });
  await hisDocument.text.focus();
  await his.page.keyboard.press('Control+End');
  await until(async () => {
    await his.page.keyboard.press('Backspace');
    return (await hisLine.count()) === 0;
  }, 'he deleted it');
  await herLine.waitFor({ state: 'detached' });
  await hisDocument.write(' ce jour.');
  await herDocument.reads('ce jour.');
  await herDocument.write(' Fait à Annecy.');
  await hisDocument.reads('ce jour. Fait à Annecy.');
  await herDocument.saved();
  expect(await hisLine.count()).toBe(0);
  expect([...hers.errors, ...his.errors]).toEqual([]);
});
