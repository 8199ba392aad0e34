import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';

/** How long a notification is shown. */
export const KEPT_MS = 90 * 24 * 60 * 60_000;

/** Old notifications go, read or not. */
@Injectable()
export class ExpireNotifications {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(orgId: string): Promise<void> {
    await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query('delete from notification where org_id = $1 and at <= $2', [
        orgId,
        new Date(this.clock.now().getTime() - KEPT_MS),
      ]),
    );
  }
}
