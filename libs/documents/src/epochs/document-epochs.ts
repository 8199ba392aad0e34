import { Injectable } from '@nestjs/common';
import { decodeRun, decodeSnapshot, encodeSnapshot, type Holder, walkUpdate } from '@maroquin/coediting';
import { Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Feeds } from '@maroquin/platform/feeds';
import { BASE } from '../journal/journal-row.js';
import { CheckpointMaker } from '../checkpoints/checkpoint-maker.js';
import { CheckpointStore } from '../checkpoints/checkpoint-store.js';
import { DocumentEntity } from '../journal/document.entity.js';
import { DocumentJournal } from '../journal/document-journal.js';

export interface NewEpoch {
  readonly orgId: string;
  readonly documentId: string;
  /** null: the system itself, for a repair. */
  readonly actorId: string | null;
  /**
   * The journal's number up to which `content` was made: nothing written behind it is lost unseen. null, for a restore:
   * whatever is written until then becomes history too, so that it succeeds although people go on writing.
   */
  readonly expectedSeq: number | null;
  /** All the document holds from now on: one V1 update without gaps. */
  readonly content: Uint8Array;
  /** Every clientID that ever wrote in the document, for whoever knows; otherwise the journal is asked. */
  readonly retired?: Iterable<number>;
  /** More rows of the same act: versions, the audit. `seq` is the number of the new epoch's first entry. */
  readonly alongside?: (tx: Tx, seq: number, epoch: number) => Promise<void>;
}

export type Begun =
  | { readonly status: 'begun'; readonly epoch: number; readonly seq: number }
  /** Somebody wrote meanwhile: nothing has changed. */
  | { readonly status: 'moved'; readonly head: number };

/**
 * Begins a new epoch of a document with other content, for a restore or a repair. Whoever has it open is sent away (close code
 * 4409) and comes back to the new epoch; what lies before stays in the journal as history.
 * Access rule: the caller has checked document.edit.
 */
@Injectable()
export class DocumentEpochs {
  constructor(
    private readonly database: Database,
    private readonly feeds: Feeds,
    private readonly journal: DocumentJournal,
    private readonly checkpoints: CheckpointStore,
    private readonly maker: CheckpointMaker,
  ) {}

  /**
   * @throws {DomainError} request.not-found, sealed.damaged, server.failure when the content does not make a document
   * (it is loaded and compared first)
   */
  async begin(epoch: NewEpoch): Promise<Begun> {
    const { orgId, documentId, actorId, expectedSeq, alongside } = epoch;
    const { content, unshown } = await this.verified(epoch);
    const { leases, seq: readTo } = await this.retired(epoch, content);
    return this.database.inOrgs({ orgs: [orgId] }, async (tx): Promise<Begun> => {
      if (expectedSeq === null) await this.retireTail(tx, epoch, readTo, leases);
      const snapshot = encodeSnapshot({ leases, update: content });
      const appended = await this.feeds.appendInTransaction(tx, {
        feed: documentId,
        orgId,
        kind: BASE,
        actorId,
        ...(expectedSeq === null ? {} : { expected: expectedSeq }),
        payload: snapshot,
      });
      if (appended.status === 'moved') return appended;
      const seq = appended.last;
      const document = await tx.manager.findOneByOrFail(DocumentEntity, { id: documentId, orgId });
      const raised = { epoch: document.epoch + 1, epochFrom: String(seq) };
      await tx.manager.update(DocumentEntity, { id: documentId, orgId }, raised);
      // A second copy, should the entry ever be damaged.
      await this.checkpoints.saveInTransaction(
        tx,
        { id: documentId, orgId, epoch: raised.epoch },
        { seq, snapshot },
        unshown,
      );
      await alongside?.(tx, seq, raised.epoch);
      return { status: 'begun', epoch: raised.epoch, seq };
    });
  }

  private async verified({
    orgId,
    documentId,
    content,
  }: NewEpoch): Promise<{ content: Uint8Array; unshown: string | null }> {
    const { kind } = await this.journal.find(orgId, documentId);
    const start = encodeSnapshot({ leases: new Map(), update: content });
    const answer = await this.maker.make({ kind, start, runs: [], without: [], until: 0, salvage: null });
    if (answer.status === 'failed') throw new DomainError('server.failure', { cause: answer });
    return { content: decodeSnapshot(answer.snapshot).update, unshown: answer.unshown };
  }

  /** Every clientID that has written in this document: an epoch that is over may not be continued in the next one. */
  private async retired(epoch: NewEpoch, content: Uint8Array): Promise<{ leases: Leases; seq: number }> {
    const leases: Leases = new Map();
    let seq = 0;
    for (const client of epoch.retired ?? []) leases.set(client, null);
    if (epoch.retired === undefined) seq = await this.retireWritten(epoch, leases);
    retire(leases, content);
    return { leases, seq };
  }

  /** From the newest checkpoint on, which names everybody who wrote before it. Returns how far it has read. */
  private async retireWritten({ orgId, documentId }: NewEpoch, leases: Leases): Promise<number> {
    const document = await this.journal.find(orgId, documentId);
    const { checkpoint } = await this.checkpoints.newest(document);
    if (checkpoint !== null) retireBase(leases, checkpoint.snapshot);
    const after = checkpoint?.seq ?? Math.max(0, Number(document.epochFrom) - 1);
    return this.retireBehind({ orgId, documentId }, after, leases);
  }

  private async retireBehind(
    { orgId, documentId }: Pick<NewEpoch, 'orgId' | 'documentId'>,
    after: number,
    leases: Leases,
  ): Promise<number> {
    let seq = after;
    for await (const { kind, erased, payload, last } of this.journal.entries(orgId, documentId, after)) {
      seq = last;
      if (erased) continue;
      if (kind === BASE) retireBase(leases, payload);
      else for (const { update } of decodeRun(payload)) retire(leases, update);
    }
    return seq;
  }

  /** Locks the feed, so that nobody writes any more, and retires those who wrote behind `after`. */
  private async retireTail(
    tx: Tx,
    { orgId, documentId }: NewEpoch,
    after: number,
    leases: Leases,
  ): Promise<void> {
    await tx.query('select 1 from feed where id = $1 and org_id = $2 for update', [documentId, orgId]);
    await this.retireBehind({ orgId, documentId }, after, leases);
  }
}

type Leases = Map<number, Holder>;

function retire(leases: Leases, update: Uint8Array): void {
  for (const { client } of walkUpdate(update, null).blocks) leases.set(client, null);
}

function retireBase(leases: Leases, base: Uint8Array): void {
  for (const client of decodeSnapshot(base).leases.keys()) leases.set(client, null);
}
