import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import type { Tx } from '@maroquin/platform/database';
import { AccessService } from '../engine/access.service.js';
import type { LockedTx } from '../engine/locked-tx.js';
import { Seat, type SeatKind, Subject } from '../engine/subject.entities.js';

/** Makes whoever can be given a right, in the transaction that creates the person or the organisation. */
@Injectable()
export class Subjects {
  constructor(
    private readonly access: AccessService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** All members of the organisation, as one subject; it has the organisation's id. */
  async addEveryone(tx: Tx, orgId: string): Promise<void> {
    await tx.manager.insert(Subject, { orgId, id: orgId, kind: 'everyone' });
  }

  async addPerson(tx: Tx, orgId: string, personId: string): Promise<void> {
    await tx.manager.insert(Subject, { orgId, id: personId, kind: 'person' });
  }

  /** A place in the organisation; the person acts as its teams and (no guest) as everyone from now on. */
  async addSeat(
    tx: LockedTx,
    orgId: string,
    personId: string,
    kind: SeatKind,
    endsAt: Date | null = null,
  ): Promise<void> {
    await tx.manager.insert(Seat, { orgId, accountId: personId, kind, createdAt: this.clock.now(), endsAt });
    this.access.recordChange(tx, { orgId, personIds: [personId] });
  }
}
