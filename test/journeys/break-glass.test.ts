import { auditEntriesSchema, custodyLinkSchema, notificationsSchema } from '@maroquin/contracts';
import { expect, it } from 'vitest';
import { CollabClient } from '../support/collab-client.js';
import { Refused } from '../support/http-client.js';
import { auditorOf, firstAdministrator, invite, madeBefore, type Person } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { until } from '../support/until.js';
import { settled, violations } from '../support/web/axe.js';

/** An administrator asks to read one place, a key custodian agrees, and the people of the place see it. */
let claire: Person;
let garance: Person;
let thomas: Person;
let lucie: Person;
let auditor: Person;
let space: string;
let note: string;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
  garance = await invite(server, claire, { name: 'Garance Clé', email: 'garance@prefecture.example' });
  thomas = await invite(server, claire, { name: 'Thomas Lefèvre', email: 'thomas@prefecture.example' });
  auditor = await auditorOf(server, claire);
  await madeBefore(server, 'account', garance.id);
  await claire.http.act('PUT', `/duties/key-custodian/holders/${garance.id}`);
  space = await thomas.http.create('/spaces', { name: 'Commission de discipline' });
  lucie = await invite(server, claire, { name: 'Lucie Bernard', email: 'lucie@prefecture.example' });
  await thomas.http.act('PUT', `/resources/${space}/grants/${lucie.id}`, { role: 'reader' });
  note = await thomas.http.create('/documents', { title: 'Compte rendu', kind: 'text', parentId: space });
});

const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'answered',
    (error: unknown) => (error instanceof Refused ? (error.problem?.code ?? '') : String(error)),
  );

it('an administrator asks by keyboard, a custodian agrees, the place sees it and ends it; each read is in the audit', async () => {
  expect(await codeOf(claire.http.text(note))).toBe('request.not-found');
  const hers = await stage.open(claire);
  await hers.page.goto('/');
  await hers.page.getByRole('link', { name: 'Bris de glace' }).press('Enter');
  const send = hers.page.getByRole('button', { name: 'Envoyer la demande' });
  await send.press('Enter');
  await hers.page.getByText(/^Cette adresse ne désigne rien/).waitFor();
  await hers.page.getByLabel('Adresse du lieu').fill(`${stage.server.url}/e/${space}`);
  await hers.page.getByLabel('Raison').fill('Panne signalée par Thomas Lefèvre, ticket 4711');
  await settled(hers.page);
  expect(await violations(hers.page)).toEqual([]);
  await send.press('Enter');
  await hers.page.getByRole('heading', { name: 'En attente d’un accord' }).waitFor();
  expect(await hers.page.getByRole('button', { name: /Donner mon accord/ }).count()).toBe(0);

  const custodian = await stage.open(garance);
  await custodian.page.goto('/bris-de-glace');
  await custodian.page.getByText('Panne signalée par Thomas Lefèvre, ticket 4711').waitFor();
  await settled(custodian.page);
  expect(await violations(custodian.page)).toEqual([]);
  await custodian.page.getByRole('button', { name: /^Donner mon accord/ }).press('Enter');
  await custodian.page.getByRole('heading', { name: 'En cours' }).waitFor();
  // Whoever agreed reads nothing by that.
  expect(await codeOf(garance.http.text(note))).toBe('request.not-found');

  expect(await codeOf(claire.http.text(note))).toBe('answered');
  expect(await codeOf(claire.http.act('POST', `/resources/${note}/trash`))).toBe('request.not-found');
  const open = new CollabClient(claire.http, note);
  await until(() => open.synced, 'the administrator reads the document');
  const told = async () => (await lucie.http.get(notificationsSchema, '/notifications')).items;
  await until(
    async () => (await told()).some(({ kind }) => kind === 'break-glass-begun'),
    'who reads there is told',
  );

  const his = await stage.open(thomas);
  await his.page.goto(`/d/${note}`);
  await his.page.getByText(/^Accès de secours\s:/).waitFor();
  await settled(his.page);
  expect(await violations(his.page)).toEqual([]);
  await his.page.goto(`/e/${space}`);
  await his.page.getByText(/^Accès de secours\s:/).waitFor();
  await his.page.getByRole('button', { name: 'Mettre fin à cet accès' }).press('Enter');
  await his.page.getByText(/^Accès de secours\s:/).waitFor({ state: 'detached' });
  await until(() => open.closeCode !== null, 'the open document is cut');
  await until(async () => (await codeOf(claire.http.text(note))) === 'request.not-found', 'it is over');
  await until(
    async () => (await told()).some(({ kind }) => kind === 'break-glass-ended'),
    'who reads there is told again',
  );

  const entries = async () =>
    (await auditor.http.get(auditEntriesSchema, '/audit/entries?topic=rights&limit=100')).items;
  await until(
    async () => (await entries()).some(({ action }) => action === 'break-glass.ended'),
    'the end is in the audit',
  );
  const read = (await entries()).filter(({ action }) => action === 'break-glass.read');
  expect(read.length).toBeGreaterThan(0);
  for (const { actor } of read) expect(actor?.id).toBe(claire.id);
  expect(read.map(({ target }) => target?.id)).toContain(note);
});

it('others are shown no page, and a key custodian cannot use it for themself', async () => {
  const { page } = await stage.open(thomas);
  await page.goto('/bris-de-glace');
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await page.getByText('Demander un accès de secours').count()).toBe(0);
  const asked = { resourceId: space, reason: 'Par curiosité seulement', hours: 4 };
  expect(await codeOf(garance.http.act('POST', '/break-glass', asked))).toBe('request.not-found');
  expect(await codeOf(garance.http.json(custodyLinkSchema, 'POST', '/keys/link'))).toBe('answered');
});
