import { recordAct } from '@maroquin/platform/audit';
import type { Tx } from '@maroquin/platform/database';

/** The sponsor is gone: an administrator answers for its guests from now on. In the transaction that closes its account. */
export async function handOverGuests(tx: Tx, orgId: string, sponsorId: string, at: Date): Promise<void> {
  const moved = await tx.query<{ account_id: string; sponsor_id: string }>(
    `update guest set sponsor_id = heir.account_id
     from (select s.account_id from seat s join account a on a.id = s.account_id
           where s.org_id = $1 and s.kind = 'admin' and s.account_id <> $2 and a.disabled_at is null
           order by s.created_at, s.account_id limit 1) heir
     where guest.org_id = $1 and guest.sponsor_id = $2 returning guest.account_id, guest.sponsor_id`,
    [orgId, sponsorId],
  );
  for (const { account_id, sponsor_id } of moved) {
    await recordAct(tx, {
      ...{ orgId, actorId: null, action: 'guest.sponsor-changed', targetId: account_id, at },
      details: { from: sponsorId, to: sponsor_id },
    });
  }
}
