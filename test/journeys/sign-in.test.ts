import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { PASSWORD } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { until } from '../support/until.js';

const stage = setStage();
const CLAIRE = { name: 'Claire Fontaine', email: 'claire.fontaine@prefecture.example' };

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Adresse professionnelle' }).fill(email);
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill(password);
  await page.getByRole('button', { name: 'Se connecter' }).click();
}

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

it('the printed link leads the first administrator to a service that is set up', async () => {
  const { page } = await stage.open(null);
  const link = await until(() => stage.server.links[0], 'the printed link');
  await page.goto(link);
  await heading(page, 'Bienvenue dans Maroquin').waitFor();
  // The secret leaves the address at once: no history, no picture of the screen keeps it.
  expect(new URL(page.url()).hash).toBe('');
  await page.getByRole('button', { name: 'Ouvrir ma session' }).click();
  await heading(page, 'Mettre Maroquin en service').waitFor();
  await page.getByRole('textbox', { name: 'Nom de l’organisation' }).fill('Préfecture du Lac');
  await page.getByRole('textbox', { name: 'Votre nom' }).fill(CLAIRE.name);
  await page.getByRole('textbox', { name: 'Adresse professionnelle' }).fill(CLAIRE.email);
  const password = page.getByRole('textbox', { name: 'Mot de passe' });
  await password.fill('motdepasse1234');
  await page.getByRole('button', { name: 'Mettre en service' }).click();
  await until(
    () =>
      password.evaluate(
        (field: { ariaInvalid?: string; getAttribute(name: string): string | null }) =>
          field.getAttribute('aria-invalid') === 'true',
      ),
    'a common password is refused',
  );
  await password.fill(PASSWORD);
  await page.getByRole('button', { name: 'Mettre en service' }).click();
  await heading(page, /Bonjour|Accueil/).waitFor();
});

it('a link that was used offers a new one, and says so in words', async () => {
  const { page } = await stage.open(null);
  await page.goto(stage.server.links[0] ?? '');
  await page.getByRole('button', { name: 'Ouvrir ma session' }).click();
  await heading(page, 'Ce lien ne fonctionne plus').waitFor();
  await page.getByRole('textbox', { name: 'Adresse professionnelle' }).fill(CLAIRE.email);
  await page.getByRole('button', { name: 'Envoyer la demande' }).click();
  await page.getByText('La demande est enregistrée.').waitFor();
});

it('an incomplete link says that it is incomplete', async () => {
  const { page } = await stage.open(null);
  await page.goto('/bienvenue#incomplet');
  await heading(page, 'Ce lien est incomplet').waitFor();
});

it('who is not signed in is asked to, and led where they wanted to go', async () => {
  const { page } = await stage.open(null);
  await page.goto('/personnes');
  await heading(page, 'Se connecter').waitFor();
  await signIn(page, CLAIRE.email, 'ceci n’est pas le mot de passe');
  await page.getByRole('alert').waitFor();
  await signIn(page, CLAIRE.email, PASSWORD);
  await heading(page, 'Personnes').waitFor();
});

it('an administrator invites a person, who comes in by the link and keeps it no longer', async () => {
  const hers = await stage.open(null);
  await hers.page.goto('/personnes');
  await signIn(hers.page, CLAIRE.email, PASSWORD);
  await hers.page.getByRole('button', { name: 'Inviter une personne' }).click();
  const dialog = hers.page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Nom' }).fill('Thomas Lefèvre');
  await dialog.getByRole('textbox', { name: 'Adresse' }).fill('thomas@prefecture.example');
  await dialog.getByRole('button', { name: 'Inviter' }).click();
  const field = hers.page.getByRole('textbox', { name: 'Lien à usage unique' });
  await field.waitFor();
  const link = await field.inputValue();
  await hers.page.getByRole('button', { name: 'Terminé' }).click();
  await hers.page.getByText('Thomas Lefèvre').first().waitFor();

  const his = await stage.open(null);
  await his.page.goto(link);
  await his.page.getByRole('button', { name: 'Ouvrir ma session' }).click();
  await heading(his.page, /Bonjour/).waitFor();
  await his.page.getByRole('textbox', { name: 'Nouveau mot de passe' }).fill('pluie-tambour-citadelle-9');
  await his.page.getByRole('button', { name: 'Enregistrer ce mot de passe' }).click();
  await his.page.getByText('Votre mot de passe est enregistré.').first().waitFor();
});

it('signing out ends the session in every window of it', async () => {
  const { page, context } = await stage.open(null);
  await page.goto('/');
  await signIn(page, CLAIRE.email, PASSWORD);
  await heading(page, /Bonjour|Accueil/).waitFor();
  const other = await context.newPage();
  await other.goto('/');
  await heading(other, /Bonjour|Accueil/).waitFor();
  await page
    .getByRole('button', { name: /^Compte de/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Se déconnecter' }).click();
  await heading(page, 'Se connecter').waitFor();
  await other.reload();
  await heading(other, 'Se connecter').waitFor();
});
