import { strToU8, zipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { docx, type DocxWords } from '../support/office/docx.js';
import { firstAdministrator, type Person } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { upload } from '../support/uploads.js';
import { isInOrder } from '../support/web/in-order.js';
import { tabTo } from '../support/web/keyboard.js';

let claire: Person;
let spaceId: string;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
  spaceId = await claire.http.create('/spaces', { name: 'Marchés' });
});

const WORDS: DocxWords = {
  title: 'Rapport',
  heading: 'Les écoles',
  paragraph: 'La toiture est refaite <script>document.title="pris"</script>.',
  bullets: ['Ardoise', 'Zinc'],
  numbers: ['Relire', 'Signer'],
  cells: ['Lot', 'Montant', 'Toiture', '12 000', 'Total'],
  link: { text: 'le marché', url: 'https://ailleurs.example/marche' },
  footnote: 'Selon le devis.',
  alt: 'Plan de la toiture',
  comment: 'À vérifier',
  author: 'Hélène Petit',
};

async function open(filename: string, content: Uint8Array): Promise<{ page: Page; elsewhere: string[] }> {
  const id = await upload(claire.http, Buffer.from(content), { filename, parentId: spaceId });
  const { page } = await stage.open(claire);
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (/^https?:/u.test(request.url()) && !request.url().startsWith(new URL(stage.server.url).origin))
      elsewhere.push(request.url());
  });
  await page.goto(`/fichier/${id}`);
  await page.getByRole('button', { name: 'Fermer les détails' }).press('Enter');
  return { page, elsewhere };
}

it('a Word file is read in the page, with its titles, tables and pictures, and nothing in it runs', async () => {
  const { page, elsewhere } = await open('rapport.docx', docx(WORDS));
  const frame = page.frameLocator('iframe[title="Contenu de rapport.docx"]');
  await frame.getByRole('heading', { name: 'Les écoles' }).waitFor();
  await frame.getByText('La toiture est refaite <script>').waitFor();
  await frame.getByRole('cell', { name: '12 000' }).waitFor();
  await frame.getByRole('img', { name: 'Plan de la toiture' }).waitFor();
  await frame.getByText('Selon le devis.').waitFor();
  const link = frame.getByRole('link', { name: 'le marché' });
  expect([await link.getAttribute('target'), await link.getAttribute('rel')]).toEqual([
    '_blank',
    'noopener noreferrer',
  ]);
  expect(await frame.locator('script').count()).toBe(0);
  await isInOrder(page, 'word');
  // On a phone it is as high as the screen lets it be.
  await page.setViewportSize({ width: 360, height: 740 });
  const box = await page.locator('iframe').boundingBox();
  expect(box?.height).toBeGreaterThan(400);
  expect(elsewhere).toEqual([]);
  expect(await page.title()).toContain('rapport.docx');
});

it('an OpenDocument text is read as well, and kept for whoever asks again', async () => {
  const id = await claire.http.create('/documents', { title: 'Avis', parentId: spaceId });
  const odt = await claire.http.bytes(`/documents/${id}/export?format=odt`);
  const fileId = await upload(claire.http, odt, { filename: 'avis.odt', parentId: spaceId });
  const first = await claire.http.call('GET', `/api/v1/files/${fileId}/preview`);
  const etag = first.headers.get('etag') ?? '';
  expect([first.status, first.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(first.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(first.headers.get('content-security-policy')).toContain('sandbox');
  const kept = { headers: { 'if-none-match': etag } };
  await expect(claire.http.call('GET', `/api/v1/files/${fileId}/preview`, kept)).rejects.toMatchObject({
    status: 304,
  });
});

it('of a file that cannot be shown the page says why, and what to do', async () => {
  const { page } = await open('abîmé.docx', Buffer.from('PK\u0003\u0004 rien de bon'));
  const note = page.getByRole('alert');
  await note.getByText('Ce fichier n’a pas d’aperçu').waitFor();
  await note.getByText('Téléchargez-le').first().waitFor();
  await tabTo(page, 'Télécharger');
  await isInOrder(page, 'damaged');
  const zeros = strToU8('0'.repeat(60 * 1024 * 1024));
  const bomb = zipSync({ 'word/document.xml': zeros, '[Content_Types].xml': strToU8('<x/>') });
  const id = await upload(claire.http, Buffer.from(bomb), { filename: 'bombe.docx', parentId: spaceId });
  await expect(claire.http.call('GET', `/api/v1/files/${id}/preview`)).rejects.toMatchObject({
    status: 422,
    problem: { code: 'preview.unsafe' },
  });
});
