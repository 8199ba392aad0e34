import { Inject, Injectable } from '@nestjs/common';
import { AccessService } from '@maroquin/access';
import { recordAct } from '@maroquin/platform/audit';
import { Database, type Tx } from '@maroquin/platform/database';
import { BlobReferences } from '../blobs/blob-references.js';
import { countBytes } from '../files/version-rows.js';

/** What does not agree; all 0: nothing. */
interface Recount {
  /** Blobs that are referred to more or less often than their row says. */
  readonly references: number;
  /** Blobs that nothing refers to, and that are there all the same. */
  readonly unreferenced: number;
  /** Bytes that are counted for the organisation, beyond those of its versions; less than 0: too few. */
  readonly bytes: number;
  /** Files that lists show with another size than that of their newest version. */
  readonly sizes: number;
  /** Spaces and people, and the organisation itself, that are said to keep more or less than they do. */
  readonly holders: number;
}

const USED = `used as (
    select blob_id, count(*)::int as n from (
      select blob_id from file_version where org_id = $1
      union all select blob_id from document_image where org_id = $1) u group by blob_id
  )`;
const NEWEST = `newest as (
    select distinct on (file_id) file_id, size from file_version where org_id = $1 order by file_id, number desc
  )`;
const RECOUNT = `with ${USED}, ${NEWEST}
  select
    (select count(*) from blob b join used u on u.blob_id = b.id where b.org_id = $1 and b.refs <> u.n)::int as references,
    (select count(*) from blob b where b.org_id = $1 and not exists (select 1 from used u where u.blob_id = b.id))::int as unreferenced,
    ((select coalesce(sum(amount), 0) from usage_entry where org_id = $1 and kind = 'file.bytes')
      - (select coalesce(sum(size), 0) from file_version where org_id = $1))::text as bytes,
    (select count(*) from resource r join newest n on n.file_id = r.id
      where r.org_id = $1 and r.kind = 'file' and r.detail_size is distinct from n.size)::int as sizes,
    (select count(*) from (select holder_id, sum(bytes) as bytes from storage_count where org_id = $1 group by holder_id) kept
      full join storage_recounted($1) counted on counted.holder_id = kept.holder_id
      where coalesce(kept.bytes, 0) <> coalesce(counted.bytes, 0))::int as holders`;

const REFERENCES = `with ${USED} update blob b set refs = used.n from used
  where b.org_id = $1 and b.id = used.blob_id and b.refs <> used.n`;
const UNREFERENCED = `select b.id from blob b where b.org_id = $1
    and not exists (select 1 from file_version v where v.org_id = $1 and v.blob_id = b.id)
    and not exists (select 1 from document_image i where i.org_id = $1 and i.blob_id = b.id) order by b.id for update`;
const SIZES = `with ${NEWEST} update resource r set detail_size = newest.size from newest
  where r.org_id = $1 and r.id = newest.file_id and r.kind = 'file' and r.detail_size is distinct from newest.size`;
const HOLDERS = `insert into storage_count (org_id, holder_id, shard, bytes)
  select $1, holder_id, 0, bytes from storage_recounted($1)`;

/** Counts again what is kept as a count: references of blobs, bytes of an organisation, sizes in lists. */
@Injectable()
export class RecountStorage {
  constructor(
    private readonly database: Database,
    @Inject(AccessService) private readonly access: Pick<AccessService, 'locks'>,
    private readonly references: BlobReferences,
  ) {}

  of(orgId: string): Promise<Recount> {
    return this.database.inOrgs({ orgs: [orgId] }, (tx) => recounted(tx, orgId));
  }

  /**
   * Sets every count to what is there, and answers what did not agree. Nothing is written in the organisation meanwhile:
   * an act that is under way is waited for.
   */
  repair(orgId: string): Promise<Recount> {
    return this.access.locks.changeOrganisation(null, orgId, async (tx) => {
      tx.actAsSystem('command');
      const found = await recounted(tx, orgId);
      if (Object.values(found).every((count) => count === 0)) return found;
      await tx.query(REFERENCES, [orgId]);
      const unreferenced = await tx.query<{ id: string }>(UNREFERENCED, [orgId]);
      const ids = unreferenced.map(({ id }) => id);
      // Whatever was counted: letting go of it once deletes it, and its bytes.
      await tx.query('update blob set refs = 1 where org_id = $1 and id = any($2::uuid[])', [orgId, ids]);
      await this.references.release(tx, orgId, ids);
      await tx.query(SIZES, [orgId]);
      if (found.bytes !== 0) await countBytes(tx, orgId, -found.bytes, tx.now);
      await tx.query('delete from storage_count where org_id = $1', [orgId]);
      await tx.query(HOLDERS, [orgId]);
      await recordAct(tx, {
        ...{ orgId, actorId: null, action: 'storage.recounted', targetId: orgId, at: tx.now },
        details: { ...found },
      });
      return found;
    });
  }
}

async function recounted(tx: Tx, orgId: string): Promise<Recount> {
  const [row] = await tx.query<Omit<Recount, 'bytes'> & { readonly bytes: string }>(RECOUNT, [orgId]);
  if (row === undefined) throw new Error('a count answers one row');
  return { ...row, bytes: Number(row.bytes) };
}
