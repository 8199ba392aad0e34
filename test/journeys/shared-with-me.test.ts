import {
  channelsSchema,
  conversationsSchema,
  discussionSchema,
  resourcePageSchema,
} from '@maroquin/contracts';
import { expect, it } from 'vitest';
import { settled, violations } from '../support/web/axe.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { until } from '../support/until.js';
import { upload } from '../support/uploads.js';

let claire: Person;
let thomas: Person;
let spaceId: string;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
  thomas = await invite(server, claire, { name: 'Thomas Lefèvre', email: 'thomas@prefecture.example' });
  spaceId = await claire.http.create('/spaces', { name: 'Cabinet' });
});
const say = (who: Person, channelId: string, text: string): Promise<unknown> =>
  who.http.act('POST', `/channels/${channelId}/messages`, { clientId: crypto.randomUUID(), text });

it('the home page of a colleague fills by itself when something is shared, and "Partagés avec moi" lists it', async () => {
  const { page } = await stage.open(thomas);
  await page.goto('/');
  await page.getByRole('heading', { level: 1, name: /Bonjour/ }).waitFor();
  const id = await claire.http.create('/documents', { title: 'Note confiée', parentId: spaceId });
  await claire.http.act('PUT', `/resources/${id}/grants/${thomas.id}`, { role: 'reader' });
  await page.getByRole('table', { name: 'Partagés avec moi' }).getByText('Note confiée').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('link', { name: 'Partagés avec moi' }).click();
  await page.getByRole('heading', { level: 1, name: 'Partagés avec moi' }).waitFor();
  await page.getByRole('link', { name: 'Note confiée' }).click();
  await page.getByRole('heading', { level: 1, name: 'Note confiée' }).waitFor();
  // Nobody shares with oneself, and a stranger to it sees nothing.
  const hers = await claire.http.get(resourcePageSchema, '/resources/shared');
  expect(hers.items).toEqual([]);
  await claire.http.act('DELETE', `/resources/${id}/grants/${thomas.id}`);
  const his = await thomas.http.get(resourcePageSchema, '/resources/shared');
  expect(his.items).toEqual([]);
});

it('what one comes back to often is starred by the keyboard, listed beside every page, and left out once it is closed', async () => {
  const id = await claire.http.create('/documents', { title: 'Carnet de bord', parentId: spaceId });
  await claire.http.act('PUT', `/resources/${id}/grants/${thomas.id}`, { role: 'reader' });
  const { page } = await stage.open(thomas, { width: 1280, height: 900 });
  await page.goto('/partages');
  const menu = page.getByRole('button', { name: 'Actions sur Carnet de bord' });
  await menu.press('Enter');
  await page.getByRole('menuitem', { name: 'Ajouter aux favoris' }).press('Enter');
  await page.getByRole('menu').waitFor({ state: 'detached' });
  const sidebar = page.getByRole('complementary', { name: 'Espaces et dossiers' });
  await sidebar.getByRole('heading', { name: 'Favoris' }).waitFor();
  await page.getByRole('img', { name: 'Favori' }).waitFor();
  await sidebar.getByRole('link', { name: 'Carnet de bord' }).press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Carnet de bord' }).waitFor();
  await page.goto('/');
  await page.getByRole('table', { name: 'Favoris' }).getByText('Carnet de bord').waitFor();
  expect(await violations(page)).toEqual([]);
  const mine = async () =>
    (await thomas.http.get(resourcePageSchema, '/favourites')).items.map((one) => one.id);
  expect(await mine()).toEqual([id]);
  expect((await claire.http.get(resourcePageSchema, '/favourites')).items).toEqual([]);
  await claire.http.act('DELETE', `/resources/${id}/grants/${thomas.id}`);
  await until(async () => (await mine()).length === 0, 'what is closed to him is left out');
  await claire.http.act('PUT', `/resources/${id}/grants/${thomas.id}`, { role: 'reader' });
  await until(async () => (await mine()).length === 1, 'it is there again with the right');
  await thomas.http.act('PUT', `/resources/${id}/favourite`, { on: false });
  expect(await mine()).toEqual([]);
  await claire.http.act('DELETE', `/resources/${id}/grants/${thomas.id}`);
});

it('what was not read is counted on the tab, the space and the title, and opening it lands on the first of it', async () => {
  await claire.http.act('PUT', `/resources/${spaceId}/grants/${thomas.id}`, { role: 'editor' });
  const channelId = await claire.http.create('/channels', { name: 'Général', parentId: spaceId });
  await say(claire, channelId, 'Lu autrefois');
  await thomas.http.act('PUT', `/channels/${channelId}/read`, { seq: 1 });
  for (let number = 1; number <= 70; number += 1) await say(claire, channelId, `Message ${String(number)}`);
  const documentId = await claire.http.create('/documents', { title: 'Projet', parentId: spaceId });
  const beside = await claire.http.json(discussionSchema, 'POST', `/documents/${documentId}/discussion`);
  await say(claire, beside.channelId, 'À côté');
  const { items } = await thomas.http.get(channelsSchema, `/channels?parentId=${spaceId}`);
  expect(items.map(({ name }) => name).sort()).toEqual(['Général', 'Projet']);

  const { page } = await stage.open(thomas, { height: 700 });
  await page.goto(`/e/${spaceId}/documents`);
  await page
    .getByRole('navigation', { name: /Cabinet/ })
    .getByText('71 messages non lus')
    .waitFor({ state: 'attached' });
  await page
    .getByRole('complementary', { name: 'Espaces et dossiers' })
    .getByRole('link', { name: /Cabinet.*71 messages non lus/ })
    .waitFor();
  await until(async () => (await page.title()).startsWith('(71) '), 'the title counts');
  await page.goto(`/e/${spaceId}/discussions/${channelId}`);
  const messages = page.getByRole('region', { name: 'Messages de Général' });
  await messages.getByText('Message 1', { exact: true }).waitFor();
  const isSeen = `(() => {
    const box = document.querySelector('.mq-dis-scroll').getBoundingClientRect();
    const mark = document.querySelector('[data-new]').getBoundingClientRect();
    return mark.top >= box.top && mark.bottom <= box.bottom;
  })()`;
  await until(() => page.evaluate<boolean>(isSeen), 'the first unread message is in view');
  await page.getByRole('navigation', { name: 'Discussions' }).getByText('Projet').waitFor();
  await until(async () => {
    const mine = await claire.http.get(conversationsSchema, '/conversations');
    return mine.items.every(({ lastSeq, readSeq }) => lastSeq === readSeq);
  }, 'all is read');
});

it('the channels that a person may read are listed across places, page after page, and no others', async () => {
  const place = await claire.http.create('/spaces', { name: 'Travaux' });
  const first = await claire.http.create('/channels', { name: 'Toiture', parentId: place });
  const second = await claire.http.create('/channels', { name: 'Façade', parentId: place });
  const hidden = await claire.http.create('/spaces', { name: 'Fermé' });
  const closed = await claire.http.create('/channels', { name: 'Paie', parentId: hidden });
  const listed = async (limit: number) => {
    const ids: string[] = [];
    let cursor = '';
    do {
      const page = await thomas.http.get(channelsSchema, `/channels?limit=${String(limit)}${cursor}`);
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.next === null ? '' : `&cursor=${page.next}`;
    } while (cursor !== '');
    return ids;
  };
  const before = await listed(200);
  await claire.http.act('PUT', `/resources/${place}/grants/${thomas.id}`, { role: 'reader' });
  await until(async () => (await listed(200)).includes(first), 'the right is in force');
  expect(await listed(1)).toEqual([second, first, ...before]);
  expect(before).not.toContain(closed);
  await claire.http.act('DELETE', `/resources/${place}/grants/${thomas.id}`);
  await until(async () => !(await listed(200)).includes(first), 'the right is taken back');
});

it('all conversations of a person stand in one list, which follows what others write and what is read elsewhere', async () => {
  const place = await claire.http.create('/spaces', { name: 'Marchés' });
  const channelId = await claire.http.create('/channels', { name: 'Rénovation', parentId: place });
  await claire.http.act('PUT', `/resources/${place}/grants/${thomas.id}`, { role: 'editor' });
  const hidden = await claire.http.create('/spaces', { name: 'Ailleurs' });
  const elsewhere = await claire.http.create('/channels', { name: 'Secret', parentId: hidden });
  const { page } = await stage.open(thomas);
  await page.goto('/');
  const spine = page.getByRole('navigation', { name: 'Navigation principale', exact: true });
  await spine.getByRole('link', { name: /Messages/ }).click();
  const list = page.getByRole('navigation', { name: 'Conversations' });
  await list.getByRole('link', { name: /Projet/ }).waitFor();
  await say(claire, elsewhere, 'Sans lui');
  await say(claire, channelId, 'Le marché est publié');
  const item = list.getByRole('link', { name: /Rénovation.*Marchés.*1 message non lu/ });
  await item.waitFor();
  await spine.getByRole('link', { name: /Messages.*2 messages non lus/ }).waitFor();
  expect(await list.getByRole('link', { name: /Secret/ }).count()).toBe(0);
  expect(await violations(page)).toEqual([]);
  await thomas.http.act('PUT', `/channels/${channelId}/read`, { seq: 1 });
  await list.getByRole('link', { name: /Rénovation.*Marchés$/ }).waitFor();
  await list.getByRole('link', { name: /Rénovation/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Rénovation' }).waitFor();
  await page.getByRole('textbox', { name: 'Écrire dans Rénovation' }).fill('Merci');
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'Messages de Rénovation' }).getByText('Merci').waitFor();
  expect(await violations(page)).toEqual([]);
});

it('a filter finds what stands in the folders below, and says in which', async () => {
  const folder = await claire.http.create('/folders', { name: 'Archives', parentId: spaceId });
  const deep = await claire.http.create('/folders', { name: 'Budget 2019', parentId: folder });
  await claire.http.create('/documents', { title: 'Rapport enfoui', parentId: deep });
  const { page } = await stage.open(claire);
  await page.goto(`/e/${spaceId}/documents`);
  await page.getByRole('searchbox').fill('enfoui');
  const row = page.getByRole('row').filter({ hasText: 'Rapport enfoui' });
  await row.getByText('dans Budget 2019').waitFor();
  await row.getByRole('link', { name: 'Rapport enfoui' }).click();
  await page.getByRole('heading', { level: 1, name: 'Rapport enfoui' }).waitFor();
});

it('files are counted, sorted by name and by change, and their heads stay in view', async () => {
  const place = await claire.http.create('/spaces', { name: 'Dépôt' });
  for (let number = 0; number < 24; number += 1)
    await claire.http.create('/folders', {
      name: `Dossier ${String(number).padStart(2, '0')}`,
      parentId: place,
    });
  await upload(claire.http, Buffer.from('a'), { filename: 'Alpha.txt', parentId: place });
  await upload(claire.http, Buffer.from('b'), { filename: 'Zoulou.txt', parentId: place });
  const { page } = await stage.open(claire, { height: 600 });
  await page.goto(`/e/${place}/fichiers`);
  await page.getByText('24 dossiers, 2 fichiers').waitFor();
  await page.getByRole('button', { name: 'Nouveau dossier' }).waitFor();
  const lastFile = () => page.getByRole('row').last().getByRole('link').textContent();
  await until(async () => (await lastFile()) === 'Zoulou.txt', 'by name');
  await page.getByRole('columnheader', { name: 'Modifié' }).getByRole('button').click();
  await page
    .getByRole('columnheader', { name: 'Modifié' })
    .and(page.locator('[aria-sort="descending"]'))
    .waitFor();
  await until(async () => (await lastFile()) === 'Alpha.txt', 'the one changed last comes first');
  await page.getByRole('row').last().scrollIntoViewIfNeeded();
  await page.getByRole('link', { name: 'Alpha.txt' }).focus();
  const top = await page.getByRole('columnheader', { name: 'Nom' }).boundingBox();
  expect(top?.y ?? 0).toBeGreaterThan(0);
  await settled(page);
  expect(await violations(page)).toEqual([]);
});
