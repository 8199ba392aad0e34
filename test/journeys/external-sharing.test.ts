import { createdLinkSchema } from '@maroquin/contracts';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { settled, violations } from '../support/web/axe.js';
import { DocumentWindow } from '../support/document-window.js';
import { tabTo } from '../support/web/keyboard.js';
import { firstAdministrator, invite, type Person, redeem } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { until } from '../support/until.js';

let claire: Person;
let thomas: Person;
let spaceId: string;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
  thomas = await invite(server, claire, { name: 'Thomas Lefèvre', email: 'thomas@prefecture.example' });
});
beforeAll(async () => {
  spaceId = await claire.http.create('/spaces', { name: 'Cabinet' });
});

const note = (title: string): Promise<string> =>
  claire.http.create('/documents', { title, parentId: spaceId });
const linkOn = (id: string, more: object): Promise<{ id: string; link: string }> =>
  claire.http.json(createdLinkSchema, 'POST', `/resources/${id}/links`, {
    name: 'Mairie',
    role: 'reader',
    ...more,
  });
const PASSWORD = 'phare-bascule';

async function openLink(page: Page, link: string, password?: string): Promise<void> {
  await page.goto(link);
  await page.getByRole('button', { name: 'Ouvrir', exact: true }).click();
  if (password === undefined) return;
  await page.getByLabel('Mot de passe du lien', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Ouvrir', exact: true }).click();
}

describe('an external link', () => {
  it('with a password and one use opens once; the second is refused with words', async () => {
    const id = await note('Projet de convention');
    const hers = new DocumentWindow((await stage.open(claire)).page);
    await hers.open(id);
    await hers.write('Article premier.');
    await hers.saved();
    const { link } = await linkOn(id, { password: PASSWORD, maxUses: 1 });

    const first = await stage.open(null);
    await openLink(first.page, link, 'pas le bon');
    await first.page.getByText(/demande un mot de passe/).waitFor();
    expect(new URL(first.page.url()).hash).toBe('');
    await first.page.getByLabel('Mot de passe du lien', { exact: true }).fill(PASSWORD);
    await first.page.getByRole('button', { name: 'Ouvrir', exact: true }).click();
    const text = new DocumentWindow(first.page);
    await text.reads('Article premier.');
    await text.says('Lecture seule').waitFor();
    await first.page.getByText(/Vous êtes ici comme visiteur de Préfecture du Lac/).waitFor();
    expect(await first.page.getByRole('button', { name: 'Partager' }).count()).toBe(0);
    await settled(first.page);
    expect(await violations(first.page)).toEqual([]);

    const second = await stage.open(null);
    await openLink(second.page, link);
    await second.page.getByRole('heading', { name: 'Ce lien n’ouvre rien' }).waitFor();
    await second.page.getByText(/déjà servi autant de fois que permis/).waitFor();
    await settled(second.page);
    expect(await violations(second.page)).toEqual([]);
  });

  it('that is withdrawn while a visitor types cuts, says so, and leaves what was not saved to be copied', async () => {
    const id = await note('Compte rendu');
    const { id: linkId, link } = await linkOn(id, { role: 'editor' });
    const visitor = await stage.open(null);
    const text = new DocumentWindow(visitor.page);
    await openLink(visitor.page, link);
    await text.ready();
    const writing = text.writeOn('mot', 'end');
    await until(() => writing.written.length > 5, 'the visitor is writing');
    await claire.http.act('DELETE', `/resources/${id}/links/${linkId}`);
    await visitor.page.getByText('Ce lien ne donne plus accès.').waitFor();
    await writing.stop().catch(() => undefined);
    // Either all was saved and the page says that it is closed, or the rest stands in a dialogue.
    const closed = visitor.page.getByText('Vous n’avez plus accès à ce document.');
    const aside = visitor.page.getByRole('alertdialog').getByRole('textbox');
    await closed.or(aside).first().waitFor();
    const saved = await claire.http.text(id);
    const shown = (await aside.count()) > 0 ? await aside.inputValue() : saved;
    const promised = await writing.shownAsSaved();
    expect(promised.filter((word) => !saved.includes(word))).toEqual([]);
    expect(shown.length).toBeGreaterThanOrEqual(saved.trim().length);
    expect((await visitor.page.request.get(`/api/v1/resources/${id}`)).status()).toBe(401);
  });
});

describe('the sharing dialogue', () => {
  it('gives a link by keyboard alone', async () => {
    const id = await note('Arrêté');
    const { page } = await stage.open(claire);
    await new DocumentWindow(page).open(id);
    await page.getByRole('button', { name: 'Partager' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: /Partager ce document/ });
    await dialog.getByRole('heading', { name: /Liens externes/ }).waitFor();
    await tabTo(page, 'Créer un lien externe');
    await page.keyboard.press('Enter');
    await dialog.getByRole('textbox', { name: 'Nom du lien' }).waitFor();
    await page.keyboard.type('Pour la mairie');
    await tabTo(page, 'Droit par ce lien');
    await page.keyboard.press('Enter');
    await page.getByRole('menuitemradio', { name: /^peut commenter/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Créer le lien');
    await page.keyboard.press('Enter');
    const address = dialog.getByRole('textbox', { name: 'Adresse du lien externe' });
    await address.waitFor();
    expect(await address.inputValue()).toMatch(/\/lien#[\w-]{43}$/);
    await settled(page);
    expect(await violations(page)).toEqual([]);
    await tabTo(page, 'Terminé');
    await page.keyboard.press('Enter');
    await dialog.getByText('Pour la mairie').waitFor();
    await tabTo(page, 'Actions sur le lien Pour la mairie');
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Retirer le lien' }).waitFor();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await dialog.getByText('Pour la mairie').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });
});

describe('a guest', () => {
  it('is invited, works in its one space, and is out when its time ends', async () => {
    const { page } = await stage.open(claire);
    await page.goto(`/e/${spaceId}/documents`);
    await page.getByRole('button', { name: 'Partager' }).click();
    const dialog = page.getByRole('dialog', { name: /Partager cet espace/ });
    await dialog.getByRole('button', { name: 'Inviter quelqu’un de l’extérieur' }).click();
    await dialog.getByRole('textbox', { name: 'Nom de la personne' }).fill('Paul Roux');
    await dialog.getByRole('textbox', { name: 'Adresse électronique' }).fill('paul@mairie.example');
    // A guest reads, unless more is given in so many words.
    await dialog.getByRole('button', { name: /^Droit .*: peut lire/ }).press('Enter');
    await page.getByRole('menuitemradio', { name: /^peut modifier/ }).press('Enter');
    await dialog.getByRole('button', { name: 'Inviter', exact: true }).click();
    const link = await dialog.getByRole('textbox', { name: /Lien de première connexion/ }).inputValue();
    await settled(page);
    expect(await violations(page)).toEqual([]);
    const guest = await redeem(stage.server, link);
    const { person, personalSpaceId } = await guest.me();
    expect(personalSpaceId).toBeNull();

    const id = await note('Dossier commun');
    const his = await stage.open({ ...person, http: guest });
    const text = new DocumentWindow(his.page);
    await his.page.goto('/');
    await settled(his.page);
    expect(await violations(his.page)).toEqual([]);
    await text.open(id);
    await text.write('Écrit par un invité.');
    await text.saved();
    await claire.http.act(
      'PATCH',
      `/spaces/${spaceId}/guests/${person.id}`,
      {
        endsAt: new Date().toISOString(),
      },
      { 'if-match': '"1"' },
    );
    await his.page
      .getByRole('heading', { name: /connect/i })
      .first()
      .waitFor();
    expect(await claire.http.text(id)).toContain('Écrit par un invité.');
  });
});

describe('who may not see something', () => {
  it('asks for access, with the same words for what does not exist; the manager accepts, and it opens', async () => {
    const id = await note('Note réservée');
    const his = await stage.open(thomas);
    const seen: string[] = [];
    for (const one of ['0190a0a0-0000-7000-8000-000000000001', id]) {
      await his.page.goto(`/d/${one}`);
      await his.page.getByRole('button', { name: 'Demander l’accès' }).click();
      await his.page
        .getByText(/^Demande transmise/)
        .first()
        .waitFor();
      seen.push(await his.page.getByRole('main').innerText());
    }
    expect(seen[0]).toBe(seen[1]);

    const { page } = await stage.open(claire);
    await page.goto('/demandes');
    await page.getByRole('button', { name: 'Accepter la demande de Thomas Lefèvre' }).waitFor();
    await settled(page);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Accepter la demande de Thomas Lefèvre' }).click();
    await page.getByText('Aucune demande en attente').waitFor();
    await his.page.goto(`/d/${id}`);
    await new DocumentWindow(his.page).says('Lecture seule').waitFor();
  });
});

it('a document marked SENSIBLE by keyboard closes its links and says so; lowering it wants a reason', async () => {
  const id = await note('Vulnérabilités des bâtiments');
  await linkOn(id, {});
  const { page } = await stage.open(claire);
  const document = new DocumentWindow(page);
  await document.open(id);
  const choose = async () => {
    await page.getByRole('button', { name: 'Autres actions' }).press('Enter');
    await page.getByRole('menuitem', { name: 'Marquage…' }).press('Enter');
    await page.getByRole('radio', { name: /^NON PROTÉGÉ/ }).waitFor();
  };
  const dialog = page.getByRole('dialog', { name: 'Choisir le marquage' });
  await choose();
  await page.getByRole('radio', { name: /^NON PROTÉGÉ/ }).press('ArrowDown');
  await dialog.getByText('Un lien externe cessera de s’ouvrir, dès maintenant.').waitFor();
  await dialog.getByText(/^Au-dessus du plafond de ce service, fixé à SENSIBLE/).waitFor();
  await settled(page);
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Marquer SENSIBLE' }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('SENSIBLE : ni lien externe, ni invité').waitFor();
  // The button that has the focus again shows its name until then.
  await page.keyboard.press('Escape');
  await page.getByRole('tooltip').waitFor({ state: 'detached' });
  await settled(page);
  expect(await violations(page)).toEqual([]);
  await expect(linkOn(id, {})).rejects.toMatchObject({
    ...{ status: 409, problem: { code: 'marking.forbids-outside' } },
  });
  await choose();
  await page.getByRole('radio', { name: /^SENSIBLE/ }).press('ArrowUp');
  await dialog.getByRole('button', { name: 'Marquer NON PROTÉGÉ' }).press('Enter');
  await dialog.getByText('Écrivez en une phrase pourquoi ce contenu peut être moins protégé.').waitFor();
  await dialog.getByRole('textbox', { name: 'Motif' }).fill('Travaux faits, publiés en mairie.');
  await dialog.getByRole('button', { name: 'Marquer NON PROTÉGÉ' }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('SENSIBLE : ni lien externe, ni invité').waitFor({ state: 'detached' });
  await linkOn(id, {});
});
