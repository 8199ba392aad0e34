import { randomUUID } from 'node:crypto';
import {
  imageResultSchema,
  messagesSchema,
  notificationsSchema,
  placeSchema,
  sentSchema,
  type FileScan,
} from '@maroquin/contracts';
import { clamdIsInstalled, EICAR, INFECTED_WORDS, startClamd, type TestAntivirus } from '@maroquin/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asSuperuser } from '../support/embedded-sql.js';
import { firstAdministrator, invite, type Person, tokenOf } from '../support/people.js';
import { png } from '../support/office/png.js';
import { setStage } from '../support/stage.js';
import { until } from '../support/until.js';
import { upload } from '../support/uploads.js';

const VIRUS = 'Eicar-Test-Signature.UNOFFICIAL';

/** What the antivirus lets nobody read, and what waits for it. */
describe.skipIf(!clamdIsInstalled())('an antivirus', () => {
  let clamd: TestAntivirus;
  let claire: Person;
  let thomas: Person;
  let spaceId: string;
  let password: string;
  const stage = setStage(
    async (server) => {
      claire = await firstAdministrator(server);
      thomas = await invite(server, claire, { name: 'Thomas Lefèvre', email: 'thomas@prefecture.example' });
      spaceId = await claire.http.create('/spaces', { name: 'Courrier' });
      await claire.http.act('PUT', `/resources/${spaceId}/grants/${thomas.id}`, { role: 'editor' });
      password = await tokenOf(server, thomas.email, 'files');
    },
    async () => {
      clamd = await startClamd();
      return { CLAMD: clamd.address };
    },
  );
  afterAll(() => clamd?.stop());

  const send = (filename: string, bytes: string, by = claire): Promise<string> =>
    upload(by.http, Buffer.from(bytes), { filename, parentId: spaceId });
  const scanOf = async (id: string): Promise<FileScan | null> =>
    (await thomas.http.get(placeSchema, `/resources/${id}`)).resource.scan ?? null;
  const codeOf = (asked: Promise<unknown>): Promise<string> =>
    asked.then(
      () => 'allowed',
      (error: { problem?: { code?: string } }) => error.problem?.code ?? 'failed',
    );
  const read = (id: string, by: Person): Promise<string> => codeOf(by.http.bytes(`/files/${id}/content`));
  const copy = (id: string): Promise<string> =>
    codeOf(thomas.http.create(`/resources/${id}/copies`, { parentId: spaceId, name: `copie de ${id}` }));
  const dav = async (name: string): Promise<number> => {
    const authorization = `Basic ${Buffer.from(`agent:${password}`).toString('base64')}`;
    return (await fetch(`${stage.server.url}/dav/Courrier/${name}`, { headers: { authorization } })).status;
  };

  describe('that finds a virus', () => {
    let folder: string;
    let id: string;
    beforeAll(async () => {
      folder = await claire.http.create('/folders', { name: 'Factures', parentId: spaceId });
      id = await upload(claire.http, Buffer.from(EICAR), { filename: 'facture.com', parentId: folder });
      await until(async () => (await scanOf(id))?.state === 'infected', 'the file is blocked');
    });

    it('blocks its content for everybody, by every way to it', async () => {
      expect(await scanOf(id)).toEqual({ state: 'infected', virus: VIRUS });
      const version = codeOf(claire.http.bytes(`/files/${id}/versions/1/content`));
      const restored = codeOf(claire.http.call('POST', `/api/v1/files/${id}/versions/1/restore`));
      const asked = [read(id, claire), read(id, thomas), copy(id), version, restored];
      expect(await Promise.all(asked)).toEqual(asked.map(() => 'file.infected'));
      expect(await dav('Factures/facture.com')).toBe(403);
      const archive = await thomas.http.bytes(`/archives?id=${id}`);
      expect([archive.includes(EICAR), archive.includes('facture.com')]).toEqual([false, true]);
    });

    it('leaves it out of a copy of its folder, and says so', async () => {
      const body = { parentId: spaceId, name: 'Factures (2)' };
      const made = await thomas.http.call('POST', `/api/v1/resources/${folder}/copies`, { body });
      expect(await made.json()).toMatchObject({ leftOut: 1 });
    });

    it('tells its author, and the audit', async () => {
      const told = await until(async () => {
        const { items } = await claire.http.get(notificationsSchema, '/notifications?show=all');
        return items.find(({ kind }) => kind === 'file-blocked');
      }, 'the author is notified');
      expect([told.resource?.id, told.actor]).toEqual([id, null]);
      const acts = await asSuperuser(stage.server.dataDir, async (client) => {
        const found = await client.query<{ details: object }>(
          `select details from audit where action = 'file.infected' and target_id = $1`,
          [id],
        );
        return found.rows;
      });
      expect(acts).toEqual([{ details: { number: 1, virus: VIRUS } }]);
    });

    it('refuses the same content when somebody brings it again', async () => {
      await expect(send('encore.com', EICAR, thomas)).rejects.toThrow(/file\.infected|403/u);
    });

    it('is said on the page of the file, which shows nothing of it', async () => {
      const { page } = await stage.open(thomas);
      await page.goto(`/fichier/${id}`);
      await page.getByText(`Bloqué : virus ${VIRUS}`).waitFor();
      await page.getByText('personne ne peut le lire', { exact: false }).waitFor();
    });
  });

  it('that is away lets only the author read; it goes on by itself when it is back', async () => {
    await clamd.kill();
    const id = await send('note.txt', 'Bonjour à tous');
    const { page } = await stage.open(thomas);
    await page.goto(`/fichier/${id}`);
    await page.getByText('Analyse en cours', { exact: true }).waitFor();
    expect([await read(id, thomas), await read(id, claire)]).toEqual(['file.scanning', 'allowed']);
    expect([await copy(id), await dav('note.txt')]).toEqual(['file.scanning', 503]);
    await until(() => stage.server.lastWords.includes('the antivirus does not answer'), 'the log says it');
    await clamd.start();
    await page.getByText('Bonjour à tous').waitFor();
    expect([await scanOf(id), await read(id, thomas), await dav('note.txt')]).toEqual([null, 'allowed', 200]);
    const times = stage.server.lastWords.split('the antivirus does not answer').length - 1;
    expect(times).toBe(1);
  });

  it('holds a picture of a document back until it is scanned, and an infected one for good', async () => {
    const document = await claire.http.create('/documents', {
      ...{ title: 'Note illustrée', parentId: spaceId, kind: 'prose' },
    });
    const path = `/documents/${document}/images`;
    const add = async (words: string): Promise<string> => {
      const picture = { name: 'a.png', type: 'image/png', bytes: png(4, 4, [10, 20, 30], words) };
      return (await claire.http.sendFile(imageResultSchema, path, picture)).id;
    };
    const see = (id: string, by: Person): Promise<string> => codeOf(by.http.bytes(`${path}/${id}`));
    await clamd.kill();
    const [plain, bad] = [await add('Bonjour'), await add(INFECTED_WORDS)];
    expect([await see(plain, claire), await see(bad, claire)]).toEqual(['allowed', 'allowed']);
    expect([await see(plain, thomas), await see(bad, thomas)]).toEqual(['file.scanning', 'file.scanning']);
    await clamd.start();
    await until(async () => (await see(plain, thomas)) === 'allowed', 'the picture is scanned');
    await until(async () => (await see(bad, thomas)) === 'file.infected', 'the other picture is blocked');
    expect(await see(bad, claire)).toBe('file.infected');
    expect(await codeOf(add(INFECTED_WORDS))).toBe('file.infected');
  });

  it('is said beside what is sent with a message, without a click', async () => {
    const channel = await claire.http.create('/conversations', { personIds: [thomas.id] });
    const sent = async (filename: string, bytes: string): Promise<void> => {
      const id = await upload(claire.http, Buffer.from(bytes), { filename, parentId: channel });
      const message = { clientId: randomUUID(), text: '', files: [id] };
      await claire.http.json(sentSchema, 'POST', `/channels/${channel}/messages`, message);
    };
    await clamd.kill();
    await sent('attente.txt', 'Une pièce qui attend');
    await sent('piege.com', `${INFECTED_WORDS} bis`);
    const files = async () =>
      (await thomas.http.get(messagesSchema, `/channels/${channel}/messages`)).items.map(
        (message) => message.files?.[0]?.scan?.state,
      );
    expect(await files()).toEqual(['waiting', 'waiting']);
    const { page } = await stage.open(thomas);
    await page.goto(`/messages/${channel}`);
    const waiting = page.getByText('Analyse en cours');
    await until(async () => (await waiting.count()) === 2, 'both are said to wait');
    await clamd.start();
    await page
      .getByText(/Bloqué\s:\svirus/u)
      .first()
      .waitFor();
    await until(async () => (await waiting.count()) === 0, 'nothing waits any more');
    expect(await files()).toEqual([undefined, 'infected']);
    expect(await page.getByRole('link', { name: /piege/u }).count()).toBe(0);
    await page.getByRole('link', { name: /attente/u }).waitFor();
  });

  it('takes nothing away from those who could read content before it was there', async () => {
    const id = await send('ancien.txt', 'Stored before the antivirus');
    await until(async () => (await scanOf(id)) === null, 'the file is scanned');
    await asSuperuser(stage.server.dataDir, (client) =>
      client.query(
        'delete from blob_scan where blob_id in (select blob_id from file_version where file_id = $1)',
        [id],
      ),
    );
    await clamd.kill();
    expect([await copy(id), await read(id, thomas), await read(id, claire)]).toEqual([
      ...['allowed', 'allowed', 'allowed'],
    ]);
    await clamd.start();
  });
});
