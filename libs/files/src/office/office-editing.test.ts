import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PeopleNames } from '@maroquin/access';
import {
  createTestOrganisation,
  openTestPlatform,
  sharedPostgres,
  type TestPlatform,
} from '@maroquin/testing';
import { OfficeEditing } from './office-editing.js';

const NOW = new Date('2026-12-01T12:00:00Z');
const clock = { now: () => NOW };

describe('the list of who had a file open in the office editor', () => {
  let platform: TestPlatform;
  let orgId: string;
  let editing: OfficeEditing;
  const fileId = uuidv7();

  beforeAll(async () => {
    platform = await openTestPlatform(await sharedPostgres());
    orgId = await createTestOrganisation(platform);
    const people = new PeopleNames(platform.database, platform.keys, clock);
    editing = new OfficeEditing(platform.database, people, clock);
    await platform.asOwner('insert into permission_scope (id, org_id) values ($1, $2)', [fileId, orgId]);
    await platform.asOwner(
      `insert into resource (id, org_id, kind, scope_id, name_sealed, name_hash, created_at, updated_at)
       values ($1, $2, 'space', $1, '', $3, now(), now())`,
      [fileId, orgId, Buffer.from(fileId)],
    );
  });
  afterAll(() => platform.close());

  it('ends seven days after the page was last open', async () => {
    const [old, recent] = [uuidv7(), uuidv7()];
    await platform.asOwner(
      `insert into office_editing (org_id, file_id, account_id, seen_at)
       values ($1, $2, $3, '2026-11-24T11:59:59Z'), ($1, $2, $4, '2026-11-24T12:00:01Z')`,
      [orgId, fileId, old, recent],
    );
    await editing.expire(orgId);
    const left = await platform.asOwner<{ account_id: string }>(
      'select account_id from office_editing where org_id = $1',
      [orgId],
    );
    expect(left).toEqual([{ account_id: recent }]);
  });
});
