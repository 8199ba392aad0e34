import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { AccessService } from '@maroquin/access';
import { FILE_MAX_BYTES, idSchema } from '@maroquin/contracts';
import { type Clock, CLOCK } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import { PART_BYTES } from '../blobs/blob-format.js';
import { BlobsService } from '../blobs/blobs.service.js';
import { discardLater } from '../blobs/discard-blob.task.js';
import { FilesService } from '../files.service.js';

/** An upload under way. Sizes in bytes. */
export interface UploadState {
  readonly id: string;
  readonly orgId: string;
  readonly parentId: string;
  readonly length: number;
  /** Bytes that are safely stored: what the client may forget. */
  readonly stored: number;
  readonly blobId: string;
  readonly keyId: string;
  readonly metadata: UploadMetadata;
  readonly createdAt: Date;
  readonly fileId: string | null;
}
export interface UploadMetadata {
  readonly filename: string;
  readonly filetype: string | null;
}

interface UploadRow {
  readonly id: string;
  readonly org_id: string;
  readonly parent_id: string;
  readonly length: string;
  readonly stored: string;
  readonly blob_id: string;
  readonly key_id: string;
  readonly metadata_sealed: Buffer;
  readonly created_at: Date;
  readonly file_id: string | null;
}

/** An unfinished upload is kept this long. */
export const UPLOAD_LIFETIME_MS = 7 * 24 * 3_600_000;
/** Unfinished uploads of one person at once. */
const MAX_OPEN_UPLOADS = 200;

const metadataContext = (id: string) => ({ table: 'upload', column: 'metadata', row: id });

/** Resumable uploads: what is acknowledged is in the object store, sealed, and counted in the database. */
@Injectable()
export class UploadsService {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly blobs: BlobsService,
    private readonly files: FilesService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws {DomainError} file.too-large, request.too-many, request.not-found (no right to create there) */
  async create(
    actor: Actor,
    id: string,
    parentId: string,
    length: number,
    metadata: UploadMetadata,
  ): Promise<void> {
    const parent = await this.access.requireCreate(actor, 'file', parentId);
    if (!Number.isSafeInteger(length) || length < 0) throw new DomainError('request.invalid');
    if (length > FILE_MAX_BYTES) throw new DomainError('file.too-large');
    const keys = await this.keys.forOrg(parent.orgId);
    const blob = await this.blobs.begin(parent.orgId);
    const now = this.clock.now();
    await this.database.inOrgs({ orgs: [parent.orgId] }, async (tx) => {
      const [open] = await tx.query<{ n: number }>(
        'select count(*)::int n from upload where account_id = $1 and finished_at is null and expires_at > $2',
        [actor.personId, now],
      );
      if ((open?.n ?? 0) >= MAX_OPEN_UPLOADS)
        throw new DomainError('request.too-many', { retryAfterSeconds: 60 });
      await tx.query(
        `insert into upload (id, org_id, account_id, parent_id, metadata_sealed, blob_id, key_id, length, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [
          id,
          parent.orgId,
          actor.personId,
          parentId,
          keys.seal(metadataContext(id), JSON.stringify(metadata)),
          blob.id,
          blob.keyId,
          length,
          now,
          new Date(now.getTime() + UPLOAD_LIFETIME_MS),
        ],
      );
    });
  }

  /** One's own upload, while it lasts and while one may still create there. @throws {DomainError} request.not-found */
  async get(actor: Actor, id: string): Promise<UploadState> {
    // tus takes any last segment of an address for an id
    if (!idSchema.safeParse(id).success) throw new DomainError('request.not-found');
    const rows = await this.database.inOrgs(actor, (tx) =>
      tx.query<UploadRow>(
        `select id, org_id, parent_id, length, stored, blob_id, key_id, metadata_sealed, created_at, file_id from upload
         where id = $1 and account_id = $2 and expires_at > $3`,
        [id, actor.personId, this.clock.now()],
      ),
    );
    const [row] = rows;
    if (row === undefined) throw new DomainError('request.not-found');
    if (row.file_id === null) await this.access.requireCreate(actor, 'file', row.parent_id);
    const keys = await this.keys.forOrg(row.org_id);
    return {
      id: row.id,
      orgId: row.org_id,
      parentId: row.parent_id,
      length: Number(row.length),
      stored: Number(row.stored),
      blobId: row.blob_id,
      keyId: row.key_id,
      metadata: JSON.parse(keys.openText(metadataContext(row.id), row.metadata_sealed)) as UploadMetadata,
      createdAt: row.created_at,
      fileId: row.file_id,
    };
  }

  /**
   * Takes bytes from `stored` on and answers how many are stored now. A cut connection keeps what arrived: each part is
   * put whole, again from its start if it was incomplete, then counted.
   */
  async append(actor: Actor, id: string, offset: number, bytes: Readable): Promise<number> {
    const upload = await this.get(actor, id);
    if (upload.stored !== offset) throw new DomainError('request.conflict');
    let part = Math.floor(offset / PART_BYTES);
    const head = await this.blobs.readPart(upload.orgId, upload.keyId, upload.blobId, part, offset);
    let pieces: Buffer[] = [head];
    let length = head.length;
    let stored = offset;
    const put = async (): Promise<void> => {
      const all = Buffer.concat(pieces, length);
      const plain = all.subarray(0, PART_BYTES);
      if (part * PART_BYTES + plain.length > stored) {
        await this.blobs.writePart(upload.orgId, upload.keyId, upload.blobId, part, plain);
        stored = await this.count(upload, part * PART_BYTES + plain.length);
      }
      pieces = [all.subarray(plain.length)];
      length = all.length - plain.length;
      part += 1;
    };
    try {
      for await (const chunk of bytes as AsyncIterable<Buffer>) {
        if (part * PART_BYTES + length + chunk.length > upload.length)
          throw new DomainError('request.too-large');
        pieces.push(Buffer.from(chunk));
        length += chunk.length;
        while (length >= PART_BYTES) await put();
      }
    } catch (error) {
      if (error instanceof DomainError) throw error;
      // the connection was cut: what arrived is kept below, and the client asks where to go on
    }
    if (length > 0) await put();
    return stored;
  }

  private async count(upload: UploadState, stored: number): Promise<number> {
    await this.database.inOrgs({ orgs: [upload.orgId] }, (tx) =>
      tx.query('update upload set stored = greatest(stored, $2) where id = $1', [upload.id, stored]),
    );
    return stored;
  }

  /** Makes the file once all bytes are stored. Again = the same file. */
  async finish(actor: Actor, id: string): Promise<string> {
    const upload = await this.get(actor, id);
    if (upload.fileId !== null) return upload.fileId;
    if (upload.stored !== upload.length) throw new DomainError('request.conflict');
    await this.access.requireCreate(actor, 'file', upload.parentId);
    const draft = await this.blobs.seal(upload.orgId, upload.keyId, upload.blobId, upload.length);
    return this.files.createFromUpload(actor, upload, draft);
  }

  async remove(actor: Actor, id: string): Promise<void> {
    const upload = await this.get(actor, id);
    if (upload.fileId !== null) return;
    await this.forget(upload.orgId, { id, blob_id: upload.blobId, length: String(upload.length) });
  }

  /** The row and, by a job of the same transaction, the bytes. */
  private async forget(orgId: string, row: Pick<UploadRow, 'id' | 'blob_id' | 'length'>): Promise<void> {
    await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const gone = await tx.query('delete from upload where id = $1 and file_id is null returning id', [
        row.id,
      ]);
      if (gone.length > 0) await discardLater(tx, { orgId, blobId: row.blob_id, size: Number(row.length) });
    });
  }

  /** For the nightly job: uploads that nobody went on with. */
  async expire(orgId: string): Promise<number> {
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ id: string; blob_id: string; length: string }>(
        'select id, blob_id, length from upload where file_id is null and expires_at <= $1 limit 500',
        [this.clock.now()],
      ),
    );
    for (const row of rows) await this.forget(orgId, row);
    return rows.length;
  }
}
