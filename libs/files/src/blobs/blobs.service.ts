import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { Admission, currentWork, LOOP_MS } from '@maroquin/platform/admission';
import { type Clock, CLOCK, newId, OBJECT_STORAGE } from '@maroquin/platform/config';
import { Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import type { ObjectStorage } from '@maroquin/platform/object-storage';
import {
  type BlobLayout,
  blobPrefix,
  type ByteRange,
  PART_BYTES,
  partCount,
  partKey,
} from './blob-format.js';
import { addressOfParts, partDigest } from './blob-address.js';
import { type Announced, requireRoom, type Room, roomAt } from '../quotas/room.js';
import { deleteParts, readBlob, writePart } from './blob-io.js';
import { endDraft, giveUpDraft, insertDraft, renewDraft } from './blob-drafts.js';
import { discardLater } from './discard-blob.task.js';
import { plainBytesOfPart } from './part-size.js';
import { readSizeText, runsText, sizeContext, sizeText } from './writer-runs.js';

const MIB = 1024 * 1024;

/** A blob whose bytes are on their way to the store. */
export interface UnfinishedBlob extends BlobLayout {
  readonly orgId: string;
  readonly keyId: string;
}

/** A blob whose bytes are in the store but that no row points at yet. */
export interface BlobDraft extends UnfinishedBlob {
  readonly size: number;
  /** Keyed hash of the plain bytes. */
  readonly address: Buffer;
  /** The size and who stored its parts, sealed with the id: nobody cuts the content short or puts other parts there unnoticed. */
  readonly sizeSealed: Buffer;
}

export interface StoredBlob {
  readonly id: string;
  readonly size: number;
}

/** Immutable sealed content, stored once for an organisation however often it is used. */
@Injectable()
export class BlobsService {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    @Inject(OBJECT_STORAGE) private readonly storage: ObjectStorage,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly admission: Admission,
  ) {}

  /**
   * An id and a key for content to come. What nothing refers to in time is collected (CollectDrafts). Without `announced`
   * there is only asked for room when a row refers to it.
   * @throws {DomainError} quota.person, quota.space, quota.organisation
   */
  async begin(orgId: string, announced?: Announced): Promise<UnfinishedBlob> {
    const keys = await this.keys.forOrg(orgId);
    const id = newId();
    const key = await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      if (announced !== undefined) await requireRoom(tx, orgId, announced);
      await insertDraft(tx, { id, orgId, partBytes: PART_BYTES }, this.clock.now());
      return this.keys.createDataKey(tx, keys);
    });
    return { id, orgId, keyId: key.id, partBytes: PART_BYTES };
  }

  /** What may still be stored there: for bytes of which nobody says how many come. */
  roomAt(orgId: string, place: Omit<Announced, 'bytes'>): Promise<Room> {
    return this.database.inOrgs({ orgs: [orgId] }, (tx) => roomAt(tx, orgId, place));
  }

  /** Says that its bytes are still being written. @throws {DomainError} upload.expired when they were collected */
  async renew({ id, orgId }: UnfinishedBlob): Promise<void> {
    await this.database.inOrgs({ orgs: [orgId] }, (tx) => renewDraft(tx, { id, orgId }, this.clock.now()));
  }

  /** The act failed for which it was written: its bytes need not lie there until its lease ends. */
  async giveUp({ id, orgId }: UnfinishedBlob): Promise<void> {
    await this.database.inOrgs({ orgs: [orgId] }, (tx) => giveUpDraft(tx, { id, orgId }, this.clock.now()));
  }

  /** Answers the keyed digest of the part, for `seal`. */
  async writePart(blob: UnfinishedBlob, part: number, plain: Buffer): Promise<Buffer> {
    const digest = partDigest(await this.keys.forOrg(blob.orgId), plain);
    await writePart(this.storage, await this.keys.dataKey(blob.orgId, blob.keyId), blob, part, plain);
    return digest;
  }

  /** The plain bytes of one part as far as they are in the store: to go on where an upload stopped. */
  async readPart(blob: UnfinishedBlob, part: number, stored: number): Promise<Buffer> {
    const start = part * blob.partBytes;
    if (stored <= start) return Buffer.alloc(0);
    const end = Math.min(stored, start + blob.partBytes) - 1;
    const size = await this.storedSize(blob, part, stored);
    const key = await this.keys.dataKey(blob.orgId, blob.keyId);
    const pieces: Buffer[] = [];
    for await (const piece of readBlob(this.storage, key, blob, size, { start, end })) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  /** A part may hold more than was acknowledged, when the process died between the store and the database. */
  private async storedSize(layout: BlobLayout, part: number, stored: number): Promise<number> {
    const plain = await plainBytesOfPart(this.storage, layout, part);
    return Math.max(stored, part * layout.partBytes + plain);
  }

  /**
   * Gives the address, by the digests that `writePart` answered for its parts. Where one is missing the bytes are read
   * back once.
   */
  async seal(
    blob: UnfinishedBlob,
    size: number,
    digests: readonly (Buffer | null)[] = [],
  ): Promise<BlobDraft> {
    const { id, orgId, keyId, partBytes, writers } = blob;
    const keys = await this.keys.forOrg(orgId);
    const address =
      addressOfParts(keys, size, partBytes, digests) ??
      addressOfParts(keys, size, partBytes, await this.digestsOf(blob, size));
    if (address === null) throw new DomainError('sealed.damaged');
    return {
      id,
      orgId,
      keyId,
      partBytes,
      writers,
      size,
      address,
      sizeSealed: keys.seal(sizeContext(id), sizeText(size, writers)),
    };
  }

  private async digestsOf(blob: UnfinishedBlob, size: number): Promise<Buffer[]> {
    const keys = await this.keys.forOrg(blob.orgId);
    const digests: Buffer[] = [];
    for (let part = 0; part < partCount(size, blob.partBytes); part += 1)
      digests.push(partDigest(keys, await this.readPart(blob, part, size)));
    return digests;
  }

  /** The first bytes, to tell what it is. */
  async headOf(draft: BlobDraft, length: number): Promise<Buffer> {
    if (draft.size === 0) return Buffer.alloc(0);
    const key = await this.keys.dataKey(draft.orgId, draft.keyId);
    const pieces: Buffer[] = [];
    const end = Math.min(length, draft.size) - 1;
    for await (const piece of readBlob(this.storage, key, draft, draft.size, { start: 0, end }))
      pieces.push(piece);
    return Buffer.concat(pieces);
  }

  /** Small content in one go (images, imports): at most what the caller has bounded. */
  async store(orgId: string, content: Buffer, place?: Omit<Announced, 'bytes'>): Promise<BlobDraft> {
    const bytes = content.length;
    const blob = await this.begin(orgId, place === undefined ? undefined : { ...place, bytes });
    const { partBytes } = blob;
    const digests: Buffer[] = [];
    for (let part = 0; part < partCount(content.length, partBytes); part += 1) {
      const plain = content.subarray(part * partBytes, (part + 1) * partBytes);
      digests.push(await this.writePart(blob, part, plain));
    }
    return this.seal(blob, content.length, digests);
  }

  /**
   * Takes one reference, in the transaction of what refers to it. Equal content of the organisation is kept once: then
   * a job deletes the draft's own bytes.
   * @throws {DomainError} upload.expired when its bytes were collected, since nothing referred to them for so long
   */
  async link(tx: Tx, draft: BlobDraft): Promise<StoredBlob> {
    await endDraft(tx, draft);
    const [row] = await tx.query<{ id: string }>(
      `insert into blob (id, org_id, address, key_id, size, size_sealed, part_count, part_bytes, refs, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9)
       on conflict (org_id, address) do update set refs = blob.refs + 1 returning id`,
      [
        draft.id,
        draft.orgId,
        draft.address,
        draft.keyId,
        draft.size,
        draft.sizeSealed,
        partCount(draft.size, draft.partBytes),
        draft.partBytes,
        this.clock.now(),
      ],
    );
    if (row === undefined) throw new DomainError('server.failure');
    if (row.id !== draft.id)
      await discardLater(tx, {
        orgId: draft.orgId,
        blobId: draft.id,
        size: draft.size,
        partBytes: draft.partBytes,
        writers: runsText(draft.writers),
      });
    return { id: row.id, size: draft.size };
  }

  /** Plain bytes of a blob. The caller has checked the right. @throws {DomainError} request.not-found, sealed.damaged */
  async open(orgId: string, blobId: string, range?: ByteRange): Promise<Readable> {
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ key_id: string; size_sealed: Buffer; part_bytes: number }>(
        'select key_id, size_sealed, part_bytes from blob where id = $1 and org_id = $2',
        [blobId, orgId],
      ),
    );
    const [row] = rows;
    if (row === undefined) throw new DomainError('request.not-found');
    const text = (await this.keys.forOrg(orgId)).openText(sizeContext(blobId), row.size_sealed);
    const sealed = readSizeText(text);
    if (sealed === null) throw new DomainError('sealed.damaged');
    const { size, writers } = sealed;
    if (range !== undefined && range.end >= size) throw new DomainError('sealed.damaged');
    const key = await this.keys.dataKey(orgId, row.key_id);
    const layout = { id: blobId, partBytes: row.part_bytes, writers };
    const pieces = readBlob(this.storage, key, layout, size, range, this.paceOfCaller());
    return Readable.from(pieces, { objectMode: false });
  }

  /** Opening what was sealed takes the event loop: whoever reads much leaves it to others in between. */
  private paceOfCaller(): ((bytes: number) => Promise<void> | undefined) | undefined {
    const requester = currentWork()?.requester;
    if (requester === undefined) return undefined;
    return (bytes) => this.admission.pace.take(requester, (bytes / MIB) * LOOP_MS.mebibyte);
  }

  /** Deletes an unfinished upload's bytes. */
  async discard(layout: BlobLayout, size: number): Promise<void> {
    await deleteParts(this.storage, layout, partCount(size, layout.partBytes));
  }

  /** Whatever lies in the store under its name. */
  async discardAll(blobId: string): Promise<void> {
    for await (const { key } of this.storage.list(blobPrefix(blobId))) await this.storage.delete(key);
  }

  /** Deletes one part that another one has taken the place of. */
  async discardPart(layout: BlobLayout, part: number): Promise<void> {
    await this.storage.delete(partKey(layout, part));
  }
}
