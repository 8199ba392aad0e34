import type { Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { AGENTS, ORGANISATION, SIRET } from '../conformance/oidc/bench.js';
import { RealProvider } from '../conformance/oidc/real-provider.js';
import { settled, violations } from '../support/web/axe.js';
import { firstAdministrator, type Person } from '../support/people.js';
import { setStage } from '../support/stage.js';

const CLIENT = { clientId: 'maroquin', clientSecret: 'a-secret-of-these-tests' };
let provider: RealProvider | null = null;
let claire: Person;
const stage = setStage(
  async (server) => {
    claire = await firstAdministrator(server);
  },
  async (publicUrl) => {
    const agents = Object.values(AGENTS);
    provider = await RealProvider.start({ ...CLIENT, publicUrl, providerId: 'proconnect', agents });
    return {
      PROCONNECT_ISSUER: provider.issuer,
      PROCONNECT_CLIENT_ID: CLIENT.clientId,
      PROCONNECT_CLIENT_SECRET: CLIENT.clientSecret,
      PROCONNECT_ORGANISATIONS: `${SIRET}=${ORGANISATION}`,
      PROCONNECT_ACCESS: 'roles=agent_public|agent_public_etat',
      PROCONNECT_CONTACT: 'assistance@lac.example.fr',
    };
  },
);
afterAll(() => provider?.close());

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

async function throughProConnect(page: Page, who: string): Promise<void> {
  await page.getByRole('link', { name: 'S’identifier avec ProConnect' }).click();
  await heading(page, 'Fournisseur de test').waitFor();
  await page.getByRole('textbox', { name: 'Identifiant' }).fill(who);
  await page.getByRole('button', { name: 'Continuer' }).click();
}

it('an agent signs in by ProConnect, is led where it wanted to go, and signs out there too', async () => {
  const { page, errors } = await stage.open(null);
  await page.goto('/espaces');
  await heading(page, 'Se connecter').waitFor();
  await page.getByRole('link', { name: /Qu’est-ce que ProConnect/ }).waitFor();
  await settled(page);
  expect(await violations(page)).toEqual([]);
  await throughProConnect(page, 'amina');
  await heading(page, 'Espaces').waitFor();
  const menu = page.getByRole('button', { name: 'Compte de Amina Belkacem' }).first();
  await menu.click();
  await page.getByRole('menuitem', { name: 'Se déconnecter' }).click();
  await heading(page, 'Fournisseur de test').waitFor();
  await page.getByRole('button', { name: 'Se déconnecter du fournisseur' }).click();
  await page.getByText('La session est fermée, dans Maroquin et chez le fournisseur').waitFor();
  await page.goto('/espaces');
  await heading(page, 'Se connecter').waitFor();
  expect(errors).toEqual([]);
});

it.each([1280, 360])('who may not enter reads what is missing and whom to ask, at %i px', async (width) => {
  const { page } = await stage.open(null, { width });
  await page.goto('/connexion');
  await throughProConnect(page, 'private');
  await heading(page, 'Vous n’avez pas accès à ce service').waitFor();
  await page.getByText('être reconnu comme agent public').waitFor();
  await page.getByText('assistance@lac.example.fr').waitFor();
  await settled(page);
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
});

it('an account that was there before opens after its administrator has approved it', async () => {
  const hers = await stage.open(null);
  await hers.page.goto('/connexion');
  await throughProConnect(hers.page, 'claire');
  await heading(hers.page, 'Votre compte doit être rapproché').waitFor();
  const admin = await stage.open(claire);
  await admin.page.goto('/personnes');
  await admin.page.getByRole('heading', { name: '1 compte à rapprocher' }).waitFor();
  await settled(admin.page);
  expect(await violations(admin.page)).toEqual([]);
  await admin.page.getByRole('button', { name: 'Approuver pour Amina Fontaine' }).click();
  await admin.page.getByRole('heading', { name: '1 compte à rapprocher' }).waitFor({ state: 'detached' });
  await hers.page.getByRole('link', { name: 'Revenir à la connexion' }).click();
  await hers.page.getByRole('link', { name: 'S’identifier avec ProConnect' }).click();
  await heading(hers.page, /Bonjour|Accueil/).waitFor();
  await hers.page.getByRole('button', { name: 'Compte de Claire Fontaine' }).first().waitFor();
});
