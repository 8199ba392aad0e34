import { Inject, Injectable } from '@nestjs/common';
import { AccessService } from '@maroquin/access';
import { type ImportReport, nameSchema } from '@maroquin/contracts';
import { mediaTypeOf } from '@maroquin/files';
import { type Config, CONFIG, newId } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { attachmentRef, proseToYUpdate } from '@maroquin/prose';
import { DocumentsService } from './documents.service.js';
import { DocumentImagesService } from './images/document-images.service.js';
import { type ConvertedDocx, convertDocx, type DocxPicture } from './import/convert-docx.js';

export interface DocxFile {
  readonly filename: string;
  readonly content: Buffer;
  readonly parentId: string;
}

const isImage = (bytes: Buffer): boolean => mediaTypeOf(bytes.subarray(0, 64), '').startsWith('image/');

/** "Rapport (v2).docx" → "Rapport (v2)". */
function titleOf(filename: string): string {
  const title = nameSchema.safeParse(filename.replace(/\.docx$/i, '').slice(0, 200));
  return title.success ? title.data : 'Document importé';
}

/** Word files become co-edited documents: all of it, or nothing. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly access: AccessService,
    private readonly documents: DocumentsService,
    private readonly images: DocumentImagesService,
    @Inject(CONFIG) private readonly config: Pick<Config, 'pandoc'>,
  ) {}

  /** @throws {DomainError} import.*, request.not-found */
  async importDocx(
    actor: Actor,
    { filename, content, parentId }: DocxFile,
  ): Promise<{ id: string; report: ImportReport }> {
    const { orgId } = await this.access.require(actor, 'resource.create', parentId);
    const ids = new Map<string, string>();
    const converted = await convertDocx(content, {
      pandoc: this.config.pandoc,
      pictureSrc: (picture) => {
        if (!isImage(picture.bytes)) return null;
        const id = ids.get(picture.name) ?? newId();
        ids.set(picture.name, id);
        return attachmentRef(id);
      },
    });
    const stored = await Promise.all(
      converted.pictures.map((picture) => this.storePicture(orgId, picture, ids)),
    );
    const id = await this.documents.create(actor, {
      title: titleOf(filename),
      parentId,
      kind: 'prose',
      content: proseToYUpdate(converted.doc),
      alongside: async (tx, documentId) => {
        for (const image of stored) await this.images.link(tx, documentId, actor.personId, image);
      },
    });
    return { id, report: toReport(converted) };
  }

  private async storePicture(orgId: string, picture: DocxPicture, ids: ReadonlyMap<string, string>) {
    const stored = await this.images.store(orgId, picture.bytes);
    return { ...stored, id: ids.get(picture.name) ?? stored.id };
  }
}

const toReport = ({ losses }: ConvertedDocx): ImportReport => ({
  losses: losses.map(({ kind, count }) => ({ key: kind, count })),
});
