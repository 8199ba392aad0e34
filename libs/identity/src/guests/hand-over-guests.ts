import type { LockedTx } from '@maroquin/access';
import { recordAct } from '@maroquin/platform/audit';
import type { RightsRow } from '@maroquin/platform/proofs';

/** The sponsor is gone: an administrator answers for its guests from now on. In the transaction that closes its account. */
export async function handOverGuests(
  tx: LockedTx,
  orgId: string,
  sponsorId: string,
  at: Date,
): Promise<void> {
  const administrators = await tx.query<RightsRow & { account_id: string }>(
    `select s.* from seat s join account a on a.id = s.account_id
     where s.org_id = $1 and s.kind = 'admin' and s.account_id <> $2 and a.disabled_at is null
     order by s.created_at, s.account_id`,
    [orgId, sponsorId],
  );
  const successor = administrators.find((seat) => tx.isGenuine('seat', seat));
  if (successor === undefined) return;
  const moved = await tx.query<{ account_id: string; sponsor_id: string }>(
    `update guest set sponsor_id = $3 where org_id = $1 and sponsor_id = $2 returning account_id, sponsor_id`,
    [orgId, sponsorId, successor.account_id],
  );
  for (const { account_id, sponsor_id } of moved) {
    await recordAct(tx, {
      ...{ orgId, actorId: null, action: 'guest.sponsor-changed', targetId: account_id, at },
      details: { from: sponsorId, to: sponsor_id },
    });
  }
}
