import { Inject, Injectable } from '@nestjs/common';
import { AccessService } from '@maroquin/access';
import { FILE_VERSION_DAYS } from '@maroquin/contracts';
import { type Clock, CLOCK } from '@maroquin/platform/config';
import { BlobReferences } from '../blobs/blob-references.js';
import { recordErasure } from './record-erasure.js';
import { countBytes } from '../files/version-rows.js';

const DAY_MS = 24 * 3_600_000;
/** Versions that one transaction deletes. */
const BATCH = 200;

/** Old versions after which another one came on the same day (UTC). The newest of a file has none after it. */
const EXPIRED = `select v.id, v.blob_id, v.size from file_version v where v.org_id = $1 and v.created_at < $2
    and exists (select 1 from file_version later
      where later.file_id = v.file_id and later.number > v.number
        and (later.created_at at time zone 'UTC')::date = (v.created_at at time zone 'UTC')::date)
  order by v.created_at limit $3 for update skip locked`;

interface ExpiredRow {
  readonly id: string;
  readonly blob_id: string;
  readonly size: string;
}

/** Keeps every version of the last days and, of those before, the last of each day. */
@Injectable()
export class ExpireVersions {
  constructor(
    @Inject(AccessService) private readonly access: Pick<AccessService, 'locks'>,
    private readonly references: BlobReferences,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** For the nightly job. Answers how many versions were deleted. */
  async run(orgId: string): Promise<number> {
    let deleted = 0;
    for (;;) {
      const batch = await this.deleteBatch(orgId);
      deleted += batch;
      if (batch < BATCH) return deleted;
    }
  }

  private deleteBatch(orgId: string): Promise<number> {
    const now = this.clock.now();
    const old = new Date(now.getTime() - FILE_VERSION_DAYS * DAY_MS);
    // A version that goes while its file moves would be taken off the count of one place and carried to the other's.
    return this.access.locks.changeOrganisation(null, orgId, async (tx) => {
      tx.actAsSystem('schedule');
      const gone = await tx.query<ExpiredRow>(EXPIRED, [orgId, old, BATCH]);
      const blobs = gone.map((version) => version.blob_id);
      await this.references.lock(tx, orgId, blobs);
      await tx.query('delete from file_version where org_id = $1 and id = any($2::uuid[])', [
        orgId,
        gone.map(({ id }) => id),
      ]);
      await this.references.release(tx, orgId, blobs);
      const bytes = gone.reduce((sum, { size }) => sum + Number(size), 0);
      if (gone.length > 0) await countBytes(tx, orgId, -bytes, now);
      const ids = gone.map(({ id }) => id);
      await recordErasure(tx, orgId, 'version', ids, {
        ...{ at: now, actorId: null, targetId: null, rule: 'version-days' },
      });
      return gone.length;
    });
  }
}
