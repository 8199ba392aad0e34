import { Injectable } from '@nestjs/common';
import type { ResourceSummary, ResourceKind } from '@maroquin/contracts';
import { type Actor, Database } from '@maroquin/platform/database';
import { Keys } from '@maroquin/platform/keys';
import { AccessService } from '../engine/access.service.js';
import { tokenCovers } from '../policy/token-scopes.policy.js';
import { ResourceNames } from '../tree/resource-names.js';

interface SummaryRow {
  /** Of which resource this is one, or a place above it. */
  readonly start: string;
  readonly id: string;
  readonly kind: ResourceKind;
  readonly version: number;
  readonly name_sealed: Buffer;
  readonly personal: boolean;
  readonly trashed: boolean;
  readonly restricted: boolean;
  /** It stands where only those named learn of it. */
  readonly confined: boolean;
  readonly created_at: Date;
}

/** Each resource after the places above it, its space first. */
const SUMMARIES = `
with recursive up(start, id, parent_id, height) as (
  select r.id, r.id, r.parent_id, 0 from resource r where r.org_id = $1 and r.id = any($2::uuid[])
  union all
  select up.start, r.id, r.parent_id, up.height + 1 from up join resource r on r.org_id = $1 and r.id = up.parent_id
)
select up.start, r.id, r.kind, r.version, r.name_sealed, r.personal_of is not null as personal,
  r.trashed_at is not null as trashed, r.restricted, scope.confined, r.created_at
from up join resource r on r.org_id = $1 and r.id = up.id
join permission_scope scope on scope.org_id = r.org_id and scope.id = r.scope_id order by up.start, up.height desc`;

/** Resources for those who look after rights: what they are and where, but a title only where the actor may read it. */
@Injectable()
export class ResourceSummaries {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly names: ResourceNames,
  ) {}

  /** As whom the actor sees what is restricted: nobody, by a token that is for no content. */
  async subjectsOf(actor: Actor): Promise<readonly string[]> {
    return tokenCovers(actor.tokenScopes, 'resource.read') ? this.access.subjectsOf(actor) : [];
  }

  /**
   * By id. The caller asked whether the actor may know of them; what is not of this organisation is absent, and what is
   * restricted to others.
   */
  async of(actor: Actor, orgId: string, ids: readonly string[]): Promise<Map<string, ResourceSummary>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<SummaryRow>(SUMMARIES, [orgId, [...new Set(ids)]]),
    );
    const visible = await this.access.rolesOf(actor, [...new Set(rows.map((row) => row.id))]);
    const keys = await this.keys.forOrg(orgId);
    const summaries = new Map<string, ResourceSummary>();
    let path: ResourceSummary['path'] = [];
    for (const row of rows) {
      const isSeen = visible.has(row.id) && tokenCovers(actor.tokenScopes, 'resource.read', row.kind);
      const summary = { id: row.id, kind: row.kind, name: isSeen ? this.names.open(keys, row) : null };
      if (row.id !== row.start) {
        path.push(summary);
        continue;
      }
      const { personal, trashed, restricted } = row;
      if (!row.confined || visible.has(row.id))
        summaries.set(row.id, {
          ...{ ...summary, personal, trashed, restricted, path },
          createdAt: row.created_at.toISOString(),
        });
      path = [];
    }
    return summaries;
  }
}
