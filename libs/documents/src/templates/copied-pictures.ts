import { Inject, Injectable } from '@nestjs/common';
import { BlobReferences, BlobScans } from '@maroquin/files';
import { type Clock, CLOCK } from '@maroquin/platform/config';
import { Database, type Tx } from '@maroquin/platform/database';
import { In } from 'typeorm';
import { DocumentImageEntity } from '../images/document-image.entity.js';

/** Pictures of one document in another one: the bytes are not stored again. */
@Injectable()
export class CopiedPictures {
  constructor(
    private readonly database: Database,
    private readonly references: BlobReferences,
    private readonly scans: BlobScans,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Access rule: the caller has checked document.read. */
  async idsOf(orgId: string, documentId: string): Promise<string[]> {
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ id: string }>('select id from document_image where org_id = $1 and document_id = $2', [
        orgId,
        documentId,
      ]),
    );
    return rows.map(({ id }) => id);
  }

  /**
   * `pictures`: the new id of each. What is gone meanwhile, or blocked by the antivirus, is absent, as it is from the
   * document itself. @throws {DomainError} file.scanning
   */
  async link(
    tx: Tx,
    { orgId, fromId, id }: { readonly orgId: string; readonly fromId: string; readonly id: string },
    personId: string,
    pictures: ReadonlyMap<string, string>,
  ): Promise<void> {
    const found = await tx.manager.findBy(DocumentImageEntity, {
      id: In([...pictures.keys()]),
      ...{ orgId, documentId: fromId },
    });
    const images = await this.scans.withoutBlocked(tx, { personId }, orgId, found);
    // All of the content in one order, then the rows, which lock the counts of bytes: so two copies never wait for each other.
    for (const blobId of images.map((image) => image.blobId).sort()) {
      await this.references.retain(tx, orgId, blobId);
      await this.scans.begin(tx, orgId, blobId);
    }
    for (const image of images) {
      const to = pictures.get(image.id);
      if (to === undefined) continue;
      await tx.manager.insert(DocumentImageEntity, {
        ...image,
        ...{ id: to, documentId: id, createdBy: personId, createdAt: this.clock.now(), wasShown: false },
      });
    }
  }
}
