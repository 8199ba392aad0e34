import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { settled, violations } from '../support/web/axe.js';
import { tabTo } from '../support/web/keyboard.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { until } from '../support/until.js';

/** Two people in one discussion, each in a window of their own. */
let claire: Person;
let paul: Person;
let spaceId: string;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
  paul = await invite(server, claire, { name: 'Paul Roux', email: 'paul.roux@prefecture.example' });
  spaceId = await claire.http.create('/spaces', { name: 'Cabinet' });
  await claire.http.act('PUT', `/resources/${spaceId}/grants/${paul.id}`, { role: 'editor' });
});

const discussion = (): Promise<string> =>
  claire.http.create('/channels', { name: `Comité ${randomUUID().slice(0, 8)}`, parentId: spaceId });
const post = (person: Person, channelId: string, text: string): Promise<void> =>
  person.http.act('POST', `/channels/${channelId}/messages`, { clientId: randomUUID(), text });
const row = (page: Page, seq: number) => page.locator(`li[data-seq="${String(seq)}"]`);
const open = async (person: Person, channelId: string): Promise<Page> => {
  const { page } = await stage.open(person);
  await page.goto(`/e/${spaceId}/discussions/${channelId}`);
  await page.getByRole('textbox', { name: /^Écrire dans/ }).waitFor();
  return page;
};
/** A picture to look at, in the folder that PICTURES names. */
const picture = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['PICTURES'];
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`) });
};

it('a message is formatted by typing, edited with the up arrow, and says so to others at once', async () => {
  const channelId = await discussion();
  const hers = await open(claire, channelId);
  const his = await open(paul, channelId);
  const field = hers.getByRole('textbox', { name: /^Écrire dans/ });
  await field.fill('**Réunion** à 9 h, voir `plan.odt`');
  await field.press('Enter');
  expect(await row(his, 1).locator('strong').textContent()).toBe('Réunion');
  await field.press('ArrowUp');
  const editing = hers.getByRole('textbox', { name: 'Modifier le message' });
  await editing.fill('**Réunion** à 10 h');
  await editing.press('Enter');
  await row(his, 1).getByText('Réunion à 10 h').waitFor();
  await row(his, 1).getByText('modifié').waitFor();
  await row(hers, 1)
    .getByRole('button', { name: /voir les versions/ })
    .click();
  await hers.getByRole('dialog', { name: 'Versions du message' }).getByText('à 9 h').waitFor();
  await hers.keyboard.press('Escape');
  await field.focus();
  await hers.keyboard.type('gras');
  await field.press('Control+a');
  await field.press('Control+b');
  expect(await field.inputValue()).toBe('**gras**');
});

it('a reaction is chosen with the keyboard alone, counted for everybody, and taken back by pressing it', async () => {
  const channelId = await discussion();
  await post(claire, channelId, 'Le relevé des décisions est prêt.');
  await post(claire, channelId, 'Il part demain.');
  const hers = await open(claire, channelId);
  const his = await open(paul, channelId);
  await row(his, 2).waitFor();
  await his.getByRole('region', { name: /^Messages de/ }).focus();
  await his.keyboard.press('ArrowUp');
  await his.keyboard.press('ArrowUp');
  await tabTo(his, 'Réagir');
  await his.keyboard.press('Enter');
  await his
    .locator('[role=option]:focus')
    .and(his.getByRole('option', { name: 'D’accord' }))
    .waitFor();
  await his.keyboard.press('ArrowRight');
  await his.keyboard.press('Enter');
  const chip = row(hers, 1).getByRole('button', { name: 'Vu, 1 personne : Paul Roux' });
  await chip.click();
  const both = row(his, 1).getByRole('button', { name: /^Vu, 2 personnes : vous/ });
  await both.click();
  await row(hers, 1).getByRole('button', { name: 'Vu, 1 personne : vous' }).waitFor();
  await row(hers, 2).hover();
  await settled(hers);
  await picture(hers, 'reactions-1280');
  expect(await violations(hers)).toEqual([]);
});

it('a deletion can be taken back, and otherwise leaves the place and who deleted it', async () => {
  const channelId = await discussion();
  await post(paul, channelId, 'Une erreur.');
  await post(paul, channelId, 'Une autre.');
  const hers = await open(claire, channelId);
  const his = await open(paul, channelId);
  const remove = async (page: Page, seq: number): Promise<void> => {
    await row(page, seq).hover();
    await row(page, seq).getByRole('button', { name: 'Autres actions sur le message' }).click();
    await page.getByRole('menuitem', { name: 'Supprimer' }).click();
  };
  await remove(his, 1);
  await row(his, 1).waitFor({ state: 'detached' });
  await his.getByRole('button', { name: 'Annuler' }).click();
  await row(his, 1).getByText('Une erreur.').waitFor();
  await remove(hers, 2);
  // Leaving the page does what was decided.
  await hers.goto('/');
  await row(his, 2)
    .getByText(/^Message supprimé par Claire Fontaine/)
    .waitFor();
  await picture(his, 'deleted-1280');
});

it('a colleague is mentioned by a few letters, and a message is quoted in the answer', async () => {
  const channelId = await discussion();
  await post(claire, channelId, 'La salle 204 est libre ?');
  const hers = await open(claire, channelId);
  const his = await open(paul, channelId);
  await row(his, 1).hover();
  await row(his, 1).getByRole('button', { name: 'Citer' }).click();
  const field = his.getByRole('textbox', { name: /^Écrire dans/ });
  await field.pressSequentially('Oui @cl');
  await his.getByRole('option', { name: 'Claire Fontaine', selected: true }).waitFor();
  await picture(his, 'mention-1280');
  // What no longer fits is not offered, though its answer is the last that came.
  await field.pressSequentially('x');
  await his.getByRole('option', { name: 'Claire Fontaine' }).waitFor({ state: 'detached' });
  await field.press('Backspace');
  await his.getByRole('option', { name: 'Claire Fontaine', selected: true }).waitFor();
  await field.press('Enter');
  expect(await field.inputValue()).toBe('Oui @Claire Fontaine ');
  await field.pressSequentially('et @tous');
  await field.press('Escape');
  await field.press('Enter');
  await row(hers, 2).locator('.mq-dis-at.me').getByText('@Claire Fontaine').waitFor();
  // Said aloud as it is read.
  await hers
    .getByRole('status')
    .getByText(/Paul Roux.*Oui @Claire Fontaine et @tous/)
    .waitFor({ state: 'attached' });
  await row(hers, 2).locator('.mq-dis-at.me').getByText('@tous').waitFor();
  await row(hers, 2).getByRole('button', { name: 'Claire Fontaine : La salle 204 est libre ?' }).click();
  await settled(hers);
  await picture(hers, 'quote-1280');
  expect(await violations(hers)).toEqual([]);
});

it('a quote of what lies too far back to be shown loses its words when its author deletes them', async () => {
  const channelId = await discussion();
  await post(claire, channelId, 'Un secret de Claire.');
  for (let turn = 0; turn < 55; turn += 1) await post(paul, channelId, `Point ${String(turn)}`);
  const answer = { clientId: randomUUID(), text: 'D’accord.', quote: 1 };
  await paul.http.act('POST', `/channels/${channelId}/messages`, answer);
  const his = await open(paul, channelId);
  const quote = his.locator('.mq-dis-quote');
  await quote.getByText(/Un secret de Claire/).waitFor();
  expect(await row(his, 1).count()).toBe(0);
  await claire.http.act('DELETE', `/channels/${channelId}/messages/1`);
  await quote.getByText(/message supprimé/).waitFor();
});

it('replies go to a thread beside the discussion, counted on the message for everybody', async () => {
  const channelId = await discussion();
  await post(claire, channelId, 'Qui porte la clause de revoyure ?');
  const hers = await open(claire, channelId);
  const his = await open(paul, channelId);
  await row(his, 1).hover();
  await row(his, 1).getByRole('button', { name: 'Répondre dans le fil' }).click();
  const thread = his.getByRole('complementary', { name: 'Fil' });
  const field = thread.getByRole('textbox', { name: 'Répondre dans le fil' });
  await field.fill('Le budget.');
  await field.press('Enter');
  await thread.getByText('Le budget.').waitFor();
  await row(his, 1)
    .getByRole('button', { name: /1 réponse/ })
    .waitFor();
  await row(hers, 1)
    .getByRole('button', { name: /1 réponse/ })
    .click();
  const there = hers.getByRole('complementary', { name: 'Fil' });
  await there.getByText('Le budget.').waitFor();
  await there.getByRole('button', { name: 'Suivi', pressed: true }).waitFor();
  await there.getByRole('textbox', { name: 'Répondre dans le fil' }).fill('Merci.');
  await there.getByRole('textbox', { name: 'Répondre dans le fil' }).press('Enter');
  await thread.getByText('Merci.').waitFor();
  await row(his, 1)
    .getByRole('button', { name: /2 réponses/ })
    .first()
    .waitFor();
  await settled(hers);
  await picture(hers, 'thread-1280');
  expect(await violations(hers)).toEqual([]);
  await hers.setViewportSize({ width: 360, height: 740 });
  await settled(hers);
  await picture(hers, 'thread-360');
  await there.getByRole('textbox', { name: 'Répondre dans le fil' }).press('Escape');
  await there.waitFor({ state: 'detached' });
});

it('what one does with a message fits a phone', async () => {
  const channelId = await discussion();
  await post(claire, channelId, 'Points à voir :\n- le budget\n- la salle\n> cité\n```\ncode\n```');
  await claire.http.act('PUT', `/channels/${channelId}/messages/1/reactions`, { sign: 'agreed', on: true });
  await claire.http.act('PUT', `/channels/${channelId}/messages/1/pin`, { on: true });
  const { page } = await stage.open(paul, { width: 360, height: 740 });
  await page.goto(`/e/${spaceId}/discussions/${channelId}`);
  await row(page, 1).click();
  await row(page, 1).getByRole('button', { name: 'Réagir' }).first().waitFor();
  await page.getByRole('button', { name: 'Mise en forme' }).click();
  await settled(page);
  await picture(page, 'message-360');
  const tooWide = () => page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth');
  await until(async () => !(await tooWide()), 'nothing is wider than the page');
});
