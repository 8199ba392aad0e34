import { Injectable } from '@nestjs/common';
import type { DocumentKind } from '@maroquin/coediting';
import { DomainError } from '@maroquin/platform/errors';
import { DocumentJournal, type JournalContent } from '../journal/document-journal.js';
import { CheckpointRequests } from './checkpoint-requests.js';
import { CheckpointStore } from './checkpoint-store.js';

/** Epochs that may begin while one is being read. */
const MAX_TURNS = 5;
const REPAIRED_WITHIN_S = 5;

/** What a document holds now, read from its newest checkpoint on. Access rule: the caller has checked document.read. */
@Injectable()
export class DocumentContents {
  constructor(
    private readonly journal: DocumentJournal,
    private readonly store: CheckpointStore,
    private readonly requests: CheckpointRequests,
  ) {}

  /** @throws {DomainError} request.not-found, server.unavailable while the document is being repaired */
  async read(orgId: string, id: string): Promise<JournalContent & { readonly kind: DocumentKind }> {
    try {
      for (let turn = 0; turn < MAX_TURNS; turn += 1) {
        const document = await this.journal.find(orgId, id);
        const { checkpoint } = await this.store.newest(document);
        const content = await this.journal.contentOf(document, checkpoint);
        if (content !== null) return { kind: document.kind, ...content };
      }
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'sealed.damaged') throw error;
      this.requests.now({ id, orgId });
    }
    throw new DomainError('server.unavailable', { retryAfterSeconds: REPAIRED_WITHIN_S });
  }
}
