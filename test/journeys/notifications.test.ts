import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import {
  createdSchema,
  markedNotificationsSchema,
  notificationKinds,
  notificationLevelSchema,
  notificationSettingsSchema,
  notificationsSchema,
  type NotificationView,
  unreadNotificationsSchema,
} from '@maroquin/contracts';
import { FakePushService } from '@maroquin/testing';
import { settled, violations } from '../support/web/axe.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { until } from '../support/until.js';

let claire: Person;
let thomas: Person;
let nadia: Person;
let spaceId: string;
let push: FakePushService;
afterAll(() => push.close());
const stage = setStage(
  async (server) => {
    claire = await firstAdministrator(server);
    const join = (name: string, email: string): Promise<Person> => invite(server, claire, { name, email });
    thomas = await join('Thomas Nguyen', 'thomas@prefecture.example');
    nadia = await join('Nadia Belkacem', 'nadia@prefecture.example');
    spaceId = await claire.http.create('/spaces', { name: 'Budget 2027' });
    await claire.http.act('PUT', `/resources/${spaceId}/grants/${thomas.id}`, { role: 'editor' });
  },
  async () => {
    push = await FakePushService.start();
    return { PUSH_SERVICES: push.origin };
  },
  { whole: true },
);

const channel = (name: string): Promise<string> =>
  claire.http.create('/channels', { name, parentId: spaceId });
const say = (who: Person, id: string, text: string, clientId = randomUUID()): Promise<unknown> =>
  who.http.act('POST', `/channels/${id}/messages`, { clientId, text });
const told = async (who: Person, show = 'all'): Promise<NotificationView[]> =>
  (await who.http.get(notificationsSchema, `/notifications?show=${show}`)).items;
const unread = async (who: Person): Promise<number> =>
  (await who.http.get(unreadNotificationsSchema, '/notifications/unread')).count;
const markAll = (who: Person) =>
  who.http.json(markedNotificationsSchema, 'PUT', '/notifications/read', { read: true });
const open = async (who: Person, path = '/activite', width = 1280): Promise<Page> => {
  const { page } = await stage.open(who);
  await page.setViewportSize({ width, height: 800 });
  await page.goto(path);
  return page;
};
const picture = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['PICTURES'];
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`) });
};

it('a right, a mention, a reply and a direct message are told once, and what one may no longer see is not shown', async () => {
  await markAll(thomas);
  await claire.http.act('PUT', `/resources/${spaceId}/grants/${nadia.id}`, { role: 'commenter' });
  const id = await channel('Marchés publics');
  const clientId = randomUUID();
  const mention = `<@${thomas.id}> la date te convient ?`;
  await say(claire, id, mention, clientId);
  // Sent again after a lost answer: it is there once, and told once.
  await say(claire, id, mention, clientId);
  const thread = await thomas.http.json(createdSchema, 'POST', `/channels/${id}/messages/1/thread`);
  await say(thomas, thread.id, 'Oui');
  const direct = await claire.http.json(createdSchema, 'POST', '/conversations', { personIds: [nadia.id] });
  await say(claire, direct.id, 'Bonjour');
  await say(claire, direct.id, 'Tu es là ?');
  expect(await told(nadia)).toMatchObject([
    { kind: 'direct', actor: { id: claire.id }, messages: { seq: 1, count: 2, root: null } },
    { kind: 'access-given', actor: { id: claire.id }, resource: { id: spaceId, name: 'Budget 2027' } },
  ]);
  expect((await told(thomas, 'unread')).map(({ kind }) => kind)).toEqual(['mention']);
  const [reply] = await told(claire);
  expect(reply).toMatchObject({
    ...{ kind: 'reply', actor: { id: thomas.id }, resource: { id, name: 'Marchés publics' } },
    messages: { conversationId: thread.id, seq: 1, root: 1 },
  });
  await claire.http.act('DELETE', `/resources/${spaceId}/grants/${nadia.id}`);
  await until(async () => (await told(nadia)).length === 1, 'the space is no longer shown');
  expect(await unread(nadia)).toBe(1);
});

it('reading a conversation, on whatever device, reads what one was told of it, and everybody is not told by name', async () => {
  await markAll(thomas);
  const id = await channel('Relevé');
  await say(claire, id, `Voir <@${thomas.id}>`);
  await say(claire, id, `Encore <@${thomas.id}>`);
  await say(claire, id, 'Et <@tous>');
  expect(await unread(thomas)).toBe(2);
  await thomas.http.act('PUT', `/channels/${id}/read`, { seq: 1 });
  expect(await unread(thomas)).toBe(1);
  await thomas.http.act('PUT', `/channels/${id}/read`, { seq: 3 });
  expect(await unread(thomas)).toBe(0);
});

it('whoever asks for access is told the answer, and those who may give it are told that it was asked', async () => {
  await markAll(claire);
  await markAll(nadia);
  await nadia.http.act('POST', `/access-requests`, { resourceId: spaceId });
  await until(async () => (await unread(claire)) === 1, 'the request is told');
  expect(await told(claire, 'unread')).toMatchObject([{ kind: 'access-requested', actor: { id: nadia.id } }]);
});

it('the page shows what arrives by the keyboard alone, leads to the very message, and takes back what was marked', async () => {
  await markAll(thomas);
  const id = await channel('Calendrier');
  for (let seq = 1; seq <= 40; seq += 1) await say(claire, id, `Point ${String(seq)}`);
  const page = await open(thomas);
  await page.getByRole('heading', { level: 1, name: 'Activité' }).waitFor();
  await say(claire, id, `<@${thomas.id}> le 15 janvier te convient ?`);
  const row = page.getByRole('link', { name: /Claire .* vous mentionne dans # Calendrier/ });
  await row.waitFor();
  await page
    .getByRole('navigation', { name: 'Navigation principale' })
    .getByRole('link', { name: /Activité.*1 non lu/ })
    .waitFor();
  await settled(page);
  expect(await violations(page)).toEqual([]);
  await picture(page, 'activity-1280');
  await row.focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: /^Marquer comme non lu.*Calendrier/ }).waitFor();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: /^Marquer comme lu.*Calendrier/ }).waitFor();
  await page.getByRole('button', { name: 'Tout marquer comme lu' }).click();
  await page.getByRole('button', { name: 'Annuler' }).click();
  await page.getByRole('button', { name: /^Marquer comme lu.*Calendrier/ }).waitFor();
  await row.focus();
  const focused = (): Promise<string> => page.evaluate<string>(`document.activeElement?.textContent ?? ''`);
  await page.keyboard.press('j');
  await until(async () => !(await focused()).includes('Calendrier'), 'the next row has the focus');
  await page.keyboard.press('k');
  await until(async () => (await focused()).includes('Calendrier'), 'the row has the focus again');
  await page.keyboard.press('Enter');
  await page.locator('li[data-seq="41"]:focus').waitFor();
  await until(async () => (await unread(thomas)) === 0, 'it is read');
});

it('on a phone the page is one column, with nothing beyond the edge', async () => {
  const page = await open(thomas, '/activite', 360);
  await page.getByRole('heading', { level: 1, name: 'Activité' }).waitFor();
  await page.getByRole('link', { name: /# Calendrier/ }).waitFor();
  await settled(page);
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  await picture(page, 'activity-360');
});

it('what is told, when it is mailed and when not is set by the keyboard, and holds at once', async () => {
  const page = await open(thomas, '/activite/reglages');
  const mentions = page.getByRole('group', { name: 'Mentions' });
  await mentions.getByRole('checkbox', { name: 'Dans Activité' }).focus();
  await settled(page);
  expect(await violations(page)).toEqual([]);
  await picture(page, 'settings-1280');
  await page.keyboard.press('Space');
  await until(async () => (await told(thomas, 'mentions')).length === 0, 'mentions are no longer shown');
  await page.keyboard.press('Space');
  await until(async () => (await told(thomas, 'mentions')).length > 0, 'mentions are shown again');
  await mentions.getByRole('combobox', { name: 'Courriel' }).selectOption('jamais');
  await page.getByLabel('De', { exact: true }).fill('18:30');
  await page.getByRole('checkbox', { name: 'mercredi' }).focus();
  await page.keyboard.press('Space');
  const saved = () => thomas.http.get(notificationSettingsSchema, '/notifications/settings');
  const others = notificationKinds.slice(1).map((kind) => ({ kind, page: true }));
  await until(async () => (await saved()).quiet?.days.includes(3) === true, 'the day is kept');
  expect(await saved()).toMatchObject({
    kinds: [{ kind: 'mention', page: true, mail: 'never' }, ...others],
    quiet: { from: '18:30', to: '08:00', days: [6, 7, 3] },
  });
  await page.setViewportSize({ width: 360, height: 800 });
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  await picture(page, 'settings-360');
  await page.goto('/desabonnement#0123456789abcdef');
  await page.getByRole('button', { name: 'Ne plus recevoir ces courriels' }).click();
  await page.getByText('C’est fait').waitFor();
});

it('a conversation is set aside from its own header, and nothing of it is told any more', async () => {
  await markAll(thomas);
  const id = await channel('Bruit de fond');
  await say(claire, id, 'Premier point');
  const page = await open(thomas, `/messages/${id}`);
  await page.getByRole('button', { name: 'Notifications de cette conversation' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Notifications de cette conversation' });
  await dialog.getByRole('combobox', { name: 'Prévenir' }).selectOption('de rien');
  const level = () => thomas.http.get(notificationLevelSchema, `/notifications/levels/${id}`);
  await until(async () => (await level()).level === 'nothing', 'the choice is kept');
  await settled(page);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await say(claire, id, `Deuxième point <@${thomas.id}>`);
  expect(await unread(thomas)).toBe(0);
});

/** As it would come from the browser's own service. */
async function deliverPush(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const registration = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations;
      if (first !== undefined) resolve(first.registrationId);
    });
  });
  await devtools.send('ServiceWorker.enable');
  const { origin } = new URL(stage.server.url);
  await devtools.send('ServiceWorker.deliverPushMessage', {
    ...{ origin, registrationId: await registration, data: '' },
  });
}
const shownHere = (page: Page): Promise<{ body: string; data: string }[]> =>
  page.evaluate(`navigator.serviceWorker.ready
    .then((registration) => registration.getNotifications())
    .then((all) => all.map(({ body, data }) => ({ body, data })))`);

it('a browser that was added is woken when the page is closed, shows who wrote, and opens the conversation', async () => {
  await markAll(nadia);
  const quietless = await nadia.http.get(notificationSettingsSchema, '/notifications/settings');
  await nadia.http.act('PUT', '/notifications/settings', { ...quietless, quiet: null });
  const { page, context } = await stage.open(nadia, { worker: true });
  await context.grantPermissions(['notifications'], { origin: stage.server.url });
  // Without Mozilla's or Google's network: where the browser would give an address there, it is one of ours.
  await context.addInitScript(
    `PushManager.prototype.subscribe = () => Promise.resolve({ endpoint: '${push.origin}/nadia' });`,
  );
  await page.goto('/activite/reglages');
  const add = page.getByRole('button', { name: 'Me prévenir sur cet appareil' });
  await add.press('Enter');
  await page.getByText(/^Cet appareil \(/).waitFor();
  await settled(page);
  await picture(page, 'device-1280');
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  await settled(page);
  await picture(page, 'device-360');
  expect(await page.evaluate('document.documentElement.scrollWidth > innerWidth')).toBe(false);
  await page.setViewportSize({ width: 1280, height: 800 });

  const id = await claire.http.create('/conversations', { personIds: [nadia.id] });
  await say(claire, id, 'Peux-tu relire la note ?');
  await until(() => push.count('/nadia') === 1, 'the push service is asked');
  expect(push.received.map(({ body }) => body)).toEqual(['']);
  await deliverPush(page);
  const [shown] = await until(async () => {
    const all = await shownHere(page);
    return all.length > 0 && all;
  }, 'the notification is shown');
  expect(shown?.body).toMatch(/ vous écrit$/);
  expect(JSON.stringify(shown)).not.toContain('relire');
  const [worker] = context.serviceWorkers();
  await worker?.evaluate(`registration.getNotifications().then(([notification]) => {
    dispatchEvent(new NotificationEvent('notificationclick', { notification }));
  })`);
  await page.waitForURL(new RegExp(`/messages/${id}`));
  await page.getByText('Peux-tu relire la note ?').first().waitFor();
});

it('a push is shown also while the server that should say what there is does not answer', async () => {
  const { page, context } = await stage.open(nadia, { worker: true });
  await context.grantPermissions(['notifications'], { origin: stage.server.url });
  await page.goto('/activite');
  await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
  process.kill(stage.server.pid, 'SIGSTOP');
  try {
    await deliverPush(page);
    const shown = await until(async () => {
      const all = await shownHere(page);
      return all.length > 0 && all;
    }, 'something is shown');
    expect(shown.map(({ body, data }) => [body, data])).toEqual([['Nouvelle activité', '/activite']]);
  } finally {
    process.kill(stage.server.pid, 'SIGCONT');
  }
});

it('what was opened on a device that keeps it is read while the service is gone, and nothing stays after signing out', async () => {
  const id = await channel('Gardée');
  await say(claire, id, 'Bonjour à tous');
  const { page } = await stage.open(thomas, { worker: true });
  await page.goto('/activite/reglages');
  const keep = page.getByRole('checkbox', { name: /^Garder ce que j’ouvre/ });
  await keep.waitFor();
  // Somebody else chose it here: that says nothing of Thomas.
  await page.evaluate(`localStorage.setItem('maroquin.keeps-offline', '${claire.id}')`);
  await page.reload();
  await keep.waitFor();
  expect(await keep.isChecked()).toBe(false);
  await keep.press('Space');
  await page.getByRole('status').getByText('enregistr').first().waitFor({ state: 'attached' });
  await page.goto(`/messages/${id}`);
  await page.getByText('Bonjour à tous').first().waitFor();
  await until(
    () =>
      page.evaluate<boolean>(`caches.open('maroquin-kept').then((kept) => kept.keys())
      .then((all) => all.some(({ url }) => url.includes('/channels/${id}/messages')))`),
    'the messages are kept',
  );
  const gone = `/api/v1/documents/${randomUUID()}`;
  const isKept = (): Promise<boolean> =>
    page.evaluate(`caches.open('maroquin-kept').then((kept) => kept.match('${gone}')).then(Boolean)`);
  await page.evaluate(`caches.open('maroquin-kept').then((kept) => kept.put('${gone}', new Response('{}')))`);
  expect(await isKept()).toBe(true);
  expect(await page.evaluate(`fetch('${gone}').then(({ status }) => status)`)).toBe(404);
  expect(await isKept()).toBe(false);
  await stage.server.stop();
  await page.reload();
  await page.getByText('Bonjour à tous').first().waitFor();
  await page.getByText('Le service ne répond pas').first().waitFor();
  await settled(page);
  await picture(page, 'kept-1280');
  await stage.server.start();
  await page.getByText('Le service ne répond pas').first().waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /^Compte de/ }).click();
  await page.getByRole('menuitem', { name: 'Se déconnecter' }).click();
  await page.waitForURL(/connexion/);
  await until(
    () => page.evaluate<boolean>(`caches.has('maroquin-kept').then((has) => !has)`),
    'nothing is kept any more',
  );
});
