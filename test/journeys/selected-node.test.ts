import { expect, it } from 'vitest';
import { setTwoWriters } from '../support/web/two-writers.js';
import { until } from '../support/until.js';

const WITH_LINE = '<p>Le préfet décide</p><hr>';
const PASTE = `(() => {
  const data = new DataTransfer();
  data.setData('text/html', ${JSON.stringify(WITH_LINE)});
  document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
})()`;

const openForTwo = setTwoWriters();

it('what one has selected and the other deletes goes from both screens, and both write on', async () => {
  const { hers, his, herDocument, hisDocument } = await openForTwo('Arrêté');
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
