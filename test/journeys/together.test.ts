import { createHash, randomBytes } from 'node:crypto';
import { resourcePageSchema } from '@maroquin/contracts';
import { sharedObjectStore } from '@maroquin/testing';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, photograph, Window } from '../support/browser.js';
import { DocumentWindow } from '../support/document-window.js';
import { docx, DOCX_TYPE } from '../support/office/docx.js';
import { Maroquin } from '../support/maroquin.js';
import { inCeph, prepareStore } from '../support/object-store.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { until } from '../support/until.js';

const WORDS = {
  title: 'Note au préfet',
  heading: 'Rénovation des écoles',
  paragraph: 'Le chantier commence en septembre.',
  bullets: ['Toitures', 'Fenêtres'],
  numbers: ['Consulter les communes', 'Chiffrer les travaux'],
  cells: ['Commune', 'Coût', 'Annecy', '120 000', 'Total à confirmer'],
  link: { text: 'Le programme en ligne', url: 'https://exemple.example/programme' },
  footnote: 'Selon le rapport de mars.',
  alt: 'Façade de l’école',
  comment: 'À relire',
  author: 'Paul Martin',
} as const;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** The journey that the suite exists for, step by step; each step goes on from the one before. */
describe.each(['disk', 'ceph'])('two people at work, files kept on %s', (storage) => {
  let server: Maroquin;
  let claire: Person;
  let thomas: Person;
  let spaceId: string;
  let documentId: string;
  let hers: Window;
  let his: Window;
  let herDocument: DocumentWindow;
  let hisDocument: DocumentWindow;

  beforeAll(async () => {
    const env = storage === 'ceph' ? inCeph(await sharedObjectStore()) : {};
    server = await Maroquin.prepare({ env: { LOG_LEVEL: 'warn', ...env } });
    if (storage === 'ceph') await prepareStore(server);
    await server.start();
    claire = await firstAdministrator(server);
    thomas = await invite(server, claire, { name: 'Thomas Lefèvre', email: 'thomas@prefecture.example' });
    spaceId = await claire.http.create('/spaces', { name: 'Cabinet' });
    await claire.http.act('PUT', `/resources/${spaceId}/grants/${thomas.id}`, { role: 'editor' });
    hers = await Window.open(browser, server, claire);
    his = await Window.open(browser, server, thomas);
    herDocument = new DocumentWindow(hers.page);
    hisDocument = new DocumentWindow(his.page);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await photograph(`${storage} ${task.name}`, [hers, his]);
  });
  afterAll(async () => {
    await hers.close();
    await his.close();
    await server.dispose();
  });

  it('a Word document becomes a document that can be written in, with all it held', async () => {
    const { page } = hers;
    await page.goto(`/e/${spaceId}/documents`);
    await page.getByRole('heading', { name: 'Cabinet' }).first().waitFor();
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Importer', exact: true }).click();
    const file = { name: 'Note.docx', mimeType: DOCX_TYPE, buffer: Buffer.from(docx(WORDS)) };
    await (await choosing).setFiles(file);
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/^Importé/).waitFor();
    await dialog.getByRole('link', { name: 'Ouvrir' }).click();
    await herDocument.ready();
    documentId = new URL(page.url()).pathname.split('/')[2] ?? '';
    await herDocument.reads(WORDS.paragraph);
    const { text } = herDocument;
    await text.getByRole('heading', { name: WORDS.heading }).waitFor();
    await text.getByRole('listitem').filter({ hasText: 'Fenêtres' }).waitFor();
    await text.getByRole('listitem').filter({ hasText: 'Chiffrer' }).waitFor();
    await text.getByRole('cell', { name: 'Annecy' }).waitFor();
    expect(await text.locator('td[colspan="2"]').innerText()).toContain('Total');
    expect(await text.getByText(WORDS.link.text).getAttribute('href')).toBe(WORDS.link.url);
    const picture = text.getByRole('img', { name: WORDS.alt });
    await until(
      () => picture.evaluate((image: { naturalWidth: number }) => image.naturalWidth === 24),
      'the picture is loaded',
    );
    await page.getByRole('complementary', { name: 'Notes' }).getByText(WORDS.footnote).waitFor();
  });

  it('both write, each sees the other’s words, caret and name', async () => {
    await his.page.goto(`/e/${spaceId}/documents`);
    await his.page.getByRole('link', { name: /Note/ }).first().click();
    await hisDocument.ready();
    await hisDocument.reads(WORDS.paragraph);
    await herDocument.write(' Bonjour de Claire.');
    await hisDocument.reads('Bonjour de Claire.');
    await hisDocument.write(' Et de Thomas.');
    await herDocument.reads('Et de Thomas.');
    await hers.page.locator('.mq-caret', { hasText: 'Thomas' }).waitFor({ state: 'attached' });
    await his.page.locator('.mq-caret', { hasText: 'Claire' }).waitFor({ state: 'attached' });
    await hers.page.getByRole('group', { name: 'Présents dans le document' }).waitFor();
    await herDocument.saved();
    await hisDocument.saved();
  });

  it('they talk beside the document, and unread messages are counted until they are read', async () => {
    await hers.page.getByRole('button', { name: 'Discussion', exact: true }).click();
    const field = hers.page.getByRole('textbox', { name: /^Écrire dans/ });
    await field.fill('As-tu vu le total ?');
    await field.press('Enter');
    await hers.page
      .getByRole('region', { name: /^Messages de/ })
      .getByText('As-tu vu le total')
      .waitFor();
    await his.page.bringToFront();
    await his.page.getByRole('button', { name: 'Discussion, 1 message non lu' }).click();
    await his.page
      .getByRole('region', { name: /^Messages de/ })
      .getByText('As-tu vu le total')
      .waitFor();
    await his.page.getByRole('button', { name: 'Discussion', exact: true }).waitFor();
    const answer = his.page.getByRole('textbox', { name: /^Écrire dans/ });
    await answer.fill('Oui, je complète.');
    await answer.press('Enter');
    await hers.page
      .getByRole('region', { name: /^Messages de/ })
      .getByText('Oui, je complète.')
      .waitFor();
    for (const { page } of [hers, his])
      await page.getByRole('button', { name: 'Fermer la discussion' }).click();
  });

  it('a file dropped into the place is there for the other, byte by byte', async () => {
    const bytes = randomBytes(900_000);
    const page = await hers.context.newPage();
    const watching = await his.context.newPage();
    await watching.goto(`/e/${spaceId}/fichiers`);
    await watching.getByText('Aucun fichier ici').waitFor();
    await page.goto(`/e/${spaceId}/fichiers`);
    await page.getByText('Aucun fichier ici').waitFor();
    const carried = await page.evaluateHandle(`(() => {
      const bytes = Uint8Array.from(atob('${bytes.toString('base64')}'), (c) => c.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], 'Plan.pdf', { type: 'application/pdf' }));
      return transfer;
    })()`);
    const zone = page.locator('.mq-drop');
    for (const type of ['dragenter', 'dragover', 'drop'])
      await zone.dispatchEvent(type, { dataTransfer: carried });
    await page.getByText('Déposé', { exact: true }).waitFor();
    await watching.getByRole('link', { name: /Plan\.pdf/ }).waitFor();
    const { items } = await thomas.http.get(resourcePageSchema, `/resources/${spaceId}/children?kind=file`);
    const stored = await thomas.http.bytes(`/files/${items[0]?.id ?? ''}/content`);
    const hash = (of: Buffer): string => createHash('sha256').update(of).digest('hex');
    expect(hash(stored)).toBe(hash(bytes));
    await page.close();
    await watching.close();
  });

  it('kill -9 while both type: what was shown as saved is there, and both windows go on by themselves', async () => {
    await hers.mark();
    await his.mark();
    const she = herDocument.writeOn('elle', 'end');
    const he = hisDocument.writeOn('lui', 'top');
    await until(() => she.written.length > 8 && he.written.length > 8, 'both are writing');
    await until(async () => (await she.shownAsSaved()).length > 0, 'some of her words are shown as saved');
    await server.kill9('everything');
    await until(() => she.written.length > 12 && he.written.length > 12, 'they write on');
    await she.stop();
    await he.stop();
    const promised = [...(await she.shownAsSaved()), ...(await he.shownAsSaved())];
    await herDocument.says(/en attente|Hors connexion/).waitFor();
    // Cut, so that the windows cannot bring anything back: what the server has is what it had.
    for (const { context } of [hers, his]) await context.setOffline(true);
    await server.start();
    const kept = await claire.http.text(documentId);
    expect(promised.filter((word) => !kept.includes(word))).toEqual([]);
    for (const { context } of [hers, his]) await context.setOffline(false);
    await herDocument.saved();
    await hisDocument.saved();
    await herDocument.agreesWith(hisDocument);
    const text = await claire.http.text(documentId);
    const notOnce = [...she.written, ...he.written].filter((word) => text.split(word).length !== 2);
    expect(notOnce, text).toEqual([]);
    expect(await hers.isMarked()).toBe(true);
    expect(await his.isMarked()).toBe(true);
  });

  it('the windows go on talking and writing after the restart', async () => {
    await herDocument.write(' Suite.');
    await hisDocument.reads('Suite.');
    await hers.page.getByRole('button', { name: /^Discussion/ }).click();
    const field = hers.page.getByRole('textbox', { name: /^Écrire dans/ });
    await field.fill('De retour.');
    await field.press('Enter');
    await his.page.getByRole('button', { name: 'Discussion, 1 message non lu' }).waitFor();
  });

  it('no page asked another site for anything, and no script failed', () => {
    expect([...hers.foreign, ...his.foreign]).toEqual([]);
    expect([...hers.errors, ...his.errors]).toEqual([]);
  });
});
