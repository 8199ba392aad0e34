import { Injectable } from '@nestjs/common';
import { Database } from '@maroquin/platform/database';

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

const RECOUNT = `with used as (
    select blob_id, count(*) as n from (
      select blob_id from file_version where org_id = $1
      union all select blob_id from document_image where org_id = $1) u group by blob_id
  ), newest as (
    select distinct on (file_id) file_id, size from file_version where org_id = $1 order by file_id, number desc
  )
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

/** Counts again what is kept as a count: references of blobs, bytes of an organisation, sizes in lists. */
@Injectable()
export class RecountStorage {
  constructor(private readonly database: Database) {}

  async of(orgId: string): Promise<Recount> {
    const [row] = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ references: number; unreferenced: number; bytes: string; sizes: number; holders: number }>(
        RECOUNT,
        [orgId],
      ),
    );
    if (row === undefined) throw new Error('a count answers one row');
    return { ...row, bytes: Number(row.bytes) };
  }
}
