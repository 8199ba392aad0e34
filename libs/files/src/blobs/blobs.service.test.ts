import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
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
import { FORMER_PART_BYTES, PART_BYTES, SEGMENT_BYTES } from './blob-format.js';

const bytesOf = async (stream: AsyncIterable<Buffer>): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
};
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('blobs', () => {
  let platform: TestPlatform;
  let orgId: string;
  let folder: string;
  let storage: ObjectStorage;
  let blobs: BlobsService;

  beforeAll(async () => {
    platform = await openTestPlatform(await sharedPostgres());
    orgId = await createTestOrganisation(platform);
    folder = await mkdtemp(join(tmpdir(), 'maroquin-blobs-'));
    storage = createObjectStorage({ preset: 'disk', folder });
    await storage.prepare();
    blobs = new BlobsService(platform.database, platform.keys, storage, systemClock, new Admission());
  });
  afterAll(async () => {
    await platform.close();
    await rm(folder, { recursive: true, force: true });
  });

  const store = async (content: Buffer) => {
    const draft = await blobs.store(orgId, content);
    return platform.database.inOrgs({ orgs: [orgId] }, (tx) => blobs.link(tx, draft));
  };
  const filesBelow = async (): Promise<string[]> =>
    (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));

  for (const size of [
    0,
    1,
    SEGMENT_BYTES - 1,
    SEGMENT_BYTES,
    SEGMENT_BYTES + 1,
    PART_BYTES,
    PART_BYTES + 12_345,
    2 * PART_BYTES + 1,
  ]) {
    it(`gives back ${String(size)} bytes as they were`, async () => {
      const content = randomBytes(size);
      const blob = await store(content);
      expect(sha256(await bytesOf(await blobs.open(orgId, blob.id)))).toBe(sha256(content));
    });
  }

  it('gives back any range of a blob whose parts are as large as they were before', async () => {
    const content = randomBytes(FORMER_PART_BYTES + 700_000);
    const blob = { ...(await blobs.begin(orgId)), partBytes: FORMER_PART_BYTES };
    for (const part of [0, 1])
      await blobs.writePart(
        blob,
        part,
        content.subarray(part * FORMER_PART_BYTES, (part + 1) * FORMER_PART_BYTES),
      );
    const draft = await blobs.seal(blob, content.length);
    const { id } = await platform.database.inOrgs({ orgs: [orgId] }, (tx) => blobs.link(tx, draft));
    for (const [start, end] of [
      [0, content.length - 1],
      [PART_BYTES - 3, PART_BYTES + 3],
      [FORMER_PART_BYTES - 3, FORMER_PART_BYTES + 3],
    ] as const) {
      const got = await bytesOf(await blobs.open(orgId, id, { start, end }));
      expect(got.equals(content.subarray(start, end + 1))).toBe(true);
    }
  });

  it('gives any range of a blob of several parts', async () => {
    const content = randomBytes(PART_BYTES + 700_000);
    const blob = await store(content);
    const ranges = [
      [0, 0],
      [5, 9],
      [SEGMENT_BYTES - 1, SEGMENT_BYTES],
      [PART_BYTES - 3, PART_BYTES + 3],
      [content.length - 1, content.length - 1],
      [0, content.length - 1],
    ] as const;
    for (const [start, end] of ranges) {
      const got = await bytesOf(await blobs.open(orgId, blob.id, { start, end }));
      expect(got.equals(content.subarray(start, end + 1))).toBe(true);
    }
  });

  it('keeps equal content of an organisation once, and apart from another organisation', async () => {
    const content = randomBytes(1_000);
    const [one, two] = [await store(content), await store(content)];
    expect(two.id).toBe(one.id);
    const other = await createTestOrganisation(platform);
    const foreign = await blobs.store(other, content);
    const mine = await blobs.store(orgId, content);
    expect(foreign.address.equals(mine.address)).toBe(false);
    await expect(blobs.open(other, one.id)).rejects.toMatchObject({ code: 'request.not-found' });
  });

  it('never lets plain bytes reach the store', async () => {
    const marked = Buffer.from('mot-marqué-en-clair '.repeat(1_000));
    await store(marked);
    for (const path of await filesBelow()) expect((await readFile(path)).includes('mot-marqu')).toBe(false);
  });

  it('refuses content of which a bit was flipped in the store', async () => {
    const before = new Set(await filesBelow());
    const blob = await store(randomBytes(300_000));
    const path = (await filesBelow()).find((name) => !before.has(name)) ?? '';
    const sealed = await readFile(path);
    sealed[100] = (sealed[100] ?? 0) ^ 1;
    await writeFile(path, sealed);
    await expect(blobs.open(orgId, blob.id).then(bytesOf)).rejects.toMatchObject({ code: 'sealed.damaged' });
  });

  it('does not believe a size that was changed in the database', async () => {
    const content = randomBytes(2 * SEGMENT_BYTES);
    const blob = await store(content);
    await platform.asOwner('update blob set size = $2, part_count = 1 where id = $1', [
      blob.id,
      SEGMENT_BYTES,
    ]);
    expect((await bytesOf(await blobs.open(orgId, blob.id))).equals(content)).toBe(true);
    await platform.asOwner(
      'update blob set size_sealed = (select size_sealed from blob where id <> $1 limit 1) where id = $1',
      [blob.id],
    );
    await expect(blobs.open(orgId, blob.id)).rejects.toMatchObject({ code: 'sealed.damaged' });
  });
});
