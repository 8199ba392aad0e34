import { Inject, Injectable } from '@nestjs/common';
import { type KeyAct, type KeyActAnswer, keyActs } from '@maroquin/contracts';
import type { LockedTx } from '@maroquin/access';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { DomainError } from '@maroquin/platform/errors';
import type { Doer } from '../accounts/acts-by.js';
import { Approvals } from '../approvals/approvals.service.js';
import { Custodians } from './custodians.js';
import type { CertifiedPeople } from './destruction-row.js';
import { KeyDestruction } from './key-destruction.service.js';
import { OrganisationKeyring, requireCustodian } from './organisation-keyring.service.js';

const MAX_WAITING = 50;

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
    private readonly destruction: KeyDestruction,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws {DomainError} key.no-custodian; key.asked-already; for a destruction also key.shared, key.moving,
   * key.second-needed, key.destruction-begun
   */
  async ask(by: Doer, act: KeyAct): Promise<KeyActAnswer> {
    return this.custodians.locked(by, async (tx) => {
      await this.requireCustodian(tx, by);
      const isDestruction = act === 'keys-destroy';
      if (isDestruction) await this.destruction.requirePossible(tx, by.orgId);
      else if (act === 'keys-open') await this.destruction.requireNotBegun(tx, by.orgId);
      if (await this.custodians.hasSecond(tx, by)) {
        await requireNew(tx, by, act);
        const until = await this.approvals.ask(tx, { act, targetId: by.orgId, by }, this.clock.now());
        return { done: false, expiresAt: until.toISOString() };
      }
      if (isDestruction) throw new DomainError('key.second-needed');
      await this.execute(tx, by, act);
      return { done: true, expiresAt: null };
    });
  }

  /** Agrees, and it is done; or refuses. Who asked takes it back by the same. @throws {DomainError} approval.other-person */
  async decide(by: Doer, requestId: string, agrees: boolean): Promise<void> {
    const people = agrees ? await this.peopleOf(by, requestId) : null;
    await this.custodians.locked(by, async (tx) => {
      const since = await this.requireCustodian(tx, by);
      if (!agrees && (await isMine(tx, by, requestId))) {
        await this.approvals.withdrawInTransaction(tx, by, requestId, keyActs);
        return;
      }
      const decision = { id: requestId, agrees, since, acts: keyActs };
      const { act, askedBy } = await this.approvals.decideInTransaction(tx, by, decision);
      if (!agrees) return;
      // Who asked may have lost the duty since.
      await requireCustodian(tx, by.orgId, askedBy);
      await tx.query('update approval set used_at = $2 where id = $1', [requestId, tx.now]);
      if (act !== 'keys-destroy') await this.execute(tx, { ...by, personId: askedBy }, act);
      else if (people !== null) await this.destruction.planInTransaction(tx, by.orgId, people);
    });
  }

  /** Before the lock: who asked stays the same, and names are read by another connection. */
  private async peopleOf({ orgId, personId }: Doer, requestId: string): Promise<CertifiedPeople | null> {
    const asked = await this.approvals.waiting(orgId, ['keys-destroy'], null, MAX_WAITING);
    const askedBy = asked.find(({ id }) => id === requestId)?.askedBy;
    return askedBy === undefined ? null : this.destruction.peopleOf(orgId, askedBy, personId);
  }

  /** Until it begins, by any custodian. @throws {DomainError} key.destruction-begun, request.not-found */
  async withdrawDestruction(by: Doer): Promise<void> {
    await this.custodians.locked(by, async (tx) => {
      await this.requireCustodian(tx, by);
      await this.destruction.withdrawInTransaction(tx, by);
    });
  }

  /** Handing out what lets somebody in later is on record. @throws {DomainError} key.no-custodian */
  async recordLink(by: Doer): Promise<void> {
    const { orgId, personId: actorId } = by;
    await this.custodians.locked(by, async (tx) => {
      await this.requireCustodian(tx, by);
      await recordAct(tx, { orgId, actorId, action: 'keys.link-made', targetId: actorId, at: tx.now });
    });
  }

  /** For whoever brings the address that it kept. @throws {DomainError} key.no-custodian */
  async require(by: Doer): Promise<void> {
    await this.custodians.locked(by, (tx) => this.requireCustodian(tx, by));
  }

  private async requireCustodian(tx: LockedTx, { orgId, personId }: Doer): Promise<Date> {
    const since = await requireCustodian(tx, orgId, personId);
    // The duty is the right: nobody of a closed organisation has a session by which to be asked for another.
    tx.actAsSystem('custody');
    return since;
  }

  private async execute(
    tx: LockedTx,
    { orgId, personId: custodianId }: Doer,
    act: Exclude<KeyAct, 'keys-destroy'>,
  ): Promise<void> {
    if (act === 'keys-close') return this.keyring.closeInTransaction(tx, { orgId, custodianId });
    await this.keyring.openInTransaction(tx, { orgId, custodianId });
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
