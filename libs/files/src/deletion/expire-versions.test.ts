import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RightsLocks } from '@maroquin/access';
import { Admission } from '@maroquin/platform/admission';
import { systemClock } from '@maroquin/platform/config';
import { createObjectStorage } from '@maroquin/platform/object-storage';
import {
  createTestOrganisation,
  openTestPlatform,
  sharedPostgres,
  type TestPlatform,
} from '@maroquin/testing';
import { BlobReferences } from '../blobs/blob-references.js';
import { BlobsService } from '../blobs/blobs.service.js';
import { ExpireVersions } from './expire-versions.js';

const NOW = '2026-12-01T12:00:00Z';
/** Two files' versions; the newest of each is far older than any rule. */
const MOMENTS = [
  ['2026-09-01T08:00:00Z', '2026-09-01T09:00:00Z', '2026-09-02T08:00:00Z', '2026-11-20T08:00:00Z'],
  ['2026-09-01T10:00:00Z', '2026-11-20T08:00:00Z', '2026-11-20T09:00:00Z'],
  ['2025-01-01T10:00:00Z'],
] as const;

describe('the versions of files that are kept', () => {
  let platform: TestPlatform;
  let orgId: string;
  let folder: string;
  let expire: ExpireVersions;
  const files = MOMENTS.map(() => uuidv7());

  beforeAll(async () => {
    platform = await openTestPlatform(await sharedPostgres());
    orgId = await createTestOrganisation(platform);
    folder = await mkdtemp(join(tmpdir(), 'maroquin-versions-'));
    const storage = createObjectStorage({ preset: 'disk', folder });
    await storage.prepare();
    const blobs = new BlobsService(platform.database, platform.keys, storage, systemClock, new Admission());
    const references = new BlobReferences(platform.keys);
    const clock = { now: () => new Date(NOW) };
    const locks = new RightsLocks(platform.database, clock, () => true);
    expire = new ExpireVersions({ locks }, references, clock);
    for (const [at, id] of files.entries()) await insertFile(blobs, id, MOMENTS[at] ?? []);
  });
  afterAll(async () => {
    await platform.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function insertFile(blobs: BlobsService, id: string, moments: readonly string[]): Promise<void> {
    await platform.asOwner('insert into permission_scope (id, org_id) values ($1, $2)', [id, orgId]);
    await platform.asOwner(
      `insert into resource (id, org_id, kind, scope_id, name_sealed, name_hash, created_at, updated_at)
       values ($1, $2, 'space', $1, '', $3, now(), now())`,
      [id, orgId, Buffer.from(id)],
    );
    await platform.asOwner("insert into file (id, org_id, media_type, size) values ($1, $2, '', 4)", [
      id,
      orgId,
    ]);
    for (const [index, at] of moments.entries()) {
      const draft = await blobs.store(orgId, Buffer.from(`${id} ${at}`));
      const blob = await platform.database.inOrgs({ orgs: [orgId] }, (tx) => blobs.link(tx, draft));
      await platform.asOwner(
        `insert into file_version (id, org_id, file_id, number, blob_id, size, media_type, created_at)
         values ($1, $2, $3, $4, $5, 4, '', $6)`,
        [uuidv7(), orgId, id, index + 1, blob.id, at],
      );
    }
  }
  const kept = async (id: string | undefined): Promise<string[]> => {
    const rows = await platform.asOwner<{ at: Date }>(
      'select created_at as at from file_version where file_id = $1 order by number',
      [id],
    );
    return rows.map(({ at }) => at.toISOString().replace('.000', ''));
  };

  it('are all those of 30 days, the last of each day before, and always the newest', async () => {
    expect(await expire.run(orgId)).toBe(1);
    expect(await kept(files[0])).toEqual(MOMENTS[0].slice(1));
    expect(await kept(files[1])).toEqual(MOMENTS[1]);
    expect(await kept(files[2])).toEqual(MOMENTS[2]);
    expect(await expire.run(orgId)).toBe(0);
  });

  it('leave nothing behind in what is counted: references and bytes', async () => {
    const [blobs] = await platform.asOwner<{ refs: string; versions: string }>(
      `select coalesce(sum(refs), 0) as refs, (select count(*) from file_version where org_id = $1) as versions
       from blob where org_id = $1`,
      [orgId],
    );
    expect(blobs?.refs).toBe(blobs?.versions);
    const [usage] = await platform.asOwner<{ bytes: string }>(
      "select sum(amount) as bytes from usage_entry where org_id = $1 and kind = 'file.bytes'",
      [orgId],
    );
    expect(Number(usage?.bytes)).toBe(-4);
  });
});
