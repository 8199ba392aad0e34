import { Injectable } from '@nestjs/common';
import { AccessService, holdsDuty, type LockedTx } from '@maroquin/access';
import { Database, type Tx } from '@maroquin/platform/database';
import type { Doer } from '../accounts/acts-by.js';

/** More keep the keys of no organisation. */
export const MAX_CUSTODIANS = 200;

/** Through teams and teams of teams too. Rows that nobody of ours wrote are left out by whoever asks one by one. */
const CUSTODIANS = `
with recursive holder(id) as (
  select subject_id from organisation_duty where org_id = $1 and duty = 'key-custodian'
  union select m.member_id from holder join membership m on m.org_id = $1 and m.team_id = holder.id
)
select a.id from holder join account a on a.id = holder.id and a.org_id = $1
where a.disabled_at is null order by a.id limit ${String(MAX_CUSTODIANS)}`;

/** Who keeps an organisation's keys. */
@Injectable()
export class Custodians {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
  ) {}

  async of(orgId: string): Promise<readonly string[]> {
    return (await this.database.inOrgs({ orgs: [orgId] }, (tx) => listed(tx, orgId))).map(({ id }) => id);
  }

  async within(tx: LockedTx, orgId: string): Promise<readonly string[]> {
    return (await listed(tx, orgId)).map(({ id }) => id);
  }

  /** Is there somebody else who could agree? */
  async hasSecond(tx: LockedTx, { orgId, personId }: Doer): Promise<boolean> {
    for (const { id } of await listed(tx, orgId))
      if (id !== personId && (await holdsDuty(tx, { orgId, personId: id }, 'key-custodian'))) return true;
    return false;
  }

  /** All of them, as they are under the lock of the organisation. */
  locked<T>(by: Doer, work: (tx: LockedTx) => Promise<T>): Promise<T> {
    return this.access.locks.changeOrganisation(by, by.orgId, work);
  }
}

const listed = (tx: Pick<Tx, 'query'>, orgId: string): Promise<{ id: string }[]> =>
  tx.query<{ id: string }>(CUSTODIANS, [orgId]);
