import { expect, it } from 'vitest';
import { violations } from '../support/web/axe.js';
import { ChatClient } from '../support/chat-client.js';
import { DocumentWindow } from '../support/document-window.js';
import { firstAdministrator, type Person, tokenOf } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { until } from '../support/until.js';

let claire: Person;
let spaceId: string;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
  spaceId = await claire.http.create('/spaces', { name: 'Cabinet' });
});

/** What was done to it is so long ago that a page which opens it now need not ask again. */
async function settledFor(id: string): Promise<void> {
  const { socket } = new ChatClient(claire.http);
  const ages = async (): Promise<(number | null)[]> =>
    Promise.all(
      [id, spaceId].map(async (watched) => {
        const answer = await socket.emitWithAck('place.watch', { id: watched });
        return answer.ok ? answer.value.changedMsAgo : 0;
      }),
    );
  await until(async () => (await ages()).every((age) => age === null || age > 3_000), 'all hints went out');
  socket.close();
}

it('opening a document asks for nothing twice', async () => {
  const id = await claire.http.create('/documents', { title: 'Une fois', parentId: spaceId });
  await settledFor(id);
  const { page } = await stage.open(claire);
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname.startsWith('/api/v1/')) asked.push(`${request.method()} ${pathname}${search}`);
  });
  const watched = page.waitForEvent('websocket', (one) => one.url().includes('/socket.io/'));
  await new DocumentWindow(page).open(id);
  await watched;
  await page.waitForLoadState('networkidle');
  await until(() => asked.some((one) => one.includes('/channels?')), 'the discussion was asked for');
  const twice = asked.filter((one, index) => asked.indexOf(one) !== index);
  expect(twice).toEqual([]);
});

it('a list shows what changed after it was asked for and before the page heard of changes', async () => {
  const place = await claire.http.create('/spaces', { name: 'Entre-temps' });
  const { page } = await stage.open(claire);
  let connect = (): void => undefined;
  const held = new Promise<void>((done) => (connect = done));
  await page.routeWebSocket(/\/socket\.io\//, (socket) => void held.then(() => socket.connectToServer()));
  await page.goto(`/e/${place}/fichiers`);
  await page.getByText('Aucun fichier ici').waitFor();
  await claire.http.create('/folders', { name: 'Arrivé entre-temps', parentId: place });
  connect();
  await page.getByRole('table').getByRole('link', { name: 'Arrivé entre-temps' }).waitFor();
});

it('an open document shows what changed about it before its page heard of changes', async () => {
  const id = await claire.http.create('/documents', { title: 'Circulaire', parentId: spaceId });
  const { page } = await stage.open(claire);
  let connect = (): void => undefined;
  const held = new Promise<void>((done) => (connect = done));
  await page.routeWebSocket(/\/socket\.io\//, (socket) => void held.then(() => socket.connectToServer()));
  await new DocumentWindow(page).open(id);
  await claire.http.act('PUT', `/documents/${id}/language`, { language: 'en' });
  connect();
  await page.locator('.mq-doc-foot').getByText('Anglais', { exact: true }).waitFor();
});

it('lists are compressed, and answers that carry a secret are not', async () => {
  for (let number = 0; number < 30; number += 1)
    await claire.http.create('/documents', { title: `Note ${String(number)}`, parentId: spaceId });
  const token = await tokenOf(stage.server, claire.email);
  const encodingOf = async (method: string, path: string, body?: object): Promise<string | null> => {
    const answer = await fetch(`${stage.server.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'accept-encoding': 'gzip',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect(answer.ok, path).toBe(true);
    await answer.arrayBuffer();
    return answer.headers.get('content-encoding');
  };
  expect(await encodingOf('GET', `/resources/${spaceId}/children?limit=200`)).toBe('gzip');
  expect(await encodingOf('GET', '/resources/recent?limit=100')).toBe('gzip');
  for (const path of ['/me', '/people', '/openapi.json', `/resources/${spaceId}/access`])
    expect(await encodingOf('GET', path)).toBeNull();
});

it('a long list draws only the rows near what is seen, and keys reach all of them', async () => {
  const place = await claire.http.create('/spaces', { name: 'Archives' });
  const numbers = Array.from({ length: 150 }, (_, number) => String(number).padStart(3, '0'));
  for (const number of numbers)
    await claire.http.create('/folders', { name: `Dossier ${number}`, parentId: place });
  const { page } = await stage.open(claire);
  await page.goto(`/e/${place}/fichiers`);
  const table = page.getByRole('table', { name: /Archives/ });
  const first = table.getByRole('link', { name: 'Dossier 000' });
  await first.waitFor();
  expect(await table.getAttribute('aria-rowcount')).toBe('151');
  await until(async () => (await table.getByRole('row').count()) < 80, 'few rows are drawn');
  await first.focus();
  await page.keyboard.press('End');
  await table.getByRole('link', { name: 'Dossier 149' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('ArrowUp');
  await table.getByRole('link', { name: 'Dossier 148' }).and(page.locator(':focus')).waitFor();
  expect(await table.getByRole('row').count()).toBeLessThan(80);
  await page.keyboard.press('Home');
  await first.and(page.locator(':focus')).waitFor();
  await page.locator('.mq-scroll').evaluate((one: { scrollTop: number }) => (one.scrollTop = 3000));
  await table.getByRole('link', { name: 'Dossier 070' }).waitFor();
  expect(await violations(page)).toEqual([]);
});
