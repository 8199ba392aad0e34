import { auditEntriesSchema, organisationEndSchema } from '@maroquin/contracts';
import { expect, it } from 'vitest';
import { asSuperuser } from '../support/embedded-sql.js';
import { Refused } from '../support/http-client.js';
import { firstAdministrator, invite, madeBefore, PASSWORD, type Person } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { settled, violations } from '../support/web/axe.js';

/** An organisation is given notice of its end by two people, everybody sees it, and it is taken back. */
let claire: Person;
let garance: Person;
let marc: Person;
let name: string;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
  name = (await claire.http.me()).organisation.name;
  garance = await invite(server, claire, { name: 'Garance Clé', email: 'garance@prefecture.example' });
  marc = await invite(server, claire, { name: 'Marc Agent', email: 'marc@prefecture.example' });
  for (const { id, http } of [garance, marc]) {
    await madeBefore(server, 'account', id);
    await http.act('PUT', '/me/password', { password: PASSWORD });
  }
});
const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'answered',
    (error: unknown) => (error instanceof Refused ? (error.problem?.code ?? '') : String(error)),
  );
const stateOf = ({ http }: Person) => http.get(organisationEndSchema, '/organisation/end');
const asked = { reason: 'La préfecture rejoint la région.' };
const DAY = 24 * 3_600_000;

it('notice is asked for by who administers, agreed to by who keeps the keys, seen by everybody, and taken back', async () => {
  const { page } = await stage.open(claire);
  await page.goto('/personnes');
  await page.getByRole('link', { name: 'Mettre fin à l’organisation…' }).press('Enter');
  await page.getByText('n’a pas de date de fin').waitFor();
  await page.getByLabel('Motif').fill(asked.reason);
  const send = page.getByRole('button', { name: 'Demander l’accord et donner le préavis' });
  // Another organisation's name ends nothing, and nobody could agree yet.
  await page.getByLabel('Nom de l’organisation, recopié').fill('Mairie voisine');
  await send.press('Enter');
  await page.getByText('Le nom saisi n’est pas celui de votre organisation').waitFor();
  await page.getByLabel('Nom de l’organisation, recopié').fill(name);
  await send.press('Enter');
  await page.getByText('Personne ne garde les clés de votre organisation').waitFor();
  await settled(page);
  expect(await violations(page)).toEqual([]);
  await claire.http.act('PUT', `/duties/key-custodian/holders/${garance.id}`);
  await send.press('Enter');
  await page.getByText('Une demande attend l’accord d’une personne qui garde les clés').waitFor();
  expect(await codeOf(claire.http.act('POST', '/organisation/end/approve'))).toBe('request.not-found');
  expect((await marc.http.me()).organisation.endsAt).toBeNull();
  expect(await stateOf(marc)).toMatchObject({ state: 'none', facts: null, may: { withdraw: false } });

  const hers = await stage.open(garance);
  await hers.page.goto('/cles');
  await hers.page.getByRole('link', { name: 'Mettre fin à l’organisation…' }).press('Enter');
  await hers.page.getByText(asked.reason).waitFor();
  await hers.page.getByRole('button', { name: 'Donner mon accord' }).press('Enter');
  await settled(hers.page);
  expect(await violations(hers.page)).toEqual([]);
  await hers.page.getByRole('alertdialog').getByRole('button', { name: 'Donner mon accord' }).press('Enter');
  await hers.page.getByRole('button', { name: 'Reprendre le préavis' }).waitFor();
  const { endsAt } = await stateOf(garance);
  expect(Date.parse(endsAt ?? '')).toBeGreaterThan(Date.now() + 21 * DAY - 3_600_000);

  const his = await stage.open(marc);
  for (const path of ['/', '/espaces', '/messages', '/aide']) {
    await his.page.goto(path);
    await his.page.getByText(new RegExp(`^L’organisation ${name} prend fin le .* 20\\d\\d`)).waitFor();
  }
  await his.page.getByRole('link', { name: 'Que faire ?' }).press('Enter');
  await his.page.getByRole('heading', { name: 'Emporter ce qui vous revient' }).waitFor();
  // The reason is for those who answer for it.
  expect(await his.page.getByText(asked.reason).count()).toBe(0);
  for (const [width, height] of [
    [1280, 800],
    [360, 740],
  ] as const) {
    await his.page.setViewportSize({ width, height });
    await settled(his.page);
    expect(await violations(his.page)).toEqual([]);
    expect(await his.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  }
  expect(await codeOf(marc.http.act('POST', '/organisation/end/withdraw'))).toBe('request.not-found');

  // Whoever administers is told, and takes it back alone.
  expect((await claire.http.me()).notices.map(({ kind }) => kind)).toContain('organisation-ends');
  await page.goto('/fin');
  await page.getByRole('button', { name: 'Reprendre le préavis' }).press('Enter');
  await page.getByText('n’a pas de date de fin').waitFor();
  expect((await marc.http.me()).organisation.endsAt).toBeNull();
  await his.page.reload();
  await his.page.getByText('n’a pas de date de fin').waitFor();
  expect(await his.page.getByText(/prend fin le/).count()).toBe(0);
  expect((await garance.http.me()).notices.map(({ kind }) => kind)).toContain('organisation-stays');
});

it('the audit has both, and who asks again begins another 21 days', async () => {
  await claire.http.act('PUT', `/duties/auditor/holders/${marc.id}`);
  const { items } = await marc.http.get(auditEntriesSchema, '/audit/entries?limit=50');
  const acts = items.map(({ action }) => action);
  expect(acts).toEqual(
    expect.arrayContaining(['organisation.end-noticed', 'organisation.end-withdrawn', 'approval.asked']),
  );
  await claire.http.act('POST', '/organisation/end/requests', { organisation: name, ...asked });
  expect(
    await codeOf(claire.http.act('POST', '/organisation/end/requests', { organisation: name, ...asked })),
  ).toBe('ending.asked-already');
  // Refused, nothing is left of it.
  await garance.http.act('POST', '/organisation/end/refuse');
  expect(await stateOf(claire)).toMatchObject({ state: 'none', may: { ask: true } });
  await claire.http.act('POST', '/organisation/end/requests', { organisation: name, ...asked });
  await garance.http.act('POST', '/organisation/end/approve');
  expect(await stateOf(claire)).toMatchObject({ state: 'noticed', facts: { reason: asked.reason } });
});

it('the days cannot be made fewer, also not by who writes in the database', async () => {
  await asSuperuser(stage.server.dataDir, async (client) => {
    await expect(
      client.query(
        `update organisation_end set due_at = now() + interval '20 days' where withdrawn_at is null`,
      ),
    ).rejects.toThrow(/check constraint/);
  });
});
