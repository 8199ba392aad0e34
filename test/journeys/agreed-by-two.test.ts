import { signInLinkSchema } from '@maroquin/contracts';
import { expect, it } from 'vitest';
import { settled, violations } from '../support/axe.js';
import { auditorOf, firstAdministrator, invite, PASSWORD, type Person, shown } from '../support/people.js';
import { setStage } from '../support/stage.js';

/** What an administrator may not do alone, as the second person and the person concerned see it. */
let claire: Person;
let amine: Person;
let auditor: Person;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
  amine = await invite(server, claire, { name: 'Amine Haddad', email: 'amine@prefecture.example' });
  await amine.http.act('PUT', '/me/password', { password: PASSWORD });
  auditor = await auditorOf(server, claire);
});

const askForLink = () => claire.http.json(signInLinkSchema, 'POST', `/people/${amine.id}/sign-in-link`);

it('an auditor agrees by keyboard to a link that an administrator asked for, and its person is told once', async () => {
  expect(await askForLink()).toMatchObject({ link: null });
  const { page } = await stage.open(auditor);
  await page.goto('/droits');
  await page.getByRole('heading', { name: '1 demande à confirmer à deux' }).waitFor();
  await page.getByText('Montrer un lien de connexion pour Amine Haddad').waitFor();
  await page.getByText(/Demandé par Claire Fontaine/).waitFor();
  await settled(page);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Confirmer pour Amine Haddad' }).press('Enter');
  await page.getByRole('button', { name: 'Confirmer pour Amine Haddad' }).waitFor({ state: 'detached' });
  expect(shown((await askForLink()).link)).toContain('/bienvenue#');

  const his = await stage.open(amine);
  await his.page.goto('/');
  const told = his.page.getByText(/un lien qui ouvre votre compte a été remis \(.*Claire Fontaine/);
  await told.waitFor();
  await settled(his.page);
  expect(await violations(his.page)).toEqual([]);
  await his.page.getByRole('button', { name: 'J’ai lu' }).press('Enter');
  await told.waitFor({ state: 'detached' });
  await his.page.reload();
  await his.page.getByRole('main').waitFor();
  expect(await told.count()).toBe(0);
});

it('an auditor refuses what an administrator asked for, and nothing comes of it', async () => {
  await askForLink();
  const { page } = await stage.open(auditor);
  await page.goto('/droits');
  await page.getByRole('button', { name: 'Refuser pour Amine Haddad' }).press('Enter');
  await page.getByRole('heading', { name: /demande à confirmer/ }).waitFor({ state: 'detached' });
  expect(await askForLink()).toMatchObject({ link: null });
});

it('who looks after no rights is shown none of it', async () => {
  const { page } = await stage.open(amine);
  await page.goto('/droits');
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await page.getByText(/à deux/).count()).toBe(0);
});
