import { Inject, Injectable } from '@nestjs/common';
import { type Clock, CLOCK, OBJECT_STORAGE } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import type { ObjectStorage } from '@maroquin/platform/object-storage';
import { BLOB_PREFIX } from './blob-format.js';

/** Bytes without a row are left alone this long: an upload may still be under way, an import about to commit. */
const GRACE_MS = 14 * 24 * 3_600_000;
/** Blobs asked about in one statement. */
const BATCH = 500;

/** Deletes bytes that no row points at: what a killed process stored before it could commit. */
@Injectable()
export class SweepBlobs {
  constructor(
    private readonly database: Database,
    @Inject(OBJECT_STORAGE) private readonly storage: ObjectStorage,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** `orgs`: every organisation of the instance. Answers how many objects were deleted. */
  async run(orgs: readonly string[]): Promise<number> {
    const old = new Date(this.clock.now().getTime() - GRACE_MS);
    let deleted = 0;
    let batch = new Map<string, string[]>();
    for await (const { key } of this.storage.list(BLOB_PREFIX)) {
      const id = key.split('/')[2] ?? '';
      if (madeAfter(id, old)) continue;
      batch.set(id, [...(batch.get(id) ?? []), key]);
      if (batch.size < BATCH) continue;
      deleted += await this.deleteOrphans(orgs, batch);
      batch = new Map();
    }
    return deleted + (await this.deleteOrphans(orgs, batch));
  }

  private async deleteOrphans(
    orgs: readonly string[],
    batch: ReadonlyMap<string, string[]>,
  ): Promise<number> {
    if (batch.size === 0 || orgs.length === 0) return 0;
    const rows = await this.database.inOrgs({ orgs }, (tx) =>
      tx.query<{ id: string }>(
        `select id from blob where id = any($1::uuid[])
         union select blob_id from upload where blob_id = any($1::uuid[]) and finished_at is null`,
        [[...batch.keys()]],
      ),
    );
    const known = new Set(rows.map((row) => row.id));
    const orphans = [...batch].filter(([id]) => !known.has(id)).flatMap(([, keys]) => keys);
    for (const key of orphans) await this.storage.delete(key);
    return orphans.length;
  }
}

/** A blob's id is a UUIDv7: its first 48 bits are the milliseconds since 1970 (RFC 9562 §5.7). Anything else is no blob of ours. */
function madeAfter(id: string, moment: Date): boolean {
  if (!/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(id)) return true;
  return Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16) > moment.getTime();
}
