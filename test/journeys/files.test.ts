import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileSchema, fileVersionsSchema, resourcePageSchema, restoredFileSchema } from '@maroquin/contracts';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { pdf } from '@maroquin/testing';
import { describe, expect, it } from 'vitest';
import { violations } from '../support/web/axe.js';
import { asService } from '../support/as-service.js';
import { asSuperuser } from '../support/embedded-sql.js';
import { tabTo } from '../support/web/keyboard.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { until } from '../support/until.js';
import { upload, type UploadOptions } from '../support/uploads.js';

const MIB = 1024 ** 2;
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
    const { name, size, etag } = await claire.http.get(fileSchema, `/files/${id}`);
    const { headers } = await claire.http.call('GET', `/api/v1/files/${id}/content`);
    expect([name, size, etag]).toEqual(['avis.txt', 'premier'.length, headers.get('etag')]);
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

describe('a space that has a quota', () => {
  it('is limited by keyboard, says how full it is, and takes a file once there is room for it', async () => {
    const id = await claire.http.create('/spaces', { name: 'Place comptée' });
    const old = await send(claire, 'x'.repeat(900_000), { filename: 'ancien.txt', parentId: id });
    const { page } = await stage.open(claire);
    await page.goto('/espaces');
    await tabTo(page, 'Actions sur Place comptée');
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Quota…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Quota de stockage' });
    await dialog.getByLabel('Limite', { exact: true }).selectOption({ label: 'Une limite propre' });
    await dialog.getByRole('textbox', { name: 'Limite, en Go' }).fill('0,001');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.goto(`/e/${id}/fichiers`);
    await page.getByText('900 Ko sur 1 Mo').waitFor();
    await drop(page, { 'nouveau.txt': 'y'.repeat(200_000) });
    await page.getByText('L’espace est plein.', { exact: false }).waitFor();
    expect(await violations(page)).toEqual([]);
    await claire.http.act('POST', `/resources/${old}/trash`);
    await claire.http.act('DELETE', `/resources/${old}`);
    await tabTo(page, 'Renvoyer nouveau.txt');
    await page.keyboard.press('Enter');
    await page.getByText('Envois terminés').waitFor();
    await page.getByText('200 Ko sur 1 Mo').waitFor();
    expect(await namesIn(id)).toEqual(['nouveau.txt']);
  });

  it('gives no room at the end that was there when a file was announced, and takes it when there is room again', async () => {
    const id = await claire.http.create('/spaces', { name: 'Dernière place' });
    const limit = (quota: number): Promise<unknown> =>
      claire.http.act('PUT', `/storage/quotas/${id}`, { quota });
    await limit(10);
    const options = { 'tus-resumable': '1.0.0' };
    const made = await claire.http.call('POST', '/uploads/', {
      headers: {
        ...options,
        ...{ 'upload-length': '6', 'upload-metadata': metadata({ filename: 'a.txt', parentId: id }) },
      },
    });
    const at = new URL(made.headers.get('location') ?? '', claire.http.url).pathname;
    await send(claire, '123456', { filename: 'b.txt', parentId: id });
    const refused = await fetch(`${claire.http.url}${at}`, {
      method: 'PATCH',
      headers: {
        ...{ ...claire.http.headers, ...options },
        ...{ 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
      },
      body: 'abcdef',
    });
    expect([refused.status, await refused.json()]).toEqual([
      507,
      expect.objectContaining({ code: 'quota.space' }),
    ]);
    expect(await namesIn(id)).toEqual(['b.txt']);
    await limit(20);
    await claire.http.call('HEAD', at, { headers: options });
    expect(await namesIn(id)).toEqual(['a.txt', 'b.txt']);
  });
});

describe('several files at once', () => {
  it('are chosen by keyboard, put into the bin, and brought back', async () => {
    const folderId = await claire.http.create('/folders', { name: 'Lot 1', parentId: spaceId });
    for (const name of ['a.txt', 'b.txt', 'c.txt'])
      await send(claire, name, { filename: name, parentId: folderId });
    const { page } = await stage.open(claire);
    await page.goto(`/e/${spaceId}/${folderId}/fichiers`);
    await page.getByRole('link', { name: 'a.txt' }).focus();
    await page.keyboard.press(' ');
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByText('2 sélectionnés, 10 octets').waitFor();
    expect(await violations(page)).toEqual([]);
    await tabTo(page, 'Tout sélectionner');
    await page
      .getByRole('toolbar', { name: 'Actions sur la sélection' })
      .getByRole('button', { name: 'Corbeille' })
      .press('Enter');
    const toasts = page.getByRole('region', { name: 'Messages brefs' });
    await toasts.getByText('2 éléments sont dans la corbeille.').waitFor();
    expect(await namesIn(folderId)).toEqual(['c.txt']);
    await toasts.getByRole('button', { name: 'Annuler' }).click();
    await toasts.getByText('2 éléments sont revenus à leur place.').waitFor();
    expect(await namesIn(folderId)).toEqual(['a.txt', 'b.txt', 'c.txt']);
  });

  it('are dragged onto a folder, and moved once that is confirmed', async () => {
    const folderId = await claire.http.create('/folders', { name: 'Lot 2', parentId: spaceId });
    const targetId = await claire.http.create('/folders', { name: 'Archives', parentId: folderId });
    for (const name of ['a.txt', 'b.txt']) await send(claire, name, { filename: name, parentId: folderId });
    const { page } = await stage.open(claire);
    await page.goto(`/e/${spaceId}/${folderId}/fichiers`);
    await page.getByRole('checkbox', { name: 'Sélectionner a.txt' }).click();
    await page.getByRole('checkbox', { name: 'Sélectionner b.txt' }).click({ modifiers: ['Shift'] });
    await page
      .getByRole('row')
      .filter({ hasText: 'a.txt' })
      .dragTo(page.getByRole('row').filter({ hasText: 'Archives' }));
    const dialog = page.getByRole('dialog', { name: 'Déplacer' });
    await dialog.getByText('Les mêmes personnes y auront accès.').waitFor();
    await dialog.getByRole('button', { name: 'Déplacer ici' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await until(async () => (await namesIn(targetId)).length === 2, 'both are in the folder');
    expect(await namesIn(folderId)).toEqual([]);
  });

  it('are downloaded as one archive of what the person may read, with safe names', async () => {
    const folderId = await claire.http.create('/folders', { name: 'Lot: 3', parentId: spaceId });
    const inner = await claire.http.create('/folders', { name: 'Plans', parentId: folderId });
    await send(claire, 'plan', { filename: 'plan.txt', parentId: inner });
    const aloneId = await send(claire, 'seul', { filename: 'seul.txt', parentId: spaceId });
    await claire.http.create('/documents', { title: 'Note', parentId: folderId, kind: 'prose' });
    const bytes = await claire.http.bytes(`/archives?id=${folderId}&id=${aloneId}`);
    const texts = Object.entries(unzipSync(bytes)).map(([path, text]) => [
      path,
      Buffer.from(text).toString(),
    ]);
    expect(texts).toEqual([
      ['Lot_ 3/', ''],
      ['Lot_ 3/Plans/', ''],
      ['Lot_ 3/Plans/plan.txt', 'plan'],
      ['seul.txt', 'seul'],
      ['À lire - éléments absents.txt', expect.stringContaining('- Lot_ 3/Note')],
    ]);
    // With the documents in it, in a format that one chooses.
    const whole = unzipSync(await claire.http.bytes(`/archives?id=${folderId}&documents=md`));
    expect(Object.keys(whole)).toEqual([
      ...['Lot_ 3/', 'Lot_ 3/Note.md', 'Lot_ 3/Plans/', 'Lot_ 3/Plans/plan.txt'],
    ]);
    const stranger = await invite(stage.server, claire, {
      name: 'Paul Roux',
      email: 'paul@prefecture.example',
    });
    await expect(stranger.http.bytes(`/archives?id=${folderId}`)).rejects.toThrow('request.not-found');
  });

  it('of restricted circulation leave in no archive, which says so, and a document in no file', async () => {
    const folderId = await claire.http.create('/folders', { name: 'Lot 4', parentId: spaceId });
    const inside = await claire.http.create('/folders', { name: 'Réservé', parentId: folderId });
    await send(claire, 'plan', { filename: 'plan.txt', parentId: inside });
    await send(claire, 'avis', { filename: 'avis.txt', parentId: folderId });
    const noteId = await claire.http.create('/documents', { title: 'Note', parentId: inside, kind: 'prose' });
    // The ceiling of this server is lower: as one that allows it would have marked.
    await asService(stage.server, 'update resource set marking = 2 where id = $1', [inside]);
    const files = unzipSync(await claire.http.bytes(`/archives?id=${folderId}`));
    const note = 'À lire - éléments absents.txt';
    expect(Object.keys(files)).toEqual(['Lot 4/', 'Lot 4/avis.txt', note]);
    const said = Buffer.from(files[note] ?? []).toString();
    expect(said).toContain('qui ne sortent pas du service\u00a0: 1');
    expect(said).not.toContain('Réservé');
    await expect(claire.http.bytes(`/archives?id=${inside}`)).rejects.toThrow('marking.forbids-export');
    const exported = claire.http.bytes(`/documents/${noteId}/export?format=odt`);
    await expect(exported).rejects.toThrow('marking.forbids-export');
  });

  it('marked while an archive is on its way, one that follows is left out', async () => {
    const folderId = await claire.http.create('/folders', { name: 'Lot 6', parentId: spaceId });
    // Longer than what connections hold: the archive stands in it as long as nobody reads on.
    const large = { filename: 'a.bin', parentId: folderId, chunkSize: 8 * MIB };
    await upload(claire.http, Buffer.alloc(48 * MIB), large);
    const lateId = await send(claire, 'marqué', { filename: 'b.txt', parentId: folderId });
    const answer = await claire.http.call('GET', `/api/v1/archives?id=${folderId}`);
    await asService(stage.server, 'update resource set marking = 2 where id = $1', [lateId]);
    const files = unzipSync(Buffer.from(await answer.arrayBuffer()));
    expect(Object.keys(files)).toEqual(['Lot 6/', 'Lot 6/a.bin', 'À lire - éléments absents.txt']);
  });
});

it('a command writes a document into a new file, as the person it names may read it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'maroquin-export-'));
  try {
    const id = await claire.http.create('/documents', { title: 'Arrêté 12/2026', parentId: spaceId });
    const run = (by: string, out = `${folder}/`) =>
      stage.server.command(['export', 'document', id, '--format', 'txt', '--by', by, '--out', out]);
    const paul = await invite(stage.server, claire, {
      name: 'Paul Petit',
      email: 'petit@prefecture.example',
    });
    const refused = await run(paul.email);
    expect(refused.code).not.toBe(0);
    const written = await run(claire.email);
    expect(written.stdout).toContain('Rien n’est perdu dans ce format.');
    expect(readFileSync(join(folder, 'Arrêté 12_2026.txt'), 'utf8').trim()).toBe('');
    // What stands there already is not written over.
    expect((await run(claire.email)).stderr).toContain('existe déjà');
    // The audit says that a command did it, and names no export that found no place.
    await asService(stage.server, 'update resource set marking = 2 where id = $1', [id]);
    const acts = await asSuperuser(stage.server.dataDir, async (client) => {
      const act = `select details from audit where action = 'document.exported' and target_id = $1`;
      return (await client.query<{ details: unknown }>(act, [id])).rows;
    });
    expect(acts).toEqual([{ details: { format: 'txt', via: 'command' } }]);
    // What may not leave leaves no file, not even an empty one.
    expect((await run(claire.email, join(folder, 'autre.txt'))).stderr).toContain('diffusion restreinte');
    expect(readdirSync(folder)).toEqual(['Arrêté 12_2026.txt']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe('whole folders', () => {
  it('are sent with the folders in them, go into those that are there, and are copied', async () => {
    const folderId = await claire.http.create('/folders', { name: 'Lot 5', parentId: spaceId });
    const desk = mkdtempSync(join(tmpdir(), 'maroquin-folder-'));
    mkdirSync(join(desk, 'Chantier', 'Plans', 'Étage 1'), { recursive: true });
    writeFileSync(join(desk, 'Chantier', 'note.txt'), 'note');
    writeFileSync(join(desk, 'Chantier', 'Plans', 'plan.txt'), 'plan');
    writeFileSync(join(desk, 'Chantier', 'Plans', 'Étage 1', 'salle.txt'), 'salle');
    const { page } = await stage.open(claire);
    await page.goto(`/e/${spaceId}/${folderId}/fichiers`);
    await page.getByRole('button', { name: 'Déposer un dossier' }).waitFor();
    await page.locator('input[webkitdirectory]').setInputFiles(join(desk, 'Chantier'));
    await page.getByText('Envois terminés').waitFor();
    await page.getByRole('row').filter({ hasText: 'Chantier' }).waitFor();
    const textsOf = async (): Promise<Record<string, string>> => {
      const files = unzipSync(await claire.http.bytes(`/archives?id=${folderId}`));
      return Object.fromEntries(
        Object.entries(files)
          .filter(([path]) => !path.endsWith('/'))
          .map(([path, bytes]) => [path, Buffer.from(bytes).toString()]),
      );
    };
    const sent = {
      'Lot 5/Chantier/note.txt': 'note',
      'Lot 5/Chantier/Plans/plan.txt': 'plan',
      'Lot 5/Chantier/Plans/Étage 1/salle.txt': 'salle',
    };
    expect(await textsOf()).toEqual(sent);
    // Once more: the folders are there, and one answer holds for all files.
    writeFileSync(join(desk, 'Chantier', 'Plans', 'neuf.txt'), 'neuf');
    await page.locator('input[webkitdirectory]').setInputFiles(join(desk, 'Chantier'));
    await page.getByText('existent déjà').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Ne pas envoyer' }).click();
    await until(async () => Object.keys(await textsOf()).length === 4, 'the new file is there');
    expect(await textsOf()).toEqual({ ...sent, 'Lot 5/Chantier/Plans/neuf.txt': 'neuf' });
    await page.getByRole('button', { name: 'Actions sur Chantier', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Faire une copie' }).click();
    await page.getByText('est à côté de l’original.').first().waitFor();
    await page.getByRole('row').filter({ hasText: 'Chantier (2)' }).waitFor();
    expect(Object.keys(await textsOf())).toHaveLength(8);
    rmSync(desk, { recursive: true });
  });
});

describe('what a file holds', () => {
  it('a PDF is read page by page and looked through, and nothing of it comes from elsewhere', async () => {
    const bytes = pdf(['Avis du budget', 'Une clause de revoyure', 'Fin']);
    const id = await upload(claire.http, bytes, { filename: 'Avis.pdf', parentId: spaceId });
    const { page } = await stage.open(claire);
    const wrong: string[] = [];
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) wrong.push(message.text());
    });
    await page.goto(`/fichier/${id}`);
    await page.locator('.textLayer').getByText('Avis du budget').waitFor();
    await page.getByText('sur 3', { exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('searchbox', { name: 'Rechercher dans le PDF' }).fill('revoyure');
    await page.keyboard.press('Enter');
    await page.getByRole('toolbar', { name: 'Pages du PDF' }).getByText('1 sur 1').waitFor();
    await page.locator('.textLayer .highlight').getByText('revoyure').waitFor();
    expect(wrong).toEqual([]);
  });

  it('a page of HTML or a drawing is shown as text, and runs nothing', async () => {
    const evil = '<script>document.title = "pris"</script><svg onload="document.title=1">';
    const id = await send(claire, evil, { filename: 'page.html', parentId: spaceId });
    const { page } = await stage.open(claire);
    await page.goto(`/fichier/${id}`);
    await page.getByText(evil).waitFor();
    expect(await page.title()).toContain('page.html');
    expect(await violations(page)).toEqual([]);
  });

  it('a damaged PDF says so and stays to be downloaded', async () => {
    const id = await send(claire, '%PDF-1.7\nrien', { filename: 'abîmé.pdf', parentId: spaceId });
    const { page } = await stage.open(claire);
    await page.goto(`/fichier/${id}`);
    await page.getByText('Ce PDF ne s’affiche pas').waitFor();
    await page.getByRole('link', { name: 'Télécharger' }).waitFor();
  });
});
