import { Injectable } from '@nestjs/common';
import type { GuestPreview } from '@maroquin/contracts';
import { Database } from '@maroquin/platform/database';

/** What a right on the space reaches: scopes that inherit from it, nothing in the trash, nothing internal. */
const COUNTS = `
with recursive heir(id) as (
  select $2::uuid union all
  select s.id from heir join permission_scope s on s.org_id = $1 and s.parent_scope_id = heir.id and s.inherits
)
select r.kind, count(*)::integer as count from resource r join heir on r.scope_id = heir.id
where r.org_id = $1 and r.trashed_at is null and not r.internal group by r.kind`;

@Injectable()
export class SpaceContents {
  constructor(private readonly database: Database) {}

  /** As the engine would let a guest of the whole space see it. The caller asked. */
  async seenFromOutside(orgId: string, spaceId: string): Promise<GuestPreview> {
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ kind: string; count: number }>(COUNTS, [orgId, spaceId]),
    );
    const of = (kind: string): number => rows.find((row) => row.kind === kind)?.count ?? 0;
    return { documents: of('document'), files: of('file'), discussions: of('channel') };
  }
}
