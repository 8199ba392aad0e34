import { Injectable } from '@nestjs/common';
import type { LockedTx } from '@maroquin/access';
import type { AccountNotice } from '@maroquin/contracts';
import { Database } from '@maroquin/platform/database';
import type { RightsRow } from '@maroquin/platform/proofs';
import type { Doer } from '../accounts/acts-by.js';
import { Custodians } from '../keyring/custodians.js';
import { AccountNotices } from '../mails/account-notices.js';
import { ENDING, type EndingRow } from './ending-row.js';

const ADMINISTRATORS = `select s.* from seat s join account a on a.id = s.account_id and a.org_id = s.org_id
where s.org_id = $1 and s.kind = 'admin' and a.disabled_at is null order by s.account_id`;

interface Told {
  readonly orgId: string;
  readonly kind: Extract<AccountNotice['kind'], `organisation-${string}`>;
  /** Who did it; null: the days went by. */
  readonly byId: string | null;
  readonly approvedBy?: string | null;
}

/** Who has to do with an organisation's end: those who administer, and those who keep the keys. */
@Injectable()
export class EndingPeople {
  constructor(
    private readonly custodians: Custodians,
    private readonly notices: AccountNotices,
    private readonly database: Database,
  ) {}

  /** null: nobody asked for it, or it was taken back. */
  read(orgId: string): Promise<EndingRow | null> {
    return this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const [row] = await tx.query<EndingRow>(ENDING, [orgId]);
      return row ?? null;
    });
  }

  /** Is there anybody who could agree? */
  hasOther(tx: LockedTx, by: Doer): Promise<boolean> {
    return this.custodians.hasSecond(tx, by);
  }

  /** Whoever can take it back hears of it. */
  async tell(tx: LockedTx, told: Told): Promise<void> {
    const seats = await tx.query<RightsRow & { account_id: string }>(ADMINISTRATORS, [told.orgId]);
    const administrators = seats
      .filter((seat) => tx.isGenuine('seat', seat))
      .map(({ account_id }) => account_id);
    const custodians = await this.custodians.within(tx, told.orgId);
    for (const personId of new Set([...administrators, ...custodians]))
      await this.notices.add(tx, { ...told, personId });
  }
}
