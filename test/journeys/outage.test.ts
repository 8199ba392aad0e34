import { beforeAll, expect, it } from 'vitest';
import { DocumentWindow } from '../support/document-window.js';
import { Refused } from '../support/http-client.js';
import { firstAdministrator, type Person } from '../support/people.js';
import { descendants, embeddedPostgresPid } from '../support/process/process-tree.js';
import { setStage } from '../support/stage.js';
import { until } from '../support/until.js';

let claire: Person;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
});
let spaceId: string;
beforeAll(async () => {
  spaceId = await claire.http.create('/spaces', { name: 'Cabinet' });
});

/** PostgreSQL neither answers nor closes its connections. @returns what lets it go on */
function pausePostgres(): () => void {
  const postmaster = embeddedPostgresPid(stage.server.dataDir);
  if (postmaster === null) throw new Error('PostgreSQL does not run');
  const all = [postmaster, ...descendants(postmaster)];
  for (const pid of all) process.kill(pid, 'SIGSTOP');
  return () => {
    for (const pid of all) process.kill(pid, 'SIGCONT');
  };
}

it('PostgreSQL stops while people type: a banner, nothing acknowledged, all kept, all sent when it is back', async () => {
  const id = await claire.http.create('/documents', { title: 'Compte rendu', parentId: spaceId });
  const hers = await stage.open(claire);
  const document = new DocumentWindow(hers.page);
  await document.open(id);
  await hers.mark();
  await document.write('Avant la panne.');
  await document.saved();
  const goOn = pausePostgres();
  try {
    await document.write(' Pendant la panne.');
    await document.says(/en attente/).waitFor({ timeout: 45_000 });
    const refusal: unknown = await until(
      () =>
        claire.http.text(id).then(
          () => null,
          (error: unknown) => error,
        ),
      'the API refuses',
      45_000,
    );
    expect(refusal).toBeInstanceOf(Refused);
    const { status, headers } = refusal as Refused;
    expect(status).toBe(503);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    await hers.page.getByText('Le service est momentanément interrompu.').waitFor({ timeout: 45_000 });
    await document.write(' Toujours là.');
  } finally {
    goOn();
  }
  await document.saved();
  await hers.page.getByText('Le service est momentanément interrompu.').waitFor({ state: 'detached' });
  expect(await claire.http.text(id)).toContain('Avant la panne. Pendant la panne. Toujours là.');
  expect(await hers.isMarked()).toBe(true);
}, 180_000);

it('work done without a network is kept on this computer, over a reload too, and sent when it is back', async () => {
  const id = await claire.http.create('/documents', { title: 'En train', parentId: spaceId });
  const hers = await stage.open(claire);
  const document = new DocumentWindow(hers.page);
  await document.open(id);
  await hers.context.setOffline(true);
  await document.write('Écrit dans un tunnel.');
  await document.says('Hors connexion').waitFor({ timeout: 60_000 });
  await hers.page.getByText('vos modifications sont gardées sur ce poste').waitFor();
  expect(await claire.http.text(id)).not.toContain('tunnel');
  // The window closes with its work unsent.
  await document.leave();
  await hers.context.setOffline(false);
  const again = new DocumentWindow(await hers.context.newPage());
  await again.open(id);
  await again.reads('Écrit dans un tunnel.');
  await again.saved();
  expect(await claire.http.text(id)).toContain('Écrit dans un tunnel.');
}, 120_000);

it('a message written while the server is away is sent once when it is back', async () => {
  const channelId = await claire.http.create('/channels', { name: 'Suivi', parentId: spaceId });
  const hers = await stage.open(claire);
  await hers.page.goto(`/e/${spaceId}/discussions/${channelId}`);
  const field = hers.page.getByRole('textbox', { name: /^Écrire dans/ });
  const messages = hers.page.getByRole('region', { name: /^Messages de/ });
  await field.fill('Avant.');
  await field.press('Enter');
  await messages.getByText('Avant.').waitFor();
  await stage.server.kill9('node');
  await field.fill('Pendant.');
  await field.press('Enter');
  await messages
    .getByText(/En attente/)
    .first()
    .waitFor();
  await stage.server.start();
  await until(async () => (await messages.getByText(/En attente/).count()) === 0, 'nothing waits');
  const { items } = (await (
    await claire.http.call('GET', `/api/v1/channels/${channelId}/messages?after=0`)
  ).json()) as {
    items: { text: string }[];
  };
  expect(items.map(({ text }) => text)).toEqual(['Avant.', 'Pendant.']);
}, 120_000);
