import { signInLinkSchema } from '@maroquin/contracts';
import { expect, it } from 'vitest';
import { settled, violations } from '../support/web/axe.js';
import { asSuperuser } from '../support/embedded-sql.js';
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

it('an auditor reads the audit by keyboard, sees that it is whole, and sees when it was changed', async () => {
  const { page } = await stage.open(auditor);
  await page.goto('/');
  await page.getByRole('link', { name: 'Journal d’audit' }).press('Enter');
  await page.getByText(/^Chaîne vérifiée jusqu’à l’entrée nº \d/).waitFor();
  const entries = page.getByRole('table', { name: 'Entrées du journal' });
  const entry = entries.getByRole('button', { name: 'Second accord demandé' }).first();
  await entry.waitFor();
  await settled(page);
  expect(await violations(page)).toEqual([]);
  await entry.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Second accord demandé' });
  await dialog.getByText('Claire Fontaine').first().waitFor();
  await settled(page);
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Les actes de cette personne' }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Claire Fontaine seulement').waitFor();
  await page.getByLabel('Acte').selectOption({ label: 'Connexions' });
  await entry.waitFor({ state: 'detached' });

  const exported = await auditor.http.bytes('/audit/export?format=jsonl');
  expect(exported.toString('utf8').trimEnd().split('\n').at(-1)).toContain('"kind":"end"');
  await asSuperuser(stage.server.dataDir, (client) =>
    client.query(
      `set session_replication_role = replica; update audit set action = 'session.ended' where number = 2`,
    ),
  );
  await page.getByRole('button', { name: 'Vérifier' }).press('Enter');
  await page.getByText(/^Une anomalie trouvée/).waitFor();
  await page.getByText('L’entrée nº 2 n’est plus celle qui a été scellée.').waitFor();
  await settled(page);
  expect(await violations(page)).toEqual([]);
});

it('an administrator reads no audit', async () => {
  await expect(claire.http.bytes('/audit/entries')).rejects.toMatchObject({ status: 404 });
  const { page } = await stage.open(claire);
  await page.goto('/droits');
  await page.getByRole('heading', { level: 1, name: 'Droits d’accès' }).waitFor();
  expect(await page.getByRole('link', { name: 'Journal d’audit' }).count()).toBe(0);
});

it('who looks after no rights is shown none of it', async () => {
  const { page } = await stage.open(amine);
  await page.goto('/droits');
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await page.getByText(/à deux/).count()).toBe(0);
});
