import { expect, it } from 'vitest';
import { administrator } from '../support/administration.js';
import { asSuperuser } from '../support/embedded-sql.js';
import { freePort } from '../support/maroquin.js';
import { setStage } from '../support/stage.js';
import { settled, violations } from '../support/web/axe.js';

let url = '';
const stage = setStage(undefined, async () => {
  const port = await freePort();
  url = `http://localhost:${String(port)}`;
  // Nothing answers there.
  return { ADMIN_BIND: `127.0.0.1:${String(port)}`, SMTP_URL: 'smtp://127.0.0.1:1' };
});
const relay = (change: string) =>
  asSuperuser(stage.server.dataDir, (client) => client.query(`update instance set ${change}`));

it.each([1280, 360])(
  'whoever administers is told on every page that no mail has left for an hour, and what to do, at %i px',
  async (width) => {
    const { http } = await administrator({ server: stage.server, url });
    const { page, context } = await stage.open(null, { width });
    const [name = '', value = ''] = (http.headers['cookie'] ?? '').split('=');
    await context.addCookies([
      {
        ...{ name, value, domain: 'localhost', path: '/' },
        ...{ httpOnly: true, secure: true, sameSite: 'Strict' as const },
      },
    ]);
    await relay(`mail_trouble = 'unreachable', mail_down_since = now() - interval '61 minutes'`);
    await page.goto(`${url}/personnes`);
    await page.getByText('Aucun courriel ne part depuis le').waitFor();
    await page.getByRole('link', { name: 'Voir le remède' }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Courriel' }).waitFor();
    await page.getByText('ne prend plus de courriel depuis le').waitFor();
    await page.getByText('Rien ne répond à cette adresse').waitFor();
    await settled(page);
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await relay('mail_trouble = null, mail_down_since = null');
    await page.getByRole('button', { name: 'Interroger de nouveau' }).press('Enter');
    await page.locator('.mq-tag').filter({ hasText: 'prend le courriel' }).waitFor();
    expect(await page.getByText('Aucun courriel ne part depuis').count()).toBe(0);
  },
);
