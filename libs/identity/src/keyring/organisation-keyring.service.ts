import { Inject, Injectable } from '@nestjs/common';
import { AccessService, holdsDuty, type LockedTx } from '@maroquin/access';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { DomainError } from '@maroquin/platform/errors';
import { reviveJobs } from '@maroquin/platform/jobs';
import { Keys } from '@maroquin/platform/keys';
import { Sessions } from '../sessions/sessions.service.js';

interface Wanted {
  readonly orgId: string;
  /** Who keeps the keys, and asks. */
  readonly custodianId: string;
}

/** Closes all that an organisation has, and opens it again: nothing is changed or lost. */
@Injectable()
export class OrganisationKeyring {
  constructor(
    private readonly access: AccessService,
    private readonly sessions: Sessions,
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * By the command line, alone. From its commit on nothing of the organisation opens, and everybody is signed out, on every
   * node. Closed already: nothing happens.
   * @throws {DomainError} key.no-custodian
   */
  async close(wanted: Wanted): Promise<void> {
    await this.byCommand(wanted, (tx) => this.closeInTransaction(tx, wanted));
  }

  /** What was to be done while it was closed is done now. @throws {DomainError} key.no-custodian */
  async open(wanted: Wanted): Promise<void> {
    await this.byCommand(wanted, (tx) => this.openInTransaction(tx, wanted));
  }

  private async byCommand({ orgId, custodianId }: Wanted, work: (tx: LockedTx) => Promise<void>) {
    await this.access.locks.changeOrganisation(null, orgId, async (tx) => {
      tx.actAsSystem('command');
      await requireCustodian(tx, orgId, custodianId);
      await work(tx);
    });
  }

  /** The same in a transaction that asked who may. */
  async closeInTransaction(tx: LockedTx, { orgId, custodianId }: Wanted): Promise<void> {
    const now = this.clock.now();
    const closed = await tx.query(
      'update organisation_key set closed_at = $2 where org_id = $1 and closed_at is null returning org_id',
      [orgId, now],
    );
    if (closed.length === 0) return;
    await this.signOut(tx, orgId);
    this.access.recordChange(tx, { orgId });
    await recordAct(tx, { orgId, actorId: custodianId, action: 'keys.closed', targetId: orgId, at: now });
    tx.afterCommit(() => this.keys.forget(orgId));
  }

  /** @throws {DomainError} key.destruction-begun */
  async openInTransaction(tx: LockedTx, { orgId, custodianId }: Wanted): Promise<void> {
    const ending = await tx.query(
      `select 1 from key_destruction where org_id = $1 and withdrawn_at is null and started_at is not null
       union all select 1 from organisation_end where org_id = $1 and started_at is not null`,
      [orgId],
    );
    // What people wrote from now on nobody would read.
    if (ending.length > 0) throw new DomainError('key.destruction-begun');
    const opened = await tx.query(
      'update organisation_key set closed_at = null where org_id = $1 and closed_at is not null returning org_id',
      [orgId],
    );
    if (opened.length === 0) return;
    // What was acknowledged and could not be done meanwhile: mails, scheduled messages.
    await reviveJobs(tx, orgId);
    const at = this.clock.now();
    await recordAct(tx, { orgId, actorId: custodianId, action: 'keys.opened', targetId: orgId, at });
  }

  /** Sockets are cut with the session, the token or the visit that they came in by; tokens stay, and open nothing meanwhile. */
  private async signOut(tx: LockedTx, orgId: string): Promise<void> {
    const sessions = await idsOf(
      tx,
      'select id from session where org_id = $1 and revoked_at is null and expires_at > now()',
      orgId,
    );
    await this.sessions.endThese(tx, sessions);
    const tokens = await idsOf(
      tx,
      'select id from api_token where org_id = $1 and revoked_at is null',
      orgId,
    );
    await this.access.recordSessionsEnded(tx, tokens);
    const visits = await idsOf(tx, 'select id from link_visit where org_id = $1 and ended_at is null', orgId);
    await this.access.recordVisitsEnded(tx, visits);
    await this.access.recordSeatsClosed(tx, orgId);
  }
}

async function idsOf(tx: LockedTx, sql: string, orgId: string): Promise<string[]> {
  return (await tx.query<{ id: string }>(sql, [orgId])).map(({ id }) => id);
}

/** @returns since when the account is there. @throws {DomainError} key.no-custodian */
export async function requireCustodian(tx: LockedTx, orgId: string, personId: string): Promise<Date> {
  const [open] = await tx.query<{ created_at: Date }>(
    'select created_at from account where id = $2 and org_id = $1 and disabled_at is null',
    [orgId, personId],
  );
  if (open === undefined || !(await holdsDuty(tx, { orgId, personId }, 'key-custodian')))
    throw new DomainError('key.no-custodian');
  return open.created_at;
}
