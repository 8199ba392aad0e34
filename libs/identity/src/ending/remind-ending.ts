import { Inject, Injectable } from '@nestjs/common';
import { AccessService } from '@maroquin/access';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import { EndingPeople } from './ending-people.js';

const KINDS = { 7: 'organisation-ends-in-a-week', 1: 'organisation-ends-tomorrow' } as const;

/** The nearest of both that was not said yet: after a node that stood still for a week only the last one is. */
const DUE = `select case when due_at <= $2::timestamptz + interval '1 day' then 1 else 7 end as days from organisation_end
where org_id = $1 and withdrawn_at is null and noticed_at is not null and started_at is null
  and due_at > $2 and due_at <= $2::timestamptz + interval '7 days'
  and (reminded_days is null or (reminded_days = 7 and due_at <= $2::timestamptz + interval '1 day'))`;

/** Tells those who may take the notice of an organisation's end back that its day comes: a week and a day before. */
@Injectable()
export class RemindEnding {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly people: EndingPeople,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** For the schedule. */
  async run(orgId: string): Promise<void> {
    const due = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query(DUE, [orgId, this.clock.now()]),
    );
    if (due.length === 0) return;
    await this.access.locks.changeOrganisation(null, orgId, async (tx) => {
      tx.actAsSystem('schedule');
      const [row] = await tx.query<{ days: 7 | 1 }>(`${DUE} for update`, [orgId, tx.now]);
      if (row === undefined) return;
      await tx.query(
        'update organisation_end set reminded_days = $2 where org_id = $1 and withdrawn_at is null',
        [orgId, row.days],
      );
      await this.people.tell(tx, { orgId, kind: KINDS[row.days], byId: null });
    });
  }
}
