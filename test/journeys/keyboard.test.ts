import { expect, it } from 'vitest';
import { DocumentWindow } from '../support/document-window.js';
import { firstAdministrator, PASSWORD, type Person } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { until } from '../support/until.js';

let claire: Person;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
});

it('from sign-in to a shared, written, discussed document without a mouse', async () => {
  const { page } = await stage.open(null);
  const { keyboard } = page;
  await page.goto('/connexion');
  await page.getByRole('heading', { level: 1, name: 'Se connecter' }).waitFor();
  await until(async () => (await focused()) === 'email', 'the first field has the focus');
  await keyboard.type(claire.email);
  await keyboard.press('Tab');
  await keyboard.type(PASSWORD);
  await keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /Bonjour|Accueil/ }).waitFor();

  await page.goto('/espaces');
  const create = page.getByRole('button', { name: 'Créer un espace' }).first();
  await reach(create);
  await keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await keyboard.type('Cabinet');
  await keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Cabinet' }).waitFor();

  // Alt+N: the primary button of the page.
  await keyboard.press('Alt+n');
  const document = new DocumentWindow(page);
  await document.ready();
  await reach(document.text);
  await keyboard.press('Control+b');
  await keyboard.type('Urgent');
  await document.text.locator('strong', { hasText: 'Urgent' }).waitFor();
  await document.saved();
  // Alt+F10 goes to the toolbar, Escape back to the text.
  await keyboard.press('Alt+F10');
  await until(() => isIn('[role="toolbar"]'), 'the toolbar has the focus');
  await keyboard.press('Escape');
  await until(() => isIn('[role="textbox"]'), 'the text has the focus again');

  const talk = page.getByRole('button', { name: /^Discussion/ });
  await reach(talk);
  await keyboard.press('Enter');
  await reach(page.getByRole('textbox', { name: /^Écrire dans/ }));
  await keyboard.type('Relisez, merci.');
  await keyboard.press('Enter');
  await page
    .getByRole('region', { name: /^Messages de/ })
    .getByText('Relisez, merci.')
    .waitFor();
  await keyboard.press('Escape');
  await page.getByRole('complementary', { name: 'Discussion' }).waitFor({ state: 'detached' });

  const share = page.getByRole('button', { name: 'Partager' });
  await reach(share);
  await keyboard.press('Enter');
  await page.getByRole('dialog', { name: /Partager/ }).waitFor();
  await keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await share.evaluate(HAS_FOCUS)).toBe(true);

  async function focused(): Promise<string> {
    return page.evaluate<string>('document.activeElement?.getAttribute("name") ?? ""');
  }
  async function isIn(selector: string): Promise<boolean> {
    return page.evaluate<boolean>(`document.activeElement?.closest('${selector}') !== null`);
  }
  /** Tab until it is there: everything that can be pressed can be reached, in a bounded number of steps. */
  async function reach(target: typeof share): Promise<void> {
    await target.waitFor();
    for (let step = 0; step < 80; step += 1) {
      if (await target.evaluate(HAS_FOCUS)) return;
      await keyboard.press('Tab');
    }
    throw new Error(`80 tabs do not lead to ${String(target)}`);
  }
});

const HAS_FOCUS = (element: { ownerDocument: { activeElement: unknown } }): boolean =>
  element.ownerDocument.activeElement === element;
