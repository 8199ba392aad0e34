import { holdsDuty, type LockedTx } from '@maroquin/access';

/** One that broke off is begun again by the same agreement for as long. */
export const BEGUN_FOR_MS = 24 * 60 * 60_000;

export interface Wanted {
  readonly orgId: string;
  /** The key custodian who asks. */
  readonly personId: string;
}

/** $1: the organisation, $2: the person. */
export const OPEN_ACCOUNT = 'select 1 from account where id = $2 and org_id = $1 and disabled_at is null';

export async function isCustodian(tx: LockedTx, { orgId, personId }: Wanted): Promise<boolean> {
  const open = await tx.query(OPEN_ACCOUNT, [orgId, personId]);
  return open.length > 0 && (await holdsDuty(tx, { orgId, personId }, 'key-custodian'));
}
