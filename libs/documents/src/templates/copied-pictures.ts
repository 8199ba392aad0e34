import { Inject, Injectable } from '@nestjs/common';
import { BlobReferences } from '@maroquin/files';
import { type Clock, CLOCK } from '@maroquin/platform/config';
import { Database, type Tx } from '@maroquin/platform/database';
import { DocumentImageEntity } from '../images/document-image.entity.js';

/** Pictures of one document in another one: the bytes are not stored again. */
@Injectable()
export class CopiedPictures {
  constructor(
    private readonly database: Database,
    private readonly references: BlobReferences,
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

  /** `pictures`: the new id of each. What is gone meanwhile is absent, as it is from the document itself. */
  async link(
    tx: Tx,
    { orgId, fromId, id }: { readonly orgId: string; readonly fromId: string; readonly id: string },
    personId: string,
    pictures: ReadonlyMap<string, string>,
  ): Promise<void> {
    for (const [from, to] of pictures) {
      const where = { id: from, orgId, documentId: fromId };
      const image = await tx.manager.findOneBy(DocumentImageEntity, where);
      if (image === null) continue;
      await this.references.retain(tx, orgId, image.blobId);
      await tx.manager.insert(DocumentImageEntity, {
        ...image,
        ...{ id: to, documentId: id, createdBy: personId, createdAt: this.clock.now() },
      });
    }
  }
}
