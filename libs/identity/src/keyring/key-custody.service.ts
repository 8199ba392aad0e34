import { Inject, Injectable } from '@nestjs/common';
import { type KeyAct, type KeyActAnswer, keyActs } from '@maroquin/contracts';
import type { LockedTx } from '@maroquin/access';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { DomainError } from '@maroquin/platform/errors';
import type { Doer } from '../accounts/acts-by.js';
import { Approvals } from '../approvals/approvals.service.js';
import { Custodians } from './custodians.js';
import { OrganisationKeyring, requireCustodian } from './organisation-keyring.service.js';

/**
 * What custodians do with their organisation's keys, by their page or by the address that they kept. Where there are two of
 * them, one asks and another one agrees, who thereby does it.
 */
@Injectable()
export class KeyCustody {
  constructor(
    private readonly custodians: Custodians,
    private readonly approvals: Approvals,
    private readonly keyring: OrganisationKeyring,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws {DomainError} key.no-custodian, request.conflict where the same waits already */
  async ask(by: Doer, act: KeyAct): Promise<KeyActAnswer> {
    return this.custodians.locked(by, async (tx) => {
      await this.requireIn(tx, by);
      if (await this.custodians.hasSecond(tx, by)) {
        await requireNew(tx, by, act);
        const until = await this.approvals.ask(tx, { act, targetId: by.orgId, by }, this.clock.now());
        return { done: false, expiresAt: until.toISOString() };
      }
      await this.execute(tx, by, act);
      return { done: true, expiresAt: null };
    });
  }

  /** Agrees, and it is done; or refuses. Who asked takes it back by the same. @throws {DomainError} approval.other-person */
  async decide(by: Doer, requestId: string, agrees: boolean): Promise<void> {
    await this.custodians.locked(by, async (tx) => {
      const since = await this.requireIn(tx, by);
      if (!agrees && (await isMine(tx, by, requestId))) {
        await this.approvals.withdrawIn(tx, by, requestId, keyActs);
        return;
      }
      const said = { id: requestId, agrees, since, acts: keyActs };
      const { act, askedBy } = await this.approvals.decideIn(tx, by, said);
      if (!agrees) return;
      // Who asked may have lost the duty since.
      await requireCustodian(tx, by.orgId, askedBy);
      await tx.query('update approval set used_at = $2 where id = $1', [requestId, tx.now]);
      await this.execute(tx, { ...by, personId: askedBy }, act);
    });
  }

  /** Handing out what lets somebody in later is on record. @throws {DomainError} key.no-custodian */
  async noteLink(by: Doer): Promise<void> {
    const { orgId, personId: actorId } = by;
    await this.custodians.locked(by, async (tx) => {
      await this.requireIn(tx, by);
      await recordAct(tx, { orgId, actorId, action: 'keys.link-made', targetId: actorId, at: tx.now });
    });
  }

  /** For whoever brings the address that it kept. @throws {DomainError} key.no-custodian */
  async require(by: Doer): Promise<void> {
    await this.custodians.locked(by, (tx) => this.requireIn(tx, by));
  }

  private async requireIn(tx: LockedTx, { orgId, personId }: Doer): Promise<Date> {
    const since = await requireCustodian(tx, orgId, personId);
    // The duty is the right: nobody of a closed organisation has a session by which to be asked for another.
    tx.actAsSystem('custody');
    return since;
  }

  private execute(tx: LockedTx, { orgId, personId: custodianId }: Doer, act: KeyAct): Promise<void> {
    return act === 'keys-close'
      ? this.keyring.closeIn(tx, { orgId, custodianId })
      : this.keyring.openIn(tx, { orgId, custodianId });
  }
}

/** One of a kind at a time: two people who ask for the same agree instead. */
async function requireNew(tx: LockedTx, { orgId }: Doer, act: KeyAct): Promise<void> {
  const waiting = await tx.query(
    `select 1 from approval where org_id = $1 and act = $2 and used_at is null and decided_by is null and not refused
       and expires_at > $3`,
    [orgId, act, tx.now],
  );
  if (waiting.length > 0) throw new DomainError('key.asked-already');
}

async function isMine(tx: LockedTx, { orgId, personId }: Doer, id: string): Promise<boolean> {
  const rows = await tx.query('select 1 from approval where org_id = $1 and id = $2 and asked_by = $3', [
    ...[orgId, id, personId],
  ]);
  return rows.length > 0;
}
