import { custodyLinkSchema, keyActAnswerSchema, keyCustodySchema } from '@maroquin/contracts';
import { expect, it } from 'vitest';
import { settled, violations } from '../support/web/axe.js';
import { HttpClient, Refused } from '../support/http-client.js';
import { firstAdministrator, invite, madeBefore, PASSWORD, type Person, signIn } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { until } from '../support/until.js';

/** Two people who keep the organisation's keys, at their page. */
let claire: Person;
let garance: Person;
let basile: Person;
let organisation: string;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
  organisation = (await claire.http.me()).organisation.id;
  garance = await invite(server, claire, { name: 'Garance Clé', email: 'garance@prefecture.example' });
  basile = await invite(server, claire, { name: 'Basile Coffre', email: 'basile@prefecture.example' });
  for (const { id, http } of [garance, basile]) {
    await madeBefore(server, 'account', id);
    await http.act('PUT', '/me/password', { password: PASSWORD });
    await claire.http.act('PUT', `/duties/key-custodian/holders/${id}`);
  }
});

const ticketOf = async ({ http }: Person): Promise<string> =>
  new URL((await http.json(custodyLinkSchema, 'POST', '/keys/link')).link).hash.slice(1);
const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'answered',
    (error: unknown) => (error instanceof Refused ? (error.problem?.code ?? '') : String(error)),
  );

it('one custodian asks, another agrees and the organisation closes; by their addresses it opens again', async () => {
  const theirs = await ticketOf(basile);
  const { page } = await stage.open(garance);
  await page.goto('/');
  await page.getByRole('link', { name: 'Clés de l’organisation' }).press('Enter');
  await page.getByText('L’organisation est ouverte').waitFor();
  await page
    .getByText('Garance Clé, Basile Coffre')
    .or(page.getByText('Basile Coffre, Garance Clé'))
    .waitFor();
  await page.getByRole('button', { name: 'Faire mon adresse de garde' }).press('Enter');
  const address = await page.getByLabel('Adresse de garde', { exact: true }).inputValue();
  await settled(page);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Demander la fermeture' }).press('Enter');
  const asked = page.getByRole('alertdialog', { name: 'Demander la fermeture' });
  await settled(page);
  expect(await violations(page)).toEqual([]);
  await asked.getByRole('button', { name: 'Demander la fermeture' }).press('Enter');
  await page.getByText('Une demande attend un second accord').waitFor();
  // Nothing has happened yet, and who asked cannot agree.
  const [waiting] = (await garance.http.get(keyCustodySchema, '/keys')).requests;
  expect(await codeOf(garance.http.act('POST', `/keys/requests/${waiting?.id ?? ''}/approve`))).toBe(
    'approval.other-person',
  );

  const his = await stage.open(basile);
  await his.page.goto('/cles');
  await his.page.getByRole('button', { name: 'Donner mon accord et fermer' }).press('Enter');
  await until(
    async () => (await codeOf(claire.http.me())) === 'request.unauthenticated',
    'everybody is signed out',
  );
  expect(await codeOf(signIn(stage.server, claire.email, PASSWORD))).not.toBe('answered');

  const outside = await stage.open(null);
  await outside.page.goto(address);
  await outside.page.getByText('L’organisation est fermée').waitFor();
  expect(outside.page.url()).not.toContain('#');
  await settled(outside.page);
  expect(await violations(outside.page)).toEqual([]);
  await outside.page.getByRole('button', { name: 'Demander la réouverture' }).press('Enter');
  await outside.page
    .getByRole('alertdialog')
    .getByRole('button', { name: 'Demander la réouverture' })
    .press('Enter');
  await outside.page.getByText('Une demande attend un second accord').waitFor();
  const nobody = new HttpClient(stage.server.url, null);
  const state = await nobody.json(keyCustodySchema, 'POST', '/keys/custody', { ticket: theirs });
  // No name opens while it is closed.
  expect(state).toMatchObject({ closed: true, organisation: { name: null }, requests: [{ mine: false }] });
  const decision = { ticket: theirs, requestId: state.requests[0]?.id, agrees: true };
  await nobody.act('POST', '/keys/custody/decisions', decision);
  const back = await signIn(stage.server, garance.email, PASSWORD);
  expect((await back.get(keyCustodySchema, '/keys')).acts[0]).toMatchObject({
    ...{ action: 'keys.opened', by: { name: 'Garance Clé' } },
  });
});

it('an administrator keeps no keys, and a former custodian opens nothing by the address it kept', async () => {
  const back = await signIn(stage.server, basile.email, PASSWORD);
  const ticket = await ticketOf({ ...basile, http: back });
  const admin = await signIn(stage.server, claire.email, PASSWORD);
  expect(await codeOf(admin.bytes('/keys'))).toBe('request.not-found');
  await admin.act('DELETE', `/duties/key-custodian/holders/${basile.id}`);
  expect(await codeOf(back.bytes('/keys'))).toBe('request.not-found');
  const nobody = new HttpClient(stage.server.url, null);
  const asked = nobody.json(keyActAnswerSchema, 'POST', '/keys/custody/requests', {
    ticket,
    act: 'keys-open',
  });
  expect(await codeOf(asked)).toBe('key.no-custodian');
});

it('a custodian takes its request back, and the only one left needs nobody', async () => {
  const hers = await signIn(stage.server, garance.email, PASSWORD);
  const admin = await signIn(stage.server, claire.email, PASSWORD);
  await admin.act('PUT', `/duties/key-custodian/holders/${basile.id}`);
  const ask = () => hers.json(keyActAnswerSchema, 'POST', '/keys/requests', { act: 'keys-close' });
  expect((await ask()).done).toBe(false);
  expect(await codeOf(ask())).toBe('key.asked-already');
  const [waiting] = (await hers.get(keyCustodySchema, '/keys')).requests;
  await hers.act('POST', `/keys/requests/${waiting?.id ?? ''}/refuse`);
  expect((await hers.get(keyCustodySchema, '/keys')).requests).toEqual([]);
  await admin.act('DELETE', `/duties/key-custodian/holders/${basile.id}`);
  expect((await ask()).done).toBe(true);
});

it('a key that is a file of the machine is destroyed by nobody, and the page says why', async () => {
  expect((await stage.server.command(['keys', 'open', organisation, '--by', garance.id])).code).toBe(0);
  const admin = await signIn(stage.server, claire.email, PASSWORD);
  await admin.act('PUT', `/duties/key-custodian/holders/${basile.id}`);
  const hers = await signIn(stage.server, garance.email, PASSWORD);
  const asked = hers.json(keyActAnswerSchema, 'POST', '/keys/requests', { act: 'keys-destroy' });
  expect(await codeOf(asked)).toBe('key.shared');
  const { page } = await stage.open({ ...garance, http: hers });
  await page.goto('/cles');
  await page.getByText(/^Impossible ici/).waitFor();
  expect(await page.getByRole('button', { name: 'Demander la destruction' }).count()).toBe(0);
  await settled(page);
  expect(await violations(page)).toEqual([]);
});
