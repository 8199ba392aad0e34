import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { conversationsSchema, messagesSchema, scheduledMessagesSchema } from '@maroquin/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { settled, violations } from '../support/web/axe.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { png } from '../support/office/png.js';
import { setStage } from '../support/stage.js';
import { until } from '../support/until.js';

/** What two people do in their conversations over a day. */
let claire: Person;
let awa: Person;
let spaceId: string;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maroquin-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
  awa = await invite(server, claire, { name: 'Awa Diallo', email: 'awa@prefecture.example' });
  spaceId = await claire.http.create('/spaces', { name: 'Cabinet' });
  await claire.http.act('PUT', `/resources/${spaceId}/grants/${awa.id}`, { role: 'commenter' });
});

const discussion = (): Promise<string> =>
  claire.http.create('/channels', { name: `Comité ${randomUUID().slice(0, 8)}`, parentId: spaceId });
const post = (person: Person, channelId: string, text: string): Promise<void> =>
  person.http.act('POST', `/channels/${channelId}/messages`, { clientId: randomUUID(), text });
const row = (page: Page, seq: number) => page.locator(`li[data-seq="${String(seq)}"]`);
const fieldOf = (page: Page) => page.getByRole('textbox', { name: /^Écrire dans/ });
const open = async (person: Person, channelId: string): Promise<Page> => {
  const { page } = await stage.open(person);
  await page.goto(`/messages/${channelId}`);
  await fieldOf(page).waitFor();
  return page;
};
/** A picture to look at, in the folder that PICTURES names. */
const picture = async (page: Page, name: string): Promise<void> => {
  const pictures = process.env['PICTURES'];
  if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}.png`) });
};
/** As the browser does it: a picture of the screen is pasted as image.png. */
const paste = (page: Page, bytes: Buffer): Promise<void> =>
  page.evaluate<void>(`{
    const transfer = new DataTransfer();
    const bytes = Uint8Array.from(atob('${bytes.toString('base64')}'), (c) => c.charCodeAt(0));
    transfer.items.add(new File([bytes], 'image.png', { type: 'image/png' }));
    document.activeElement.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }));
  }`);
const isFieldFocused = (page: Page): Promise<unknown> =>
  until(
    () => page.evaluate<boolean>(`document.activeElement?.tagName === 'TEXTAREA'`),
    'the field has the focus',
  );

it('a picture is pasted and a file chosen by the keyboard; both leave with the message, and the other sees them', async () => {
  const channelId = await discussion();
  const documentId = await claire.http.create('/documents', { title: 'Note de cadrage', parentId: spaceId });
  const hers = await open(claire, channelId);
  const theirs = await open(awa, channelId);
  const field = fieldOf(theirs);
  await field.click();
  await paste(theirs, png(320, 200, [40, 120, 90]));
  await theirs.getByText(/^Capture .*\.png$/).waitFor();
  await isFieldFocused(theirs);
  await theirs.keyboard.press('Tab');
  await theirs.locator('[aria-label="Joindre des fichiers"]:focus').waitFor();
  const chooser = theirs.waitForEvent('filechooser');
  await theirs.keyboard.press('Enter');
  await (
    await chooser
  ).setFiles({ name: 'Plan du lot 2.txt', mimeType: 'text/plain', buffer: Buffer.from('le plan') });
  await theirs.locator('.mq-att[data-upload=done]').nth(1).waitFor();
  await settled(theirs);
  await picture(theirs, 'attach-1280');
  expect(await violations(theirs)).toEqual([]);
  await field.fill(`Voici, avec ${new URL(`/d/${documentId}`, stage.server.url).href}`);
  await field.press('Enter');
  await theirs.getByRole('list', { name: 'Fichiers joints' }).waitFor({ state: 'detached' });
  const shown = row(hers, 1).getByRole('img', { name: /^Image Capture/ });
  await until(
    () => shown.evaluate((image) => 'naturalWidth' in image && image.naturalWidth === 320),
    'the picture is shown',
  );
  const link = row(hers, 1).getByRole('link', { name: /^Télécharger Plan du lot 2\.txt/ });
  const download = hers.waitForEvent('download');
  await link.click();
  expect((await download).suggestedFilename()).toBe('Plan du lot 2.txt');
  await row(hers, 1)
    .getByRole('link', { name: /Note de cadrage.*Document/ })
    .waitFor();
  await settled(hers);
  await picture(hers, 'attached-1280');
  expect(await violations(hers)).toEqual([]);
  await row(hers, 1)
    .getByRole('button', { name: /^Image Capture/ })
    .click();
  await hers.getByRole('dialog', { name: /^Capture/ }).waitFor();
  await hers.keyboard.press('Escape');
  await hers.getByRole('dialog').waitFor({ state: 'detached' });
  await hers.setViewportSize({ width: 360, height: 740 });
  await settled(hers);
  await picture(hers, 'attached-360');
  const tooWide = () => hers.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth');
  await until(async () => !(await tooWide()), 'nothing is wider than the page');
});

it('a message written before its file has arrived leaves after it, though the server was killed meanwhile', async () => {
  const channelId = await discussion();
  const theirs = await open(awa, channelId);
  const bytes = randomBytes(24 * 1024 * 1024);
  const path = join(folder, 'releve.bin');
  await writeFile(path, bytes);
  // Its first piece is on its way when the server dies.
  let isBegun = false;
  theirs.on('request', (request) => (isBegun ||= request.method() === 'PATCH'));
  // By its path: the driver itself would be slow to hand over so much.
  await theirs.locator('.mq-dis-composer input[type=file]').setInputFiles(path);
  const field = fieldOf(theirs);
  await field.fill('Le relevé complet');
  await until(() => isBegun, 'the file is on its way');
  await field.press('Enter');
  await theirs.getByText('Le message partira dès que les fichiers seront déposés.').waitFor();
  await stage.server.kill9('node');
  await stage.server.restart();
  await row(theirs, 1).getByText('Le relevé complet').waitFor({ timeout: 60_000 });
  const { items } = await claire.http.get(messagesSchema, `/channels/${channelId}/messages`);
  expect(items).toHaveLength(1);
  const [file] = items[0]?.files ?? [];
  expect(file).toMatchObject({ name: 'releve.bin', size: bytes.length });
  const hash = (of: Buffer): string => createHash('sha256').update(of).digest('hex');
  expect(hash(await claire.http.bytes(`/files/${file?.id ?? ''}/content`))).toBe(hash(bytes));
  expect(await field.inputValue()).toBe('');
}, 120_000);

it('a file leaves the message again before it is sent', async () => {
  const channelId = await discussion();
  await post(claire, channelId, 'Bonjour');
  const theirs = await open(awa, channelId);
  await theirs.locator('.mq-dis-composer input[type=file]').setInputFiles([
    { name: 'un.txt', mimeType: 'text/plain', buffer: Buffer.from('un') },
    { name: 'deux.txt', mimeType: 'text/plain', buffer: Buffer.from('deux') },
  ]);
  await theirs.getByRole('button', { name: 'Ne plus joindre un.txt' }).click();
  await theirs.getByText('un.txt').waitFor({ state: 'detached' });
  await theirs.locator('.mq-att[data-upload=done]').waitFor();
  await fieldOf(theirs).press('Enter');
  await row(theirs, 2)
    .getByRole('link', { name: /deux\.txt/ })
    .waitFor();
  expect(await row(theirs, 2).getByRole('link').count()).toBe(1);
});

it('what one was writing is found on another device, said in the list, and gone from both once it is sent', async () => {
  const channelId = await discussion();
  await claire.http.act('PUT', `/resources/${channelId}/grants/${awa.id}`, { role: 'editor' });
  await post(awa, channelId, 'Qui vient jeudi ?');
  const office = await open(claire, channelId);
  await fieldOf(office).pressSequentially('Moi, et @aw');
  await office.getByRole('option', { name: 'Awa Diallo', selected: true }).waitFor();
  await fieldOf(office).press('Enter');
  await fieldOf(office).pressSequentially('aussi');
  const written = await fieldOf(office).inputValue();
  const { page: home } = await stage.open(claire);
  await home.goto('/messages');
  const line = home.getByRole('link', { name: /Brouillon : Moi, et @Awa Diallo aussi/ });
  await line.waitFor();
  await settled(home);
  await picture(home, 'draft-1280');
  expect(await violations(home)).toEqual([]);
  await line.click();
  await until(async () => (await fieldOf(home).inputValue()) === written, 'the draft is there');
  await fieldOf(home).press('Enter');
  await row(home, 2).locator('.mq-dis-at').getByText('@Awa Diallo').waitFor();
  await until(async () => (await fieldOf(office).inputValue()) === '', 'the field is empty elsewhere');
  await home.reload();
  await row(home, 2).waitFor();
  expect(await fieldOf(home).inputValue()).toBe('');
});

it('a message is kept at hand; it, what is pinned and a day lead back to where it was said', async () => {
  const channelId = await discussion();
  for (const text of ['Le calendrier', 'Le budget', 'La salle']) await post(awa, channelId, text);
  await claire.http.act('PUT', `/channels/${channelId}/messages/1/pin`, { on: true });
  const hers = await open(claire, channelId);
  await row(hers, 2).hover();
  await row(hers, 2).getByRole('button', { name: 'Autres actions sur le message' }).click();
  await hers.getByRole('menuitem', { name: 'Enregistrer pour plus tard' }).click();
  await hers.getByRole('region', { name: /.*/ }).getByText('Message enregistré').first().waitFor();
  await hers.getByRole('link', { name: 'Enregistrés' }).click();
  await hers.getByRole('heading', { level: 1, name: 'Enregistrés' }).waitFor();
  await hers.getByRole('list', { name: 'Enregistrés' }).getByText('Le budget').waitFor();
  await settled(hers);
  await picture(hers, 'saved-1280');
  expect(await violations(hers)).toEqual([]);
  await hers.getByRole('link', { name: 'Voir dans la conversation : Le budget' }).click();
  await hers.locator('li[data-seq="2"]:focus').waitFor();
  await hers.getByRole('button', { name: 'Messages épinglés' }).click();
  await settled(hers);
  await picture(hers, 'pins-1280');
  expect(await violations(hers)).toEqual([]);
  await hers.getByRole('button', { name: 'Voir dans la conversation : Le calendrier' }).click();
  await hers.getByRole('dialog').waitFor({ state: 'detached' });
  await hers.locator('li[data-seq="1"]:focus').waitFor();
  await row(hers, 3).focus();
  await hers.getByRole('button', { name: 'Aller à une date' }).click();
  await hers.getByLabel('Jour').fill('2020-01-01');
  await hers.getByRole('button', { name: 'Y aller' }).click();
  await hers.getByRole('dialog').waitFor({ state: 'detached' });
  await hers.locator('li[data-seq="1"]:focus').waitFor();
  await claire.http.act('DELETE', `/channels/${channelId}/messages/2`);
  await hers.setViewportSize({ width: 360, height: 740 });
  await hers.goto('/messages/enregistres');
  await hers.getByText('message supprimé').waitFor();
  await settled(hers);
  await picture(hers, 'saved-360');
});

it('what was read counts as unread again, on every device, until one reads on', async () => {
  const channelId = await discussion();
  for (const text of ['Un', 'Deux', 'Trois']) await post(awa, channelId, text);
  const hers = await open(claire, channelId);
  const { page: other } = await stage.open(claire);
  await other.goto('/messages');
  await row(hers, 2).hover();
  await row(hers, 2).getByRole('button', { name: 'Autres actions sur le message' }).click();
  await hers.getByRole('menuitem', { name: 'Marquer comme non lu' }).click();
  const mine = async (): Promise<number | undefined> =>
    (await claire.http.get(conversationsSchema, '/conversations')).items.find(({ id }) => id === channelId)
      ?.readSeq;
  await until(async () => (await mine()) === 1, 'it counts as unread');
  await other
    .locator(`a[href="/messages/${channelId}"]`)
    .getByText('2 messages non lus')
    .waitFor({ state: 'attached' });
  await post(awa, channelId, 'Quatre');
  await until(async () => (await mine()) === 4, 'one reads on');
});

it('a message is sent later: listed, taken back, and sent once though the server was killed', async () => {
  const channelId = await discussion();
  const hers = await open(claire, channelId);
  await fieldOf(hers).fill('Bonne semaine à tous');
  await hers.getByRole('button', { name: 'Envoyer plus tard' }).click();
  await settled(hers);
  await picture(hers, 'later-1280');
  expect(await violations(hers)).toEqual([]);
  await hers.getByRole('menuitem', { name: /Demain matin/ }).click();
  await until(async () => (await fieldOf(hers).inputValue()) === '', 'it was taken');
  await hers.getByRole('link', { name: 'Programmés' }).click();
  const list = hers.getByRole('list', { name: 'Programmés' });
  await list.getByText('Bonne semaine à tous').waitFor();
  await settled(hers);
  await picture(hers, 'scheduled-1280');
  expect(await violations(hers)).toEqual([]);
  await list.getByRole('button', { name: 'Reprendre' }).click();
  await list.getByText('Bonne semaine à tous').waitFor({ state: 'detached' });
  await hers.goto(`/messages/${channelId}`);
  await until(
    async () => (await fieldOf(hers).inputValue()) === 'Bonne semaine à tous',
    'its words are back',
  );
  const soon = (ms: number): string => new Date(Date.now() + ms).toISOString();
  await expect(
    claire.http.act('POST', `/channels/${channelId}/scheduled`, { text: 'Hier', sendAt: soon(-1_000) }),
  ).rejects.toMatchObject({ problem: { code: 'message.schedule' } });
  await claire.http.act('POST', `/channels/${channelId}/scheduled`, {
    text: 'À l’heure dite',
    sendAt: soon(4_000),
  });
  await awa.http.act('POST', `/channels/${channelId}/scheduled`, { text: 'De trop', sendAt: soon(4_000) });
  await claire.http.act('DELETE', `/resources/${spaceId}/grants/${awa.id}`);
  await stage.server.kill9('node');
  await stage.server.restart();
  const texts = async () =>
    (await claire.http.get(messagesSchema, `/channels/${channelId}/messages`)).items.map(({ text }) => text);
  await until(async () => (await texts()).includes('À l’heure dite'), 'it was sent', 60_000);
  const waiting = async () => (await awa.http.get(scheduledMessagesSchema, '/scheduled-messages')).items;
  await until(
    async () => (await waiting())[0]?.refused === 'request.not-found',
    'its author is told',
    60_000,
  );
  expect(await texts()).toEqual(['À l’heure dite']);
  await awa.http.act('DELETE', `/scheduled-messages/${(await waiting())[0]?.id ?? ''}`);
  await claire.http.act('PUT', `/resources/${spaceId}/grants/${awa.id}`, { role: 'commenter' });
}, 180_000);

it('a team with a right there is mentioned by a few letters of its name, and another team is not offered', async () => {
  const channelId = await discussion();
  const [ours, theirs] = [
    await claire.http.create('/teams', { name: 'Marchés publics' }),
    await claire.http.create('/teams', { name: 'Marchés secrets' }),
  ];
  await claire.http.act('PUT', `/resources/${channelId}/grants/${ours}`, { role: 'reader' });
  const hers = await open(claire, channelId);
  await fieldOf(hers).pressSequentially('Avis aux @mar');
  await hers.getByRole('option', { name: 'Marchés publics équipe', selected: true }).waitFor();
  expect(await hers.getByRole('option', { name: /secrets/ }).count()).toBe(0);
  await fieldOf(hers).press('Enter');
  await fieldOf(hers).press('Enter');
  await row(hers, 1).locator('.mq-dis-at').getByText('@Marchés publics').waitFor();
  const { items } = await claire.http.get(messagesSchema, `/channels/${channelId}/messages`);
  expect(items[0]?.mentions).toMatchObject([{ id: ours, team: true }]);
  // Named by its id, a team without a right there stays without a name.
  await post(claire, channelId, `Et <@${theirs}> ?`);
  const { items: after } = await claire.http.get(messagesSchema, `/channels/${channelId}/messages`);
  expect(after[1]?.mentions).toBeUndefined();
});

it('one sees that the other is there and writes, until she hides it; her photo and her card stand beside her name', async () => {
  const id = await claire.http.create('/conversations', { personIds: [awa.id] });
  await post(awa, id, 'Bonjour');
  const hers = await open(claire, id);
  const theirs = await open(awa, id);
  const there = hers.locator('.mq-head').getByText('En ligne');
  await there.waitFor();
  await hers.getByRole('link', { name: /Awa Diallo\s?, en ligne/ }).waitFor();
  await fieldOf(theirs).pressSequentially('Je relis');
  await hers.getByText('Awa Diallo écrit…').waitFor();
  await settled(hers);
  await picture(hers, 'typing-1280');
  expect(await violations(hers)).toEqual([]);
  await hers.setViewportSize({ width: 360, height: 740 });
  await picture(hers, 'typing-360');
  await hers.setViewportSize({ width: 1280, height: 800 });
  await fieldOf(theirs).press('Enter');
  await hers.getByText('Awa Diallo écrit…').waitFor({ state: 'detached' });

  await theirs.getByRole('button', { name: /^Compte de/ }).click();
  await theirs.getByRole('menuitem', { name: 'Mon profil' }).click();
  await theirs.getByRole('heading', { name: 'Mon profil', level: 1 }).waitFor();
  await theirs.getByRole('textbox', { name: 'Fonction' }).fill('Cheffe de projet');
  await theirs.getByRole('textbox', { name: 'Service' }).fill('Bureau du bâti');
  await theirs.getByRole('textbox', { name: 'Service' }).press('Enter');
  await theirs.getByText('Votre profil est à jour.').first().waitFor();
  const chooser = theirs.waitForEvent('filechooser');
  await theirs.getByRole('button', { name: 'Choisir une photo…' }).press('Enter');
  await (
    await chooser
  ).setFiles({ name: 'moi.png', mimeType: 'image/png', buffer: png(600, 400, [180, 60, 90]) });
  const dialog = theirs.getByRole('dialog', { name: 'Recadrer la photo' });
  await dialog.getByRole('slider', { name: 'De gauche à droite' }).press('ArrowRight');
  await settled(theirs);
  await picture(theirs, 'crop-1280');
  expect(await violations(theirs)).toEqual([]);
  await dialog.getByRole('button', { name: 'Enregistrer la photo' }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await theirs.getByRole('button', { name: 'Retirer la photo' }).waitFor();
  await settled(theirs);
  await picture(theirs, 'profile-1280');
  expect(await violations(theirs)).toEqual([]);
  await theirs.setViewportSize({ width: 360, height: 740 });
  await settled(theirs);
  await picture(theirs, 'profile-360');
  expect(await theirs.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth')).toBe(false);

  await hers.reload();
  const face = row(hers, 1).locator('.mq-av img');
  await until(
    () => face.evaluate((image) => 'naturalWidth' in image && image.naturalWidth === 256),
    'her photo is shown',
  );
  await row(hers, 1).hover();
  await row(hers, 1).getByRole('button', { name: 'Awa Diallo' }).hover();
  await hers.getByRole('tooltip').getByText('Cheffe de projet').waitFor();
  await settled(hers);
  await picture(hers, 'card-1280');
  await row(hers, 1).getByRole('button', { name: 'Awa Diallo' }).press('Enter');
  await hers.getByRole('dialog', { name: 'Fiche de Awa Diallo' }).getByText('Bureau du bâti').waitFor();
  await hers.getByRole('tooltip').waitFor({ state: 'detached' });
  await settled(hers);
  await picture(hers, 'card-open-1280');
  await hers.keyboard.press('Escape');
  await hers.getByRole('dialog').waitFor({ state: 'detached' });
  // Tips lie outside of every landmark: that of the name is put away first.
  await hers.mouse.move(0, 0);
  await fieldOf(hers).focus();
  await hers.getByRole('tooltip').waitFor({ state: 'detached' });
  await settled(hers);
  expect(await violations(hers)).toEqual([]);

  const check = theirs.getByRole('checkbox', { name: 'Montrer que je suis en ligne et que j’écris' });
  await check.press('Space');
  await there.waitFor({ state: 'detached' });
  await theirs.getByRole('button', { name: 'Retirer la photo' }).press('Enter');
  await theirs.getByRole('button', { name: 'Choisir une photo…' }).waitFor();
  await expect(claire.http.bytes(`/people/${awa.id}/photo`)).rejects.toMatchObject({ status: 404 });
});
