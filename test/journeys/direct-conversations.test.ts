import {
  conversationsSchema,
  createdSchema,
  directoryResultSchema,
  invitationResultSchema,
  messagesSchema,
} from '@maroquin/contracts';
import { expect, it } from 'vitest';
import { violations } from '../support/web/axe.js';
import { firstAdministrator, invite, type Person, redeem, shown } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { until } from '../support/until.js';

let claire: Person;
let thomas: Person;
let nadia: Person;
let awa: Person;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
  const join = (name: string, email: string): Promise<Person> => invite(server, claire, { name, email });
  thomas = await join('Thomas Lefèvre', 'thomas@prefecture.example');
  nadia = await join('Nadia Belkacem', 'nadia@prefecture.example');
  awa = await join('Awa Diallo', 'awa@prefecture.example');
});
const say = (who: Person, id: string, text: string): Promise<unknown> =>
  who.http.act('POST', `/channels/${id}/messages`, { clientId: crypto.randomUUID(), text });
const guestOf = async (spaceId: string, name: string, email: string): Promise<Person> => {
  const body = { name, email, role: 'reader' };
  const { link } = await claire.http.json(invitationResultSchema, 'POST', `/spaces/${spaceId}/guests`, body);
  const http = await redeem(stage.server, shown(link));
  return { ...(await http.me()).person, http };
};
const mine = async (who: Person) => (await who.http.get(conversationsSchema, '/conversations')).items;

it('two people have one conversation, whoever begins it, which the other sees once something was written', async () => {
  const [one, other] = await Promise.all([
    thomas.http.json(createdSchema, 'POST', '/conversations', { personIds: [nadia.id] }),
    nadia.http.json(createdSchema, 'POST', '/conversations', { personIds: [thomas.id] }),
  ]);
  expect(other).toEqual(one);
  await say(thomas, one.id, 'Bonjour');
  expect(await mine(nadia)).toMatchObject([
    { id: one.id, kind: 'direct', people: [{ id: thomas.id }], lastSeq: 1 },
  ]);
  expect(await mine(claire)).toEqual([]);
  await expect(
    thomas.http.act('POST', `/conversations/${one.id}/participants`, { personIds: [awa.id] }),
  ).rejects.toMatchObject({ status: 409 });
});

it('a conversation opens by the keyboard alone, and the other answers in it', async () => {
  const { page } = await stage.open(thomas);
  await page.goto('/messages');
  await page.getByRole('heading', { level: 1, name: 'Choisissez une conversation' }).waitFor();
  await page.keyboard.press('Alt+n');
  await page.getByRole('combobox', { name: 'À qui' }).waitFor();
  await page.keyboard.type('awa');
  await page.getByRole('option', { name: /Awa Diallo/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Retirer Awa Diallo' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Écrire dans Awa Diallo' }).waitFor();
  const isInField = `document.activeElement?.tagName === 'TEXTAREA'`;
  await until(() => page.evaluate<boolean>(isInField), 'the field has the focus');
  await page.keyboard.type('Tu as une minute ?');
  await page.keyboard.press('Enter');
  const other = (await stage.open(awa)).page;
  await other.goto('/messages');
  await other.getByRole('link', { name: /Thomas Lefèvre.*1 message non lu/ }).click();
  await other.getByRole('textbox').fill('Oui');
  await other.keyboard.press('Enter');
  await page
    .getByRole('region', { name: 'Messages de Awa Diallo' })
    .getByText('Oui', { exact: true })
    .waitFor();
});

it('several people take part under a name; who joins reads what was written, without counting it, and who leaves reads no more', async () => {
  const { id } = await thomas.http.json(createdSchema, 'POST', '/conversations', {
    personIds: [nadia.id, claire.id],
    name: 'Comité de jeudi',
  });
  await say(nadia, id, 'Il manque un point');
  const watching = (await stage.open(nadia)).page;
  await watching.goto(`/messages/${id}`);
  await watching.getByText('Il manque un point').waitFor();
  const { page } = await stage.open(thomas);
  await page.goto(`/messages/${id}`);
  await page.getByRole('button', { name: /Autres actions sur la conversation/ }).click();
  await page.getByRole('menuitem', { name: 'Ajouter des personnes' }).click();
  await page.getByText('Elles liront aussi tout ce qui a été écrit avant leur arrivée.').waitFor();
  await page.keyboard.type('awa');
  await page.getByRole('option', { name: /Awa Diallo/ }).click();
  await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
  await page.getByText(/Awa Diallo et vous/).waitFor();
  // Nobody joins unseen.
  await watching.locator('.mq-dis-list').getByText('Thomas Lefèvre a ajouté Awa Diallo.').waitFor();
  await watching.getByText(/Awa Diallo et vous/).waitFor();
  const [joined] = (await mine(awa)).filter((one) => one.id === id);
  expect(joined).toMatchObject({ name: 'Comité de jeudi', lastSeq: 2, readSeq: 2 });
  const { items } = await awa.http.get(messagesSchema, `/channels/${id}/messages`);
  expect(items.map(({ text, event }) => event?.kind ?? text)).toEqual(['Il manque un point', 'added']);
  // What was done stays told.
  await expect(thomas.http.act('DELETE', `/channels/${id}/messages/2`)).rejects.toMatchObject({
    status: 404,
  });
  const hers = (await stage.open(awa)).page;
  await hers.goto(`/messages/${id}`);
  await hers.getByRole('button', { name: /Autres actions sur la conversation/ }).click();
  await hers.getByRole('menuitem', { name: 'Quitter la conversation' }).click();
  await hers.getByRole('alertdialog').getByRole('button', { name: 'Quitter la conversation' }).click();
  await hers.getByRole('heading', { level: 1, name: 'Choisissez une conversation' }).waitFor();
  await watching.locator('.mq-dis-list').getByText('Awa Diallo a quitté la conversation.').waitFor();
  expect((await mine(awa)).some((one) => one.id === id)).toBe(false);
  await expect(awa.http.get(messagesSchema, `/channels/${id}/messages`)).rejects.toMatchObject({
    status: 404,
  });
});

it('a guest writes to those with whom it shares a space, is marked as from outside, and finds nobody else', async () => {
  const spaceId = await claire.http.create('/spaces', { name: 'Partenaires' });
  await claire.http.act('PUT', `/resources/${spaceId}/grants/${thomas.id}`, { role: 'editor' });
  // A team is closed to a guest: who is in it is not told.
  const teamId = await claire.http.create('/teams', { name: 'Bureau des marchés' });
  await claire.http.act('PUT', `/teams/${teamId}/members/${awa.id}`);
  await claire.http.act('PUT', `/resources/${spaceId}/grants/${teamId}`, { role: 'reader' });
  const paul = await guestOf(spaceId, 'Paul Roux', 'paul@partenaire.example');
  const look = async (who: Person, q: string) =>
    (await who.http.json(directoryResultSchema, 'POST', '/conversations/people/search', { q })).items;
  expect(await look(paul, 'awa')).toEqual([]);
  expect(await look(paul, 'thomas')).toMatchObject([{ id: thomas.id, email: null }]);
  // The directory in memory learns of somebody new within seconds.
  await until(async () => (await look(thomas, 'paul')).length > 0, 'the guest is found');
  // By the address, which is not shown, nobody is found.
  expect(await look(paul, 'prefecture')).toEqual([]);
  expect(await look(paul, 'thomas prefecture')).toEqual([]);
  expect(await look(thomas, 'paul')).toMatchObject([{ id: paul.id, external: true }]);
  expect(await look(nadia, 'paul')).toEqual([]);
  const to = (who: Person, other: Person) =>
    who.http.json(createdSchema, 'POST', '/conversations', { personIds: [other.id] });
  await expect(to(nadia, paul)).rejects.toMatchObject({ status: 404 });
  await expect(to(paul, awa)).rejects.toMatchObject({ status: 404 });
  const { id } = await to(paul, thomas);
  await say(paul, id, 'Bonjour de l’extérieur');
  const { page } = await stage.open(thomas);
  await page.goto(`/messages/${id}`);
  await page.getByRole('link', { name: /Paul Roux.*Externe/ }).waitFor();
  await page.getByRole('heading', { level: 1, name: 'Paul Roux' }).waitFor();
});

it('a discussion is shared, renamed and put in the bin from where one talks, and leaves the list of everybody', async () => {
  const spaceId = await claire.http.create('/spaces', { name: 'Travaux' });
  const id = await claire.http.create('/channels', { name: 'Calendrier', parentId: spaceId });
  await say(claire, id, 'Le 8 décembre');
  const { page } = await stage.open(claire);
  await page.goto(`/messages/${id}`);
  const choose = async (act: string): Promise<void> => {
    await page.getByRole('button', { name: /Autres actions sur/ }).click();
    await page.getByRole('menuitem', { name: act }).click();
  };
  await choose('Partager');
  const dialog = page.getByRole('dialog', { name: /Partager cette discussion/ });
  await dialog.getByRole('combobox').fill('nadia');
  await page.getByRole('option', { name: /Nadia Belkacem/ }).click();
  await dialog.getByRole('button', { name: 'Donner l’accès' }).click();
  await dialog.getByRole('listitem').filter({ hasText: 'Nadia Belkacem' }).waitFor();
  // The button is gone: one goes on in the field.
  await dialog.locator('input:focus').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  expect((await mine(nadia)).find((one) => one.id === id)).toMatchObject({ name: 'Calendrier', space: null });
  await choose('Renommer');
  await page.getByRole('textbox', { name: 'Nouveau nom' }).fill('Calendrier des travaux');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Calendrier des travaux' }).waitFor();
  await choose('Mettre à la corbeille');
  await page.getByRole('heading', { level: 1, name: 'Choisissez une conversation' }).waitFor();
  for (const who of [claire, nadia]) expect((await mine(who)).some((one) => one.id === id)).toBe(false);
});

it('nobody opens conversations without end, and the one that two people have is still found', async () => {
  const open = (personIds: readonly string[]) =>
    nadia.http.json(createdSchema, 'POST', '/conversations', { personIds });
  const pair = await open([claire.id]);
  const opened = await Promise.allSettled(Array.from({ length: 70 }, () => open([claire.id, thomas.id])));
  const refused = opened.filter((one) => one.status === 'rejected');
  expect(refused.length).toBeGreaterThan(5);
  for (const { reason } of refused) expect(reason).toMatchObject({ status: 429 });
  expect(await open([claire.id])).toEqual(pair);
});
