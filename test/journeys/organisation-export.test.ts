import { randomBytes } from 'node:crypto';
import { organisationExportSchema } from '@maroquin/contracts';
import { expect, it } from 'vitest';
import { type Departing, departing } from '../support/departure.js';
import { Refused } from '../support/http-client.js';
import { agree, firstAdministrator, type Person } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { upload } from '../support/uploads.js';
import { settled, violations } from '../support/web/axe.js';

/** Who keeps the keys takes the whole organisation along, from the page of the keys. */
let claire: Person;
let who: Departing;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
  who = await departing(server, claire);
  const spaceId = await claire.http.create('/spaces', { name: 'Cabinet' });
  await claire.http.create('/documents', { title: 'Note', parentId: spaceId });
});
const statusOf = (asked: Promise<unknown>): Promise<number> =>
  asked.then(
    () => 200,
    (error: unknown) => (error instanceof Refused ? error.status : 0),
  );

it('is asked for, agreed to by an auditor, downloaded by keyboard, and verifies; a restart between loses nothing', async () => {
  const { http } = who.custodian;
  const { page } = await stage.open(who.custodian);
  await page.goto('/cles');
  // Nobody has agreed: there is nothing to take.
  expect(await statusOf(http.bytes('/organisation-export/archive'))).toBe(404);
  await page.getByRole('button', { name: 'Demander l’export' }).press('Enter');
  await page
    .getByRole('alertdialog', { name: 'Demander l’export' })
    .getByRole('button', { name: 'Demander l’export' })
    .press('Enter');
  await page.getByText(/^La demande attend l’accord/).waitFor();
  await settled(page);
  expect(await violations(page)).toEqual([]);
  await agree(who.auditor.http);
  await stage.server.stop();
  await stage.server.start();
  await page.goto('/cles');
  const take = page.getByRole('button', { name: 'Télécharger l’archive' });
  await take.waitFor();
  const downloading = page.waitForEvent('download');
  await take.press('Enter');
  const archive = await (await downloading).path();
  expect((await stage.server.command(['verify', 'export', archive])).code).toBe(0);
  await page.getByText(/^Dernier export fini le/).waitFor();
  await page.getByText('Tout y est.').waitFor();
  await page.setViewportSize({ width: 360, height: 740 });
  await settled(page);
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  // One agreement is for one export.
  expect((await http.get(organisationExportSchema, '/organisation-export')).state).toBe('none');
  expect(await statusOf(http.bytes('/organisation-export/archive'))).toBe(404);
});

it('is not for an administrator, nor for the auditor', async () => {
  for (const { http } of [claire, who.auditor]) {
    expect(await statusOf(http.bytes('/organisation-export'))).toBe(404);
    expect(await statusOf(http.act('POST', '/organisation-export/requests'))).toBe(404);
    expect(await statusOf(http.bytes('/organisation-export/archive'))).toBe(404);
  }
});

it('ends before its next entry when its reader loses the duty meanwhile', async () => {
  const spaceId = await claire.http.create('/spaces', { name: 'Archives' });
  // More than the connection takes in advance.
  for (let number = 1; number <= 5; number += 1)
    await upload(claire.http, randomBytes(6 * 1024 * 1024), {
      filename: `plan-${String(number)}.bin`,
      parentId: spaceId,
      chunkSize: 1024 * 1024,
    });
  const { http, id } = who.custodian;
  await http.act('POST', '/organisation-export/requests');
  await agree(who.auditor.http);
  const answer = await http.call('GET', '/api/v1/organisation-export/archive');
  const reader = answer.body?.getReader();
  expect((await reader?.read())?.done).toBe(false);
  await claire.http.act('DELETE', `/duties/key-custodian/holders/${id}`);
  const rest = async () => {
    while ((await reader?.read())?.done === false);
  };
  await expect(rest()).rejects.toThrow();
});
