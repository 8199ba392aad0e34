import { Injectable } from '@nestjs/common';
import { AccessService } from '@maroquin/access';
import type { Actor } from '@maroquin/platform/database';
import { DocumentsService } from '../documents.service.js';
import { TextReader } from './text-reader.js';

/** A document's text as committed. */
@Injectable()
export class DocumentTextService {
  constructor(
    private readonly access: AccessService,
    private readonly documents: DocumentsService,
    private readonly reader: TextReader,
  ) {}

  async read(actor: Actor, id: string): Promise<string> {
    const { orgId } = await this.access.require(actor, 'document.read', id);
    const { kind } = await this.documents.find(orgId, id);
    const updates = await this.documents.updates(orgId, id);
    return this.reader.read({ kind, updates: updates.map(({ update }) => update) });
  }
}
