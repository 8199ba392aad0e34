import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AccessService } from '@maroquin/access';
import { previewableImages } from '@maroquin/contracts';
import { BlobScans, BlobsService, mediaTypeOf } from '@maroquin/files';
import { recordAct } from '@maroquin/platform/audit';
import { type Clock, CLOCK, newId } from '@maroquin/platform/config';
import { type Actor, Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { BlobDraft } from '@maroquin/files';
import { DocumentImageEntity } from './document-image.entity.js';

/** An image whose bytes are stored, waiting for its row. */
export interface StoredImage {
  readonly id: string;
  readonly mediaType: string;
  readonly draft: BlobDraft;
}

/** Where an image is brought, and by whom. */
interface ImagePlace {
  readonly placeId: string;
  readonly personId: string;
}

export interface ImageContent {
  readonly id: string;
  readonly mediaType: string;
  readonly size: number;
  open(): Promise<Readable>;
}

const byAddress = (one: StoredImage, other: StoredImage): number =>
  Buffer.compare(one.draft.address, other.draft.address);

/** Pictures of documents: in the object store, never in the co-edited text, which holds their id. */
@Injectable()
export class DocumentImagesService {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly blobs: BlobsService,
    private readonly scans: BlobScans,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** `place`: the document, or where it will stand. @throws {DomainError} upload.not-image, quota.* */
  async store(orgId: string, content: Buffer, place: ImagePlace): Promise<StoredImage> {
    const mediaType = mediaTypeOf(content.subarray(0, 64), '');
    if (!(previewableImages as readonly string[]).includes(mediaType))
      throw new DomainError('upload.not-image');
    return { id: newId(), mediaType, draft: await this.blobs.store(orgId, content, place) };
  }

  /**
   * All of the content in one order, then the rows, which lock the counts of bytes: so two that bring the same pictures
   * never wait for each other.
   * @throws {DomainError} file.infected
   */
  async link(tx: Tx, documentId: string, personId: string, images: readonly StoredImage[]): Promise<void> {
    const linked: DocumentImageEntity[] = [];
    for (const { id, mediaType, draft } of [...images].sort(byAddress)) {
      const { id: blobId, size } = await this.blobs.link(tx, draft);
      await this.scans.begin(tx, draft.orgId, blobId);
      linked.push({
        ...{ id, orgId: draft.orgId, documentId, blobId, mediaType, size },
        ...{ createdBy: personId, createdAt: this.clock.now(), wasShown: false },
      });
    }
    for (const image of linked) await tx.manager.insert(DocumentImageEntity, image);
  }

  async add(actor: Actor, documentId: string, content: Buffer): Promise<string> {
    const { orgId, kind } = await this.access.require(actor, 'document.suggest', documentId);
    if (kind !== 'document') throw new DomainError('request.not-found');
    const image = await this.store(orgId, content, { placeId: documentId, personId: actor.personId });
    // Beside a move of the document its bytes would be counted where it stood before.
    await this.access.locks.holdPlace(actor, orgId, documentId, async (tx) => {
      await tx.require(actor, 'document.suggest', documentId);
      await this.link(tx, documentId, actor.personId, [image]);
      await recordAct(tx, {
        ...{ orgId, actorId: actor.personId, action: 'document.image-added', targetId: documentId },
        ...{ details: { imageId: image.id }, at: this.clock.now() },
      });
    });
    return image.id;
  }

  /** @throws {DomainError} request.not-found, file.scanning, file.infected */
  async get(actor: Actor, documentId: string, id: string): Promise<ImageContent> {
    const { orgId } = await this.access.require(actor, 'document.read', documentId);
    const row = await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const found = await tx.manager.findOneBy(DocumentImageEntity, { id, orgId, documentId });
      if (found === null) throw new DomainError('request.not-found');
      await this.scans.requireReadableInTransaction(tx, actor, orgId, found);
      return found;
    });
    return { id, mediaType: row.mediaType, size: row.size, open: () => this.blobs.open(orgId, row.blobId) };
  }

  /**
   * Those of these ids that belong to the document, without what the antivirus blocks. What waits for it is not left out
   * without a word. Access rule: the caller has checked document.read.
   * @throws {DomainError} file.scanning
   */
  async find(
    { orgId, id: documentId }: { readonly orgId: string; readonly id: string },
    personId: string,
    ids: readonly string[],
  ): Promise<ImageContent[]> {
    if (ids.length === 0) return [];
    const rows = await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const found = await tx.manager.findBy(DocumentImageEntity, { id: In([...ids]), orgId, documentId });
      return this.scans.withoutBlocked(tx, { personId }, orgId, found);
    });
    return rows.map(({ id, mediaType, size, blobId }) => ({
      ...{ id, mediaType, size },
      open: () => this.blobs.open(orgId, blobId),
    }));
  }
}
