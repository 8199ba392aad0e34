import { Injectable } from '@nestjs/common';
import { Spaces } from '@maroquin/access';
import type { createDocumentSchema } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import type { z } from 'zod';
import { DocumentsService } from './documents.service.js';
import { CopyDocument } from './copy-document.js';

/** What somebody makes who asks for a new document: an empty one, or one that begins as another does. */
@Injectable()
export class NewDocuments {
  constructor(
    private readonly spaces: Spaces,
    private readonly documents: DocumentsService,
    private readonly copies: CopyDocument,
  ) {}

  /** Where it goes that is put nowhere. @throws {DomainError} request.not-found: a guest has no space of its own */
  async placeFor(actor: Actor, parentId: string | undefined): Promise<string> {
    return parentId ?? (await this.spaces.personalSpaceOf(actor));
  }

  /** @throws {DomainError} as CopyDocument.copy */
  async create(actor: Actor, input: z.infer<typeof createDocumentSchema>): Promise<string> {
    const { title, from, fields: values = {}, template: isTemplate } = input;
    const parentId = await this.placeFor(actor, input.parentId);
    if (from === undefined)
      return this.documents.create(actor, { title, kind: input.kind, parentId, isTemplate });
    if ('documentId' in from)
      return this.copies.copy(actor, { fromId: from.documentId, title, parentId, values, isTemplate });
    const { supplied, letterheadId } = from;
    return this.copies.supplied(actor, { supplied, letterheadId, title, parentId, values, isTemplate });
  }
}
