import { meSchema, newTotpSchema, recoveryCodesSchema } from '@maroquin/contracts';
import { TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { settled, violations } from '../support/web/axe.js';
import { HttpClient, Refused } from '../support/http-client.js';
import { firstAdministrator, invite, PASSWORD, type Person, printedLink } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { pause } from '../support/until.js';

let claire: Person;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
});

let people = 0;
/** Somebody with a password, signed in. */
async function agent(): Promise<Person> {
  people += 1;
  const email = `agent${String(people)}@prefecture.example`;
  const person = await invite(stage.server, claire, { name: `Agent ${String(people)}`, email });
  await person.http.act('PUT', '/me/password', { password: PASSWORD });
  return person;
}

/** A device that holds passkeys and recognises its person (WebAuthn L3 §11, by the DevTools protocol). */
async function plugInDevice(page: Page): Promise<{ touchedBySomebody(touched: boolean): Promise<unknown> }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable', { enableUI: false });
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    touchedBySomebody: (enabled) =>
      cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled }),
  };
}

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
async function givePassword(page: Page, email: string, password: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Adresse professionnelle' }).fill(email);
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill(password);
  await page.getByRole('button', { name: 'Se connecter', exact: true }).click();
}
async function giveCode(page: Page, field: string, code: string): Promise<void> {
  await page.getByRole('textbox', { name: field }).fill(code);
  await page.getByRole('button', { name: 'Se connecter', exact: true }).click();
}
async function signOut(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Compte de/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Se déconnecter' }).click();
  await heading(page, 'Se connecter').waitFor();
}
async function fair(page: Page): Promise<void> {
  await settled(page);
  expect(await violations(page)).toEqual([]);
}

it('a person adds a passkey from the account menu, then signs in with it alone', async () => {
  const { page } = await stage.open(await agent());
  await page.goto('/');
  const device = await plugInDevice(page);
  await page
    .getByRole('button', { name: /^Compte de/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Sécurité du compte' }).click();
  await heading(page, 'Sécurité du compte').waitFor();
  await page.getByRole('button', { name: 'Ajouter une clé d’accès' }).click();
  await page.getByRole('textbox', { name: 'Nom de la clé' }).fill('Poste du bureau');
  await fair(page);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Actions sur Poste du bureau' }).waitFor();
  const isIn = () => heading(page, 'Sécurité du compte').waitFor();
  // Nobody touches the device while the page only proposes.
  await device.touchedBySomebody(false);
  await signOut(page);
  const button = page.getByRole('button', { name: 'Utiliser une clé d’accès' });
  await button.waitFor();
  await fair(page);
  await device.touchedBySomebody(true);
  await button.click();
  await isIn();
  await page.getByText('Par une clé d’accès').waitFor();
  // Without the button: the device answers what the browser proposes in the address field.
  await signOut(page);
  await isIn();
});

it('after the password the code of the app is asked, taken once, and a recovery code stands in once', async () => {
  const person = await agent();
  const { page } = await stage.open(person);
  await page.goto('/securite');
  await page.getByRole('button', { name: 'Configurer une application' }).click();
  await page.getByRole('img', { name: /^Code QR/ }).waitFor();
  const secret = await page.getByRole('textbox', { name: 'Ou recopiez cette clé' }).inputValue();
  await fair(page);
  const codeNow = () => TOTP.generate({ secret: new TOTP({ secret: secret.replaceAll(' ', '') }).secret });
  const first = codeNow();
  await page.getByRole('textbox', { name: '2. Écrivez le code affiché' }).fill(first);
  await page.getByRole('button', { name: 'Mettre en service' }).click();
  await page.getByRole('heading', { name: 'Vos codes de secours' }).waitFor();
  await fair(page);
  const codes = await page.getByRole('dialog').getByRole('listitem').allTextContents();
  expect(codes).toHaveLength(10);
  await page.getByRole('button', { name: /^Fermer, les codes/ }).click();
  await signOut(page);

  await givePassword(page, person.email, PASSWORD);
  await heading(page, 'Code de vérification').waitFor();
  await fair(page);
  await giveCode(page, 'Code à 6 chiffres', first);
  await page.getByRole('alert').getByText('Ce code ne convient pas').waitFor();
  // The next step of the app: codes are taken one step ahead.
  const next = TOTP.generate({
    secret: new TOTP({ secret: secret.replaceAll(' ', '') }).secret,
    timestamp: Date.now() + 30_000,
  });
  await giveCode(page, 'Code à 6 chiffres', next);
  await heading(page, 'Sécurité du compte').waitFor();

  for (const works of [true, false]) {
    await signOut(page);
    await givePassword(page, person.email, PASSWORD);
    await page.getByRole('button', { name: 'Utiliser un code de secours' }).click();
    await giveCode(page, 'Code de secours', codes[0] ?? '');
    if (works) await heading(page, 'Sécurité du compte').waitFor();
    else await page.getByRole('alert').getByText('Ce code ne convient pas').waitFor();
  }
});

it('a sign-in link asks for the code too, of whoever has an app for it', async () => {
  const person = await agent();
  const { secret } = await person.http.json(newTotpSchema, 'POST', '/me/totp');
  const code = TOTP.generate({ secret: new TOTP({ secret }).secret });
  const { codes } = await person.http.json(recoveryCodesSchema, 'POST', '/me/totp/confirm', { code });
  const link = await printedLink(stage.server, person.email);
  const { page } = await stage.open(null);
  await page.goto(link);
  await page.getByRole('button', { name: 'Ouvrir ma session' }).click();
  await heading(page, 'Code de vérification').waitFor();
  await page.getByText('Le lien est bon. Il reste une étape.').waitFor();
  await fair(page);
  await page.getByRole('button', { name: 'Utiliser un code de secours' }).click();
  await page.getByRole('textbox', { name: 'Code de secours' }).fill(codes[0] ?? '');
  await page.keyboard.press('Enter');
  await heading(page, /Bonjour|Accueil/).waitFor();
});

it('strangers’ failures make strangers wait, in words, and do not keep the person out of its own browser', async () => {
  const person = await agent();
  const own = await stage.open(null);
  await own.page.goto('/connexion');
  await givePassword(own.page, person.email, PASSWORD);
  await heading(own.page, /Bonjour|Accueil/).waitFor();
  await signOut(own.page);

  // Ready before the strangers are, so that what they must wait is not over when it is shown.
  const elsewhere = await stage.open(null);
  await elsewhere.page.goto('/connexion');
  await elsewhere.page.getByRole('textbox', { name: 'Mot de passe' }).waitFor();
  const stranger = new HttpClient(stage.server.url, null);
  // Asking again before that is over is no guess, but all from one network may ask only so often.
  for (let wait = 0; wait < 8;) {
    await pause(wait * 1000);
    wait = await stranger
      .call('POST', '/api/v1/sign-in/password', { body: { email: person.email, password: 'une devinette' } })
      .then(
        () => 0,
        (error: unknown) => (error instanceof Refused ? Number(error.headers.get('retry-after') ?? 0) : 0),
      );
  }
  await givePassword(elsewhere.page, person.email, PASSWORD);
  await elsewhere.page.getByText(/Prochain essai possible dans \d+ secondes?\./).waitFor();
  await fair(elsewhere.page);

  await givePassword(own.page, person.email, PASSWORD);
  await heading(own.page, /Bonjour|Accueil/).waitFor();
});

it('a person ends the sessions of its other browsers', async () => {
  const person = await agent();
  const other = await stage.open(null);
  await other.page.goto('/connexion');
  await givePassword(other.page, person.email, PASSWORD);
  await heading(other.page, /Bonjour|Accueil/).waitFor();
  const { page } = await stage.open(person);
  await page.goto('/securite');
  await page.getByRole('button', { name: /^Mettre fin à la session ouverte/ }).click();
  await page.getByText('Cette session est terminée.').first().waitFor();
  await other.page.reload();
  await heading(other.page, 'Se connecter').waitFor();
});

it('a person lets a program act in its name by the keyboard alone, and ends it', async () => {
  const person = await agent();
  const { page } = await stage.open(person);
  await page.goto('/applications');
  await page.getByText('Aucun jeton en service.').waitFor();
  await page.getByRole('button', { name: 'Créer un jeton' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Créer un jeton d’API' });
  await dialog.locator('input:focus').waitFor();
  await page.keyboard.type('Export mensuel');
  await page.keyboard.press('Enter');
  await dialog.getByText('Cochez au moins une ligne.').waitFor();
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole('checkbox', { name: 'Lire et écrire les fichiers' }).press('Space');
  await dialog.getByRole('textbox', { name: 'Nom' }).press('Enter');
  await page.getByRole('button', { name: 'Copier le secret' }).and(page.locator(':focus')).waitFor();
  expect(await violations(page)).toEqual([]);
  const token = await page.getByRole('textbox', { name: 'Secret du jeton' }).inputValue();
  const program = new HttpClient(stage.server.url, { token });
  await program.json(meSchema, 'GET', '/me');
  await page.getByRole('button', { name: 'Révoquer : Export mensuel' }).press('Enter');
  await page.getByText('Le jeton est révoqué.').first().waitFor();
  await page.getByText('Aucun jeton en service.').waitFor();
  await expect(program.json(meSchema, 'GET', '/me')).rejects.toMatchObject({ status: 401 });
  await settled(page);
  expect(await violations(page)).toEqual([]);
});
