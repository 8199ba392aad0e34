import { readFile } from 'node:fs/promises';
import { signedProofSchema } from '@maroquin/contracts';
import type { BrowserContext, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { type Administered, createAdministrator } from '../support/administration.js';
import { settled, violations } from '../support/web/axe.js';
import { freePort } from '../support/maroquin.js';
import { firstAdministrator, madeBefore, type Person, redeem, tokenOf } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { plugInDevice } from '../support/web/passkey-device.js';

let claire: Person;
let url = '';
const stage = setStage(
  async (server) => {
    claire = await firstAdministrator(server);
  },
  async () => {
    const port = await freePort();
    url = `http://localhost:${String(port)}`;
    return { ADMIN_BIND: `127.0.0.1:${String(port)}` };
  },
);
const administered = (): Administered => ({ server: stage.server, url });

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
async function fair(page: Page): Promise<void> {
  await settled(page);
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
}
const cookieNames = async (context: BrowserContext): Promise<string[]> =>
  (await context.cookies(url)).map(({ name }) => name).filter((name) => !name.endsWith('-known'));

/** Somebody of the organisation, by the command line, signed in. */
async function agent(name: string): Promise<Person> {
  const email = `${crypto.randomUUID()}@prefecture.example`;
  const made = await stage.server.commandJson(['user', 'create', '--email', email, '--name', name]);
  const http = await redeem(stage.server, z.object({ link: z.string() }).parse(made).link);
  return { ...(await http.me()).person, http };
}
/** A window of an administrator who has just been enrolled with a passkey. */
async function administration(
  width = 1280,
): Promise<{ page: Page; context: BrowserContext; errors: string[] }> {
  const { id, link } = await createAdministrator(administered().server);
  await madeBefore(stage.server, 'administrator', id);
  const window = await stage.open(null, { width });
  await plugInDevice(window.page);
  await window.page.goto(link);
  await window.page.getByRole('button', { name: 'Créer une clé d’accès' }).press('Enter');
  await heading(window.page, 'Personnes').waitFor();
  return window;
}

it('an administrator enters by a passkey of its own, and a closed account’s open document closes', async () => {
  const marc = await agent('Marc Duval');
  const documentId = await marc.http.create('/documents', { title: 'Note de service' });
  const working = await stage.open(marc);
  await working.page.goto(`/d/${documentId}`);
  await working.page.getByRole('textbox', { name: 'Texte du document' }).first().waitFor();

  const { link } = await createAdministrator(stage.server);
  const { page, errors } = await stage.open(null);
  await plugInDevice(page);
  await page.goto(link);
  await heading(page, 'Votre compte d’administration').waitFor();
  await page.getByText('Ce lien est pour Solène Garde').waitFor();
  await fair(page);
  await page.getByRole('button', { name: 'Créer une clé d’accès' }).press('Enter');
  await heading(page, 'Personnes').waitFor();
  await page.getByRole('button', { name: 'Se déconnecter' }).press('Enter');
  await heading(page, 'Administration').waitFor();
  await fair(page);
  // the passkey's button has the focus already
  await page.getByRole('button', { name: 'Utiliser une clé d’accès' }).waitFor();
  await page.keyboard.press('Enter');
  await heading(page, 'Personnes').waitFor();
  await page.getByText('Marc Duval').waitFor();
  await fair(page);

  await page.getByRole('button', { name: 'Actions sur Marc Duval' }).press('Enter');
  await page.getByRole('menuitem', { name: /Désactiver le compte/ }).press('Enter');
  await page.getByText('Compte désactivé : Marc Duval.').first().waitFor();
  await heading(working.page, 'Se connecter').waitFor();
  expect(errors).toEqual([]);
});

it('neither cookie opens anything at the other listener, in one browser that holds both', async () => {
  const { page, context } = await administration();
  expect(await cookieNames(context)).toEqual(['__Host-maroquin-admin']);
  await page.goto(stage.server.url);
  await heading(page, 'Se connecter').waitFor();
  const person = (claire.http.headers['cookie'] ?? '').split('=')[1] ?? '';
  await context.addCookies([
    {
      ...{ name: '__Host-maroquin', value: person, domain: 'localhost', path: '/' },
      ...{ httpOnly: true, secure: true, sameSite: 'Lax' as const },
    },
  ]);
  // With both: each listener knows the one that is its own.
  await page.goto(stage.server.url);
  await page
    .getByRole('button', { name: /^Compte de/ })
    .first()
    .waitFor();
  expect(await page.getByRole('link', { name: 'Personnes' }).count()).toBe(0);
  await page.goto(`${url}/personnes`);
  await heading(page, 'Personnes').waitFor();
  // With the person's alone, administration does not open.
  await context.clearCookies({ name: '__Host-maroquin-admin' });
  await page.goto(`${url}/personnes`);
  await heading(page, 'Administration').waitFor();
  // And no page of the suite is there, whoever asks.
  expect((await context.request.get(`${url}/d/anything`)).status()).toBe(404);
});

it.each([1280, 360])(
  'every page of administration is in order and works by keyboard at %i px',
  async (width) => {
    const zoe = await agent(`Zoé Lambert ${String(width)}`);
    await tokenOf(stage.server, zoe.email, 'documents');
    const { page, errors } = await administration(width);
    const go = async (name: string): Promise<void> => {
      await page.getByRole('navigation').getByRole('link', { name, exact: true }).press('Enter');
      await heading(page, name).waitFor();
    };
    await page.getByText(zoe.name).waitFor();
    await page.getByRole('button', { name: 'Inviter une personne' }).press('Enter');
    await page.getByRole('textbox', { name: 'Nom' }).fill('Ada Petit');
    await page.getByRole('textbox', { name: 'Adresse' }).fill(`ada${String(width)}@prefecture.example`);
    await fair(page);
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Lien à usage unique' }).waitFor();
    await page.keyboard.press('Escape');

    await go('Sessions ouvertes');
    const session = page.getByRole('button', { name: new RegExp(`la session de ${zoe.name}`) });
    await session.waitFor();
    await fair(page);
    await session.press('Enter');
    await page.getByText('Cette session est terminée.').first().waitFor();
    await expect.poll(() => session.count()).toBe(0);

    await go('Jetons');
    const token = page.getByRole('button', { name: new RegExp(`le jeton de ${zoe.name}`) });
    await token.press('Enter');
    await page.getByRole('alertdialog').waitFor();
    await fair(page);
    await page.getByRole('button', { name: 'Révoquer ce jeton' }).press('Enter');
    await page.getByText('Le jeton est révoqué.').first().waitFor();
    await expect.poll(() => token.count()).toBe(0);

    await go('Organisations');
    await page.getByText('Préfecture du Lac').waitFor();
    await fair(page);
    await go('Services d’identité');
    await page.getByText(/Aucun n’est configuré/).waitFor();
    await fair(page);
    await page.getByRole('navigation').getByRole('link', { name: 'Souveraineté' }).press('Enter');
    await heading(page, 'Preuve de souveraineté').waitFor();
    await page.getByRole('heading', { name: /Aucune requête vers un tiers/ }).waitFor();
    await page
      .getByRole('table', { name: 'Où vont les données' })
      .getByText('cette machine')
      .first()
      .waitFor();
    await fair(page);
    await page.getByRole('button', { name: 'Relancer' }).press('Enter');
    await page
      .getByText(/^Contrôle refait/)
      .first()
      .waitFor();
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Télécharger la preuve' }).press('Enter'),
    ]);
    expect(saved.suggestedFilename()).toMatch(/^preuve-maroquin-\d{4}-\d\d-\d\d\.json$/);
    const signed = signedProofSchema.parse(JSON.parse(await readFile(await saved.path(), 'utf8')));
    expect(JSON.parse(signed.report)).toMatchObject({ format: 'maroquin-proof-1', profile: 'dev' });
    await go('Comptes d’administration');
    await page.getByRole('list', { name: 'Comptes d’administration' }).getByText('(vous)').waitFor();
    await fair(page);
    expect(errors).toEqual([]);
  },
);

it('what the server is set to is agreed to by two administrators, by the keyboard, and the property is then proved', async () => {
  const [first, second] = [await administration(), await administration(360)];
  for (const { page } of [first, second]) {
    await page.getByRole('navigation').getByRole('link', { name: 'Souveraineté' }).press('Enter');
    await page.getByRole('heading', { name: 'Réglages à deux personnes' }).waitFor();
  }
  const settings = (page: Page) => page.getByRole('table', { name: 'Réglages à deux personnes' });
  await settings(first.page)
    .getByRole('row', { name: /BIN_DAYS 90 jamais/ })
    .waitFor();
  await first.page.getByRole('button', { name: 'Demander l’accord' }).press('Enter');
  await first.page.getByText('attendent l’accord d’une autre personne').waitFor();
  // Who asked is offered no answer of its own.
  expect(await first.page.getByRole('button', { name: /^Confirmer/ }).count()).toBe(0);
  await fair(first.page);

  await second.page.reload();
  await second.page.getByRole('button', { name: /^Confirmer/ }).waitFor();
  await fair(second.page);
  await fair(second.page);
  await second.page.getByRole('button', { name: /^Confirmer/ }).press('Enter');
  await second.page.getByText('Deux personnes ont convenu de ces réglages.').waitFor();
  await settings(second.page)
    .getByRole('row', { name: /BIN_DAYS.*90.*de même/ })
    .waitFor();
  await fair(second.page);
  await fair(second.page);
  await second.page.getByRole('button', { name: 'Relancer' }).press('Enter');
  await second.page
    .getByText(/sont ceux dont deux personnes ont convenu/)
    .first()
    .waitFor();
  expect([...first.errors, ...second.errors]).toEqual([]);
});
