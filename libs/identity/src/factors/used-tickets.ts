import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import type { Tx } from '@maroquin/platform/database';
import { Keys } from '@maroquin/platform/keys';

/** Expired ones that a new one sweeps away: more than come in. */
const SWEEP = 20;

/** Makes a ticket serve once, on whichever node: it is noted until it would have expired. */
@Injectable()
export class UsedTickets {
  constructor(
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** false: it has served already. Holds once the transaction is committed. */
  async use(tx: Tx, orgId: string, ticketId: string, expiresAt: Date): Promise<boolean> {
    await tx.query(
      `delete from used_ticket where ticket_hash in (
         select ticket_hash from used_ticket where org_id = $1 and expires_at < $2
         order by expires_at limit ${String(SWEEP)} for update skip locked)`,
      [orgId, this.clock.now()],
    );
    const noted = await tx.query(
      `insert into used_ticket (ticket_hash, org_id, expires_at) values ($1, $2, $3)
       on conflict do nothing returning org_id`,
      [this.keys.instance.secretHash('ticket', ticketId), orgId, expiresAt],
    );
    return noted.length === 1;
  }
}
