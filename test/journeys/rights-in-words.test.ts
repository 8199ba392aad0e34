import { invitationResultSchema, placeSchema, resourcePageSchema } from '@maroquin/contracts';
import { beforeAll, describe, expect, it } from 'vitest';
import { DocumentWindow } from '../support/document-window.js';
import { firstAdministrator, invite, type Person, redeem, shown } from '../support/people.js';
import { setStage } from '../support/stage.js';

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
const grant = (id: string, role: string): Promise<void> =>
  claire.http.act('PUT', `/resources/${id}/grants/${thomas.id}`, { role });

async function guestOf(place: string, role: string, name: string): Promise<Person> {
  const email = `${name.split(' ')[0]?.toLowerCase() ?? ''}@mairie.example`;
  const body = { name, email, role };
  const { link } = await claire.http.json(invitationResultSchema, 'POST', `/spaces/${place}/guests`, body);
  const http = await redeem(stage.server, shown(link));
  return { ...(await http.me()).person, http };
}

describe('a right in words', () => {
  it('of a reader promises no history, and the reader is shown none', async () => {
    const id = await note('Circulaire');
    await grant(id, 'reader');
    const { page } = await stage.open(claire);
    await new DocumentWindow(page).open(id);
    await page.getByRole('button', { name: 'Partager' }).click();
    const dialog = page.getByRole('dialog', { name: /Partager ce document/ });
    await dialog.getByRole('button', { name: /^Thomas Lefèvre.: peut lire/ }).click();
    const does = (role: string): Promise<string> =>
      page.getByRole('menuitemradio', { name: new RegExp(`^${role}`) }).innerText();
    expect(await does('peut lire')).not.toMatch(/historique/);
    expect(await does('peut modifier')).toMatch(/historique/);

    const his = await stage.open(thomas);
    await his.page.goto(`/d/${id}`);
    await new DocumentWindow(his.page).says('Lecture seule').waitFor();
    expect(await his.page.getByRole('button', { name: /historique/i }).count()).toBe(0);
  });

  it('of a commenter says that one may comment, where a reader is told that one may only read', async () => {
    const id = await note('Note de service');
    await grant(id, 'commenter');
    const { page } = await stage.open(thomas);
    await page.goto(`/d/${id}`);
    await new DocumentWindow(page).says('Vous pouvez commenter').waitFor();
    await page.getByRole('button', { name: /^Discussion/ }).click();
    await page.getByRole('complementary').getByRole('textbox').waitFor();
  });

  it('is said on the screen when it changes while the document is open', async () => {
    const id = await note('Arrêté');
    await grant(id, 'reader');
    const { page } = await stage.open(thomas);
    await page.goto(`/d/${id}`);
    await new DocumentWindow(page).says('Lecture seule').waitFor();
    await grant(id, 'editor');
    const said = page.getByRole('region', { name: 'Messages brefs' });
    await said.getByText('Votre droit vient de changer : vous pouvez maintenant modifier.').waitFor();
  });

  it('that was withdrawn leaves a page that offers to ask for it, as the page of what one never saw does', async () => {
    const id = await note('Décret');
    await grant(id, 'reader');
    const { page } = await stage.open(thomas);
    await page.goto(`/d/${id}`);
    await new DocumentWindow(page).says('Lecture seule').waitFor();
    await claire.http.act('DELETE', `/resources/${id}/grants/${thomas.id}`);
    await page.getByText('Vous n’avez plus accès à ce document.').waitFor();
    await page.getByRole('link', { name: 'Revenir à l’accueil' }).waitFor();
    await page.getByRole('button', { name: 'Demander l’accès' }).press('Enter');
    await page
      .getByText(/^Demande transmise/)
      .first()
      .waitFor();
  });
});

describe('the main button of a guest’s home', () => {
  it('makes a document in the space where the guest may write', async () => {
    const place = await claire.http.create('/spaces', { name: 'Marché de travaux' });
    const paul = await guestOf(place, 'editor', 'Paul Roux');
    const { page } = await stage.open(paul);
    await page.goto('/');
    // The empty home offers it a second time.
    await page.getByRole('button', { name: 'Nouveau document' }).first().press('Enter');
    await page.waitForURL(/\/d\//);
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    const { resource } = await paul.http.get(placeSchema, `/resources/${id}`);
    expect(resource.parentId).toBe(place);
  });

  it('is not there for a guest who may only read', async () => {
    const place = await claire.http.create('/spaces', { name: 'Concertation' });
    const jeanne = await guestOf(place, 'reader', 'Jeanne Petit');
    for (const width of [1280, 360]) {
      const { page } = await stage.open(jeanne, { width });
      await page.goto('/');
      await page.getByRole('heading', { name: /Jeanne/ }).waitFor();
      await page.getByRole('link', { name: 'Concertation' }).first().waitFor();
      expect(await page.getByRole('button', { name: /Nouveau document/ }).count()).toBe(0);
    }
    const { items } = await jeanne.http.get(resourcePageSchema, '/spaces');
    expect(items).toHaveLength(1);
  });
});
