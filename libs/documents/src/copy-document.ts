import { Injectable } from '@nestjs/common';
import { AccessService, type LockedTx, ResourceTree } from '@maroquin/access';
import type { SuppliedTemplate } from '@maroquin/contracts';
import { keepMarking } from '@maroquin/files';
import { Admission, requesterOf } from '@maroquin/platform/admission';
import { newId } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { FieldValues } from '@maroquin/prose';
import { DocumentsService } from './documents.service.js';
import { CopiedPictures } from './templates/copied-pictures.js';
import { type Letterhead, TemplateContents } from './templates/template-contents.js';

export interface DocumentCopy {
  readonly fromId: string;
  readonly title: string;
  readonly parentId: string;
  readonly values?: FieldValues;
  readonly isTemplate?: boolean;
  /** Asked in the transaction that makes it: throws where it no longer holds. */
  readonly stillHolds?: (tx: LockedTx) => Promise<void>;
}

export interface SuppliedCopy {
  readonly supplied: SuppliedTemplate;
  /** What stands over it. */
  readonly letterheadId: string | undefined;
  readonly title: string;
  readonly parentId: string;
  readonly values: FieldValues;
  readonly isTemplate: boolean;
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
    { fromId, title, parentId, values = {}, isTemplate = false, stillHolds }: DocumentCopy,
  ): Promise<string> {
    const source = await this.access.require(actor, 'document.read', fromId);
    const { orgId } = await this.access.requireCreate(actor, 'document', parentId);
    if (source.orgId !== orgId) throw new DomainError('resource.wrong-parent');
    const renamed = await this.renamedOf(orgId, fromId);
    const content = await this.admission.run('worker', requesterOf(actor), () =>
      this.contents.copy({ orgId, id: fromId }, values, renamed),
    );
    return this.documents.create(actor, {
      ...{ title, parentId, isTemplate, kind: content.kind, content: content.update },
      alongside: async (tx, id) => {
        await stillHolds?.(tx);
        await this.bring(tx, actor, { orgId, fromId, id }, renamed, content.pictures);
        await this.tree.settings.copyWriting(tx, orgId, fromId, id);
      },
    });
  }

  /**
   * What comes with the product, below the words and pictures of a letterhead, and with its marking.
   * @throws {DomainError} as `copy`
   */
  async supplied(
    actor: Actor,
    { supplied, letterheadId, title, parentId, values, isTemplate }: SuppliedCopy,
  ): Promise<string> {
    const { orgId } = await this.access.requireCreate(actor, 'document', parentId);
    const head = letterheadId === undefined ? null : await this.letterhead(actor, orgId, letterheadId);
    const content = await this.admission.run('worker', requesterOf(actor), () =>
      this.contents.supplied(supplied, values, head),
    );
    const fresh = { title, parentId, isTemplate, kind: 'prose' as const, content: content.update };
    if (head === null) return this.documents.create(actor, fresh);
    return this.documents.create(actor, {
      ...fresh,
      alongside: (tx, id) =>
        this.bring(tx, actor, { orgId, fromId: head.id, id }, head.pictures, content.pictures),
    });
  }

  /** @throws {DomainError} request.not-found, resource.wrong-parent */
  private async letterhead(actor: Actor, orgId: string, id: string): Promise<Letterhead> {
    const source = await this.access.require(actor, 'document.read', id);
    if (source.orgId !== orgId) throw new DomainError('resource.wrong-parent');
    if (!(await this.documents.isLetterhead(orgId, id))) throw new DomainError('request.not-found');
    return { orgId, id, pictures: await this.renamedOf(orgId, id) };
  }

  private async renamedOf(orgId: string, id: string): Promise<ReadonlyMap<string, string>> {
    const ids = await this.pictures.idsOf(orgId, id);
    return new Map(ids.map((one) => [one, newId()]));
  }

  /** It may have taken a while: whoever lost the right meanwhile gets nothing. */
  private async bring(
    tx: LockedTx,
    actor: Actor,
    place: { readonly orgId: string; readonly fromId: string; readonly id: string },
    renamed: ReadonlyMap<string, string>,
    shown: readonly string[],
  ): Promise<void> {
    await tx.require(actor, 'document.read', place.fromId);
    const linked = new Map([...renamed].filter(([from]) => shown.includes(from)));
    await this.pictures.link(tx, place, actor.personId, linked);
    await keepMarking(tx, place.orgId, place.fromId, place.id);
  }
}
