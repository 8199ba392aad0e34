import { Inject, Injectable } from '@nestjs/common';
import { LOGGER } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { Logger } from '@maroquin/platform/logging';
import { BASE } from '../collab/journal-row.js';
import type { DocumentEntity } from '../document.entity.js';
import { DocumentJournal } from '../epochs/document-journal.js';
import { CheckpointMaker, type MakerRequest } from './checkpoint-maker.js';
import { CheckpointStore } from './checkpoint-store.js';
import { DocumentRepair } from './document-repair.js';
import { findOffender, type MakerFailure } from './find-offender.js';
import type { Run } from './worker/work.js';

/** Taken into one checkpoint: a long journal is covered step by step, so that each step stays within its limits. */
const STEP_UPDATES = 20_000;
const STEP_BYTES = 8 * 1024 * 1024;
const MAX_STEPS = 1_000;
/** A document that does not fit into the heap and is larger than this is simply large. */
const HONEST_BYTES = 16 * 1024 * 1024;

/** What a checkpoint is made of: content, and what was written behind it. */
interface Tail {
  readonly start: Uint8Array | null;
  readonly runs: readonly Run[];
  readonly lastSeq: number;
}

/** Covers a document's journal with a verified checkpoint, and has the document repaired when that cannot be done. */
@Injectable()
export class CheckpointJob {
  constructor(
    private readonly database: Database,
    private readonly journal: DocumentJournal,
    private readonly store: CheckpointStore,
    private readonly maker: CheckpointMaker,
    private readonly repairs: DocumentRepair,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Runs twice without harm, also at the same time. @throws {DomainError} request.not-found when there is no such document */
  async run(orgId: string, documentId: string): Promise<void> {
    for (let step = 0; step < MAX_STEPS; step += 1) {
      if (!(await this.step(await this.journal.find(orgId, documentId)))) return;
    }
  }

  /** False: everything is covered. */
  private async step(document: DocumentEntity): Promise<boolean> {
    const tail = await this.tail(document);
    if (tail === 'another epoch') return true;
    if (tail === 'damaged') {
      await this.repairs.repair(document, null);
      return true;
    }
    if (tail === null) return false;
    const { start, runs, lastSeq } = tail;
    const request: MakerRequest = {
      kind: document.kind,
      start,
      runs,
      without: [],
      until: lastSeq,
      salvage: null,
    };
    const answer = await this.maker.make(request);
    if (answer.status === 'failed') return this.failed(document, request, answer);
    const checkpoint = { seq: lastSeq, snapshot: answer.snapshot };
    await this.database.inOrgs({ orgs: [document.orgId] }, (tx) =>
      this.store.put(tx, document, checkpoint, answer.unshown),
    );
    return true;
  }

  private async failed(
    document: DocumentEntity,
    request: MakerRequest,
    failure: MakerFailure,
  ): Promise<boolean> {
    const { id, orgId } = document;
    const bytes = request.runs.reduce((sum, { payload }) => sum + payload.length, request.start?.length ?? 0);
    if (failure.fault === 'heap' && bytes > HONEST_BYTES) {
      this.logger.error({ documentId: id, bytes }, 'a document is too large for a checkpoint');
      return false;
    }
    const offender = await findOffender(this.maker, request, failure, request.until);
    this.logger.error({ documentId: id, orgId, failure, offender }, 'a document could not be loaded again');
    if (offender !== null) await this.repairs.repair(document, offender);
    return true;
  }

  /** Null: nothing was written behind the newest checkpoint. */
  private async tail(document: DocumentEntity): Promise<Tail | 'damaged' | 'another epoch' | null> {
    const { checkpoint, damaged } = await this.store.newest(document);
    if (damaged.length > 0) {
      this.logger.error({ documentId: document.id, seqs: damaged }, 'checkpoints are damaged');
      await this.store.drop(document, damaged);
    }
    const after = checkpoint?.seq ?? Math.max(0, Number(document.epochFrom) - 1);
    try {
      return await this.read(document, checkpoint?.snapshot ?? null, after);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'sealed.damaged') return 'damaged';
      throw error;
    }
  }

  private async read(
    { id, orgId, epochFrom }: DocumentEntity,
    from: Uint8Array | null,
    after: number,
  ): Promise<Tail | 'another epoch' | null> {
    const runs: Run[] = [];
    let [start, lastSeq, bytes] = [from, after, 0];
    for await (const { kind, first, last, erased, payload } of this.journal.entries(orgId, id, after)) {
      if (kind === BASE && first !== Number(epochFrom)) return 'another epoch';
      if (kind === BASE) start = payload;
      else if (!erased) runs.push({ first, payload });
      lastSeq = last;
      bytes += payload.length;
      if (bytes >= STEP_BYTES || last - after >= STEP_UPDATES) break;
    }
    return lastSeq === after ? null : { start, runs, lastSeq };
  }
}
