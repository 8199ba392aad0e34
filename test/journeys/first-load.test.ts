import { expect, it } from 'vitest';
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

it('opening a document asks for nothing twice', async () => {
  const id = await claire.http.create('/documents', { title: 'Une fois', parentId: spaceId });
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
