import { documentSchema, importResultSchema, resourcePageSchema } from '@maroquin/contracts';
import { exportProse } from '@maroquin/prose';
import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { DocumentWindow } from '../support/document-window.js';
import { docx, DOCX_TYPE } from '../support/office/docx.js';
import { Refused } from '../support/http-client.js';
import { firstAdministrator, type Person } from '../support/people.js';
import { setStage } from '../support/stage.js';

let claire: Person;
let spaceId: string;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
});
beforeAll(async () => {
  spaceId = await claire.http.create('/spaces', { name: 'Cabinet' });
});

/** Made before anything is connected: packing it takes seconds, in which the server hangs up on a silent connection. */
const BOMB = zipSync({ 'word/document.xml': Buffer.alloc(150 * 1024 * 1024) }, { level: 9 });

/** Refused files of different kinds; each must be told in words and leave nothing behind. */
const bad: Readonly<Record<string, () => Uint8Array>> = {
  'no archive at all': () => Buffer.from('ceci n’est pas un document'),
  'an empty file': () => Buffer.alloc(0),
  'a cut archive': () =>
    Buffer.from(zipSync({ 'word/document.xml': Buffer.alloc(5_000, 'x') })).subarray(0, 80),
  'an archive of something else': () => zipSync({ 'lisez-moi.txt': Buffer.from('bonjour') }),
  // [MS-CFB] §2.2: what Word writes when a document has a password.
  'an encrypted document': () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2_000)]),
  'a bomb': () => BOMB,
};

describe('a file that cannot become a document is refused in French, and nothing is created', () => {
  it.each(Object.keys(bad))('%s', async (kind) => {
    const bytes = bad[kind]?.() ?? Buffer.alloc(0);
    const refusal: unknown = await claire.http
      .sendFile(
        importResultSchema,
        '/documents/import',
        { name: 'x.docx', type: DOCX_TYPE, bytes },
        { parentId: spaceId },
      )
      .catch((error: unknown) => error);
    if (!(refusal instanceof Refused)) throw new Error(`${kind} was not refused: ${String(refusal)}`);
    expect([400, 413, 415, 422]).toContain(refusal.status);
    expect(refusal.problem?.detail).toMatch(/document|fichier/i);
    expect(refusal.problem?.remedy).not.toBe('');
    expect((await claire.http.get(resourcePageSchema, `/resources/${spaceId}/children`)).items).toEqual([]);
    expect((await fetch(`${stage.server.url}/healthz/ready`)).status).toBe(200);
  });

  it('one that is too large is refused before it is read whole, saying the limit', async () => {
    const refusal: unknown = await claire.http
      .call('POST', '/api/v1/documents/import', {
        form: (() => {
          const form = new FormData();
          form.set('file', new Blob([Buffer.alloc(51 * 1024 * 1024)], { type: DOCX_TYPE }), 'x.docx');
          return form;
        })(),
      })
      .catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refused);
    expect((refusal as Refused).status).toBe(413);
    expect((refusal as Refused).problem?.fields?.[0]?.message).toBe('au plus 50 Mo');
  });

  it('in the page too', async () => {
    const { page } = await stage.open(claire);
    await page.goto(`/e/${spaceId}/documents`);
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Importer', exact: true }).click();
    await (
      await choosing
    ).setFiles({
      name: 'Abîmé.docx',
      mimeType: DOCX_TYPE,
      buffer: Buffer.from('ceci n’est pas un document'),
    });
    const dialog = page.getByRole('dialog');
    await dialog
      .getByText(/document Word|fichier/)
      .first()
      .waitFor();
    await dialog.getByRole('button', { name: 'Terminé' }).click();
    await page.getByText('Aucun document ici').waitFor();
  });
});

const WORDS = {
  title: 'Note à la ministre',
  heading: 'Ce que montre l’enquête',
  paragraph: 'Trois constats appellent une décision.',
  bullets: ['le coût varie', 'les travaux débordent'],
  numbers: ['engager'],
  cells: ['Période', 'Coût', 'Été', '96 M€', 'Total'],
  link: { text: 'le rapport', url: 'https://exemple.example/rapport' },
  footnote: 'Enquête close le 16 octobre.',
  alt: 'Carte des académies',
  comment: 'À vérifier',
  author: 'Paul Martin',
} as const;

describe('a document goes out as a file', () => {
  it('by keyboard, in the format of Word, with all that it says', async () => {
    const file = { name: 'Note.docx', type: DOCX_TYPE, bytes: docx(WORDS) };
    const { id } = await claire.http.sendFile(importResultSchema, '/documents/import', file, {
      parentId: spaceId,
    });
    const { page } = await stage.open(claire);
    await new DocumentWindow(page).open(id);
    await page.keyboard.press('Control+p');
    const dialog = page.getByRole('dialog', { name: 'Télécharger ou imprimer' });
    const odt = dialog.getByRole('radio', { name: /OpenDocument/ });
    await odt.and(page.locator(':focus')).waitFor();
    await page.keyboard.press('ArrowDown');
    const word = dialog.getByRole('radio', { name: /Word/ });
    await word.and(page.locator(':focus')).waitFor();
    const downloading = page.waitForEvent('download');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    const button = dialog.getByRole('button', { name: 'Télécharger en .docx' });
    await button.and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    const download = await downloading;
    expect(download.suggestedFilename()).toBe('Note.docx');
    await dialog.waitFor({ state: 'detached' });
    const parts = unzipSync(await readFile(await download.path()));
    const text = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
    for (const words of [WORDS.title, WORDS.paragraph, WORDS.bullets[1], WORDS.cells[3], WORDS.alt])
      expect(text).toContain(words);
    expect(strFromU8(parts['word/comments.xml'] ?? new Uint8Array())).toContain(WORDS.comment);
    expect(strFromU8(parts['docProps/core.xml'] ?? new Uint8Array())).toContain('<dc:title>Note</dc:title>');
  });
});

it('a file whose titles show numbers becomes a document whose titles do', async () => {
  const title = { type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: 'Objet' }] };
  const about = { title: 'Note', author: 'Claire', language: 'fr' as const, pictures: new Map() };
  const at = { createdAt: new Date(0), modifiedAt: new Date(0), nameOf: (author: string) => author };
  const { bytes } = exportProse({ type: 'doc', content: [title] }, 'odt', {
    ...{ ...about, ...at, numberedTitles: true },
  });
  const file = { name: 'Note.odt', type: 'application/octet-stream', bytes };
  const { id, report } = await claire.http.sendFile(importResultSchema, '/documents/import', file, {
    parentId: spaceId,
  });
  expect(report.losses).toEqual([]);
  const { resource } = await claire.http.get(documentSchema, `/documents/${id}`);
  expect(resource.numberedTitles).toBe(true);
});
