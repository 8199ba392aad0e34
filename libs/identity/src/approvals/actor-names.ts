import { Injectable } from '@nestjs/common';
import { PeopleNames } from '@maroquin/access';
import { Database } from '@maroquin/platform/database';
import { Keys } from '@maroquin/platform/keys';
import { openAdministrator } from '../accounts/administrator-seals.js';

/** Names of whoever acts on accounts: people, and administration accounts of the organisation. */
@Injectable()
export class ActorNames {
  constructor(
    private readonly people: PeopleNames,
    private readonly database: Database,
    private readonly keys: Keys,
  ) {}

  /** Who is not of this organisation is absent. */
  async of(orgId: string, ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
    const known = await this.people.names(orgId, ids);
    const names = new Map([...known].map(([id, { name }]) => [id, name]));
    const missing = ids.filter((id) => id !== null && !names.has(id));
    if (missing.length === 0) return names;
    const keys = await this.keys.forOrg(orgId);
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ id: string; name_sealed: Buffer }>(
        'select id, name_sealed from administrator where org_id = $1 and id = any($2::uuid[])',
        [orgId, missing],
      ),
    );
    for (const { id, name_sealed } of rows) names.set(id, openAdministrator(keys, id, 'name', name_sealed));
    return names;
  }
}
