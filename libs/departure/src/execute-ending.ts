import { Inject, Injectable } from '@nestjs/common';
import { AccessService, type LockedTx } from '@maroquin/access';
import { DeleteEverything } from '@maroquin/files';
import { BeginEnding } from '@maroquin/identity';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';

/** By the clock of the database as well: one of them that is fast ends nothing. $2: now, here. */
const DUE = `select id, started_at, emptied_at, started_at is not null or (due_at <= $2 and due_at <= now()) as due
from organisation_end where org_id = $1 and withdrawn_at is null and noticed_at is not null`;

interface DueRow {
  readonly id: string;
  readonly started_at: Date | null;
  readonly emptied_at: Date | null;
  readonly due: boolean;
}

/**
 * Carries out what two people gave notice of, once its day has come: closes the organisation, has its key destroyed, and
 * deletes all that stands in it by the one path of deletion. Whatever breaks off is gone on with by the next run.
 */
@Injectable()
export class ExecuteEnding {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly beginning: BeginEnding,
    private readonly everything: DeleteEverything,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(orgId: string): Promise<void> {
    const [row] = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<DueRow>(DUE, [orgId, this.clock.now()]),
    );
    if (row?.due !== true || row.emptied_at !== null) return;
    if (row.started_at === null && !(await this.begin(orgId))) return;
    await this.everything.of(orgId, { ownSpaces: true });
    await this.inLock(orgId, async (tx) => {
      const emptied = await tx.query(
        `update organisation_end set emptied_at = $2
         where org_id = $1 and started_at is not null and emptied_at is null returning id`,
        [orgId, tx.now],
      );
      if (emptied.length > 0)
        await recordAct(tx, {
          ...{ orgId, actorId: null, action: 'organisation.ended', targetId: orgId, at: tx.now },
        });
    });
  }

  /** False: it was taken back meanwhile, or its key cannot be destroyed yet. */
  private begin(orgId: string): Promise<boolean> {
    return this.inLock(orgId, async (tx) => {
      const [row] = await tx.query<DueRow>(`${DUE} for update`, [orgId, tx.now]);
      return row?.due === true && row.started_at === null && this.beginning.inTransaction(tx, orgId);
    });
  }

  private inLock<T>(orgId: string, work: (tx: LockedTx) => Promise<T>): Promise<T> {
    return this.access.locks.changeOrganisation(null, orgId, (tx) => {
      tx.actAsSystem('schedule');
      return work(tx);
    });
  }
}
