import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { AccessService, type LockedTx } from '@maroquin/access';
import { FILE_MAX_BYTES } from '@maroquin/contracts';
import { Admission, requesterOf } from '@maroquin/platform/admission';
import { type Clock, CLOCK } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { PART_BYTES } from '../blobs/blob-format.js';
import { type BlobDraft, BlobsService, type UnfinishedBlob } from '../blobs/blobs.service.js';
import { PartWriter } from '../blobs/part-writer.js';
import type { Room } from '../quotas/room.js';
import { FilesService } from './files.service.js';
import { mediaTypeOf } from './media-type.js';
import { type AddedVersion, VersionRows } from './version-rows.js';

/** What a request that brings bytes may hold in memory: a part, the same sealed, and what streams keep of it. */
const HELD_BYTES = 3 * PART_BYTES;
/** Bytes by which a media type is told. */
const HEAD_BYTES = 64;
const RENEW_MS = 5 * 60_000;

interface FileToWrite {
  readonly parentId: string;
  readonly name: string;
  /** The file that this becomes the newest version of; null: a new file. */
  readonly fileId: string | null;
  /** The number of the version that was seen. */
  readonly ifVersion?: number;
  /** What was announced; null: whatever comes. */
  readonly length: number | null;
  /** Asked once more when all bytes are there, in the transaction that makes the version: throws where it no longer holds. */
  readonly stillHolds?: (tx: LockedTx) => Promise<void>;
}

interface Received {
  readonly draft: BlobDraft;
  /** Its first bytes. */
  readonly head: Buffer;
}

/** A file in one request: its bytes are sealed on their way to the store, and it exists once all of them are there. */
@Injectable()
export class WriteFile {
  constructor(
    private readonly access: AccessService,
    private readonly blobs: BlobsService,
    private readonly files: FilesService,
    private readonly versions: VersionRows,
    private readonly admission: Admission,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws {DomainError} request.not-found, request.conflict, resource.name-taken, file.too-large, quota.*, upload.cut */
  async write(actor: Actor, file: FileToWrite, bytes: Readable): Promise<string> {
    const { parentId, name, fileId } = file;
    if (fileId !== null) {
      await this.replace(actor, { ...file, fileId }, bytes);
      return fileId;
    }
    const { orgId } = await this.access.requireCreate(actor, 'file', parentId);
    return this.receiveAnd(actor, orgId, file, bytes, ({ draft, head }) =>
      this.access.locks.holdPlace(actor, orgId, parentId, async (tx) => {
        await file.stillHolds?.(tx);
        return this.files.insert(tx, actor, { parentId, name, mediaType: mediaTypeOf(head, name), draft });
      }),
    );
  }

  /** The same for a file that is there. Answers the version that the bytes became. */
  async replace(
    actor: Actor,
    file: FileToWrite & { readonly fileId: string },
    bytes: Readable,
  ): Promise<AddedVersion> {
    const { fileId, name } = file;
    const { orgId } = await this.access.require(actor, 'file.write', fileId);
    return this.receiveAnd(actor, orgId, file, bytes, ({ draft, head }) =>
      this.access.locks.holdPlace(actor, orgId, fileId, async (tx) => {
        await tx.require(actor, 'file.write', fileId);
        await file.stillHolds?.(tx);
        const stored = await this.blobs.link(tx, draft);
        const content = { blobId: stored.id, size: draft.size, mediaType: mediaTypeOf(head, name) };
        return this.versions.addVersion(tx, actor, { orgId, id: fileId }, content, file.ifVersion);
      }),
    );
  }

  private async receiveAnd<T>(
    actor: Actor,
    orgId: string,
    file: FileToWrite,
    bytes: Readable,
    add: (received: Received) => Promise<T>,
  ): Promise<T> {
    const { length } = file;
    if ((length ?? 0) > FILE_MAX_BYTES) throw new DomainError('file.too-large');
    const release = this.admission.hold(requesterOf(actor), HELD_BYTES);
    const { blob, room } = await this.begin(actor, orgId, file).catch((error: unknown) => {
      release();
      throw error;
    });
    try {
      const received = await this.receive(blob, { length, room }, bytes).finally(release);
      return await add(received);
    } catch (error) {
      // It is collected all the same where this fails, once its lease ends.
      await this.blobs.giveUp(blob).catch(() => undefined);
      throw error;
    }
  }

  /** With the room for what is not announced: that is asked for as it comes. */
  private async begin(
    { personId }: Actor,
    orgId: string,
    { fileId, parentId, length }: FileToWrite,
  ): Promise<{ blob: UnfinishedBlob; room: Room | null }> {
    const place = { placeId: fileId ?? parentId, personId };
    const room = length === null ? await this.blobs.roomAt(orgId, place) : null;
    return { blob: await this.blobs.begin(orgId, { ...place, bytes: length ?? 0 }), room };
  }

  private async receive(
    blob: UnfinishedBlob,
    { length, room }: { readonly length: number | null; readonly room: Room | null },
    bytes: Readable,
  ): Promise<Received> {
    const digests: Buffer[] = [];
    let renewAt = this.clock.now().getTime() + RENEW_MS;
    const writer = new PartWriter(0, Buffer.alloc(0), blob.partBytes, async (part, plain) => {
      digests[part] = await this.blobs.writePart(blob, part, plain);
      const now = this.clock.now().getTime();
      if (now < renewAt) return;
      await this.blobs.renew(blob);
      renewAt = now + RENEW_MS;
    });
    let head = Buffer.alloc(0);
    // Who is cut off throws here: half a file is no file. Where too much comes, the answer says why.
    for await (const chunk of bytes.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES)]);
      if (writer.received + chunk.length > FILE_MAX_BYTES) throw new DomainError('file.too-large');
      if (room !== null && writer.received + chunk.length > room.left) throw new DomainError(room.code);
      await writer.take(chunk);
    }
    if (length !== null && writer.received !== length) throw new DomainError('request.invalid');
    await writer.flush();
    return { draft: await this.blobs.seal(blob, writer.received, digests), head };
  }
}
