import { Injectable } from '@nestjs/common';
import type { LockedTx } from '@maroquin/access';
import { recordAct } from '@maroquin/platform/audit';
import { DomainError } from '@maroquin/platform/errors';
import { KeyDestruction } from '../keyring/key-destruction.service.js';
import { OrganisationKeyring } from '../keyring/organisation-keyring.service.js';

interface GivenRow {
  readonly id: string;
  readonly asked_by: string;
  readonly approved_by: string;
}

/** The first moment of an organisation's end: from its commit on nothing opens, everybody is signed out, and its key goes. */
@Injectable()
export class BeginEnding {
  constructor(
    private readonly keyring: OrganisationKeyring,
    private readonly destruction: KeyDestruction,
  ) {}

  /** The caller knows that its day has come. False: the keys are moving, and the former provider opens them still. */
  async inTransaction(tx: LockedTx, orgId: string): Promise<boolean> {
    if (this.destruction.undestroyable === 'moving') return false;
    const [row] = await tx.query<GivenRow>(
      `update organisation_end set started_at = $2
       where org_id = $1 and withdrawn_at is null and started_at is null returning id, asked_by, approved_by`,
      [orgId, tx.now],
    );
    if (row === undefined) throw new DomainError('request.not-found');
    // What is a file of the machine, for all of them, cannot be destroyed: then what it holds is deleted alone.
    if (this.destruction.undestroyable === null) await destroyKey(tx, orgId, row.id);
    await this.keyring.closeInTransaction(tx, { orgId, custodianId: row.approved_by });
    await recordAct(tx, {
      ...{ orgId, actorId: row.asked_by, action: 'organisation.end-begun', targetId: orgId, at: tx.now },
      details: { end: row.id, approvedBy: row.approved_by },
    });
    return true;
  }
}

/** By the same two, and begun: the certificate names them. One that custodians planned begins now. */
async function destroyKey(tx: LockedTx, orgId: string, endId: string): Promise<void> {
  const planned = await tx.query(
    `update key_destruction set started_at = coalesce(started_at, $2)
     where org_id = $1 and withdrawn_at is null returning id`,
    [orgId, tx.now],
  );
  if (planned.length > 0) return;
  await tx.query(
    `insert into key_destruction (id, org_id, asked_by, approved_by, approved_at, due_at, people, started_at)
     select id, org_id, asked_by, approved_by, noticed_at, due_at, people, $2 from organisation_end where id = $1`,
    [endId, tx.now],
  );
}
