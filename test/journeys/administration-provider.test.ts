import type { Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { AGENTS, ORGANISATION, SIRET } from '../conformance/oidc/bench.js';
import { RealProvider } from '../conformance/oidc/real-provider.js';
import { createAdministrator } from '../support/administration.js';
import { settled, violations } from '../support/web/axe.js';
import { freePort } from '../support/maroquin.js';
import { firstAdministrator } from '../support/people.js';
import { setStage } from '../support/stage.js';

const CLIENT = { clientId: 'maroquin', clientSecret: 'a-secret-of-these-tests' };
let provider: RealProvider | null = null;
let url = '';
const stage = setStage(
  async (server) => {
    await firstAdministrator(server);
  },
  async () => {
    const port = await freePort();
    url = `http://localhost:${String(port)}`;
    const agents = [AGENTS.amina, AGENTS.bruno].map((agent) => ({ ...agent, acr: 'eidas2' }));
    const root = '/api/v1/administration/sign-in/oidc';
    provider = await RealProvider.start({
      ...CLIENT,
      publicUrl: url,
      providerId: 'proconnect',
      agents,
      root,
    });
    return {
      ADMIN_BIND: `127.0.0.1:${String(port)}`,
      ADMIN_ACR_VALUES: 'eidas2 eidas3',
      PROCONNECT_ISSUER: provider.issuer,
      PROCONNECT_CLIENT_ID: CLIENT.clientId,
      PROCONNECT_CLIENT_SECRET: CLIENT.clientSecret,
      PROCONNECT_ORGANISATIONS: `${SIRET}=${ORGANISATION}`,
    };
  },
);
afterAll(() => provider?.close());

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
async function through(page: Page, who: string): Promise<void> {
  await page.getByRole('button', { name: 'Se connecter avec ProConnect' }).press('Enter');
  await heading(page, 'Fournisseur de test').waitFor();
  await page.getByRole('textbox', { name: 'Identifiant' }).fill(who);
  await page.getByRole('button', { name: 'Continuer' }).click();
}
const refused = (page: Page) => page.getByText('n’a pas ouvert de compte d’administration').waitFor();

it('an administrator enters by a provider that vouches for a level strong enough, and nobody else does', async () => {
  const { link } = await createAdministrator(stage.server);
  const first = await stage.open(null);
  await first.page.goto(link);
  await through(first.page, 'amina');
  await heading(first.page, 'Personnes').waitFor();
  await first.page.getByRole('button', { name: 'Se déconnecter' }).press('Enter');
  await heading(first.page, 'Administration').waitFor();

  // in another browser: the provider asks again
  const { page } = await stage.open(null);
  await page.goto(url);
  await heading(page, 'Administration').waitFor();
  await settled(page);
  expect(await violations(page)).toEqual([]);
  await through(page, 'amina');
  await heading(page, 'Personnes').waitFor();

  // somebody who was given no administration account, though the provider knows it
  const stranger = await stage.open(null);
  await stranger.page.goto(url);
  await through(stranger.page, 'bruno');
  await refused(stranger.page);
  expect(await violations(stranger.page)).toEqual([]);
});
