import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { type Clock, CLOCK, newId, OBJECT_STORAGE } from '@maroquin/platform/config';
import { Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys, type SealContext } from '@maroquin/platform/keys';
import type { ObjectStorage } from '@maroquin/platform/object-storage';
import { type ByteRange, PART_BYTES, partCount } from './blob-format.js';
import { deleteParts, readBlob, writePart } from './blob-io.js';
import { discardLater } from './discard-blob.task.js';
import { plainBytesOfPart } from './part-size.js';

/** A blob whose bytes are in the store but that no row points at yet. */
export interface BlobDraft {
  readonly id: string;
  readonly orgId: string;
  readonly keyId: string;
  readonly size: number;
  /** Keyed hash of the plain bytes. */
  readonly address: Buffer;
  /** The size, sealed with the id: nobody cuts the content short unnoticed. */
  readonly sizeSealed: Buffer;
}

export interface StoredBlob {
  readonly id: string;
  readonly size: number;
}

const sizeContext = (blobId: string): SealContext => ({ table: 'blob', column: 'size', row: blobId });

/** Immutable sealed content, stored once for an organisation however often it is used. */
@Injectable()
export class BlobsService {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    @Inject(OBJECT_STORAGE) private readonly storage: ObjectStorage,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** An id and a key for content to come. */
  async begin(orgId: string): Promise<{ id: string; keyId: string }> {
    const keys = await this.keys.forOrg(orgId);
    const key = await this.database.inOrgs({ orgs: [orgId] }, (tx) => this.keys.createDataKey(tx, keys));
    return { id: newId(), keyId: key.id };
  }

  async writePart(orgId: string, keyId: string, blobId: string, part: number, plain: Buffer): Promise<void> {
    await writePart(this.storage, await this.keys.dataKey(orgId, keyId), blobId, part, plain);
  }

  /** The plain bytes of one part as far as they are in the store: to go on where an upload stopped. */
  async readPart(
    orgId: string,
    keyId: string,
    blobId: string,
    part: number,
    stored: number,
  ): Promise<Buffer> {
    const start = part * PART_BYTES;
    if (stored <= start) return Buffer.alloc(0);
    const end = Math.min(stored, start + PART_BYTES) - 1;
    const size = await this.storedSize(blobId, part, stored);
    const key = await this.keys.dataKey(orgId, keyId);
    const pieces: Buffer[] = [];
    for await (const piece of readBlob(this.storage, key, blobId, size, { start, end })) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  /** A part may hold more than was acknowledged, when the process died between the store and the database. */
  private async storedSize(blobId: string, part: number, stored: number): Promise<number> {
    const plain = await plainBytesOfPart(this.storage, blobId, part);
    return Math.max(stored, part * PART_BYTES + plain);
  }

  /** Reads everything back once: proves that the store has it, and gives the address. */
  async seal(orgId: string, keyId: string, blobId: string, size: number): Promise<BlobDraft> {
    const hash = createHash('sha256');
    const key = await this.keys.dataKey(orgId, keyId);
    let read = 0;
    for await (const piece of readBlob(this.storage, key, blobId, size)) {
      hash.update(piece);
      read += piece.length;
    }
    if (read !== size) throw new DomainError('sealed.damaged');
    const keys = await this.keys.forOrg(orgId);
    return {
      id: blobId,
      orgId,
      keyId,
      size,
      address: keys.hash('blob', hash.digest()),
      sizeSealed: keys.seal(sizeContext(blobId), String(size)),
    };
  }

  /** The first bytes, to tell what it is. */
  async headOf(
    orgId: string,
    draft: Pick<BlobDraft, 'id' | 'keyId' | 'size'>,
    length: number,
  ): Promise<Buffer> {
    if (draft.size === 0) return Buffer.alloc(0);
    const key = await this.keys.dataKey(orgId, draft.keyId);
    const pieces: Buffer[] = [];
    const end = Math.min(length, draft.size) - 1;
    for await (const piece of readBlob(this.storage, key, draft.id, draft.size, { start: 0, end }))
      pieces.push(piece);
    return Buffer.concat(pieces);
  }

  /** Small content in one go (images, imports): at most what the caller has bounded. */
  async store(orgId: string, content: Buffer): Promise<BlobDraft> {
    const { id, keyId } = await this.begin(orgId);
    for (let part = 0; part < partCount(content.length); part += 1) {
      await this.writePart(
        orgId,
        keyId,
        id,
        part,
        content.subarray(part * PART_BYTES, (part + 1) * PART_BYTES),
      );
    }
    return this.seal(orgId, keyId, id, content.length);
  }

  /**
   * Takes one reference, in the transaction of what refers to it. Equal content of the organisation is kept once: then
   * a job deletes the draft's own bytes.
   */
  async link(tx: Tx, draft: BlobDraft): Promise<StoredBlob> {
    const [row] = await tx.query<{ id: string }>(
      `insert into blob (id, org_id, address, key_id, size, size_sealed, part_count, refs, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, 1, $8)
       on conflict (org_id, address) do update set refs = blob.refs + 1 returning id`,
      [
        draft.id,
        draft.orgId,
        draft.address,
        draft.keyId,
        draft.size,
        draft.sizeSealed,
        partCount(draft.size),
        this.clock.now(),
      ],
    );
    if (row === undefined) throw new DomainError('server.failure');
    if (row.id !== draft.id)
      await discardLater(tx, { orgId: draft.orgId, blobId: draft.id, size: draft.size });
    return { id: row.id, size: draft.size };
  }

  /** Plain bytes of a blob. The caller has checked the right. @throws {DomainError} request.not-found, sealed.damaged */
  async open(orgId: string, blobId: string, range?: ByteRange): Promise<Readable> {
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ key_id: string; size_sealed: Buffer }>(
        'select key_id, size_sealed from blob where id = $1 and org_id = $2',
        [blobId, orgId],
      ),
    );
    const [row] = rows;
    if (row === undefined) throw new DomainError('request.not-found');
    const size = Number((await this.keys.forOrg(orgId)).openText(sizeContext(blobId), row.size_sealed));
    if (range !== undefined && range.end >= size) throw new DomainError('sealed.damaged');
    const key = await this.keys.dataKey(orgId, row.key_id);
    return Readable.from(readBlob(this.storage, key, blobId, size, range), { objectMode: false });
  }

  /** Deletes an unfinished upload's bytes. */
  async discard(blobId: string, size: number): Promise<void> {
    await deleteParts(this.storage, blobId, partCount(size));
  }
}
