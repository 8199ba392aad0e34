import { randomUUID } from 'node:crypto';
import { createdSchema, importResultSchema, searchResultsSchema } from '@maroquin/contracts';
import { pdf } from '@maroquin/testing';
import type { Locator } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { violations } from '../support/web/axe.js';
import { CollabClient } from '../support/collab-client.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { until } from '../support/until.js';
import { upload } from '../support/uploads.js';

const focused = (element: Locator): Promise<void> => element.and(element.page().locator(':focus')).waitFor();

const IS_IN_VIEW = `(() => {
  const { top, bottom } = document.querySelector('.mq-found').getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
})()`;

const SELECTED = `(({ value, selectionStart, selectionEnd }) =>
  value.slice(selectionStart, selectionEnd))(document.activeElement)`;

let claire: Person;
let nadia: Person;
let channelId: string;
let note: CollabClient;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
  nadia = await invite(server, claire, { name: 'Nadia Belkacem', email: 'nadia@prefecture.example' });
  const spaceId = await claire.http.create('/spaces', { name: 'Rénovation des écoles' });
  await claire.http.act('PUT', `/resources/${spaceId}/grants/${nadia.id}`, { role: 'editor' });
  channelId = await claire.http.create('/channels', { name: 'Comité de suivi', parentId: spaceId });
  const say = (id: string, text: string): Promise<unknown> =>
    nadia.http.act('POST', `/channels/${id}/messages`, { clientId: randomUUID(), text });
  await say(channelId, 'Qui porte la clause de revoyure ?');
  for (let number = 1; number <= 60; number += 1) await say(channelId, `Point ${String(number)}`);
  const thread = await claire.http.json(createdSchema, 'POST', `/channels/${channelId}/messages/2/thread`);
  await say(thread.id, 'La réponse est dans le compendium');
  const noteId = await claire.http.create('/documents', {
    ...{ title: 'Note à la ministre', parentId: spaceId, kind: 'text' },
  });
  const report = Array.from({ length: 80 }, (_, number) => `Constat ${String(number)}, sans suite.`);
  report.splice(60, 0, 'Le **conserva**toire reste ouvert : la girouette du beffroi sera restaurée.');
  await claire.http.sendFile(
    importResultSchema,
    '/documents/import',
    { name: 'Rapport annuel.md', type: 'text/markdown', bytes: Buffer.from(report.join('\n\n')) },
    { parentId: spaceId },
  );
  await upload(claire.http, pdf(['Page de garde', 'Sommaire', 'La girandole du salon']), {
    ...{ filename: 'Inventaire.pdf', parentId: spaceId },
  });
  const lines = Array.from({ length: 300 }, (_, number) => `ligne ${String(number)}`);
  lines.splice(250, 0, 'La crémaillère est posée');
  await upload(claire.http, Buffer.from(lines.join('\n')), { filename: 'Relevé.txt', parentId: spaceId });
  note = new CollabClient(claire.http, noteId);
  await until(() => note.synced, 'the note opens');
  await note.edit((doc) => doc.getText('text').insert(0, 'Sous réserve de la clause de revoyure.'));
  await until(async () => {
    const ask = (q: string) => claire.http.json(searchResultsSchema, 'POST', '/search', { q });
    if ((await ask('clause')).items.length < 2) return false;
    for (const q of ['compendium', 'beffroi', 'girandole', 'crémaillère'])
      if ((await ask(q)).items.length === 0) return false;
    return true;
  }, 'everything is found');
});
afterAll(() => note.close());

it('the palette finds while one types, and opens a message at its place, by the keyboard alone', async () => {
  const { page } = await stage.open(claire);
  await page.goto('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Rechercher partout' });
  await field.waitFor();
  await focused(field);
  await page.keyboard.type('clause revoyure');
  const hit = page.getByRole('option', { name: /Nadia Belkacem, Comité de suivi/ });
  await hit.waitFor();
  await page.getByRole('option', { name: /Note à la ministre/ }).waitFor();
  expect(await hit.locator('mark').allTextContents()).toEqual(['clause', 'revoyure']);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('ArrowDown');
  await until(async () => (await hit.getAttribute('aria-selected')) === 'true', 'the message is chosen');
  await page.keyboard.press('Enter');
  // Sixty messages further up than where the conversation opens.
  await page.waitForURL(new RegExp(`/messages/${channelId}\\?message=1$`));
  const row = page.locator('li[data-seq="1"]');
  await row.waitFor();
  await focused(row);
  await row.getByText('Qui porte la clause de revoyure ?').waitFor();
});

it('a reply opens in its thread', async () => {
  const { page } = await stage.open(claire);
  await page.goto('/messages');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Rechercher partout' }).fill('compendium');
  await page.getByRole('option', { name: /La réponse est dans le compendium/ }).click();
  await page.waitForURL(/fil=2/);
  const reply = page.locator('li[data-seq="1"]', { hasText: 'La réponse est dans le compendium' });
  await reply.waitFor();
  await focused(reply);
});

it('a document opens at the words, marked, with the caret before them, by the keyboard alone', async () => {
  const { page } = await stage.open(claire);
  await page.goto('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Rechercher partout' });
  await focused(field);
  await page.keyboard.type('girouette conservatoire');
  await page.getByRole('option', { name: /Rapport annuel/, selected: true }).waitFor();
  await page.keyboard.press('Enter');
  const marked = page.locator('.mq-found');
  await marked.first().waitFor();
  // One of the words is partly bold: its two halves are marked.
  await until(
    async () => (await marked.allTextContents()).join(' ') === 'conserva toire girouette',
    'each of the words is marked',
  );
  await until(() => page.evaluate<boolean>(IS_IN_VIEW), 'the words are in view');
  await focused(page.getByRole('textbox', { name: 'Texte du document' }));
  await until(() => Promise.resolve(/\/d\/[0-9a-f-]+$/u.test(page.url())), 'the words leave the address');
  await page.keyboard.press('Escape');
  await marked.first().waitFor({ state: 'detached' });
  await page.keyboard.type('Ici : ');
  await page.getByText('Ici : conservatoire').waitFor();
});

it('a note in plain text opens with the words selected', async () => {
  const { page } = await stage.open(claire);
  await page.goto('/recherche');
  await page.getByRole('searchbox', { name: 'Rechercher partout' }).fill('revoyure');
  await page.getByRole('link', { name: 'Note à la ministre' }).click();
  const text = page.getByRole('textbox', { name: 'Texte de la note' });
  await focused(text);
  await until(async () => (await page.evaluate<string>(SELECTED)) === 'revoyure', 'the word is selected');
});

it('a PDF opens on the page of the words, and a text at its line, where they are marked', async () => {
  const { page } = await stage.open(claire);
  await page.goto('/recherche');
  const field = page.getByRole('searchbox', { name: 'Rechercher partout' });
  await field.fill('girandole');
  await page.getByText('La girandole du salon').waitFor();
  await page.getByRole('link', { name: 'Inventaire.pdf' }).click();
  await page.locator('.textLayer .highlight').getByText('girandole').waitFor();
  await until(
    async () => (await page.getByRole('textbox', { name: 'Page', exact: true }).inputValue()) === '3',
    'the third page is open',
  );
  await page.goBack();
  await field.fill('crémaillère');
  await page.getByRole('link', { name: 'Relevé.txt' }).click();
  await page.locator('mark.mq-found', { hasText: 'crémaillère' }).waitFor();
  await until(() => page.evaluate<boolean>(IS_IN_VIEW), 'the words are in view');
  await focused(page.getByRole('region', { name: /Relevé\.txt/ }));
  expect(await violations(page)).toEqual([]);
});

it('a typing error is answered with what was meant, in the palette and on the page of results', async () => {
  const { page } = await stage.open(claire);
  await page.goto('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('combobox', { name: 'Rechercher partout' });
  await focused(palette);
  await page.keyboard.type('compendiun');
  await page
    .getByRole('group', { name: 'Essayez' })
    .getByRole('option', { name: 'compendium', selected: true })
    .waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: /La réponse est dans le compendium/ }).waitFor();
  await until(async () => (await palette.inputValue()) === 'compendium', 'the word is mended');
  await page.goto('/recherche');
  const field = page.getByRole('searchbox', { name: 'Rechercher partout' });
  await field.fill('compendiun de:moi');
  await page.getByRole('heading', { name: /Rien ne correspond.+compendiun de:moi/u }).waitFor();
  expect(await page.getByRole('group', { name: 'Essayez' }).count()).toBe(0);
  await field.fill('compendiun de:nadia');
  await page
    .getByRole('group', { name: 'Essayez' })
    .getByRole('button', { name: /^compendium/ })
    .waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'compendium de:nadia' }).press('Enter');
  await focused(field);
  await until(async () => (await field.inputValue()) === 'compendium de:nadia', 'the word is mended');
  await page.getByText('La réponse est dans le compendium').waitFor();
});

it('what stands after ">" is a command, and what one looked for stays on the device', async () => {
  const { page } = await stage.open(claire);
  await page.goto('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Rechercher partout' });
  await field.fill('ministre');
  await page
    .getByRole('option', { name: /Note à la ministre/ })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/d\//);
  await page.keyboard.press('Control+k');
  await page.getByRole('option', { name: 'ministre', exact: true }).waitFor();
  await field.fill('>corb');
  await page.getByRole('option', { name: 'Corbeille' }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/corbeille$/);
  await page.keyboard.press('Control+k');
  await page.getByRole('button', { name: 'Oublier ces recherches' }).click();
  await page.getByRole('option', { name: 'ministre', exact: true }).waitFor({ state: 'detached' });
});

it('the page of results is narrowed by words and by lists, and found again on coming back', async () => {
  const { page } = await stage.open(claire);
  await page.goto('/recherche');
  const field = page.getByRole('searchbox', { name: 'Rechercher partout' });
  await field.fill('clause');
  const results = page.getByRole('list', { name: 'Résultats' });
  await results.getByRole('link').nth(1).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByLabel('Type').selectOption('Documents');
  await page.getByRole('button', { name: 'Retirer le filtre Documents' }).waitFor();
  await until(async () => (await results.getByRole('link').count()) === 1, 'one document is left');
  await page.getByRole('button', { name: 'Retirer le filtre Documents' }).click();
  await field.fill('clause de:nadia');
  await page.getByRole('heading', { name: '1 résultat affiché' }).waitFor();
  await results.getByRole('link', { name: /Nadia Belkacem/ }).waitFor();
  await field.fill('clause dans:"Nulle part"');
  await page.getByText('Aucun lieu ni aucune personne ne s’appelle « Nulle part ».').waitFor();
  await field.fill('clause');
  await results.getByRole('link', { name: 'Note à la ministre' }).click();
  await page.waitForURL(/\/d\//);
  await page.goBack();
  await until(async () => (await field.inputValue()) === 'clause', 'the words are there again');
  expect(page.url()).toMatch(/\/recherche$/);
  await results.getByRole('link', { name: 'Note à la ministre' }).waitFor();
  await field.fill('introuvable');
  await page.getByRole('heading', { name: 'Rien ne correspond à « introuvable »' }).waitFor();
});

it('both hold at 360 px', async () => {
  const { page } = await stage.open(claire, { width: 360, height: 740 });
  await page.goto('/');
  await page.getByRole('button', { name: 'Rechercher', exact: true }).click();
  await page.getByRole('combobox', { name: 'Rechercher partout' }).fill('clause');
  await page.getByRole('option', { name: /Note à la ministre/ }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('option', { name: /Tous les résultats/ }).click();
  await page.waitForURL(/\/recherche$/);
  await page.getByRole('link', { name: 'Note à la ministre' }).waitFor();
  expect(await violations(page)).toEqual([]);
  const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  expect(await page.evaluate<number>(overflow)).toBe(0);
});
