import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
import { PART_BYTES } from './blob-format.js';
import { CollectDrafts } from './collect-drafts.js';

const MINUTE_MS = 60_000;

describe('content that nothing came to refer to', () => {
  let platform: TestPlatform;
  let orgId: string;
  let folder: string;
  let storage: ObjectStorage;
  let blobs: BlobsService;

  beforeAll(async () => {
    platform = await openTestPlatform(await sharedPostgres());
    orgId = await createTestOrganisation(platform);
    folder = await mkdtemp(join(tmpdir(), 'maroquin-drafts-'));
    storage = createObjectStorage({ preset: 'disk', folder });
    await storage.prepare();
    blobs = new BlobsService(platform.database, platform.keys, storage, systemClock, new Admission());
  });
  afterAll(async () => {
    await platform.close();
    await rm(folder, { recursive: true, force: true });
  });

  const at = (minutes: number): { now: () => Date } => ({
    now: () => new Date(Date.now() + minutes * MINUTE_MS),
  });
  const collectAfter = (minutes: number): Promise<number> =>
    new CollectDrafts(platform.database, storage, at(minutes)).run(orgId);
  const objectsOf = async (id: string): Promise<number> => {
    let count = 0;
    for await (const object of storage.list(`b/${id.slice(-2)}/${id}/`)) count += object.size > 0 ? 1 : 0;
    return count;
  };

  it('is deleted within an hour, every part of it, and not before its lease ends', async () => {
    const draft = await blobs.store(orgId, randomBytes(2 * PART_BYTES + 5));
    expect(await collectAfter(30)).toBe(0);
    expect(await objectsOf(draft.id)).toBe(3);
    expect(await collectAfter(50)).toBe(1);
    expect(await objectsOf(draft.id)).toBe(0);
    await expect(
      platform.database.inOrgs({ orgs: [orgId] }, (tx) => blobs.link(tx, draft)),
    ).rejects.toMatchObject({ code: 'upload.expired' });
  });

  it('is deleted by the next run once its writer gave it up', async () => {
    const draft = await blobs.store(orgId, Buffer.from('cut off'));
    expect(await collectAfter(0)).toBe(0);
    await blobs.giveUp(draft);
    expect(await collectAfter(0)).toBe(1);
    expect(await objectsOf(draft.id)).toBe(0);
  });

  it('is kept while somebody goes on writing it', async () => {
    const later = new BlobsService(platform.database, platform.keys, storage, at(35), new Admission());
    const draft = await blobs.store(orgId, Buffer.from('slowly'));
    await later.renew(draft);
    expect(await collectAfter(50)).toBe(0);
    await platform.database.inOrgs({ orgs: [orgId] }, (tx) => blobs.link(tx, draft));
    expect(await collectAfter(500)).toBe(0);
    expect(await objectsOf(draft.id)).toBe(1);
  });

  it('has the address of the same content that was stored at once, however it was cut', async () => {
    const content = randomBytes(PART_BYTES + 77);
    const draft = await blobs.store(orgId, content);
    const blob = await blobs.begin(orgId);
    const digests = [
      await blobs.writePart(blob, 0, content.subarray(0, PART_BYTES)),
      await blobs.writePart(blob, 1, content.subarray(PART_BYTES)),
    ];
    expect((await blobs.seal(blob, content.length, digests)).address).toEqual(draft.address);
    // Read back, as for parts that an earlier version stored.
    expect((await blobs.seal(blob, content.length)).address).toEqual(draft.address);
    const other = [digests[1] ?? null, digests[0] ?? null];
    expect((await blobs.seal(blob, content.length, other)).address).not.toEqual(draft.address);
  });
});
