import { clamdIsInstalled, EICAR, startClamd, type TestAntivirus } from '@maroquin/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { createAdministrator } from '../support/administration.js';
import { freePort } from '../support/maroquin.js';
import { firstAdministrator, type Person } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { upload } from '../support/uploads.js';
import { isInOrder } from '../support/web/in-order.js';
import { tabTo } from '../support/web/keyboard.js';
import { plugInDevice } from '../support/web/passkey-device.js';

describe.skipIf(!clamdIsInstalled())('the page of the antivirus', () => {
  let clamd: TestAntivirus;
  let claire: Person;
  let spaceId: string;
  let administration: string;
  const stage = setStage(
    async (server) => {
      claire = await firstAdministrator(server);
      spaceId = await claire.http.create('/spaces', { name: 'Courrier' });
    },
    async () => {
      clamd = await startClamd();
      const port = await freePort();
      administration = `http://localhost:${String(port)}`;
      return { CLAMD: clamd.address, ADMIN_BIND: `127.0.0.1:${String(port)}` };
    },
  );
  afterAll(() => clamd?.stop());

  const send = (filename: string, text: string): Promise<string> =>
    upload(claire.http, Buffer.from(text), { filename, parentId: spaceId });

  it('says by the keyboard that clamd answers, since when it is away, and how many files wait', async () => {
    const { page, errors } = await stage.open(null);
    await plugInDevice(page);
    await page.goto((await createAdministrator(stage.server)).link);
    await page.getByRole('button', { name: 'Créer une clé d’accès' }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Personnes' }).waitFor();
    await page.goto(`${administration}/antivirus`);
    await page.getByText(/ClamAV \d/u).waitFor();
    await isInOrder(page, 'antivirus-there');
    await clamd.kill();
    for (const name of ['un.txt', 'deux.txt']) await send(name, name);
    await tabTo(page, 'Interroger de nouveau');
    await page.keyboard.press('Enter');
    await page.getByText(/2\sfichiers/u).waitFor();
    await isInOrder(page, 'antivirus-away');
    await clamd.start();
    await page.keyboard.press('Enter');
    await page.getByText(/ClamAV \d/u).waitFor();
    expect(errors).toEqual([]);
  });

  it('is not needed to see that a file is blocked: its own page says what was found', async () => {
    const id = await send('facture.com', EICAR);
    const { page } = await stage.open(claire);
    await page.goto(`/fichier/${id}`);
    await page.getByText(/Bloqué\s:\svirus Eicar/u).waitFor();
    await isInOrder(page, 'file-blocked');
    await page.goto(`/e/${spaceId}/fichiers`);
    await page.getByRole('row', { name: /facture\.com/u }).waitFor();
    await isInOrder(page, 'folder-with-blocked');
  });
});
