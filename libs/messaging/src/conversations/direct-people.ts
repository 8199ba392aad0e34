import { Injectable } from '@nestjs/common';
import { PeopleNames } from '@maroquin/access';
import type { PersonView } from '@maroquin/contracts';
import { Database } from '@maroquin/platform/database';

const PARTICIPANTS = `
select g.resource_id, g.subject_id from access_grant g
where g.org_id = $1 and g.resource_id = any($2::uuid[]) order by g.granted_at, g.subject_id`;

/** Who takes part in direct conversations. The caller asked whether the person may know. */
@Injectable()
export class DirectPeople {
  constructor(
    private readonly database: Database,
    private readonly names: PeopleNames,
  ) {}

  /** By conversation, in the order in which they came. */
  async of(orgId: string, ids: readonly string[]): Promise<ReadonlyMap<string, PersonView[]>> {
    const found = new Map<string, PersonView[]>();
    if (ids.length === 0) return found;
    const members = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ resource_id: string; subject_id: string }>(PARTICIPANTS, [orgId, ids]),
    );
    const names = await this.names.names(
      orgId,
      members.map(({ subject_id }) => subject_id),
    );
    for (const { resource_id, subject_id } of members) {
      const person = names.get(subject_id);
      if (person !== undefined) found.set(resource_id, [...(found.get(resource_id) ?? []), person]);
    }
    return found;
  }
}
