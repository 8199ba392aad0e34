import { storedFilesSchema, storedSpacesSchema } from '@maroquin/contracts';
import { expect, it } from 'vitest';
import { settled, violations } from '../support/web/axe.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { upload } from '../support/uploads.js';

let claire: Person;
let thomas: Person;
let spaceId: string;
let largeId: string;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
  thomas = await invite(server, claire, { name: 'Thomas Lefèvre', email: 'thomas@prefecture.example' });
  spaceId = await claire.http.create('/spaces', { name: 'Courrier' });
  const other = await claire.http.create('/spaces', { name: 'Marchés publics' });
  const put = (by: Person, parentId: string, filename: string, size: number): Promise<string> =>
    upload(by.http, Buffer.alloc(size, filename), { filename, parentId });
  await put(claire, spaceId, 'petit.txt', 1_000);
  largeId = await put(claire, spaceId, 'plan cadastral.txt', 300_000);
  await put(claire, other, 'annexe.txt', 20_000);
  // Of somebody who shares it with nobody.
  const secret = await thomas.http.create('/spaces', { name: 'Arbitrages' });
  await put(thomas, secret, 'secret.txt', 900_000);
  // Of a folder that is kept from the administrator, in a space that she reads.
  await claire.http.act('PUT', `/resources/${other}/grants/${thomas.id}`, { role: 'manager' });
  const closed = await thomas.http.create('/folders', { name: 'Notations', parentId: other });
  await thomas.http.act('PUT', `/resources/${closed}/restriction`, { restricted: true });
  await put(thomas, closed, 'notation.txt', 70_000);
  await claire.http.act('PUT', `/storage/quotas/${spaceId}`, { quota: 600_000 });
});

it('spaces and files are listed by the room they take, without what the administrator may not read', async () => {
  const spaces = await claire.http.get(storedSpacesSchema, '/organisation/storage/spaces');
  expect(spaces.items).toMatchObject([
    { name: 'Courrier', usedBytes: 301_000, maxBytes: 600_000 },
    { name: 'Marchés publics', usedBytes: 20_000, maxBytes: null },
  ]);
  const names: string[] = [];
  for (let cursor = ''; ;) {
    const page = await claire.http.get(storedFilesSchema, `/organisation/storage/files?limit=1${cursor}`);
    names.push(...page.items.map(({ name }) => name));
    if (page.next === null) break;
    cursor = `&cursor=${encodeURIComponent(page.next)}`;
  }
  expect(names).toEqual(['plan cadastral.txt', 'annexe.txt', 'petit.txt']);
  for (const list of ['spaces', 'files'])
    await expect(thomas.http.call('GET', `/api/v1/organisation/storage/${list}`)).rejects.toMatchObject({
      status: 404,
    });
});

it.each([1280, 360])('who manages people reaches them by keyboard at %i px', async (width) => {
  const { page } = await stage.open(claire, { width });
  await page.goto('/personnes');
  await page.getByRole('link', { name: 'Voir ce qui prend de la place' }).press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Ce qui prend de la place' }).waitFor();
  const spaces = page.getByRole('list', { name: 'Par espace' });
  await spaces.getByRole('progressbar').waitFor();
  await settled(page);
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  await page.getByRole('list', { name: 'Les plus gros fichiers' }).getByRole('link').first().press('Enter');
  await page.waitForURL(`**/fichier/${largeId}`);
});
