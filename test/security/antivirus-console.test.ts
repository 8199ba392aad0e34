import { administeredAntivirusSchema } from '@maroquin/contracts';
import { clamdIsInstalled, startClamd, type TestAntivirus } from '@maroquin/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Administered, administrator, startAdministered } from '../support/administration.js';
import type { HttpClient } from '../support/http-client.js';
import { firstAdministrator, type Person } from '../support/people.js';
import { until } from '../support/until.js';
import { upload } from '../support/uploads.js';

describe.skipIf(!clamdIsInstalled())('whoever administers the instance', () => {
  let clamd: TestAntivirus;
  let stage: Administered;
  let claire: Person;
  let http: HttpClient;
  beforeAll(async () => {
    clamd = await startClamd();
    stage = await startAdministered({ env: { LOG_LEVEL: 'warn', CLAMD: clamd.address } });
    claire = await firstAdministrator(stage.server);
    ({ http } = await administrator(stage));
  }, 120_000);
  afterAll(async () => {
    await stage?.server.dispose();
    await clamd?.stop();
  });
  const asked = () => http.get(administeredAntivirusSchema, '/administration/antivirus');

  it('sees since when the antivirus is away and how many files wait, until it is back', async () => {
    expect(await asked()).toMatchObject({
      configured: true,
      awaySince: null,
      waiting: 0,
      oldestWaiting: null,
    });
    expect((await asked()).version).toMatch(/^ClamAV /u);
    const parentId = await claire.http.create('/spaces', { name: 'Courrier' });
    const before = Date.now() - 1_000;
    await clamd.kill();
    for (const filename of ['un.txt', 'deux.txt'])
      await upload(claire.http, Buffer.from(filename), { filename, parentId });
    const away = await asked();
    expect(away).toMatchObject({ version: null, waiting: 2 });
    expect(Date.parse(away.awaySince ?? '')).toBeGreaterThan(before);
    expect(Date.parse(away.awaySince ?? '')).toBeLessThanOrEqual(Date.parse(away.oldestWaiting ?? ''));
    // It has been away for as long, whenever one asks.
    expect((await asked()).awaySince).toBe(away.awaySince);
    await clamd.start();
    await until(async () => (await asked()).waiting === 0, 'the files are scanned');
    expect(await asked()).toMatchObject({ awaySince: null, oldestWaiting: null });
  });
});
