import { Injectable } from '@nestjs/common';
import type { Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys, type OrganisationKeys } from '@maroquin/platform/keys';
import { discardAllLater, discardLater } from './discard-blob.task.js';
import { readSizeText, runsText, sizeContext } from './writer-runs.js';

interface LastReference {
  readonly id: string;
  readonly part_bytes: number;
  readonly size_sealed: Buffer;
}

/** How many rows point at a blob. The only way to let go of one: with the last reference its bytes go too. */
@Injectable()
export class BlobReferences {
  constructor(private readonly keys: Keys) {}

  /** One row more points at content that is kept already. @throws {DomainError} request.not-found */
  async retain(tx: Tx, orgId: string, blobId: string): Promise<void> {
    const kept = await tx.query(
      'update blob set refs = refs + 1 where org_id = $1 and id = $2 and refs > 0 returning id',
      [orgId, blobId],
    );
    if (kept.length === 0) throw new DomainError('request.not-found');
  }

  /**
   * Before rows that point at them are written or deleted, which locks the counts of bytes: whoever takes both takes blobs
   * first, and in one order.
   */
  async lock(tx: Tx, orgId: string, blobIds: readonly string[]): Promise<void> {
    await tx.query('select id from blob where org_id = $1 and id = any($2::uuid[]) order by id for update', [
      orgId,
      blobIds,
    ]);
  }

  /**
   * The rows that pointed at these blobs are deleted in this transaction; a blob named twice loses two references. What
   * nothing points at any more is deleted: its row now, its objects by a job once this is committed.
   */
  async release(tx: Tx, orgId: string, blobIds: readonly string[]): Promise<void> {
    if (blobIds.length === 0) return;
    const keys = await this.openKeys(orgId, tx);
    await this.lock(tx, orgId, blobIds);
    await tx.query(
      `update blob set refs = blob.refs - gone.n
       from (select id, count(*)::int n from unnest($2::uuid[]) as g (id) group by id) gone
       where blob.org_id = $1 and blob.id = gone.id`,
      [orgId, blobIds],
    );
    const last = await tx.query<LastReference>(
      `delete from blob where org_id = $1 and id = any($2::uuid[]) and refs <= 0
       returning id, part_bytes, size_sealed`,
      [orgId, blobIds],
    );
    for (const { id, part_bytes: partBytes, size_sealed } of last) {
      if (keys === null) {
        await discardAllLater(tx, { orgId, blobId: id });
        continue;
      }
      const sealed = readSizeText(keys.openText(sizeContext(id), size_sealed));
      if (sealed === null) throw new DomainError('sealed.damaged');
      const { size, writers } = sealed;
      await discardLater(tx, { orgId, blobId: id, size, partBytes, writers: runsText(writers) });
    }
  }

  /** null: closed or destroyed. Then nothing says how many objects there are. */
  private openKeys(orgId: string, tx: Tx): Promise<OrganisationKeys | null> {
    return this.keys.forOrg(orgId, tx).catch((error: unknown) => {
      if (error instanceof DomainError && (error.code === 'key.closed' || error.code === 'key.destroyed'))
        return null;
      throw error;
    });
  }
}
