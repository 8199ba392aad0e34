import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { nameTakenChoices } from '@maroquin/contracts';
import { type Clock, CLOCK } from '@maroquin/platform/config';
import { type Actor, Database, type ReadStatement, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import type { UnfinishedBlob } from '../blobs/blobs.service.js';
import { keepDraft } from '../blobs/blob-drafts.js';
import { discardLater } from '../blobs/discard-blob.task.js';
import { runsText } from '../blobs/writer-runs.js';
import { countedFor, requireRoomForUpload } from './upload-allowance.js';
import { writersOf } from './upload-writers.js';

/** An upload under way. Sizes in bytes. */
export interface UploadState {
  readonly id: string;
  readonly orgId: string;
  readonly parentId: string;
  readonly length: number;
  /** Bytes that are safely stored: what the client may forget. */
  readonly stored: number;
  readonly blob: UnfinishedBlob;
  readonly metadata: UploadMetadata;
  readonly createdAt: Date;
  readonly fileId: string | null;
}

/** Sealed with the upload. Those that began before files had versions say the first two only. */
const metadataSchema = z.object({
  filename: z.string(),
  filetype: z.string().nullable(),
  nameTaken: z.enum(nameTakenChoices).default('number'),
  /** The file that it becomes the newest version of. */
  fileId: z.string().nullable().default(null),
  ifVersion: z.number().nullable().default(null),
});
export type UploadMetadata = Readonly<z.infer<typeof metadataSchema>>;

export interface NewUpload {
  readonly id: string;
  readonly parentId: string;
  readonly length: number;
  readonly blob: UnfinishedBlob;
  readonly metadata: UploadMetadata;
}

interface UploadRow {
  readonly id: string;
  readonly org_id: string;
  readonly parent_id: string;
  readonly length: string;
  readonly stored: string;
  readonly blob_id: string;
  readonly part_bytes: number;
  readonly key_id: string;
  readonly metadata_sealed: Buffer;
  readonly created_at: Date;
  readonly file_id: string | null;
}
const UPLOAD: ReadStatement = {
  name: 'upload',
  text: `select id, org_id, parent_id, length, stored, blob_id, part_bytes, key_id, metadata_sealed, created_at, file_id
    from upload where id = $1 and account_id = $2 and expires_at > $3`,
};

type ForgottenRow = Pick<UploadRow, 'id' | 'blob_id' | 'part_bytes' | 'length'>;

/** An unfinished upload is kept this long. */
export const UPLOAD_LIFETIME_MS = 7 * 24 * 3_600_000;

/** Its bytes are deleted with its row; only where that was never done they are collected. */
const KEPT_AFTER_MS = 24 * 3_600_000;

const metadataContext = (id: string) => ({ table: 'upload', column: 'metadata', row: id });

/** The rows of uploads under way. Rights were asked for before. */
@Injectable()
export class UploadRows {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws {DomainError} upload.quota, request.too-many */
  async insert(actor: Actor, { id, parentId, length, blob, metadata }: NewUpload): Promise<void> {
    const keys = await this.keys.forOrg(blob.orgId);
    const now = this.clock.now();
    // All organisations in which this person may have begun others: they count together.
    await this.database.inOrgs({ orgs: [...new Set([...actor.orgs, blob.orgId])] }, async (tx) => {
      await requireRoomForUpload(tx, actor, length, now);
      const expiresAt = new Date(now.getTime() + UPLOAD_LIFETIME_MS);
      await keepDraft(tx, blob, new Date(expiresAt.getTime() + KEPT_AFTER_MS));
      await tx.query(
        `insert into upload (id, org_id, account_id, counted_for, parent_id, metadata_sealed, blob_id, part_bytes, key_id, length, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
        [
          id,
          blob.orgId,
          actor.personId,
          countedFor(actor),
          parentId,
          keys.seal(metadataContext(id), JSON.stringify(metadata)),
          blob.id,
          blob.partBytes,
          blob.keyId,
          length,
          now,
          expiresAt,
        ],
      );
    });
  }

  /** One's own upload, while it lasts. @throws {DomainError} request.not-found */
  async get(actor: Actor, id: string): Promise<UploadState> {
    const rows = await this.database.readIn<UploadRow>(actor.orgs, UPLOAD, [
      id,
      actor.personId,
      this.clock.now(),
    ]);
    const [row] = rows;
    if (row === undefined) throw new DomainError('request.not-found');
    const keys = await this.keys.forOrg(row.org_id);
    return {
      id: row.id,
      orgId: row.org_id,
      parentId: row.parent_id,
      length: Number(row.length),
      stored: Number(row.stored),
      blob: { id: row.blob_id, orgId: row.org_id, keyId: row.key_id, partBytes: row.part_bytes },
      metadata: metadataSchema.parse(JSON.parse(keys.openText(metadataContext(row.id), row.metadata_sealed))),
      createdAt: row.created_at,
      fileId: row.file_id,
    };
  }

  async remove({ id, orgId, blob, length }: UploadState): Promise<void> {
    await this.forget(orgId, { id, blob_id: blob.id, part_bytes: blob.partBytes, length: String(length) });
  }

  /** For the nightly job: uploads that nobody went on with; and of those that became files, that they were once under way. */
  async expire(orgId: string): Promise<number> {
    const rows = await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const now = this.clock.now();
      await tx.query('delete from upload where file_id is not null and expires_at <= $1', [now]);
      return tx.query<ForgottenRow>(
        'select id, blob_id, part_bytes, length from upload where file_id is null and expires_at <= $1 limit 500',
        [now],
      );
    });
    for (const row of rows) await this.forget(orgId, row);
    return rows.length;
  }

  private async forget(orgId: string, row: ForgottenRow): Promise<void> {
    await this.database.inOrgs({ orgs: [orgId] }, (tx) => forgetUpload(tx, orgId, row));
  }
}

/** The row and, by a job of the same transaction, the bytes. */
async function forgetUpload(tx: Tx, orgId: string, row: ForgottenRow): Promise<void> {
  const writers = await writersOf(tx, row.id);
  const gone = await tx.query('delete from upload where id = $1 and file_id is null returning id', [row.id]);
  if (gone.length === 0) return;
  const { blob_id: blobId, part_bytes: partBytes, length } = row;
  await tx.query('delete from blob_draft where org_id = $1 and id = $2', [orgId, blobId]);
  await discardLater(tx, { orgId, blobId, partBytes, writers: runsText(writers), size: Number(length) });
}

/** Uploads into places that are deleted in this transaction. */
export async function forgetUploadsInto(tx: Tx, orgId: string, parentIds: readonly string[]): Promise<void> {
  const rows = await tx.query<ForgottenRow>(
    `select id, blob_id, part_bytes, length from upload
     where org_id = $1 and parent_id = any($2::uuid[]) and file_id is null for update`,
    [orgId, parentIds],
  );
  for (const row of rows) await forgetUpload(tx, orgId, row);
}
