import { invitationResultSchema } from '@maroquin/contracts';
import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { settled, violations } from '../support/web/axe.js';
import type { Window } from '../support/browser.js';
import { DocumentWindow } from '../support/document-window.js';
import { firstAdministrator, invite, type Person, redeem, shown } from '../support/people.js';
import { barsOf } from '../support/web/scroll-bars.js';
import { setStage } from '../support/stage.js';
import { until } from '../support/until.js';

/** Claire writes; Thomas, whose interface is English, comments; Paul is a guest with a phone; a visitor has a link. */
let claire: Person;
let thomas: Person;
let paul: Person;
let spaceId: string;
const stage = setStage(
  async (server) => {
    claire = await firstAdministrator(server);
    thomas = await invite(server, claire, { name: 'Thomas Lefèvre', email: 'thomas@prefecture.example' });
    const { version } = await thomas.http.me();
    await thomas.http.act('PATCH', '/me', { locale: 'en' }, { 'if-match': `"${String(version)}"` });
    spaceId = await claire.http.create('/spaces', { name: 'Cabinet' });
    const guest = { name: 'Paul Roux', email: 'paul@mairie.example', role: 'reader' };
    const { link } = await claire.http.json(
      invitationResultSchema,
      ...(['POST', `/spaces/${spaceId}/guests`, guest] as const),
    );
    const http = await redeem(server, shown(link));
    paul = { ...(await http.me()).person, http };
  },
  undefined,
  { classicBars: true },
);

/** Nothing that axe finds, no second bar, nothing that is wider than the window. */
async function isSound(page: Page, where: string): Promise<void> {
  await settled(page);
  expect(await violations(page), where).toEqual([]);
  const { tooWide, nested, sideways } = await barsOf(page);
  expect({ tooWide, nested, sideways }, where).toEqual({ tooWide: false, nested: [], sideways: [] });
}
const focused = (of: Locator): Promise<void> => of.and(of.page().locator(':focus')).waitFor();
const idOf = (page: Page): string => new URL(page.url()).pathname.split('/').at(-1) ?? '';

/** She makes a note with a title, writes it, and shares it. @returns its id, and the address of a link to it */
async function claireWrites(page: Page): Promise<{ id: string; link: string }> {
  await page.goto(`/e/${spaceId}/documents`);
  await page.getByRole('heading', { level: 1, name: 'Cabinet' }).waitFor();
  await isSound(page, 'the space');
  await page.getByRole('button', { name: 'Nouveau document' }).first().press('Enter');
  await page.waitForURL(/\/d\//u);
  const hers = new DocumentWindow(page);
  await hers.ready();
  await focused(page.getByRole('textbox', { name: 'Titre du document' }));
  await page.keyboard.type('Note au préfet');
  await page.keyboard.press('Enter');
  await focused(hers.text);
  await page.keyboard.type('Avis favorable sous deux réserves.');
  await hers.saved();
  await until(async () => /Note au préfet/u.test(await page.title()), 'the page is named after the note');
  await isSound(page, 'the note');

  await page.getByRole('button', { name: 'Partager' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: /Partager ce document/u });
  await dialog.getByRole('combobox', { name: 'Donner l’accès à' }).fill('Thomas');
  await dialog
    .page()
    .getByRole('option', { name: /Thomas Lefèvre/u })
    .waitFor();
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: /^Droit donné/u }).press('Enter');
  await page.getByRole('menuitemradio', { name: /^peut commenter/u }).press('Enter');
  await page.getByRole('menu').waitFor({ state: 'detached' });
  await dialog.getByRole('button', { name: 'Donner l’accès', exact: true }).press('Enter');
  await dialog.getByRole('button', { name: /^Thomas Lefèvre.: peut commenter/u }).waitFor();
  await dialog.getByRole('button', { name: 'Créer un lien externe' }).press('Enter');
  await dialog.getByRole('textbox', { name: 'Nom du lien' }).fill('Mairie');
  await dialog.getByRole('button', { name: 'Créer le lien' }).press('Enter');
  const link = await dialog.getByRole('textbox', { name: 'Adresse du lien externe' }).inputValue();
  await isSound(page, 'the sharing dialogue');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  return { id: idOf(page), link };
}

/** He finds it among what is shared with him, and comments its first words by keyboard. */
async function thomasComments(page: Page): Promise<void> {
  await page.goto('/partages');
  await page.getByRole('heading', { level: 1, name: 'Shared with me' }).waitFor();
  await page.getByRole('link', { name: 'Note au préfet' }).waitFor();
  await isSound(page, 'what is shared with him');
  await page.getByRole('link', { name: 'Note au préfet' }).press('Enter');
  const text = page.getByRole('textbox', { name: 'Text of the document' });
  await text.filter({ hasText: 'Avis favorable' }).waitFor();
  await page.getByText('You can comment').first().waitFor();
  // French words are read aloud in French, whatever the interface speaks.
  expect(await text.getAttribute('lang')).toBe('fr');
  await until(async () => {
    await text.focus();
    await page.keyboard.press('Control+Home');
    for (let at = 0; at < 14; at += 1) await page.keyboard.press('Shift+ArrowRight');
    return (await page.evaluate<string>('String(getSelection())')) === 'Avis favorable';
  }, 'the words are selected');
  await page.keyboard.press('Control+Alt+m');
  await focused(page.getByRole('textbox', { name: 'Your comment' }));
  await page.keyboard.type('Which conditions?');
  await page.keyboard.press('Enter');
  await page.getByRole('article').filter({ hasText: 'Which conditions?' }).waitFor();
  await isSound(page, 'the note of the commenter');
}

/** The discussion beside the note is of the organisation alone. */
async function onlyReads(window: Window, where: string): Promise<void> {
  const his = new DocumentWindow(window.page);
  await his.reads('Avis favorable');
  await his.says('Lecture seule').waitFor();
  expect(await window.page.getByRole('button', { name: /^Discussion/u }).count(), where).toBe(0);
  await isSound(window.page, where);
}

it('two officials write, comment and share a note all day, with a guest on a phone and a visitor by link', async () => {
  const hers = await stage.open(claire);
  const { id, link } = await claireWrites(hers.page);
  const his = await stage.open(thomas);
  await thomasComments(his.page);

  // She answers where she is, and marks it as done.
  await hers.page.getByRole('button', { name: /^Relecture/u }).press('Enter');
  const card = hers.page.getByRole('article').filter({ hasText: 'Which conditions?' });
  await card.waitFor();
  await card.click();
  const reply = card.getByRole('textbox', { name: 'Répondre dans le fil' });
  await reply.fill('Le calendrier.');
  await reply.press('Enter');
  await his.page.getByRole('article').getByText('Le calendrier.').waitFor();
  await isSound(hers.page, 'the note with its review');

  const guest = await stage.open(paul, { width: 360, height: 740 });
  await guest.page.goto('/');
  await guest.page.getByRole('heading', { level: 1, name: /Paul/u }).waitFor();
  await isSound(guest.page, 'the home of the guest');
  await guest.page.goto(`/d/${id}`);
  await onlyReads(guest, 'the note of the guest');
  const present = hers.page.getByRole('group', { name: 'Présents dans le document' });
  await present.getByRole('img', { name: 'Paul Roux (externe)' }).waitFor();

  const visitor = await stage.open(null, { width: 360, height: 740 });
  await visitor.page.goto(link);
  await visitor.page.getByRole('button', { name: 'Ouvrir', exact: true }).waitFor();
  await isSound(visitor.page, 'the page of the link');
  await visitor.page.getByRole('button', { name: 'Ouvrir', exact: true }).click();
  await onlyReads(visitor, 'the note of the visitor');

  // Whoever is looking sees what she writes on, and the end of a right.
  await new DocumentWindow(hers.page).write(' Signé ce jour.');
  for (const { page } of [guest, visitor, his]) await page.getByText('Signé ce jour.').waitFor();
  await claire.http.act('DELETE', `/resources/${id}/grants/${thomas.id}`);
  await his.page.getByRole('button', { name: 'Ask for access' }).waitFor();
  await isSound(his.page, 'what was taken away');
  for (const { errors } of [hers, his, guest, visitor]) expect(errors).toEqual([]);
}, 120_000);
