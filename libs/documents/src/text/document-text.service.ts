import { Inject, Injectable } from '@nestjs/common';
import { AccessService } from '@maroquin/access';
import { decodeSnapshot } from '@maroquin/coediting';
import { Admission, requesterOf, SYSTEM } from '@maroquin/platform/admission';
import { type Config, CONFIG } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { DocumentContents } from '../checkpoints/document-contents.js';
import type { DocumentText } from './text-worker.js';
import { TextReader } from './text-reader.js';

/** A document's text as committed. */
@Injectable()
export class DocumentTextService {
  constructor(
    private readonly access: AccessService,
    private readonly contents: DocumentContents,
    private readonly reader: TextReader,
    private readonly admission: Admission,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws {DomainError} request.not-found, request.too-many, server.busy, server.unavailable, version.too-large */
  async read(actor: Actor, id: string): Promise<string> {
    const { orgId } = await this.access.require(actor, 'document.read', id);
    return this.admission.run('worker', requesterOf(actor), async () => {
      const { text } = await this.textOf(orgId, id);
      return text;
    });
  }

  /** For work that is done for everybody who may read it. @throws {DomainError} as `read` */
  readForAll(orgId: string, id: string): Promise<DocumentText> {
    return this.admission.run('worker', SYSTEM, () => this.textOf(orgId, id));
  }

  private async textOf(orgId: string, id: string): Promise<DocumentText> {
    const { kind, base, updates } = await this.contents.read(orgId, id);
    const written = updates.map(({ update }) => update);
    return this.reader.read({
      ...{ kind, origin: new URL(this.config.publicUrl).origin },
      updates: base === null ? written : [decodeSnapshot(base).update, ...written],
    });
  }
}
