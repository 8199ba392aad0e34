import { proseToYUpdate } from '@maroquin/prose';
import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { applyUpdate } from 'yjs';
import { CollabClient } from '../support/collab-client.js';
import { DocumentWindow } from '../support/document-window.js';
import { firstAdministrator, type Person } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { until } from '../support/until.js';

let claire: Person;
let spaceId: string;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
  spaceId = await claire.http.create('/spaces', { name: 'Rapports' });
});

const BLOCKS = 400;
const WORDS = 'le préfet arrête sur proposition du secrétaire général les mesures nécessaires '.repeat(5);
const text = (words: string): object => ({ type: 'text', text: words });

/** Long enough for paragraphs far from the window to be left out of its layout. */
async function longDocument(): Promise<string> {
  const id = await claire.http.create('/documents', { title: 'Rapport', parentId: spaceId, kind: 'prose' });
  const content = Array.from({ length: BLOCKS }, (_, at) =>
    at % 50 === 0
      ? { type: 'heading', attrs: { level: 2 }, content: [text(`Titre ${String(at)}`)] }
      : { type: 'paragraph', content: [text(`Alinéa ${String(at)} ${WORDS}`)] },
  );
  const client = new CollabClient(claire.http, id);
  try {
    await client.edit((doc) =>
      applyUpdate(doc, proseToYUpdate({ type: 'doc', content } as Parameters<typeof proseToYUpdate>[0])),
    );
    expect(client.refused).toEqual([]);
  } finally {
    client.close();
  }
  return id;
}

async function opened(): Promise<{ page: Page; document: DocumentWindow }> {
  const { page } = await stage.open(claire);
  const document = new DocumentWindow(page);
  await document.open(await longDocument());
  return { page, document };
}

/** All of it stands in the window. */
const isSeen = async (page: Page, what: Locator): Promise<boolean> => {
  const box = await what.boundingBox();
  const height = page.viewportSize()?.height ?? 0;
  return box !== null && box.y >= 0 && box.y + Math.min(box.height, 40) <= height;
};

const bottomOf = async (what: Locator): Promise<number> => {
  const box = await what.boundingBox();
  return box === null ? Infinity : box.y + box.height;
};

it('in a long text one goes to its end and to any title, and what is written there is seen, counted and saved', async () => {
  const { page, document } = await opened();
  const foot = page.locator('.mq-doc-foot');
  const words = async (): Promise<number> =>
    Number((await foot.innerText()).replaceAll(/\s/gu, '').match(/^\d+/u)?.[0]);
  await until(async () => (await words()) > BLOCKS, 'the words are counted');
  const before = await words();

  await document.write(' Fait à Annecy');
  const last = document.text.locator('p').last();
  await until(
    async () => (await bottomOf(last)) <= (page.viewportSize()?.height ?? 0),
    'the end is in the window',
  );
  expect(await last.innerText()).toMatch(/Fait à Annecy$/u);
  await document.saved();
  await until(async () => (await words()) === before + 3, 'three words more are counted');

  await page.keyboard.press('Alt+Shift+P');
  const titles = page.getByRole('navigation', { name: 'Titres du document' });
  await titles.getByRole('button', { name: 'Titre 200' }).click();
  const title = document.text.getByRole('heading', { name: 'Titre 200' });
  await until(() => isSeen(page, title), 'the title is in the window');
  await page.keyboard.press('End');
  await page.keyboard.type(' bis');
  await titles.getByRole('button', { name: 'Titre 200 bis' }).waitFor();
  await document.saved();

  await page.keyboard.press('Control+Home');
  await until(
    () => isSeen(page, document.text.getByRole('heading', { name: 'Titre 0' })),
    'the beginning is in the window',
  );
});

it('the tools follow the caret, and what is suggested in a long text is listed while one types', async () => {
  const { page, document } = await opened();
  const bold = page.getByRole('button', { name: 'Gras', exact: true });
  await document.write(' simple');
  const undo = page.getByRole('button', { name: 'Annuler', exact: true });
  await until(() => undo.isEnabled(), 'what was typed can be undone');
  await page.keyboard.press('Control+b');
  await until(async () => (await bold.getAttribute('aria-pressed')) === 'true', 'bold is pressed');
  await page.keyboard.type(' gras');
  expect(await bold.getAttribute('aria-pressed')).toBe('true');
  await page.keyboard.press('Control+ArrowLeft');
  await page.keyboard.press('Control+ArrowLeft');
  await until(async () => (await bold.getAttribute('aria-pressed')) === 'false', 'bold is left');
  await page.keyboard.press('Control+Home');
  await until(
    () => page.getByRole('button', { name: /^Style du paragraphe.*Titre 2$/u }).isVisible(),
    'the style of a title is shown',
  );

  await page.keyboard.press('Alt+Shift+S');
  await document.write(' proposé');
  await page.getByRole('button', { name: 'Relecture, 1 commentaire ouvert' }).click();
  const list = page.getByRole('region', { name: 'Commentaires, dans l’ordre du texte' });
  await list.getByText('proposé').first().waitFor();
  await document.write(' encore');
  await list.getByText('proposé encore').first().waitFor();
  expect(await document.text.locator('p').last().innerText()).toMatch(/simple gras proposé encore$/u);
  await document.saved();
});
