import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Admission } from '@maroquin/platform/admission';
import { systemClock } from '@maroquin/platform/config';
import { createObjectStorage } from '@maroquin/platform/object-storage';
import {
  createTestOrganisation,
  openTestPlatform,
  sharedPostgres,
  type TestPlatform,
} from '@maroquin/testing';
import { BlobReferences } from './blob-references.js';
import { BlobsService } from './blobs.service.js';

describe('references to blobs', () => {
  let platform: TestPlatform;
  let orgId: string;
  let folder: string;
  let blobs: BlobsService;
  let references: BlobReferences;

  beforeAll(async () => {
    platform = await openTestPlatform(await sharedPostgres());
    orgId = await createTestOrganisation(platform);
    folder = await mkdtemp(join(tmpdir(), 'maroquin-references-'));
    const storage = createObjectStorage({ preset: 'disk', folder });
    await storage.prepare();
    blobs = new BlobsService(platform.database, platform.keys, storage, systemClock, new Admission());
    references = new BlobReferences(platform.keys);
  });
  afterAll(async () => {
    await platform.close();
    await rm(folder, { recursive: true, force: true });
  });

  const link = async (content: string): Promise<string> => {
    const draft = await blobs.store(orgId, Buffer.from(content));
    return (await platform.database.inOrgs({ orgs: [orgId] }, (tx) => blobs.link(tx, draft))).id;
  };
  const release = (ids: readonly string[]): Promise<void> =>
    platform.database.inOrgs({ orgs: [orgId] }, (tx) => references.release(tx, orgId, ids));
  const refsOf = async (id: string): Promise<number | null> => {
    const [row] = await platform.asOwner<{ refs: number }>('select refs from blob where id = $1', [id]);
    return row?.refs ?? null;
  };
  const isDiscarded = async (id: string): Promise<boolean> => {
    const jobs = await platform.asOwner('select 1 from graphile_worker.jobs where key = $1', [
      `blob.discard ${id}`,
    ]);
    return jobs.length > 0;
  };

  it('a blob is deleted with its last reference, and not before', async () => {
    const id = await link('twice');
    await platform.database.inOrgs({ orgs: [orgId] }, (tx) => references.retain(tx, orgId, id));
    await release([id]);
    expect([await refsOf(id), await isDiscarded(id)]).toEqual([1, false]);
    await release([id]);
    expect([await refsOf(id), await isDiscarded(id)]).toEqual([null, true]);
  });

  it('a blob named twice loses two references at once', async () => {
    const id = await link('named twice');
    await link('named twice');
    await release([id, id]);
    expect([await refsOf(id), await isDiscarded(id)]).toEqual([null, true]);
  });

  it('a blob whose release is rolled back keeps its references and its bytes', async () => {
    const id = await link('kept');
    const failing = platform.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      await references.release(tx, orgId, [id]);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect([await refsOf(id), await isDiscarded(id)]).toEqual([1, false]);
  });

  it('two who let go of the same blobs in another order both succeed', async () => {
    const [one, two] = [await link('one'), await link('two')];
    await link('one');
    await link('two');
    await Promise.all([release([one, two]), release([two, one])]);
    expect([await refsOf(one), await refsOf(two)]).toEqual([null, null]);
  });

  it('content that was deleted can be brought again', async () => {
    const id = await link('again');
    await release([id]);
    const second = await link('again');
    expect(second).not.toBe(id);
    expect(await refsOf(second)).toBe(1);
  });
});
