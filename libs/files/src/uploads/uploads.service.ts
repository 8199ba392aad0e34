import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { FILE_MAX_BYTES, idSchema } from '@maroquin/contracts';
import { Admission, requesterOf } from '@maroquin/platform/admission';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { PART_BYTES } from '../blobs/blob-format.js';
import { BlobsService, type UnfinishedBlob } from '../blobs/blobs.service.js';
import { PartWriter } from '../blobs/part-writer.js';
import { ReceivedUploads } from './received-uploads.js';
import { type UploadMetadata, UploadRows, type UploadState } from './upload-rows.js';
import { UploadWriters } from './upload-writers.js';

/** What a request that brings bytes may hold in memory: a part, the same sealed, and what streams keep of it. */
const HELD_BYTES = 3 * PART_BYTES;

/** Resumable uploads: what is acknowledged is in the object store, sealed, and counted in the database. */
@Injectable()
export class UploadsService {
  private readonly finishing = new Map<string, Promise<string>>();

  constructor(
    private readonly rows: UploadRows,
    private readonly writers: UploadWriters,
    private readonly blobs: BlobsService,
    private readonly received: ReceivedUploads,
    private readonly admission: Admission,
  ) {}

  /**
   * `parentId`: the folder, or the file itself where `metadata` names one.
   * @throws {DomainError} file.too-large, upload.quota, quota.*, request.too-many, resource.name-taken, request.conflict,
   * request.not-found (no right to create there)
   */
  async create(
    actor: Actor,
    id: string,
    parentId: string,
    length: number,
    metadata: UploadMetadata,
  ): Promise<void> {
    const place = await this.received.begin(actor, parentId, metadata);
    if (!Number.isSafeInteger(length) || length < 0) throw new DomainError('request.invalid');
    if (length > FILE_MAX_BYTES) throw new DomainError('file.too-large');
    const blob = await this.blobs.begin(place.orgId, {
      placeId: metadata.fileId ?? place.parentId,
      personId: actor.personId,
      bytes: length,
    });
    await this.rows.insert(actor, { id, parentId: place.parentId, length, blob, metadata });
  }

  /** One's own upload, while it lasts and while one may still create there. @throws {DomainError} request.not-found */
  async get(actor: Actor, id: string): Promise<UploadState> {
    // tus takes any last segment of an address for an id
    if (!idSchema.safeParse(id).success) throw new DomainError('request.not-found');
    const upload = await this.rows.get(actor, id);
    if (upload.fileId === null) await this.received.requirePlace(actor, upload.parentId, upload.metadata);
    return upload;
  }

  /**
   * Takes bytes from `stored` on and answers how many are stored now. A cut connection keeps what arrived: each part is
   * put whole, again from its start if it was incomplete, then counted.
   * @throws {DomainError} upload.offset, upload.busy (somebody else went on meanwhile), request.too-large, request.too-many, server.busy, request.not-found
   */
  async append(actor: Actor, id: string, offset: number, bytes: Readable): Promise<number> {
    const release = this.admission.hold(requesterOf(actor), HELD_BYTES);
    try {
      const upload = await this.get(actor, id);
      const writer = await this.writerAt(upload, offset);
      for await (const chunk of untilCut(bytes)) {
        if (writer.received + chunk.length > upload.length) throw new DomainError('request.too-large');
        await writer.take(chunk);
      }
      await writer.flush();
      return writer.stored;
    } finally {
      release();
    }
  }

  private async writerAt(upload: UploadState, offset: number): Promise<PartWriter> {
    const { blob } = upload;
    const { number, stored, before } = await this.writers.begin(upload);
    if (stored !== offset) throw new DomainError('upload.offset');
    const by = (writer: number): UnfinishedBlob => ({ ...blob, writers: [{ first: 0, writer }] });
    const first = Math.floor(offset / blob.partBytes);
    const head = await this.blobs.readPart(by(before), first, offset);
    let replaced = head.length > 0 && before !== number;
    return new PartWriter(offset, head, blob.partBytes, async (part, plain, soFar) => {
      const digest = await this.blobs.writePart(by(number), part, plain);
      await this.writers.count(upload, { writer: number, part, stored: soFar, digest });
      // Where that fails it goes with the blob.
      if (replaced) await this.blobs.discardPart(by(before), first).catch(() => undefined);
      replaced = false;
    });
  }

  /** Makes the file once all bytes are stored. Again = the same file; meanwhile = the same work. */
  finish(actor: Actor, id: string): Promise<string> {
    const key = `${actor.personId} ${id}`;
    const known = this.finishing.get(key);
    if (known !== undefined) return known;
    const work = this.makeFile(actor, id).finally(() => this.finishing.delete(key));
    this.finishing.set(key, work);
    return work;
  }

  private async makeFile(actor: Actor, id: string): Promise<string> {
    const upload = await this.get(actor, id);
    if (upload.fileId !== null) return upload.fileId;
    if (upload.stored !== upload.length) throw new DomainError('upload.offset');
    const { writers, digests } = await this.writers.parts(upload);
    const draft = await this.blobs.seal({ ...upload.blob, writers }, upload.length, digests);
    return this.received.finish(actor, upload, draft);
  }

  async remove(actor: Actor, id: string): Promise<void> {
    const upload = await this.get(actor, id);
    if (upload.fileId === null) await this.rows.remove(upload);
  }

  /** For the nightly job: uploads that nobody went on with. */
  expire(orgId: string): Promise<number> {
    return this.rows.expire(orgId);
  }
}

/** What arrives, until the end or until the connection is cut: what came is kept, and the client asks where to go on. */
async function* untilCut(bytes: Readable): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) yield chunk;
  } catch {
    // Nothing more comes. A body that is longer than allowed fails in the library itself as well.
  }
}
