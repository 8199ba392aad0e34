import { Inject, Injectable } from '@nestjs/common';
import { approvalActs } from '@maroquin/contracts';
import { holdsDuty, type LockedTx, RightsLocks } from '@maroquin/access';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock, newId } from '@maroquin/platform/config';
import { Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { ActsBy, Doer } from '../accounts/acts-by.js';
import { type ApprovedAct, ApprovalRow } from './approval.entity.js';

const HOUR = 60 * 60_000;
/** Somebody may be away for a few days. */
const ASKED_FOR_MS = 7 * 24 * HOUR;
/** What was agreed to is done soon, or asked again. */
const APPROVED_FOR_MS = 24 * HOUR;
/** Whoever makes a second account for it must at least have thought of it the day before; and both are on record. */
const DECIDER_SINCE_MS = 24 * HOUR;

interface Wanted {
  /** That of what waits for it; absent: a new one. */
  readonly id?: string;
  readonly act: ApprovedAct;
  readonly targetId: string;
  readonly toId?: string;
  readonly by: Doer;
}

interface Decision<A extends ApprovedAct> {
  readonly id: string;
  readonly agrees: boolean;
  /** When the account of the person who decides was made. */
  readonly since: Date;
  readonly acts: readonly A[];
}

/** Taken: who agreed. Otherwise: until when it waits. */
export type Taken = { readonly approvedBy: string } | { readonly waitingUntil: Date };

/**
 * Acts by which one administrator could become somebody else: two people do them. One asks and does, another one agrees in
 * between; both, the person concerned, and when, are on record.
 */
@Injectable()
export class Approvals {
  constructor(
    private readonly database: Database,
    private readonly locks: RightsLocks,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * In the transaction of the act, which goes on only when this was agreed to: once for each time. Otherwise it is asked
   * for, if it is not yet.
   */
  async take(tx: Tx, wanted: Wanted): Promise<Taken> {
    const { orgId, personId: askedBy } = wanted.by;
    const now = this.clock.now();
    const [open] = await tx.query<{ id: string; decided_by: string | null; expires_at: Date }>(
      `select id, decided_by, expires_at from approval
       where org_id = $1 and act = $2 and target_id = $3 and to_id is not distinct from $4::uuid and asked_by = $5
         and used_at is null and not refused and expires_at > $6
       order by decided_at nulls last, asked_at limit 1 for update`,
      [orgId, wanted.act, wanted.targetId, wanted.toId ?? null, askedBy, now],
    );
    if (open === undefined) return { waitingUntil: await this.ask(tx, wanted, now) };
    if (open.decided_by === null) return { waitingUntil: open.expires_at };
    await tx.query('update approval set used_at = $2 where id = $1', [open.id, now]);
    await this.record(tx, orgId, askedBy, 'approval.used', { ...open, ...wanted });
    return { approvedBy: open.decided_by };
  }

  /** @returns until when it waits */
  async ask(tx: Tx, { id = newId(), act, targetId, toId, by }: Wanted, now: Date): Promise<Date> {
    const expiresAt = new Date(now.getTime() + ASKED_FOR_MS);
    await tx.manager.insert(ApprovalRow, {
      ...{ id, orgId: by.orgId, act, targetId, toId: toId ?? null, askedBy: by.personId },
      ...{ askedAt: now, expiresAt },
    });
    await this.record(tx, by.orgId, by.personId, 'approval.asked', { id, act, targetId });
    return expiresAt;
  }

  /** Those that wait, and those that were agreed to and not done yet; the oldest first. */
  async waiting<A extends ApprovedAct>(
    orgId: string,
    acts: readonly A[],
    after: string | null,
    limit: number,
  ): Promise<(ApprovalRow & { act: A })[]> {
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.manager
        .createQueryBuilder(ApprovalRow, 'a')
        .where('a.orgId = :orgId and a.usedAt is null and not a.refused and a.expiresAt > :now', {
          ...{ orgId, now: this.clock.now() },
        })
        .andWhere('a.act in (:...acts)', { acts })
        .andWhere(after === null ? 'true' : 'a.id > :after', { after })
        .orderBy('a.id')
        .take(limit)
        .getMany(),
    );
    return rows as (ApprovalRow & { act: A })[];
  }

  /**
   * @param since when the account of the person who decides was made
   * @throws {DomainError} request.not-found, approval.other-person
   */
  async decide(by: ActsBy, id: string, agrees: boolean, since: Date): Promise<void> {
    await this.locks.changeOrganisation(by, by.orgId, async (tx) => {
      await by.ask(tx);
      await this.decideInTransaction(tx, by, { id, agrees, since, acts: approvalActs });
    });
  }

  /**
   * In a transaction that asked whether this person may: for these acts and no others.
   * @throws {DomainError} request.not-found, approval.other-person
   */
  async decideInTransaction<A extends ApprovedAct>(
    tx: LockedTx,
    { orgId, personId: decidedBy }: Doer,
    { id, agrees, since, acts }: Decision<A>,
  ): Promise<{ readonly act: A; readonly askedBy: string }> {
    const { now } = tx;
    const [row] = await tx.query<{ act: A; target_id: string; asked_by: string; asked_at: Date }>(
      `select act, target_id, asked_by, asked_at from approval where org_id = $1 and id = $2 and act = any($4::text[])
         and decided_by is null and not refused and expires_at > $3 for update`,
      [orgId, id, now, acts],
    );
    if (row === undefined) throw new DomainError('request.not-found');
    const isOther = decidedBy !== row.asked_by && decidedBy !== row.target_id;
    const isEarlier = since.getTime() <= row.asked_at.getTime() - DECIDER_SINCE_MS;
    // Who administers could give both duties that such an act takes; so it is neither of the two.
    const isEntrusted =
      row.act !== 'organisation-export' || (await holdsDuty(tx, { orgId, personId: decidedBy }, 'auditor'));
    if (!isOther || !isEarlier || !isEntrusted) throw new DomainError('approval.other-person');
    await tx.query(
      `update approval set decided_by = $2, decided_at = $3, refused = $4, expires_at = $5,
         used_at = case when $6 then $3::timestamptz end where id = $1`,
      // To agree to settings is all that there is to do about them.
      [
        id,
        decidedBy,
        now,
        !agrees,
        new Date(now.getTime() + APPROVED_FOR_MS),
        row.act === 'settings' && agrees,
      ],
    );
    const action = agrees ? 'approval.given' : 'approval.refused';
    await this.record(tx, orgId, decidedBy, action, { id, act: row.act, targetId: row.target_id });
    return { act: row.act, askedBy: row.asked_by };
  }

  /** Who asked takes it back. @throws {DomainError} request.not-found */
  async withdrawInTransaction(
    tx: Tx,
    { orgId, personId }: Doer,
    id: string,
    acts: readonly ApprovedAct[],
  ): Promise<void> {
    const [row] = await tx.query<{ act: ApprovedAct; target_id: string }>(
      `update approval set refused = true where org_id = $1 and id = $2 and asked_by = $3 and act = any($4::text[])
         and decided_by is null and not refused and used_at is null returning act, target_id`,
      [orgId, id, personId, acts],
    );
    if (row === undefined) throw new DomainError('request.not-found');
    await this.record(tx, orgId, personId, 'approval.withdrawn', {
      ...{ id, act: row.act, targetId: row.target_id },
    });
  }

  private record(
    tx: Tx,
    orgId: string,
    actorId: string,
    action: string,
    { id, act, targetId }: { readonly id: string; readonly act: string; readonly targetId: string },
  ): Promise<void> {
    return recordAct(tx, {
      ...{ orgId, actorId, action, targetId, at: this.clock.now() },
      details: { approval: id, act },
    });
  }
}
