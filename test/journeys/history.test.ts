import { comparisonSchema, versionsSchema } from '@maroquin/contracts';
import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { settled, violations } from '../support/web/axe.js';
import { DocumentWindow } from '../support/document-window.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { until } from '../support/until.js';

let claire: Person;
let thomas: Person;
let spaceId: string;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
  thomas = await invite(server, claire, { name: 'Thomas Lefèvre', email: 'thomas@prefecture.example' });
  spaceId = await claire.http.create('/spaces', { name: 'Cabinet' });
  await claire.http.act('PUT', `/resources/${spaceId}/grants/${thomas.id}`, { role: 'editor' });
});

const note = (title: string): Promise<string> =>
  claire.http.create('/documents', { title, parentId: spaceId });

/** The history of an open document as the person in front of it uses it. */
class HistoryWindow {
  readonly text: Locator;
  readonly timeline: Locator;

  constructor(readonly page: Page) {
    this.text = page.getByRole('article', { name: /^Texte de la version/ });
    this.timeline = page.getByRole('complementary', { name: 'Versions' });
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: 'Historique des versions' }).click();
    await this.timeline.waitFor();
  }

  version(words: string | RegExp): Locator {
    return this.timeline.locator('[data-version]').filter({ hasText: words });
  }

  change(kind: 'ins' | 'del', words: string): Locator {
    return this.text.locator(kind).filter({ hasText: words });
  }
}

async function writtenByBoth(title: string): Promise<string> {
  const id = await note(title);
  for (const [who, words] of [
    [claire, 'Un calendrier en deux temps.'],
    [thomas, ' Puis un troisième.'],
  ] as const) {
    const { page, close } = await openFor(who, id);
    await new DocumentWindow(page).write(words);
    await new DocumentWindow(page).saved();
    await close();
    if (who === claire)
      await claire.http.call('POST', `/api/v1/documents/${id}/versions`, named('Avant relecture'));
  }
  return id;
}

const named = (name: string) => ({ body: { name } });

async function openFor(who: Person, id: string) {
  const window = await stage.open(who);
  await new DocumentWindow(window.page).open(id);
  return { page: window.page, window, close: () => window.page.close() };
}

it('two people write; the history shows who wrote what; a restored version reaches both, and can be undone', async () => {
  const id = await note('Calendrier');
  const hers = await openFor(claire, id);
  const herText = new DocumentWindow(hers.page);
  await herText.write('Un calendrier en deux temps.');
  await herText.saved();
  const herHistory = new HistoryWindow(hers.page);
  await herHistory.open();
  await herHistory.version('Version actuelle').filter({ hasText: 'Claire Fontaine' }).waitFor();
  await hers.page.getByRole('button', { name: 'Nommer', exact: true }).click();
  await hers.page.keyboard.type('Avant relecture');
  await hers.page.keyboard.press('Enter');
  await herHistory.version('Avant relecture').waitFor();
  await hers.page.getByRole('button', { name: 'Revenir au document' }).click();

  const his = await openFor(thomas, id);
  const hisText = new DocumentWindow(his.page);
  await hisText.write(' Puis un troisième.');
  await hisText.saved();
  await herText.reads('Puis un troisième.');

  await herHistory.open();
  await herHistory.version('Thomas Lefèvre').waitFor();
  const change = herHistory.change('ins', 'Puis un troisième.');
  await change.waitFor();
  expect(await change.getAttribute('title')).toMatch(/^Ajouté par Thomas Lefèvre, /);

  await hers.window.mark();
  await his.window.mark();
  await herHistory.version('Avant relecture').click();
  await hers.page.getByRole('button', { name: 'Restaurer cette version' }).click();
  await herText.ready();
  await until(async () => !(await hisText.content()).includes('troisième'), 'he sees the restored version');
  expect(await herText.content()).toBe('Un calendrier en deux temps.');
  await hisText.ready();
  await hisText.write(' Repris.');
  await herText.reads('Repris.');
  expect([await hers.window.isMarked(), await his.window.isMarked()]).toEqual([true, true]);

  await herHistory.open();
  await herHistory.version('Restauration de la version du').waitFor();
  await herHistory.version('Avant la restauration').click();
  await herHistory.change('ins', 'Puis un troisième.').waitFor();
  await hers.page.getByRole('button', { name: 'Restaurer cette version' }).click();
  await hisText.reads('Puis un troisième.');
  await hers.page
    .getByRole('region', { name: 'Messages brefs' })
    .getByRole('button', { name: 'Annuler' })
    .click();
  await hisText.reads('Repris.');
  expect([hers.window.errors, his.window.errors]).toEqual([[], []]);
});

it('the history is used without a mouse', async () => {
  const id = await writtenByBoth('Sans souris');
  const { page } = await openFor(claire, id);
  const history = new HistoryWindow(page);
  const { keyboard } = page;
  await page.keyboard.press('Alt+Shift+H');
  await history.change('ins', 'Puis un troisième.').waitFor();
  await until(() => focusedVersion(page), 'the timeline has the focus');
  await keyboard.press('Alt+Shift+ArrowDown');
  await page
    .getByRole('status')
    .filter({ hasText: /Ajouté par Thomas Lefèvre, .*: Puis un troisième\./ })
    .waitFor();
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await history.change('ins', 'Un calendrier en deux temps.').waitFor();
  await keyboard.press('F2');
  await keyboard.press('Control+a');
  await keyboard.type('Première version');
  await keyboard.press('Enter');
  await history.version('Première version').waitFor();
  await until(() => focusedVersion(page), 'the focus is back in the timeline');
  await keyboard.press('Escape');
  await until(async () => page.evaluate(IN_TEXT), 'the text has the focus');
});

const focusedVersion = (page: Page): Promise<boolean> =>
  page.evaluate<boolean>(`document.activeElement?.hasAttribute('data-version') === true`);
const IN_TEXT = `document.activeElement?.getAttribute('role') === 'textbox'`;

it('any two versions are compared', async () => {
  const id = await writtenByBoth('Deux versions');
  const { page } = await openFor(claire, id);
  const history = new HistoryWindow(page);
  await history.open();
  await history.change('ins', 'Puis un troisième.').waitFor();
  await page.getByRole('button', { name: /^Comparer à une autre version/ }).click();
  await page.getByRole('menuitem', { name: 'un document vide' }).click();
  await history.change('ins', 'Un calendrier en deux temps.').waitFor();
  await history.change('ins', 'Puis un troisième.').waitFor();
  await page.getByRole('button', { name: 'Changements' }).click();
  await page.getByRole('article', { name: 'Texte de la version', exact: true }).waitFor();
  expect(await history.text.locator('ins').count()).toBe(0);
});

it('who may only read sees no history, and it does not exist for them', async () => {
  const id = await note('Lecture');
  await claire.http.act('PUT', `/resources/${spaceId}/grants/${thomas.id}`, { role: 'reader' });
  const { page } = await openReader(id);
  expect(await page.getByRole('button', { name: 'Historique des versions' }).count()).toBe(0);
  await expect(thomas.http.get(versionsSchema, `/documents/${id}/versions`)).rejects.toThrow('404');
  await expect(thomas.http.get(comparisonSchema, `/documents/${id}/compare?from=0&to=0`)).rejects.toThrow(
    '404',
  );
  await claire.http.act('PUT', `/resources/${spaceId}/grants/${thomas.id}`, { role: 'editor' });
});

async function openReader(id: string) {
  const window = await stage.open(thomas);
  await window.page.goto(`/d/${id}`);
  await new DocumentWindow(window.page).says('Lecture seule').waitFor();
  return window;
}

it('leaves axe nothing to say, light and dark, at 1280, 768 and 360 px', async () => {
  const id = await writtenByBoth('Accessible');
  const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  const inBothColours = async (page: Page): Promise<void> => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await settled(page);
      expect(await violations(page), colorScheme).toEqual([]);
    }
  };
  for (const width of [1280, 768, 360]) {
    const { page } = await stage.open(claire, { width });
    const history = new HistoryWindow(page);
    await page.goto(`/d/${id}?version=`);
    await history.timeline.waitFor();
    await history.version('Avant relecture').waitFor();
    await inBothColours(page);
    await history.version('Version actuelle').click();
    await history.change('ins', 'Puis un troisième.').waitFor();
    await inBothColours(page);
    expect(await page.evaluate<number>(overflow)).toBe(0);
    if (width === 360) {
      await page.getByRole('button', { name: 'Revenir aux versions' }).click();
      await history.timeline.waitFor();
    }
  }
});
