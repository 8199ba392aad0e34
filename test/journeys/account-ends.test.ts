import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { peopleSchema } from '@maroquin/contracts';
import { violations } from '../support/web/axe.js';
import { launchBrowser, Window } from '../support/browser.js';
import { HttpClient } from '../support/http-client.js';
import { Maroquin } from '../support/maroquin.js';
import { agree, auditorOf, firstAdministrator, invite, type Person, tokenOf } from '../support/people.js';
import { until } from '../support/until.js';

let server: Maroquin;
let browser: Browser;
let claire: Person;
let amine: Person;
/** Agrees to what an administrator may not do alone. */
let auditor: Person;
beforeAll(async () => {
  server = await Maroquin.start({ env: { LOG_LEVEL: 'error' } });
  browser = await launchBrowser();
  claire = await firstAdministrator(server);
  amine = await invite(server, claire, { name: 'Amine Haddad', email: 'amine@prefecture.example' });
  auditor = await auditorOf(server, claire);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.dispose();
});

const WAITING = /un autre administrateur, ou un auditeur, doit/i;
const disabledAt = async (): Promise<string | null | undefined> =>
  (await claire.http.get(peopleSchema, '/people')).items.find(({ id }) => id === amine.id)?.disabledAt;

it('an administrator closes an account by keyboard, thinks again, closes it and takes over its documents', async () => {
  const own = (await amine.http.me()).personalSpaceId;
  const { page, errors } = await Window.open(browser, server, claire);
  await page.goto('/personnes');
  const choose = async (action: RegExp): Promise<void> => {
    await page.getByRole('button', { name: 'Actions sur Amine Haddad' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: action }).focus();
    await page.keyboard.press('Enter');
  };
  await page.getByText('Amine Haddad').first().waitFor();
  await choose(/Désactiver le compte/);
  await page.getByText('Compte désactivé : Amine Haddad.').first().waitFor();
  await page.getByRole('table', { name: 'Comptes désactivés' }).waitFor();
  expect(await disabledAt()).toBeTruthy();
  await page.getByRole('button', { name: 'Annuler' }).press('Enter');
  await page.getByText('Compte réactivé : Amine Haddad.').first().waitFor();
  expect(await disabledAt()).toBeNull();
  await until(
    async () => (await page.getByRole('table', { name: 'Comptes désactivés' }).count()) === 0,
    'nobody is closed',
  );
  await choose(/Désactiver le compte/);
  await page.getByRole('table', { name: 'Comptes désactivés' }).waitFor();
  // The row is gone, so the focus goes to the button of the next one, whose tip lies outside every landmark.
  await page.getByRole('tooltip').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('tooltip').waitFor({ state: 'detached' });
  expect(await violations(page)).toEqual([]);
  await choose(/Reprendre ses documents/);
  await page.getByText(WAITING).first().waitFor();
  await agree(auditor.http);
  await choose(/Reprendre ses documents/);
  await page
    .getByText(/Vous gérez aussi 1 élément/)
    .first()
    .waitFor();
  const { resource } = await claire.http.get(
    z.object({ resource: z.object({ name: z.string() }) }),
    `/resources/${own}`,
  );
  expect(resource.name).toBe('Documents d’Amine Haddad');
  expect(errors).toEqual([]);
});

it('what the directory says of a person names whom its documents can be entrusted to', async () => {
  const token = await tokenOf(server, claire.email, 'scim');
  const scim = new HttpClient(server.url, { token });
  const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
  const manager = await invite(server, claire, { name: 'Marc Chef', email: 'marc@prefecture.example' });
  await scim.call('POST', '/scim/v2/Users', {
    body: {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise],
      userName: 'ines@prefecture.example',
      displayName: 'Inès Partie',
      active: false,
      [enterprise]: { manager: { value: manager.id } },
    },
  });
  const { page } = await Window.open(browser, server, claire);
  await page.goto('/personnes');
  const entrust = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Actions sur Inès Partie' }).press('Enter');
    await page.getByRole('menuitem', { name: /Confier ses documents à Marc Chef/ }).press('Enter');
  };
  await entrust();
  await page.getByText(WAITING).first().waitFor();
  await agree(auditor.http);
  await entrust();
  await page.getByText('Marc Chef gère aussi 1 élément.').first().waitFor();
  const spaces = await manager.http.get(
    z.object({ items: z.array(z.object({ name: z.string() })) }),
    '/spaces',
  );
  expect(spaces.items.map(({ name }) => name)).toContain('Documents d’Inès Partie');
});

it('nobody is offered to close its own account', async () => {
  const { page } = await Window.open(browser, server, claire);
  await page.goto('/personnes');
  await page.getByRole('button', { name: 'Actions sur Claire Fontaine' }).press('Enter');
  const item = page.getByRole('menuitem', { name: /Désactiver le compte/ });
  await item.waitFor();
  expect(await item.getAttribute('aria-disabled')).toBe('true');
});
