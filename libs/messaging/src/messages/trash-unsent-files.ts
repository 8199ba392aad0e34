import { Inject, Injectable } from '@nestjs/common';
import { TrashResources } from '@maroquin/access';
import { type Clock, CLOCK } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';

/** What was uploaded in a conversation and not sent goes to the trash after this long: a message may wait for its network. */
const UNSENT_MS = 30 * 24 * 3_600_000;
const UNSENT = `
select f.id from resource c join resource f on f.org_id = c.org_id and f.parent_id = c.id and f.kind = 'file'
where c.org_id = $1 and c.kind in ('channel', 'direct') and f.trashed_at is null and f.created_at < $2
  and not exists (select 1 from message_file m where m.org_id = f.org_id and m.file_id = f.id)
  and not exists (select 1 from scheduled_message s where s.org_id = f.org_id and f.id = any(s.files)) limit 500`;

/** For the nightly job: files that were brought to a conversation and went with no message. */
@Injectable()
export class TrashUnsentFiles {
  constructor(
    private readonly database: Database,
    private readonly trash: TrashResources,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(orgId: string): Promise<void> {
    const before = new Date(this.clock.now().getTime() - UNSENT_MS);
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ id: string }>(UNSENT, [orgId, before]),
    );
    if (rows.length > 0)
      await this.trash.trashAsSystem(
        orgId,
        rows.map(({ id }) => id),
      );
  }
}
