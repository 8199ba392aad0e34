import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileVersionsSchema, resourcePageSchema } from '@maroquin/contracts';
import { pdf } from '@maroquin/testing';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asSuperuser } from '../support/embedded-sql.js';
import { firstAdministrator, type Person } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { until } from '../support/until.js';
import { isInOrder } from '../support/web/in-order.js';
import { tabTo } from '../support/web/keyboard.js';

const MIB = 1024 ** 2;
const LARGE_MIB = 12;
/** Bytes a second: the server is killed while the large file is on its way. */
const UPWARDS = 3 * MIB;

/** A day on the drive, by the keyboard alone. */
let claire: Person;
let spaceId: string;
let desk: string;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
  spaceId = await claire.http.create('/spaces', { name: 'Chantier' });
});
const large = randomBytes(LARGE_MIB * MIB);
const sent: Readonly<Record<string, Buffer>> = {
  'Lot 5/note.txt': Buffer.from('note'),
  'Lot 5/Avis.pdf': Buffer.from(pdf(['Avis du budget', 'Une clause de revoyure', 'Fin'])),
  'Lot 5/Plans/Étage 1/salle.txt': Buffer.from('salle'),
  'Lot 5/Plans/plan.bin': large,
};
beforeAll(() => {
  desk = mkdtempSync(join(tmpdir(), 'maroquin-day-'));
  for (const [path, bytes] of Object.entries(sent)) {
    mkdirSync(join(desk, path, '..'), { recursive: true });
    writeFileSync(join(desk, path), bytes);
  }
});
afterAll(() => rmSync(desk, { recursive: true, force: true }));

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const digests = (files: Readonly<Record<string, Uint8Array>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(files)
      .filter(([path]) => !path.endsWith('/'))
      .map(([path, bytes]) => [path, digest(bytes)]),
  );
const childrenOf = async (id: string) =>
  (await claire.http.get(resourcePageSchema, `/resources/${id}/children?limit=100`)).items;
async function press(page: Page, name: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Enter');
}
/** Not every machine has every client: what is not tried is said. */
function isMissing({ error }: { readonly error?: Error | undefined }, program: string): boolean {
  if (error !== undefined) console.warn(`${program} is not installed: it is not tried`);
  return error !== undefined;
}
/** Parts of uploads that have not become files. */
const partsUnderWay = (): Promise<number> =>
  asSuperuser(stage.server.dataDir, async (sql) => {
    const { rows } = await sql.query<{ n: number }>(
      'select count(*)::int as n from upload_part p join upload u on u.id = p.upload_id where u.file_id is null',
    );
    return rows[0]?.n ?? 0;
  });

it('a folder whose sending is cut off by kill -9 arrives whole and once, and leaves as one archive', async () => {
  const { page } = await stage.open(claire);
  await page.goto(`/e/${spaceId}/fichiers`);
  await page.getByRole('button', { name: 'Déposer un dossier' }).waitFor();
  const network = await page.context().newCDPSession(page);
  await network.send('Network.emulateNetworkConditions', {
    ...{ offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: UPWARDS },
  });
  const choosing = page.waitForEvent('filechooser');
  await press(page, 'Déposer un dossier');
  await (await choosing).setFiles(join(desk, 'Lot 5'));
  await until(async () => (await partsUnderWay()) > 1, 'the large file is on its way');
  await stage.server.kill9('node');
  await stage.server.start();
  await page.getByText('Envois terminés').waitFor({ timeout: 60_000 });
  await isInOrder(page, 'drive-folder-sent');

  // The folder is one row; it and what it holds leave as one archive.
  await page.reload();
  await page.getByRole('row', { name: /Lot 5/u }).waitFor();
  await press(page, 'Lot 5');
  await page.getByRole('link', { name: 'note.txt' }).waitFor();
  await tabTo(page, 'Tout sélectionner');
  await page.keyboard.press(' ');
  await page.getByRole('toolbar', { name: 'Actions sur la sélection' }).waitFor();
  await isInOrder(page, 'drive-selection');
  const downloading = page.waitForEvent('download');
  await press(page, 'Télécharger en ZIP');
  const archive = readFileSync(await (await downloading).path());
  const wanted = Object.entries(sent).map(([path, bytes]) => [path.replace('Lot 5/', ''), bytes] as const);
  expect(digests(unzipSync(archive))).toEqual(digests(Object.fromEntries(wanted)));
});

it('a PDF of it is opened and looked through', async () => {
  const folder = (await childrenOf(spaceId)).find(({ name }) => name === 'Lot 5');
  const { page } = await stage.open(claire);
  await page.goto(`/e/${spaceId}/${folder?.id ?? ''}/fichiers`);
  await page.getByRole('link', { name: 'Avis.pdf' }).waitFor();
  await tabTo(page, 'Sélectionner Avis.pdf');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.locator('.textLayer').getByText('Avis du budget').waitFor();
  await tabTo(page, 'Rechercher dans le PDF');
  await page.keyboard.type('revoyure');
  await page.keyboard.press('Enter');
  await page.locator('.textLayer .highlight').getByText('revoyure').waitFor();
  await isInOrder(page, 'drive-pdf');
});

it('a password that is made by the keyboard opens the drive to curl and cadaver', async () => {
  const { page } = await stage.open(claire);
  await page.goto('/applications');
  await page.getByRole('heading', { name: 'Ouvrir vos fichiers depuis le poste' }).waitFor();
  await press(page, 'Créer un mot de passe d’application');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Nom' }).fill('Poste du bureau');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  const secret = await page.getByRole('textbox', { name: 'Secret du jeton' }).inputValue();
  await isInOrder(page, 'drive-password');
  const url = `${stage.server.url}/dav/Chantier/`;
  const from = join(desk, 'Lot 5', 'note.txt');
  for (const text of ['premier', 'second']) {
    writeFileSync(from, text);
    const given = ['--silent', '--fail', '--user', `claire:${secret}`, '--upload-file', from];
    const curl = spawnSync('curl', [...given, `${url}courrier.txt`]);
    if (isMissing(curl, 'curl')) return;
    expect(curl.status).toBe(0);
  }
  const made = (await childrenOf(spaceId)).find(({ name }) => name === 'courrier.txt');
  const versions = await claire.http.get(fileVersionsSchema, `/files/${made?.id ?? ''}/versions`);
  expect(versions.items.map(({ number }) => number)).toEqual([2, 1]);
  writeFileSync(join(desk, '.netrc'), `machine localhost login claire password ${secret}\n`, { mode: 0o600 });
  const got = join(desk, 'cadaver.txt');
  const input = `get courrier.txt ${got}\nquit\n`;
  const env = { PATH: process.env['PATH'] ?? '', HOME: desk };
  const cadaver = spawnSync('cadaver', [url], { input, env, timeout: 60_000 });
  if (isMissing(cadaver, 'cadaver')) return;
  expect(readFileSync(got, 'utf8')).toBe('second');
});
