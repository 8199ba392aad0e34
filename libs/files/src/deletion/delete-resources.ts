import { Injectable } from '@nestjs/common';
import { AccessService, type LockedTx } from '@maroquin/access';
import { BlobReferences } from '../blobs/blob-references.js';
import { countBytes } from '../files/version-rows.js';
import { forgetUploadsInto } from '../uploads/upload-rows.js';
import { type Erasing, recordErasure } from './record-erasure.js';

const BLOBS = `select blob_id from file_version where org_id = $1 and file_id = any($2::uuid[])
  union select blob_id from document_image where org_id = $1 and document_id = any($2::uuid[])`;

/**
 * The one path of deletion: rows, then versions, then blobs by their references, then objects by jobs of the same
 * transaction. Whoever deletes something for good goes this way.
 */
@Injectable()
export class DeleteResources {
  constructor(
    private readonly access: AccessService,
    private readonly references: BlobReferences,
  ) {}

  /** The caller holds their places, asked for the right, and names whole subtrees. It stands in the audit. */
  async delete(tx: LockedTx, orgId: string, ids: readonly string[], why: Omit<Erasing, 'at'>): Promise<void> {
    if (ids.length === 0) return;
    const scopes = await tx.query<{ scope_id: string }>(
      'select distinct scope_id from resource where org_id = $1 and id = any($2::uuid[])',
      [orgId, ids],
    );
    const [counted] = await tx.query<{ bytes: string }>(
      'select coalesce(sum(size), 0) as bytes from file_version where org_id = $1 and file_id = any($2::uuid[])',
      [orgId, ids],
    );
    await forgetUploadsInto(tx, orgId, ids);
    const held = await tx.query<{ blob_id: string }>(BLOBS, [orgId, ids]);
    await this.references.lock(
      tx,
      orgId,
      held.map((row) => row.blob_id),
    );
    const [gone] = await tx.query<{ blobs: string[] }>('select delete_resources($1, $2::uuid[]) as blobs', [
      orgId,
      ids,
    ]);
    await this.references.release(tx, orgId, gone?.blobs ?? []);
    const bytes = Number(counted?.bytes ?? 0);
    if (bytes > 0) await countBytes(tx, orgId, -bytes, tx.now);
    await recordErasure(tx, orgId, 'resource', ids, { ...why, at: tx.now });
    this.access.recordChange(tx, { orgId, scopeIds: scopes.map((row) => row.scope_id) });
  }
}
