import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Admission } from '@maroquin/platform/admission';
import { systemClock } from '@maroquin/platform/config';
import { createObjectStorage, type ObjectStorage } from '@maroquin/platform/object-storage';
import {
  createTestOrganisation,
  openTestPlatform,
  sharedPostgres,
  type TestPlatform,
} from '@maroquin/testing';
import { BlobsService } from './blobs.service.js';
import { partKey } from './blob-format.js';
import { SweepBlobs } from './sweep-blobs.js';

const DAY_MS = 24 * 3_600_000;

describe('sweeping the object store', () => {
  let platform: TestPlatform;
  let orgId: string;
  let folder: string;
  let storage: ObjectStorage;
  let blobs: BlobsService;

  beforeAll(async () => {
    platform = await openTestPlatform(await sharedPostgres());
    orgId = await createTestOrganisation(platform);
    folder = await mkdtemp(join(tmpdir(), 'maroquin-sweep-'));
    storage = createObjectStorage({ preset: 'disk', folder });
    await storage.prepare();
    blobs = new BlobsService(platform.database, platform.keys, storage, systemClock, new Admission());
  });
  afterAll(async () => {
    await platform.close();
    await rm(folder, { recursive: true, force: true });
  });

  const sweepIn = (days: number): Promise<number> =>
    new SweepBlobs(platform.database, storage, { now: () => new Date(Date.now() + days * DAY_MS) }).run([
      orgId,
    ]);
  const jobsFor = async (blobId: string): Promise<number> => {
    const [row] = await platform.asOwner<{ n: number }>(
      'select count(*)::int n from graphile_worker.jobs where key = $1',
      [`blob.discard ${blobId}`],
    );
    return row?.n ?? 0;
  };

  it('deletes old bytes that no row points at, and nothing else', async () => {
    const draft = await blobs.store(orgId, Buffer.from('kept'));
    await platform.database.inOrgs({ orgs: [orgId] }, (tx) => blobs.link(tx, draft));
    const orphan = partKey({ id: uuidv7() }, 0);
    await storage.put(orphan, Buffer.from('x'), 1);
    expect(await sweepIn(20)).toBe(1);
    expect(await storage.head(orphan)).toBeNull();
    expect(await storage.head(partKey(draft, 0))).not.toBeNull();
  });

  it('leaves young bytes alone: somebody may be about to commit them', async () => {
    const young = partKey({ id: uuidv7() }, 0);
    await storage.put(young, Buffer.from('x'), 1);
    expect(await sweepIn(1)).toBe(0);
    expect(await storage.head(young)).not.toBeNull();
  });

  it('asks for the bytes of a second equal blob to be deleted in the act’s own transaction', async () => {
    const content = Buffer.from('twice the same');
    const [one, two] = [await blobs.store(orgId, content), await blobs.store(orgId, content)];
    await platform.database.inOrgs({ orgs: [orgId] }, (tx) => blobs.link(tx, one));
    await expect(
      platform.database.inOrgs({ orgs: [orgId] }, async (tx) => {
        await blobs.link(tx, two);
        throw new Error('the act fails');
      }),
    ).rejects.toThrow('the act fails');
    expect(await jobsFor(two.id)).toBe(0);
    await platform.database.inOrgs({ orgs: [orgId] }, (tx) => blobs.link(tx, two));
    expect(await jobsFor(two.id)).toBe(1);
  });
});
