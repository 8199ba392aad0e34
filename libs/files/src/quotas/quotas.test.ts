import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RightsLocks } from '@maroquin/access';
import {
  createTestOrganisation,
  openTestPlatform,
  sharedPostgres,
  type TestPlatform,
} from '@maroquin/testing';
import { BlobReferences } from '../blobs/blob-references.js';
import { RecountStorage } from '../integrity/recount.js';
import { setQuota } from './quotas.service.js';
import { bytesOfCopies, requireRoom } from './room.js';

const AT = new Date('2026-12-01T12:00:00Z');

describe('quotas', () => {
  let platform: TestPlatform;
  let orgId: string;
  let blobId: string;
  const personId = uuidv7();

  beforeAll(async () => {
    platform = await openTestPlatform(await sharedPostgres());
  });
  beforeEach(async () => {
    orgId = await createTestOrganisation(platform);
    blobId = uuidv7();
    const keyId = uuidv7();
    await platform.asOwner(
      `insert into data_key (id, org_id, generation, wrapped, created_at) values ($1, $2, 1, '', now())`,
      [keyId, orgId],
    );
    await platform.asOwner(
      `insert into blob (id, org_id, address, key_id, size, size_sealed, part_count, part_bytes, refs, created_at)
       values ($1, $2, $3, $4, 0, '', 0, 1, 1, now())`,
      [blobId, orgId, Buffer.from(blobId), keyId],
    );
  });
  afterAll(() => platform.close());

  async function resource(kind: string, parentId: string | null, personalOf?: string): Promise<string> {
    const id = uuidv7();
    await platform.asService('insert into permission_scope (id, org_id) values ($1, $2)', [id, orgId]);
    await platform.asService(
      `insert into resource (id, org_id, parent_id, kind, scope_id, personal_of, name_sealed, name_hash, created_at, updated_at)
       values ($1, $2, $3, $4, $1, $5, '', $6, now(), now())`,
      [id, orgId, parentId, kind, personalOf ?? null, Buffer.from(id)],
    );
    return id;
  }
  async function file(parentId: string): Promise<string> {
    const id = await resource('file', parentId);
    await platform.asOwner(`insert into file (id, org_id, media_type, size) values ($1, $2, '', 0)`, [
      id,
      orgId,
    ]);
    return id;
  }
  /** As the server writes it: by its own role, in the organisation. */
  const addVersion = (fileId: string, size: number, number = 1): Promise<unknown> =>
    platform.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query(
        `insert into file_version (id, org_id, file_id, number, blob_id, size, media_type, created_by, created_at)
         values ($1, $2, $3, $4, $5, $6, '', $7, now())`,
        [uuidv7(), orgId, fileId, number, blobId, size, personId],
      ),
    );
  const limit = (holderId: string, bytes: number): Promise<void> =>
    platform.database.inOrgs({ orgs: [orgId] }, (tx) =>
      setQuota(tx, { orgId, holderId, bytes, setBy: null, at: AT }),
    );
  const used = async (holderId: string): Promise<number> => {
    const [row] = await platform.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ used: string }>('select storage_used($1, $2) as used', [orgId, holderId]),
    );
    return Number(row?.used);
  };
  const moveTo = (id: string, parentId: string): Promise<unknown> =>
    platform.asService('update resource set parent_id = $3 where org_id = $1 and id = $2', [
      ...[orgId, id, parentId],
    ]);
  const recount = (): RecountStorage =>
    new RecountStorage(
      platform.database,
      { locks: new RightsLocks(platform.database, { now: () => AT }, () => true) },
      new BlobReferences(platform.keys),
    );
  const holders = async (): Promise<number> => (await recount().of(orgId)).holders;

  it('every version counts for its space, for the organisation, and for nobody else', async () => {
    const [space, other] = [await resource('space', null), await resource('space', null)];
    const id = await file(await resource('folder', space));
    await addVersion(id, 40);
    await addVersion(id, 2, 2);
    expect([await used(space), await used(orgId), await used(other)]).toEqual([42, 42, 0]);
    expect(await holders()).toBe(0);
  });

  it('what stands in a person’s own space, and what it sends directly, counts for the person', async () => {
    await addVersion(await file(await resource('space', null, personId)), 5);
    await addVersion(await file(await resource('direct', null)), 7);
    expect([await used(personId), await used(orgId)]).toEqual([12, 12]);
    expect(await holders()).toBe(0);
  });

  it('a version beyond the quota is refused when its row is written, and counts nowhere', async () => {
    const space = await resource('space', null);
    const id = await file(space);
    await limit(space, 100);
    await addVersion(id, 60);
    await expect(addVersion(id, 41, 2)).rejects.toMatchObject({ code: 'quota.space' });
    await addVersion(id, 40, 2);
    expect([await used(space), await used(orgId)]).toEqual([100, 100]);
  });

  it('of those who write into the last room at once, as many are let in as have room', async () => {
    const space = await resource('space', null);
    await limit(orgId, 100);
    const files = await Promise.all(Array.from({ length: 8 }, () => file(space)));
    const written = await Promise.allSettled(files.map((id) => addVersion(id, 30)));
    const refusals = written.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(refusals).toHaveLength(5);
    for (const refusal of refusals) expect(refusal).toMatchObject({ code: 'quota.organisation' });
    expect(await used(orgId)).toBe(90);
    expect(await holders()).toBe(0);
  });

  it('a folder that moves to another space counts there, where there is room for all of it', async () => {
    const [from, to] = [await resource('space', null), await resource('space', null)];
    const folder = await resource('folder', from);
    await addVersion(await file(folder), 30);
    await addVersion(await file(folder), 30);
    await limit(to, 59);
    await expect(moveTo(folder, to)).rejects.toMatchObject({ code: 'quota.space' });
    await limit(to, 60);
    await moveTo(folder, to);
    expect([await used(from), await used(to), await used(orgId)]).toEqual([0, 60, 60]);
    expect(await holders()).toBe(0);
  });

  it('a person’s own space that is handed over keeps all it holds, whatever the quota of spaces', async () => {
    const own = await resource('space', null, personId);
    await addVersion(await file(own), 30);
    await platform.asOwner('update organisation set space_quota = 1 where id = $1', [orgId]);
    await platform.asService('update resource set personal_of = null where id = $1', [own]);
    expect([await used(personId), await used(own)]).toEqual([0, 30]);
    expect(await holders()).toBe(0);
  });

  it('room is asked for by what all people and spaces have, unless one has a quota of its own', async () => {
    const space = await resource('space', null);
    await platform.asOwner('update organisation set space_quota = 10 where id = $1', [orgId]);
    const ask = (bytes: number): Promise<void> =>
      platform.database.inOrgs({ orgs: [orgId] }, (tx) =>
        requireRoom(tx, orgId, { placeId: space, personId, bytes }),
      );
    await ask(10);
    await expect(ask(11)).rejects.toMatchObject({ code: 'quota.space' });
    await limit(space, 20);
    await ask(20);
    await expect(ask(21)).rejects.toMatchObject({ code: 'quota.space' });
  });

  it('a folder that is copied asks for the room of its files and of its documents’ pictures', async () => {
    const space = await resource('space', null);
    const documentId = await resource('document', space);
    for (const sql of [
      `insert into feed (id, org_id, kind, key_id) select $1, $2, 'document', id from data_key where org_id = $2`,
      `insert into document (id, org_id, kind) values ($1, $2, 'prose')`,
    ])
      await platform.asOwner(sql, [documentId, orgId]);
    await platform.asOwner(
      `insert into document_image (id, org_id, document_id, blob_id, size, media_type, created_by, created_at)
       values ($1, $2, $3, $4, 30, '', $5, now()), ($6, $2, $3, $4, 12, '', $5, now())`,
      [uuidv7(), orgId, documentId, blobId, personId, uuidv7()],
    );
    const copied = [
      { id: documentId, kind: 'document', size: null },
      { id: await file(space), kind: 'file', size: 100 },
      { id: space, kind: 'folder' },
    ];
    const bytes = await platform.database.inOrgs({ orgs: [orgId] }, (tx) => bytesOfCopies(tx, orgId, copied));
    expect(bytes).toBe(142);
  });

  it('what is deleted for good gives its room back', async () => {
    const space = await resource('space', null);
    const id = await file(space);
    await addVersion(id, 40);
    await platform.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query('select delete_resources($1, $2::uuid[])', [orgId, [id]]),
    );
    expect([await used(space), await used(orgId)]).toEqual([0, 0]);
    expect(await holders()).toBe(0);
  });

  it('counts that are wrong are set to what is there, and the audit says so', async () => {
    const space = await resource('space', null);
    const id = await file(space);
    await addVersion(id, 40);
    await platform.asOwner('update storage_count set bytes = bytes + 7 where org_id = $1', [orgId]);
    await platform.asOwner('update blob set refs = 5 where id = $1', [blobId]);
    const found = await recount().repair(orgId);
    // Nobody told the lists of this file's size, nor what it takes of the organisation.
    expect(found).toEqual({ references: 1, unreferenced: 0, bytes: -40, sizes: 1, holders: 2 });
    expect(await recount().of(orgId)).toEqual({
      ...{ references: 0, unreferenced: 0, bytes: 0, sizes: 0, holders: 0 },
    });
    expect([await used(space), await used(orgId)]).toEqual([40, 40]);
    const acts = await platform.asOwner('select action from audit where org_id = $1', [orgId]);
    expect(acts).toEqual([{ action: 'storage.recounted' }]);
  });
});
