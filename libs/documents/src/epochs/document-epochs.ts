import { Injectable } from '@nestjs/common';
import { decodeRun, decodeSnapshot, encodeSnapshot, type Holder, walkUpdate } from '@maroquin/coediting';
import { Database, type Tx } from '@maroquin/platform/database';
import { Feeds } from '@maroquin/platform/feeds';
import { BASE } from '../collab/feed-journal.js';
import { DocumentEntity } from '../document.entity.js';
import { DocumentJournal } from './document-journal.js';

export interface NewEpoch {
  readonly orgId: string;
  readonly documentId: string;
  /** null: the system itself, for a repair. */
  readonly actorId: string | null;
  /** The journal's number up to which `content` was made: nothing written behind it is lost unseen. */
  readonly expectedSeq: number;
  /** All the document holds from now on: one V1 update without gaps. */
  readonly content: Uint8Array;
  /** More rows of the same act: versions, the audit. `seq` is the number of the new epoch's first entry. */
  readonly alongside?: (tx: Tx, seq: number) => Promise<void>;
}

export type Begun =
  | { readonly status: 'begun'; readonly epoch: number; readonly seq: number }
  /** Somebody wrote meanwhile: nothing has changed. */
  | { readonly status: 'moved'; readonly head: number };

/**
 * Begins a document anew with other content, for a restore or a repair. Whoever has it open is sent away (close code
 * 4409) and comes back to the new epoch; what lies before stays in the journal as history.
 * Access rule: the caller has checked document.edit.
 */
@Injectable()
export class DocumentEpochs {
  constructor(
    private readonly database: Database,
    private readonly feeds: Feeds,
    private readonly journal: DocumentJournal,
  ) {}

  /** @throws {DomainError} request.not-found, sealed.damaged. @throws {Error} when `content` is no V1 update. */
  async begin(epoch: NewEpoch): Promise<Begun> {
    const { orgId, documentId, actorId, expectedSeq, content, alongside } = epoch;
    const leases = await this.retired(epoch);
    return this.database.inOrgs({ orgs: [orgId] }, async (tx): Promise<Begun> => {
      const appended = await this.feeds.appendIn(tx, {
        feed: documentId,
        orgId,
        kind: BASE,
        actorId,
        expected: expectedSeq,
        payload: encodeSnapshot({ leases, update: content }),
      });
      if (appended.status === 'moved') return appended;
      const seq = appended.last;
      const document = await tx.manager.findOneByOrFail(DocumentEntity, { id: documentId, orgId });
      const raised = { epoch: document.epoch + 1, epochFrom: String(seq) };
      await tx.manager.update(DocumentEntity, { id: documentId, orgId }, raised);
      await alongside?.(tx, seq);
      return { status: 'begun', epoch: raised.epoch, seq };
    });
  }

  /** Every clientID that has written in this document: an epoch that is over may not be continued in the next one. */
  private async retired({ orgId, documentId, content }: NewEpoch): Promise<Map<number, Holder>> {
    const leases = new Map<number, Holder>();
    const retire = (update: Uint8Array): void => {
      for (const { client } of walkUpdate(update, null).blocks) leases.set(client, null);
    };
    const { epochFrom } = await this.journal.find(orgId, documentId);
    for await (const { kind, erased, payload } of this.journal.entries(
      orgId,
      documentId,
      Math.max(0, Number(epochFrom) - 1),
    )) {
      if (erased) continue;
      if (kind !== BASE) decodeRun(payload).forEach(({ update }) => retire(update));
      else for (const [client] of decodeSnapshot(payload).leases) leases.set(client, null);
    }
    retire(content);
    return leases;
  }
}
