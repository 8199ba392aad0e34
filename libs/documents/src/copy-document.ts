import { Injectable } from '@nestjs/common';
import { AccessService, ResourceTree } from '@maroquin/access';
import { keepMarking } from '@maroquin/files';
import { Admission, requesterOf } from '@maroquin/platform/admission';
import { newId } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { FieldValues } from '@maroquin/prose';
import { DocumentsService } from './documents.service.js';
import { CopiedPictures } from './templates/copied-pictures.js';
import { TemplateContents } from './templates/template-contents.js';

export interface DocumentCopy {
  readonly fromId: string;
  readonly title: string;
  readonly parentId: string;
  readonly values?: FieldValues;
  readonly isTemplate?: boolean;
}

/** A new document with the words and pictures of another one. Comments, versions and rights stay with the original. */
@Injectable()
export class CopyDocument {
  constructor(
    private readonly access: AccessService,
    private readonly tree: ResourceTree,
    private readonly documents: DocumentsService,
    private readonly contents: TemplateContents,
    private readonly pictures: CopiedPictures,
    private readonly admission: Admission,
  ) {}

  /**
   * @throws {DomainError} request.not-found, request.unprocessable, resource.wrong-parent, resource.name-taken,
   * import.too-large, request.too-many, server.busy, server.unavailable
   */
  async copy(
    actor: Actor,
    { fromId, title, parentId, values = {}, isTemplate = false }: DocumentCopy,
  ): Promise<string> {
    const source = await this.access.require(actor, 'document.read', fromId);
    const { orgId } = await this.access.requireCreate(actor, 'document', parentId);
    if (source.orgId !== orgId) throw new DomainError('resource.wrong-parent');
    const ids = await this.pictures.idsOf(orgId, fromId);
    const renamed = new Map(ids.map((id) => [id, newId()]));
    const content = await this.admission.run('worker', requesterOf(actor), () =>
      this.contents.copy({ orgId, id: fromId }, values, renamed),
    );
    const shown = new Set(content.pictures);
    return this.documents.create(actor, {
      ...{ title, parentId, isTemplate, kind: content.kind, content: content.update },
      alongside: async (tx, id) => {
        // It may have taken a while: whoever lost the right meanwhile gets nothing.
        await tx.require(actor, 'document.read', fromId);
        const linked = new Map([...renamed].filter(([from]) => shown.has(from)));
        await this.pictures.link(tx, { orgId, fromId, id }, actor.personId, linked);
        await keepMarking(tx, orgId, fromId, id);
        await this.tree.copyWriting(tx, orgId, fromId, id);
      },
    });
  }
}
