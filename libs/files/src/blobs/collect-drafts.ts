import { Inject, Injectable } from '@nestjs/common';
import { type Clock, CLOCK, OBJECT_STORAGE } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import type { ObjectStorage } from '@maroquin/platform/object-storage';
import { partKey } from './blob-format.js';

/** Drafts that one run takes of one organisation. */
const BATCH = 200;

/**
 * Deletes bytes that nothing came to refer to: of an act that failed, or a process that was killed before it could
 * commit. The row goes last, so that a run that is cut off is done again by the next one.
 */
@Injectable()
export class CollectDrafts {
  constructor(
    private readonly database: Database,
    @Inject(OBJECT_STORAGE) private readonly storage: ObjectStorage,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** For a job every few minutes. Answers how many drafts were deleted. */
  async run(orgId: string): Promise<number> {
    const due = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      // From then on nobody links or renews it: who comes too late is told, and sends it again.
      tx.query<{ id: string }>(
        `update blob_draft set kept_until = '-infinity' where id in (
           select id from blob_draft where org_id = $1 and kept_until <= $2 order by kept_until limit $3
           for update skip locked)
         returning id`,
        [orgId, this.clock.now(), BATCH],
      ),
    );
    for (const { id } of due) {
      await this.deleteBytes(id);
      await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
        tx.query('delete from blob_draft where id = $1 and org_id = $2', [id, orgId]),
      );
    }
    return due.length;
  }

  /**
   * Parts are written one after the other: the first that is missing is the end. They are deleted from there on down, so
   * that a run that is cut off leaves no part behind a gap.
   */
  private async deleteBytes(id: string): Promise<void> {
    let parts = 0;
    while ((await this.storage.head(partKey({ id }, parts))) !== null) parts += 1;
    for (let part = parts - 1; part >= 0; part -= 1) await this.storage.delete(partKey({ id }, part));
  }
}
