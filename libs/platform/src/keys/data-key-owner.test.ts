import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  createTestOrganisation,
  openTestPlatform,
  sharedPostgres,
  type TestPlatform,
} from '@maroquin/testing';
import { DataKeyMissing } from './data-key-missing.js';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await openTestPlatform(await sharedPostgres());
});
afterAll(() => platform.close());

it('gives a data key to its own organisation only, also while it is at hand', async () => {
  const [mine, theirs] = [await createTestOrganisation(platform), await createTestOrganisation(platform)];
  const keys = await platform.keys.forOrg(mine);
  const { id } = await platform.database.inOrgs({ orgs: [mine] }, (tx) =>
    platform.keys.createDataKey(tx, keys),
  );
  expect((await platform.keys.dataKey(mine, id)).orgId).toBe(mine);
  await expect(platform.keys.dataKey(theirs, id)).rejects.toBeInstanceOf(DataKeyMissing);
});
