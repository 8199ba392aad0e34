import { LDAP_BASE, LDAP_READER, startSlapd, type TestDirectory } from '@maroquin/testing';
import { Client } from 'ldapts';
import type { Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { settled, violations } from '../support/web/axe.js';
import { firstAdministrator } from '../support/people.js';
import { setStage } from '../support/stage.js';

const PASSWORD = 'le mot de passe du poste';
let directory: TestDirectory | null = null;
afterAll(() => directory?.stop());

async function fill({ port, root }: TestDirectory): Promise<void> {
  const client = new Client({ url: `ldap://127.0.0.1:${String(port)}` });
  await client.bind(root.dn, root.password);
  const people = [
    ['amina', 'Amina Belkacem', 'amina.belkacem@lac.example.fr'],
    ['ailleurs', 'Bruno Costa', 'bruno.costa@ailleurs.example.fr'],
  ];
  for (const [uid = '', cn = '', mail = ''] of people)
    await client.add(`uid=${uid},ou=agents,${LDAP_BASE}`, {
      objectClass: 'inetOrgPerson',
      ...{ uid, cn, sn: cn, mail, userPassword: PASSWORD },
    });
  await client.unbind();
}

const stage = setStage(
  async (server) => {
    await firstAdministrator(server);
  },
  async () => {
    directory = await startSlapd();
    await fill(directory);
    return {
      LDAP_URL: `ldap://localhost:${String(directory.port)}`,
      LDAP_CA_FILE: directory.caFile,
      LDAP_BIND_DN: LDAP_READER.dn,
      LDAP_BIND_PASSWORD: LDAP_READER.password,
      LDAP_BASE_DN: LDAP_BASE,
      LDAP_ORGANISATIONS: '@lac.example.fr=Préfecture du Lac',
      LDAP_NAME: 'L’annuaire de la préfecture',
      LDAP_CONTACT: 'assistance@lac.example.fr',
    };
  },
);

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

/** By keyboard alone. */
async function signIn(page: Page, login: string, password = PASSWORD): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Identifiant ou adresse professionnelle' });
  await field.fill(login);
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
}
async function isAccessible(page: Page, width: number): Promise<void> {
  await settled(page);
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
}

it('somebody of the directory signs in by the one form, with the login of the workstation', async () => {
  const { page, errors } = await stage.open(null);
  await page.goto('/espaces');
  await heading(page, 'Se connecter').waitFor();
  await signIn(page, 'amina');
  await heading(page, 'Espaces').waitFor();
  await page.getByRole('button', { name: 'Compte de Amina Belkacem' }).first().waitFor();
  await page.goto('/securite');
  await page.getByText('Par l’annuaire de l’administration').waitFor();
  expect(errors).toEqual([]);
});

it.each([1280, 360])('who may not enter reads why and whom to ask, at %i px', async (width) => {
  const { page } = await stage.open(null, { width });
  await page.goto('/connexion');
  await signIn(page, 'ailleurs');
  await heading(page, 'Votre organisation n’est pas encore inscrite ici').waitFor();
  await page.getByText('L’annuaire de la préfecture vous a bien reconnu').waitFor();
  await page.getByText('assistance@lac.example.fr').waitFor();
  await isAccessible(page, width);
});

it.each([1280, 360])('while the directory is away the page says what to do, at %i px', async (width) => {
  const { page } = await stage.open(null, { width });
  await page.goto('/connexion');
  await page.getByText('L’annuaire de la préfecture reconnaît').waitFor();
  await isAccessible(page, width);
  await directory?.kill();
  await signIn(page, `amina${String(width)}`);
  await page.getByText('L’annuaire de votre administration ne répond pas').waitFor();
  await page.getByText('Recommencez dans quelques minutes').waitFor();
  await isAccessible(page, width);
  await directory?.start();
  await signIn(page, 'amina');
  await heading(page, /Bonjour|Accueil/).waitFor();
});
