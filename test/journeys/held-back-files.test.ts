import { randomUUID } from 'node:crypto';
import { clamdIsInstalled, INFECTED_WORDS, startClamd, type TestAntivirus } from '@maroquin/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { upload } from '../support/uploads.js';
import { isInOrder } from '../support/web/in-order.js';
import { tabTo } from '../support/web/keyboard.js';

describe.skipIf(!clamdIsInstalled())('what the antivirus holds back', () => {
  let clamd: TestAntivirus;
  let claire: Person;
  let awa: Person;
  let spaceId: string;
  const stage = setStage(
    async (server) => {
      claire = await firstAdministrator(server);
      awa = await invite(server, claire, { name: 'Awa Diallo', email: 'awa@prefecture.example' });
      spaceId = await claire.http.create('/spaces', { name: 'Courrier' });
      await claire.http.act('PUT', `/resources/${spaceId}/grants/${awa.id}`, { role: 'editor' });
    },
    async () => {
      clamd = await startClamd();
      return { CLAMD: clamd.address };
    },
  );
  afterAll(() => clamd?.stop());

  const send = (filename: string, text: string): Promise<string> =>
    upload(claire.http, Buffer.from(text), { filename, parentId: spaceId });

  it('a blocked file is nowhere offered for download: its menu, its page and the selection say why', async () => {
    const id = await send('releve.txt', `${INFECTED_WORDS} releve`);
    await send('sain.txt', 'rien à signaler');
    const { page } = await stage.open(awa);
    await page.goto(`/fichier/${id}`);
    await page.getByText(/Bloqué\s:\svirus Words/u).waitFor();
    await page.getByRole('button', { name: 'Partager' }).waitFor();
    expect(await page.getByRole('link', { name: 'Télécharger' }).count()).toBe(0);

    await page.goto(`/e/${spaceId}/fichiers`);
    await page.getByRole('row', { name: /releve\.txt.*Bloqué/u }).waitFor();
    await tabTo(page, 'Actions sur releve.txt');
    await page.keyboard.press('Enter');
    const why = page.getByRole('menuitem', { name: /Téléchargement bloqué.*Supprimez-le/u });
    await why.waitFor();
    expect(await page.getByRole('menuitem', { name: 'Télécharger', exact: true }).count()).toBe(0);
    await isInOrder(page, 'menu-blocked');
    await why.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'releve.txt' }).waitFor();
    await page.goBack();

    await page.getByRole('row', { name: /releve\.txt.*Bloqué/u }).waitFor();
    await tabTo(page, 'Sélectionner releve.txt');
    await page.keyboard.press(' ');
    const bar = page.getByRole('toolbar', { name: 'Actions sur la sélection' });
    await bar.getByText(/L’antivirus a trouvé un virus/u).waitFor();
    expect(await bar.getByRole('button', { name: /Télécharger/u }).count()).toBe(0);
    await isInOrder(page, 'selection-blocked');
    await tabTo(page, 'Sélectionner sain.txt');
    await page.keyboard.press(' ');
    await bar.getByRole('button', { name: 'Télécharger en ZIP' }).waitFor();
    await bar.getByText(/que l’antivirus retient/u).waitFor();
    await isInOrder(page, 'selection-with-blocked');
  });

  it('what waits for the antivirus is downloaded by its author alone: others read in the message why not yet', async () => {
    await clamd.kill();
    const channelId = await claire.http.create('/channels', { name: 'Relevés', parentId: spaceId });
    const filename = 'attend.txt';
    const id = await upload(claire.http, Buffer.from('attend'), { filename, parentId: channelId });
    await claire.http.act('POST', `/channels/${channelId}/messages`, {
      clientId: randomUUID(),
      text: 'Voici',
      files: [id],
    });
    const { page: hers } = await stage.open(claire);
    await hers.goto(`/messages/${channelId}`);
    await hers.getByRole('link', { name: /^Télécharger attend\.txt/u }).waitFor();

    const { page: theirs } = await stage.open(awa);
    await theirs.goto(`/messages/${channelId}`);
    await theirs.getByText(/seul son auteur peut le lire\. Réessayez/u).waitFor();
    expect(await theirs.getByRole('link', { name: /^Télécharger/u }).count()).toBe(0);
    await isInOrder(theirs, 'message-waiting');
    await clamd.start();
    await theirs.getByRole('link', { name: /^Télécharger attend\.txt/u }).waitFor({ timeout: 120_000 });
  });
});
