import { Injectable } from '@nestjs/common';
import { AccessService } from '@maroquin/access';
import { importEndings, type ImportReport, nameSchema } from '@maroquin/contracts';
import { CommentImports } from '@maroquin/messaging';
import { Admission, requesterOf } from '@maroquin/platform/admission';
import type { Actor } from '@maroquin/platform/database';
import { DocumentsService } from './documents.service.js';
import { DocumentImagesService, type StoredImage } from './images/document-images.service.js';
import type { ImportedDocument } from './import/convert-worker.js';
import { FileConverter } from './import/file-converter.js';

export interface ImportFile {
  readonly filename: string;
  readonly content: Buffer;
  readonly parentId: string;
}

const ENDING = new RegExp(`\\.(?:${importEndings.join('|')})$`, 'i');

/** "Rapport (v2).docx" → "Rapport (v2)". */
function titleOf(filename: string): string {
  const title = nameSchema.safeParse(filename.replace(ENDING, '').slice(0, 200));
  return title.success ? title.data : 'Document importé';
}

/** Files of office programs and of text become co-edited documents: all of it, or nothing. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly access: AccessService,
    private readonly documents: DocumentsService,
    private readonly images: DocumentImagesService,
    private readonly converter: FileConverter,
    private readonly admission: Admission,
    private readonly comments: CommentImports,
  ) {}

  /** @throws {DomainError} import.*, quota.*, request.not-found, request.too-many, server.busy */
  async import(
    actor: Actor,
    { filename, content, parentId }: ImportFile,
  ): Promise<{ id: string; report: ImportReport }> {
    const { orgId } = await this.access.requireCreate(actor, 'document', parentId);
    const converted = await this.admission.run('conversion', requesterOf(actor), () =>
      this.converter.convert(content, filename),
    );
    const place = { placeId: parentId, personId: actor.personId };
    const stored = await Promise.all(
      converted.pictures.map(async ({ id, bytes }): Promise<StoredImage> => ({
        ...(await this.images.store(orgId, Buffer.from(bytes), place)),
        id,
      })),
    );
    const id = await this.documents.create(actor, {
      title: titleOf(filename),
      parentId,
      kind: 'prose',
      content: converted.update,
      numberedTitles: converted.hasNumberedTitles,
      alongside: async (tx, documentId) => {
        await this.images.link(tx, documentId, actor.personId, stored);
        await this.comments.add(tx, actor, { orgId, documentId }, converted.threads);
      },
    });
    return { id, report: toReport(converted) };
  }
}

const toReport = ({ losses }: ImportedDocument): ImportReport => ({
  losses: losses.map(({ kind, count }) => ({ key: kind, count })),
});
