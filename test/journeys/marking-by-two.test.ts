import { markingStateSchema } from '@maroquin/contracts';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { DocumentWindow } from '../support/document-window.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { isInOrder } from '../support/web/in-order.js';

let claire: Person;
let thomas: Person;
let documentId: string;
const stage = setStage(
  async (server) => {
    claire = await firstAdministrator(server);
    thomas = await invite(server, claire, { name: 'Thomas Lefèvre', email: 'thomas@prefecture.example' });
    const spaceId = await claire.http.create('/spaces', { name: 'Cabinet' });
    await claire.http.act('PUT', `/resources/${spaceId}/grants/${thomas.id}`, { role: 'manager' });
    documentId = await claire.http.create('/documents', { title: 'Plan de crise', parentId: spaceId });
  },
  () => Promise.resolve({ MARKING_LOWERED_BY: 'two' }),
);

async function openMarking(page: Page): Promise<void> {
  await new DocumentWindow(page).open(documentId);
  await page.getByRole('button', { name: 'Autres actions' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Marquage…' }).press('Enter');
  await page.getByRole('dialog', { name: 'Choisir le marquage' }).waitFor();
}

it('a marking is lowered by one who asks and another who agrees, by the keyboard', async () => {
  const [asking, agreeing] = [await stage.open(claire), await stage.open(thomas, { width: 360 })];
  const { page } = asking;
  await openMarking(page);
  await page.getByRole('radio', { name: /^SENSIBLE/ }).press('Space');
  await page.getByRole('button', { name: 'Marquer SENSIBLE' }).press('Enter');
  await page.getByText('Plan de crise : marqué SENSIBLE.').first().waitFor();

  await openMarking(page);
  await page.getByRole('radio', { name: /^NON PROTÉGÉ/ }).press('Space');
  await page.getByText(/^Rien ne change avant qu’une autre personne/).waitFor();
  await page.getByRole('textbox', { name: 'Motif' }).fill('Plan rendu public ce matin.');
  await isInOrder(page, 'marking-asked');
  await page.getByRole('button', { name: 'Demander NON PROTÉGÉ' }).press('Enter');
  await page
    .getByText(/une autre personne qui gère l’accès doit accepter/)
    .first()
    .waitFor();
  await openMarking(page);
  await page.getByText('Vous demandez NON PROTÉGÉ.').waitFor();
  expect(await page.getByRole('button', { name: 'Accepter NON PROTÉGÉ' }).count()).toBe(0);

  const other = agreeing.page;
  await openMarking(other);
  await other.getByText('Claire Fontaine demande NON PROTÉGÉ.').waitFor();
  await other.getByText('Plan rendu public ce matin.').waitFor();
  await isInOrder(other, 'marking-answered');
  await other.getByRole('button', { name: 'Accepter NON PROTÉGÉ' }).press('Enter');
  await other.getByText('Plan de crise : marqué NON PROTÉGÉ.').first().waitFor();
  const state = await claire.http.get(markingStateSchema, `/resources/${documentId}/marking`);
  expect(state).toMatchObject({ marking: 'none', request: null, decidedBy: { name: 'Thomas Lefèvre' } });
  expect([...asking.errors, ...agreeing.errors]).toEqual([]);
});
