import { Injectable } from '@nestjs/common';
import { AccessService } from '@maroquin/access';
import { DeleteResources } from './delete-resources.js';

/** Deleted in one transaction. */
const AT_ONCE = 200;
/** What nothing stands in, but for people's own spaces where these stay. */
const LEAVES = `select r.id from resource r
where r.org_id = $1 and ($2 or r.personal_of is null)
  and not exists (select 1 from resource below where below.org_id = r.org_id and below.parent_id = r.id)
order by r.id limit $3`;

/** All that stands in an organisation, for good, also what lies in the bin: by the one path of deletion. */
@Injectable()
export class DeleteEverything {
  constructor(
    private readonly access: AccessService,
    private readonly deletion: DeleteResources,
  ) {}

  /** Access rule: the caller may do that. Begun again, it goes on. Answers how many there were. */
  async of(orgId: string, { ownSpaces }: { readonly ownSpaces: boolean }): Promise<number> {
    for (let count = 0; ;) {
      const deleted = await this.access.locks.changeOrganisation(null, orgId, async (tx) => {
        tx.actAsSystem('command');
        const rows = await tx.query<{ id: string }>(LEAVES, [orgId, ownSpaces, AT_ONCE]);
        await this.deletion.delete(
          tx,
          orgId,
          rows.map(({ id }) => id),
          { actorId: null, targetId: null, rule: 'everything' },
        );
        return rows.length;
      });
      if (deleted === 0) return count;
      count += deleted;
    }
  }
}
