import { fileVersionsSchema, resourcePageSchema, restoredFileSchema } from '@maroquin/contracts';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violations } from '../support/axe.js';
import { tabTo } from '../support/keyboard.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { upload, type UploadOptions } from '../support/uploads.js';

let claire: Person;
let thomas: Person;
let spaceId: string;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
  thomas = await invite(server, claire, { name: 'Thomas Lefèvre', email: 'thomas@prefecture.example' });
  spaceId = await claire.http.create('/spaces', { name: 'Cabinet' });
  await claire.http.act('PUT', `/resources/${spaceId}/grants/${thomas.id}`, { role: 'editor' });
});

const send = (who: Person, text: string, options: UploadOptions): Promise<string> =>
  upload(who.http, Buffer.from(text), options);
const textOf = async (id: string, path = ''): Promise<string> =>
  (await claire.http.bytes(`/files/${id}${path}/content`)).toString();
const versionsOf = async (id: string) =>
  (await claire.http.get(fileVersionsSchema, `/files/${id}/versions`)).items;
const namesIn = async (folderId: string): Promise<string[]> => {
  const { items } = await claire.http.get(resourcePageSchema, `/resources/${folderId}/children?kind=file`);
  return items.map(({ name }) => name).sort();
};
const metadata = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');
/** Lets go of files over the page, as from the desk. */
async function drop(page: Page, files: Readonly<Record<string, string>>): Promise<void> {
  const carried = await page.evaluateHandle(`((files) => {
    const transfer = new DataTransfer();
    for (const [name, text] of Object.entries(files)) transfer.items.add(new File([text], name));
    return transfer;
  })(${JSON.stringify(files)})`);
  for (const type of ['dragenter', 'dragover', 'drop'])
    await page.locator('.mq-drop').dispatchEvent(type, { dataTransfer: carried });
}

describe('versions of a file', () => {
  it('a file is replaced, restored, and every version stays', async () => {
    const folderId = await claire.http.create('/folders', { name: 'Avis', parentId: spaceId });
    const id = await send(claire, 'premier', { filename: 'avis.txt', parentId: folderId });
    const options = { filename: 'avis.txt', parentId: folderId, nameTaken: 'replace' } as const;
    expect(await send(thomas, 'deuxième', options)).toBe(id);
    expect(await textOf(id)).toBe('deuxième');
    expect(await textOf(id, '/versions/1')).toBe('premier');
    const path = `/files/${id}/versions/1/restore`;
    const restored = await claire.http.json(restoredFileSchema, 'POST', path);
    expect(restored).toEqual({ number: 3, before: 2 });
    expect(await textOf(id)).toBe('premier');
    expect(await textOf(id, '/versions/2')).toBe('deuxième');
    const listed = (await versionsOf(id)).map(({ number, createdBy, restoredFrom }) => [
      number,
      createdBy?.name,
      restoredFrom,
    ]);
    expect(listed).toEqual([
      [3, claire.name, 1],
      [2, thomas.name, null],
      [1, claire.name, null],
    ]);
    expect(await namesIn(folderId)).toEqual(['avis.txt']);
  });

  it('a replacement that did not see the newest version is refused before and after its bytes', async () => {
    const id = await send(claire, 'un', { filename: 'note.txt', parentId: spaceId });
    const seen = { filename: 'note.txt', version: { fileId: id, ifVersion: 1 } };
    await send(thomas, 'deux', seen);
    await expect(send(claire, 'trois', seen)).rejects.toThrow('request.conflict');
    expect(await textOf(id)).toBe('deux');
    const taken = { filename: 'NOTE.txt', parentId: spaceId, nameTaken: 'refuse' };
    await expect(
      claire.http.call('POST', '/uploads/', {
        headers: { 'tus-resumable': '1.0.0', 'upload-length': '1', 'upload-metadata': metadata(taken) },
      }),
    ).rejects.toThrow('resource.name-taken');
  });

  it('who drops a file of a taken name is asked, and replaces it by keyboard', async () => {
    const folderId = await claire.http.create('/folders', { name: 'Budget', parentId: spaceId });
    const id = await send(claire, 'ancien', { filename: 'plan.txt', parentId: folderId });
    const { page } = await stage.open(claire);
    await page.goto(`/e/${spaceId}/${folderId}/fichiers`);
    await page.getByRole('link', { name: 'plan.txt' }).waitFor();
    await drop(page, { 'plan.txt': 'nouveau', 'autre.txt': 'autre' });
    await page.getByText('« plan.txt » existe déjà dans ce dossier.').waitFor();
    expect(await violations(page)).toEqual([]);
    await tabTo(page, 'Remplacer (nouvelle version)');
    await page.keyboard.press('Enter');
    await page.getByText('Envois terminés').waitFor();
    expect(await textOf(id)).toBe('nouveau');
    expect(await namesIn(folderId)).toEqual(['autre.txt', 'plan.txt']);
    await drop(page, { 'plan.txt': 'à côté' });
    await page.getByRole('button', { name: 'Garder les deux' }).click();
    await page.getByRole('link', { name: 'plan (2).txt' }).waitFor();
    expect(await textOf(id)).toBe('nouveau');
  });

  it('the page of a file restores a version, takes it back, and goes to the next file', async () => {
    const folderId = await claire.http.create('/folders', { name: 'Cartes', parentId: spaceId });
    const id = await send(claire, 'première', { filename: 'a.bin', parentId: folderId });
    await send(claire, 'seconde', { filename: 'a.bin', version: { fileId: id } });
    await send(claire, 'b', { filename: 'b.bin', parentId: folderId });
    const { page } = await stage.open(claire);
    await page.goto(`/e/${spaceId}/${folderId}/fichiers`);
    await page.getByRole('link', { name: 'a.bin' }).click();
    await page.getByRole('heading', { level: 1, name: 'a.bin' }).waitFor();
    await page.getByRole('button', { name: 'Restaurer la version 1' }).click();
    const toasts = page.getByRole('region', { name: 'Messages brefs' });
    await toasts.getByText('La version 1 est redevenue la version actuelle.').waitFor();
    await page.getByText('Reprise de la version 1').waitFor();
    expect(await textOf(id)).toBe('première');
    await toasts.getByRole('button', { name: 'Annuler' }).click();
    await page.getByText('Reprise de la version 2').waitFor();
    expect(await textOf(id)).toBe('seconde');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Alt+Shift+ArrowRight');
    await page.getByRole('heading', { level: 1, name: 'b.bin' }).waitFor();
    await page.getByText('2 sur 2').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'b.bin' }).waitFor();
  });
});
