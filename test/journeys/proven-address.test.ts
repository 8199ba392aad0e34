import { Mailbox } from '@maroquin/testing';
import type { Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { settled, violations } from '../support/web/axe.js';
import { asSuperuser } from '../support/embedded-sql.js';
import { firstAdministrator, type Person, printedLink } from '../support/people.js';
import { setStage } from '../support/stage.js';

/** Links that go by mail, and a passkey that is asked for after one. */
let box: Mailbox;
let claire: Person;
const stage = setStage(
  async (server) => {
    claire = await firstAdministrator(server);
    // As an account is whose address nobody has shown to be theirs.
    await asSuperuser(server.dataDir, async (client) => {
      await client.query('update account set email_proven_at = null');
    });
  },
  async () => {
    box = await Mailbox.start();
    return { SMTP_URL: box.url };
  },
);
afterAll(() => box?.close());

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
async function openLink(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole('button', { name: 'Ouvrir ma session' }).press('Enter');
}

it('a person proves an address by the link that is sent there, and is told so', async () => {
  const { page } = await stage.open(claire);
  await page.goto('/securite');
  const section = page.getByRole('region', { name: 'Votre adresse' });
  await section.getByText(/Rien ne montre/).waitFor();
  await settled(page);
  expect(await violations(page)).toEqual([]);
  await section.getByRole('button', { name: 'Vérifier cette adresse' }).press('Enter');
  await page.getByText('Un lien vous est envoyé.').first().waitFor();
  await openLink(page, await box.linkTo(claire.email));
  await page.waitForURL((url) => !url.pathname.startsWith('/bienvenue'));
  await page.goto('/securite');
  await section.getByText(`Les liens de connexion sont envoyés à ${claire.email}`).waitFor();
  expect(await section.getByRole('button').count()).toBe(0);
});

it('a held passkey is asked for after a link, which alone opens nothing', async () => {
  const { page } = await stage.open(claire);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable', { enableUI: false });
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', automaticPresenceSimulation: true },
      ...{ hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
    },
  });
  await openLink(page, await printedLink(stage.server, claire.email));
  await page.waitForURL((url) => !url.pathname.startsWith('/bienvenue'));
  await page.goto('/securite');
  await page.getByRole('button', { name: 'Ajouter une clé d’accès' }).click();
  await page.getByRole('textbox', { name: 'Nom de la clé' }).fill('Poste du bureau');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Actions sur Poste du bureau' }).waitFor();
  await page.context().clearCookies();
  const touched = (enabled: boolean) =>
    cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled });
  // Nobody touches the device while the page only proposes.
  await touched(false);
  await openLink(page, await printedLink(stage.server, claire.email));
  await heading(page, 'Votre clé d’accès').waitFor();
  const me = await page.request.get('/api/v1/me');
  expect(me.status()).toBe(401);
  await settled(page);
  expect(await violations(page)).toEqual([]);
  await touched(true);
  await page.getByRole('button', { name: 'Utiliser une clé d’accès' }).press('Enter');
  await page
    .getByRole('button', { name: /^Compte de/ })
    .first()
    .waitFor();
});
