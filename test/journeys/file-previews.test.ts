import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { firstAdministrator, type Person } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { upload } from '../support/uploads.js';
import { isInOrder } from '../support/web/in-order.js';
import { tabTo } from '../support/web/keyboard.js';

let claire: Person;
let spaceId: string;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
  spaceId = await claire.http.create('/spaces', { name: 'Budget' });
});

/** The page of a file with this content, and what it asked of anybody but this service. */
async function open(filename: string, content: Buffer): Promise<{ page: Page; elsewhere: string[] }> {
  const id = await upload(claire.http, content, { filename, parentId: spaceId });
  const { page } = await stage.open(claire);
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (/^https?:/u.test(request.url()) && !request.url().startsWith(new URL(stage.server.url).origin))
      elsewhere.push(request.url());
  });
  await page.goto(`/fichier/${id}`);
  // On a phone they would stand in front of it.
  await page.getByRole('button', { name: 'Fermer les détails' }).press('Enter');
  return { page, elsewhere };
}

it('a CSV file that Windows wrote is read as a table, further by the keyboard', async () => {
  const lines = Array.from(
    { length: 450 },
    (_, at) => `Lot ${String(at + 1)};"Réfection; étage ${String(at)}";${String(at)},50`,
  );
  const text = [
    'Lot;Désignation;Montant',
    ...lines,
    '=HYPERLINK("http://ailleurs.example";"x");<img src=x>;0',
  ].join('\r\n');
  const { page } = await open('budget.csv', Buffer.from(text, 'latin1'));
  const table = page.getByRole('table', { name: 'Contenu de budget.csv' });
  await table.getByRole('columnheader', { name: 'Désignation' }).waitFor();
  await table.getByRole('cell', { name: 'Réfection; étage 0', exact: true }).waitFor();
  await page.getByText(/200\slignes affichées sur 451/u).waitFor();
  await isInOrder(page, 'csv');
  for (const shown of [400, 451]) {
    await tabTo(page, 'Afficher la suite');
    await page.keyboard.press('Enter');
    await page.getByText(new RegExp(`${String(shown)}\\slignes affichées sur 451`, 'u')).waitFor();
  }
  await table.getByRole('cell', { name: '<img src=x>' }).waitFor();
});

it('a file called CSV that is no table stands as text', async () => {
  const { page } = await open('note.csv', Buffer.from('Une phrase sans colonne.'));
  await page.locator('pre').getByText('Une phrase sans colonne.').waitFor();
});

const MAIL = [
  'From: =?utf-8?q?H=C3=A9l=C3=A8ne_Petit?= <helene@mairie.example>',
  'To: Claire Fontaine <claire@prefecture.example>, Lot 5: a@x.example, b@x.example;',
  'Subject: =?utf-8?b?UsOpdW5pb24gZHUgMTIgbWFycw==?=',
  'Date: Thu, 12 Mar 2026 09:30:00 +0100',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=m',
  '',
  '--m',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<style>@import "http://pisteur.example/a.css";</style><script>document.title="pris"</script>',
  '<p>Bonjour <b>Claire</b>,</p><p>Voici le devis.<img src="http://pisteur.example/vu.png" onerror="document.title=1"></p>',
  '<form action="http://pisteur.example/"><button>Payer</button></form>',
  '--m',
  'Content-Type: application/pdf; name="devis.pdf"',
  'Content-Disposition: attachment; filename="devis.pdf"',
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from('le devis').toString('base64'),
  '--m--',
  '',
].join('\r\n');

it('a message kept as a file shows its heads, its text and what is attached, and asks nothing of others', async () => {
  const { page, elsewhere } = await open('réunion.eml', Buffer.from(MAIL));
  await page.getByRole('heading', { name: 'Réunion du 12 mars' }).waitFor();
  await page.getByText('Hélène Petit <helene@mairie.example>').waitFor();
  await page.getByText('Lot 5 (a@x.example, b@x.example)').waitFor();
  await page.getByText(/Bonjour Claire,\n+Voici le devis\./u).waitFor();
  await page.getByRole('heading', { name: '1 pièce jointe' }).waitFor();
  await page.getByRole('listitem').getByText('devis.pdf').first().waitFor();
  await tabTo(page, 'Texte du message');
  await isInOrder(page, 'mail');
  expect(elsewhere).toEqual([]);
  expect(await page.title()).toContain('réunion.eml');
  const view = page.getByRole('article', { name: 'Contenu de réunion.eml' });
  expect(await view.locator('img, script, style, form, a').count()).toBe(0);
  await tabTo(page, 'Enregistrer devis.pdf');
  const saved = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  const download = await saved;
  expect(download.suggestedFilename()).toBe('devis.pdf');
  expect(await readFile(await download.path(), 'utf8')).toBe('le devis');
});

it('what is called a message and is none stands as far as it can be read', async () => {
  const { page } = await open('vide.eml', Buffer.from(''));
  await page.getByRole('heading', { name: 'Message sans objet' }).waitFor();
  await page.getByText('Ce message n’a pas de texte.').waitFor();
});
